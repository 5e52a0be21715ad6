"""What changed in fields of which nothing more can be said than what stands there now."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic import BaseModel, RootModel

from playbook.kinds.common import headings
from playbook.kinds.common.headings import section
from playbook.kinds.computed.edits import exchanged, sentences, text_edits
from playbook.kinds.computed.meaning import (
    IN_ORDER,
    SCORES,
    SENTENCE,
    STATEMENT,
    TERMS,
    Plain,
    changed_parts,
    record_meaning,
    text_meaning,
)
from playbook.model.body import as_written
from playbook.model.entry import Entry
from playbook.model.fields import Duration
from playbook.model.text import Span
from playbook.model.value import replace
from playbook.queries.changes.both import Both, amount
from playbook.queries.changes.change import Band, Change, Turn
from playbook.queries.changes.items import held, paired

OTHER: Final = "document/field-changed"
WORDING: Final = "document/wording-changed"

_WORDS: Final = {TERMS: "terms", STATEMENT: "first paragraph", SENTENCE: "title"}
"""The parts of a text that are words, and what they are called."""

_ONE_OF: Final = {
    "commitments": "commitment",
    "positions": "position",
    "stages": "stage",
    "lessons": "lesson",
    "parties": "party",
    "weights": "weight of",
    "tests": "tests assumption",
    "indicators": "indicator",
    "assumes": "assumption",
    "roles": "role",
}
"""What one item of a list is called."""

_ABOUT: Final = ("what", "does", "issue", "risk", "do", "lesson", "exit", "metric", "id", "given")
"""The fields that say what an item of a list is about, the best first."""

_PROGRESS: Final = frozenset({"status", "evidence", "done", "result"})
"""Fields of items that tell how far something has come."""

_DONE: Final = "done"

Steps = tuple[str | int, ...]


def changed_fields(before: Entry[Any], after: Entry[Any]) -> tuple[str, ...]:
    """Return the fields of the front matter whose meaning differs."""
    return changed_parts(record_meaning(before), record_meaning(after))


def field_changes(
    before: Entry[Any], after: Entry[Any], both: Both, names: Iterable[str], code: str = OTHER
) -> Iterator[Change]:
    """Yield what is said differently in fields of the front matter, item by item."""
    for name in names:
        base = Change(code, label(name), (), part=name)
        old, new = held(before, name), held(after, name)
        yield from _differences(base, old, new, (name,), both)


def setting_changes(name: str, old: object, new: object, both: Both) -> Iterator[Change]:
    """Yield what a setting says differently, item by item; its ids are those of rights."""
    named = {held: ("right",) for held in (old, new) if isinstance(held, str)}
    base = Change("settings/changed", label(name), ())
    yield from _differences(base, old, new, (name,), replace(both, named=named))


def wording(before: Entry[Any], after: Entry[Any]) -> Iterator[Change]:
    """Yield which of the words that were agreed upon are others now, sentence by sentence."""
    old, new = text_meaning(before), text_meaning(after)
    for part in changed_parts(old, new):
        if part in _WORDS:
            was, now = (sentences(_paragraphs(held.get(part, ()))) for held in (old, new))
            for turn in _reworded(was, now):
                span = _where(after, part, turn.after)
                yield Change(
                    WORDING, _WORDS[part], (turn,), band=Band.WORDING, part=part, span=span
                )
    for edit in text_edits(old, new):
        if edit.steps[0] == SCORES:
            item, turn = ", ".join(edit.steps[1:]), Turn(edit.before, edit.after)
            yield Change(
                OTHER, "score", (turn,), item, part=SCORES, span=_row(after, edit.steps[1])
            )


def _paragraphs(held: Plain) -> tuple[Plain, ...]:
    return held if isinstance(held, tuple) else (held,)


def _reworded(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Turn]:
    """Yield sentences that are gone and those that came, in turn where there are as many."""
    gone = [words for words in before if words not in after]
    came = [words for words in after if words not in before]
    if len(gone) == len(came):
        yield from (Turn(*pair) for pair in zip(gone, came, strict=True))
        return
    yield from (Turn(words, "") for words in gone)
    yield from (Turn("", words) for words in came)


def _where(entry: Entry[Any], part: str, words: str) -> Span | None:
    """Return where a sentence stands, at least its paragraph; None for the title."""
    if part == STATEMENT:
        return entry.body.lead.span if entry.body.lead else None
    blocks = section(entry.body, headings.TERMS) if part == TERMS else ()
    plain = " ".join(words.split())
    held = (b for b in blocks if plain and plain in " ".join(as_written(b.text).split()))
    found = next(held, blocks[0] if blocks else None)
    return found.span if found else None


def _row(entry: Entry[Any], option: str) -> Span | None:
    """Return where the scores of an option stand; None if it is gone."""
    tables = (block.rows for block in section(entry.body, headings.SCORES))
    rows = (row for table in tables for row in table if row and row[0].text.strip() == option)
    return next((row[0].span for row in rows), None)


def label(name: str) -> str:
    """Return a field's name as it stands in a sentence about one of its items."""
    return _ONE_OF.get(name) or name.replace("_", " ").replace("-", " ")


