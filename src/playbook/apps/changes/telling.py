"""What a comparison is told as: sections in an order, sentences, and whom to ask."""

from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from playbook.engine.runs.comparing import Comparison, State
from playbook.kinds.computed.naming import listing
from playbook.kinds.computed.roles import find_role
from playbook.model.address import Address, team_of
from playbook.model.english import counted
from playbook.model.value import Value
from playbook.queries.changes.change import Band, Change, Placed, Subject, Turn
from playbook.rules.versions.verdict import Verdict

SILENT: Final = "amendment/silent-change"
"""The code of what changed without consent; the rule of that name finds it later, in `check`."""

_SHORT_ID: Final = 7


class Style(Protocol):
    """How a format marks parts of a sentence."""

    def value(self, text: str) -> str:
        """Return a value that changed."""

    def name(self, text: str) -> str:
        """Return what an author called something."""

    def plain(self, text: str) -> str:
        """Return other words, an author's among them."""


class Told(Value, frozen=True):
    """Changes of one document that are told together."""

    subject: Subject
    changes: tuple[Placed, ...]
    verdict: Verdict | None
    is_covered: bool


class Section(Value, frozen=True):
    """A part of the report: `sign` is a picture for those who look over it."""

    sign: str
    title: str
    documents: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many changes it tells."""
        return sum(len(told.changes) for told in self.documents)


class _Heading(NamedTuple):
    sign: str
    title: str
    kinds: frozenset[str]


_HEADINGS: Final = (
    _Heading("⚖️", "Decision rights", frozenset({"right"})),
    _Heading(
        "🤝", "Agreements and what was traded", frozenset("agreement tradeoff incentive".split())
    ),
    _Heading("🌳", "Decision trees", frozenset({"tree"})),
    _Heading("📏", "Measures", frozenset({"metric"})),
    _Heading(
        "🧭", "Plans, pilots and choices", frozenset("plan pilot matrix outcome assumption".split())
    ),
    _Heading("📘", "Words", frozenset({"term"})),
    _Heading("📝", "Amendments", frozenset({"amendment"})),
)
_REST: Final = _Heading("📄", "Other documents", frozenset())
_UNCOVERED: Final = "Not covered by an approved amendment"
_WORDING: Final = "Wording"
_GOOD: Final = "Good news"


def is_uncovered(placed: Placed, verdict: Verdict | None) -> bool:
    """Tell whether a change wants consent and has none."""
    if verdict is None or not verdict.uncovered:
        return False
    part = placed.change.part
    return part in verdict.uncovered and (bool(part) or placed.change.code == "document/removed")


def sections(comparison: Comparison) -> Iterator[Section]:
    """Yield the parts of the report: what wants an answer first, then by what it is about."""
    left: dict[str, list[Told]] = {}
    for held in comparison.changed:
        verdict = comparison.verdicts.get(held.subject.address)
        groups: dict[str, list[Placed]] = {}
        for placed in held.changes:
            groups.setdefault(_heading(placed, held.subject, verdict), []).append(placed)
        for title, changes in groups.items():
            told = Told(held.subject, tuple(changes), verdict, title != _UNCOVERED)
            left.setdefault(title, []).append(told)
    for sign, title in _order():
        if title in left:
            yield Section(sign, title, tuple(left[title]))


def _order() -> Iterator[tuple[str, str]]:
    yield "⛔", _UNCOVERED
    for heading in (*_HEADINGS, _REST):
        yield heading.sign, heading.title
    yield "✍️", _WORDING
    yield "🎉", _GOOD


def _heading(placed: Placed, subject: Subject, verdict: Verdict | None) -> str:
    if is_uncovered(placed, verdict):
        return _UNCOVERED
    if placed.change.is_good:
        return _GOOD
    if placed.change.band is Band.WORDING:
        return _WORDING
    return next((held.title for held in _HEADINGS if subject.kind in held.kinds), _REST.title)


def count(comparison: Comparison, band: Band) -> int:
    """Return how many changes of a band there are."""
    bands = [placed.change.band for held in comparison.changed for placed in held.changes]
    return bands.count(band)


def summary(comparison: Comparison) -> str:
    """Return in one line how much changed."""
    material, wording = (count(comparison, band) for band in (Band.MATERIAL, Band.WORDING))
    editorial = comparison.editorial
    told = [counted(material, "material change")] if material else []
    if wording:
        told.append(f"{wording if told else counted(wording, 'change')} of wording")
    if editorial and told:
        told.append(f"{counted(editorial, 'file')} without change in meaning")
    elif editorial:
        told = ["no change in meaning", f"{counted(editorial, 'other file')} touched"]
    if comparison.unread:
        told.append(f"{counted(comparison.unread, 'file')} not read in full")
    return ", ".join(told or ["no change in meaning"])


def compared(comparison: Comparison) -> str:
    """Return which states were compared."""
    day = f", as of {comparison.as_of}" if comparison.as_of else ""
    words = f"compared {_state(comparison.base)} with {_state(comparison.head)}{day}"
    if comparison.is_from_nothing:
        words += (
            f"; {comparison.base.name} has no playbook in this folder, so that all of it is new"
        )
    return words


def _state(state: State) -> str:
    if not state.commit:
        return state.name
    at = f"{state.commit[:_SHORT_ID]}, {state.day}"
    if state.fork:
        return f"{state.name} as it was when {state.fork} parted from it ({at})"
    return f"{state.name} ({at})"


def sentence(change: Change, style: Style) -> str:
    """Return what changed as a sentence without a full stop."""
    if change.code in {"document/added", "document/removed"}:
        turn = change.turns[0]
        came = f"this {change.label} is new" if turn.after else f"this {change.label} is gone"
        status = style.value(turn.after or turn.before)
        return f"{came}: {status if turn.after else f'it was {status}'}"
    named = " ".join(
        filter(None, (style.plain(change.label), style.name(change.item) if change.item else ""))
    )
    what = ", ".join(filter(None, (named, style.plain(change.field))))
    turns = ", ".join(_turn(turn, change.form, style) for turn in change.turns)
    aside = style.plain(change.why)
    if change.sense:
        aside = f"{change.sense.value} ({aside})" if aside else change.sense.value
    return f"{what}: {turns}{f' — {aside}' if aside else ''}"


def _turn(turn: Turn, form: str, style: Style) -> str:
    name = f"{style.plain(turn.name)} " if turn.name else ""
    if form and turn.before and turn.after:
        return name + form.format(before=style.value(turn.before), after=style.value(turn.after))
    if turn.before and turn.after:
        return name + style.value(f"{turn.before} → {turn.after}")
    if turn.after:
        return f"{name}{style.value(turn.after)} (new)"
    return f"{name}{style.value(turn.before)} (gone)"


class Consequences:
    """Sentences about all changes of a document together; none is told twice of one document."""

    def __init__(self, comparison: Comparison, style: Style) -> None:
        self._comparison = comparison
        self._style = style
        self._told: set[tuple[str, str]] = set()

    def of(self, told: Told) -> Iterator[str]:
        """Yield whom the changes touch, and what they need."""
        for words in _consequences(told, self._comparison):
            if (told.subject.address, words) not in self._told:
                self._told.add((told.subject.address, words))
                yield self._style.plain(words)


def _consequences(told: Told, comparison: Comparison) -> Iterator[str]:
    teams = dict.fromkeys(map(team_of, told.subject.parties))
    if teams and told.subject.kind != "team":
        yield f"Affects {comparison.both.parties(teams)}."
    verdict = told.verdict
    if verdict is None:
        return
    if told.is_covered:
        if verdict.consent and any(placed.change.part for placed in told.changes):
            yield f"Covered by {verdict.consent}."
        return
    if verdict.suspect:
        whose, several = comparison.both.parties(verdict.suspect), len(verdict.suspect) > 1
        become = "signatures of {} become" if several else "signature of {} becomes"
        yield f"The {become.format(whose)} suspect."
    if verdict.wrong:
        yield f"{verdict.wrong}."
    yield _needed(verdict, comparison)
    yield from (f"“{title}” is proposed, and not approved yet." for title in verdict.proposed)


def faults(comparison: Comparison) -> Iterator[str]:
    """Yield what of the documents could not be read, and on which side."""
    for state, problem in comparison.faults:
        side = "as it is" if state is comparison.head else "as it was"
        source = comparison.source_in(state, problem.span.path)
        at = source.position(problem.span.start) if source else None
        place = f"{problem.span.path}:{at.line}:{at.column}" if at else problem.span.path
        yield f"{place}, {side}: {problem.message} [{problem.code}]"


def _needed(verdict: Verdict, comparison: Comparison) -> str:
    under = f" under “{verdict.right}”" if verdict.right else ""
    deciders = listing([comparison.both.party(role) for role in verdict.deciders])
    who = f", approved by {deciders}" if deciders else "; no right says who approves it"
    return f"Needs an amendment{under}{who}."


class Eye(Value, frozen=True):
    """Who should look: a role or a team, what it is called, and who holds it."""

    party: str
    title: str
    holder: str


def eyes(comparison: Comparison) -> tuple[Eye, ...]:
    """Return whose eyes are needed: who decides, who holds a right that moved, and the parties."""
    parties: dict[str, None] = {}
    for held in comparison.changed:
        verdict = comparison.verdicts.get(held.subject.address)
        if verdict:
            parties |= dict.fromkeys((*verdict.deciders, *verdict.vetoes))
        for placed in held.changes:
            parties |= dict.fromkeys(placed.change.touches)
    for held in comparison.changed:
        parties |= dict.fromkeys(map(team_of, held.subject.parties))
    return tuple(_eye(party, comparison) for party in parties)


def _eye(party: str, comparison: Comparison) -> Eye:
    role = find_role(comparison.both.after, Address.party(party))
    return Eye(party, comparison.both.party(party), role.holder if role else "")