def _differences(
    base: Change,
    before: Any,  # noqa: ANN401 - any value of a record
    after: Any,  # noqa: ANN401 - any value of a record
    steps: Steps,
    both: Both,
) -> Iterator[Change]:
    if _same(before, after):
        return
    if isinstance(before, RootModel) or isinstance(after, RootModel):
        yield from _differences(base, _root(before), _root(after), steps, both)
    elif isinstance(before, BaseModel) and isinstance(after, BaseModel):
        yield from _of_parts(base, before, after, steps, both)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            old, new = before.get(key), after.get(key)
            inner = _within(base, _called(new) or _called(old) or both.words(f"{key}"))
            yield from _differences(inner, old, new, (*steps, key), both)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        if any(isinstance(member, BaseModel) for member in (*before, *after)):
            for old, new, place in paired(before, after, steps):
                inner = _within(base, _about(new if new is not None else old, both))
                yield from _differences(inner, old, new, place, both)
        else:
            yield from _members(base, before, after, steps, both)
    else:
        turn = _turn(before, after, both)
        if turn.before != turn.after:
            yield _with(base, (turn,), steps)


def _called(item: object) -> str:
    """Return the title that an item of a mapping has besides its key, as roles have; or ""."""
    return getattr(item, "title", "") if isinstance(item, BaseModel) else ""


def _turn(before: object, after: object, both: Both) -> Turn:
    if isinstance(before, bool) and isinstance(after, bool):
        return Turn(*("yes" if held else "no" for held in (before, after)))
    return Turn(_whole(before, both), _whole(after, both))


def _whole(value: Any, both: Both) -> str:  # noqa: ANN401 - any value of a record
    """Return a value in words; of an item, what it says besides what it is called by."""
    if not isinstance(value, BaseModel):
        return both.words(value)
    subject = next((name for name in _ABOUT if getattr(value, name, None)), "")
    hidden = {"party", "id", subject, *_PROGRESS}
    names = (name for name in type(value).model_fields if name not in hidden)
    told = ((label(name.rstrip("_")), both.words(getattr(value, name))) for name in names)
    return ", ".join(f"{name} {said}" for name, said in told if said) or both.words(value)


def _root(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    return value.root if isinstance(value, RootModel) else value


def _of_parts(
    base: Change, before: BaseModel, after: BaseModel, steps: Steps, both: Both
) -> Iterator[Change]:
    for name, info in type(after).model_fields.items():
        written = info.alias or name
        inner = replace(base, field=" ".join(filter(None, (base.field, label(written)))))
        old, new = getattr(before, name, None), getattr(after, name)
        if isinstance(old, float) and isinstance(new, float) and old != new:
            full = amount(old, getattr(before, "unit", ""))
            turn = Turn(amount(old), amount(new, getattr(after, "unit", "")), full=full)
            yield _with(inner, (turn,), (*steps, written))
        else:
            yield from _differences(inner, old, new, (*steps, written), both)


def _members(
    base: Change,
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    steps: Steps,
    both: Both,
) -> Iterator[Change]:
    """Yield members of a list that are gone, and those that came; one for one is a change.

    Where the order says something, and nothing else is different, that is the change.
    """
    told = False
    for gone, came in exchanged(before, after):
        told = True
        yield _with(base, (Turn(both.words(gone), both.words(came)),), steps)
    if not told and ".".join(step for step in steps if isinstance(step, str)) in IN_ORDER:
        yield _with(base, (Turn(both.words(before), both.words(after)),), steps)


def _with(base: Change, turns: tuple[Turn, ...], steps: Steps) -> Change:
    """Return the change in a place; how far something has come binds nobody."""
    if steps[-1] not in _PROGRESS:
        return replace(base, turns=turns, steps=steps)
    is_good = any(turn.after == _DONE for turn in turns)
    return replace(base, turns=turns, steps=steps, part="", is_good=is_good)


def _within(base: Change, name: str) -> Change:
    return replace(base, item=" · ".join(filter(None, (base.item, name))))


def _same(before: object, after: object) -> bool:
    if isinstance(before, Duration) and isinstance(after, Duration):
        return before.length == after.length
    return before == after


def _about(item: Any, both: Both) -> str:  # noqa: ANN401 - any item
    """Return what an item is about, in few words: who, and what."""
    party = getattr(item, "party", "")
    known = (getattr(item, name, None) for name in _ABOUT)
    what = next((both.words(value) for value in known if value), "")
    return ": ".join(filter(None, (both.party(party) if party else "", what)))
