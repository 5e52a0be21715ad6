"""Rules about matrices: weights and scores that add up, and a choice that follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from math import fsum, inf

from playbook.kinds.common.headings import SCORES, in_language
from playbook.kinds.common.parties import roster
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.units import number
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.naming import listing, title_of
from playbook.kinds.computed.shares import TOLERANCE, WHOLE, in_per_cent
from playbook.kinds.matrix import Matrix, SharedWeights, scores
from playbook.model.body import Heading
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.matrix import DUST, Criterion, Option, Score, ScoreTable
from playbook.model.record import Path
from playbook.model.rule import Finding, rule
from playbook.model.slug import slug_of
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.hints import Hints

_STEP = 10.0
"""So many points a weight is moved to see whether the winner stays the same."""

_PAIR = 2


@rule("matrix/weights-sum", Severity.ERROR, on=Matrix)
def weights_sum(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """The weights do not add up to 100."""
    for path, weights in _weights(entry):
        total = round(fsum(weights.values()), 6)
        if weights and sound(entry, *path) and abs(total - WHOLE) > TOLERANCE:
            message = f"these weights add up to {number(total)}, not to 100"
            hint = in_per_cent(weights) or "change one of them"
            yield Finding(entry.at(*path, key=True), message, hint)


def _weights(entry: Entry[Matrix]) -> Iterator[tuple[Path, Mapping[str, float]]]:
    """Yield the weights as written, with their place: those of all, or those of each party."""
    held = entry.record.weights
    if isinstance(held, SharedWeights):
        yield ("weights",), held.root
    else:
        for party, weights in held.items():
            yield ("weights", party), weights


@rule("matrix/bad-score", Severity.ERROR, on=Matrix)
def bad_score(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """A score is no number, or lies outside of the scale."""
    for name, score in _scores(_table(entry, view)):
        if score.text and (wrong := _wrong_score(entry.record, score)):
            hint = _score_meant(entry.record, score) or _how_to_score(entry.record)
            yield Finding(score.span, f"{name} {wrong}", hint)


@rule("matrix/unscored", Severity.ERROR, on=Matrix, lacks=True)
def unscored(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """A score is missing, or the whole table of scores."""
    table = _table(entry, view)
    if table is None:
        heading = in_language(SCORES, view.setting("language") or "en")
        message = f"there is no table of scores in a section “{heading}”"
        span, hint = _table_elsewhere(entry, heading)
        yield Finding(span, message, hint)
    for name, score in _scores(table):
        if not score.text:
            yield Finding(score.span, f"{name} is missing", _how_to_score(entry.record))


def _scores(table: ScoreTable | None) -> Iterator[tuple[str, Score]]:
    """Yield the scores that count, each with words that say which it is."""
    if table is None:
        return
    for option in table.options:
        for criterion, score in zip(table.criteria, option.scores, strict=True):
            if criterion.weight is not None:
                name = f"the score of {quoted(option.title)} for {quoted(criterion.title)}"
                yield name, score


def _how_to_score(record: Matrix) -> str:
    if record.bounds is None:
        return "write a number"
    low, high = record.bounds
    return f"write a number from {number(low)} to {number(high)}"


def _score_meant(record: Matrix, score: Score) -> str:
    """Return what to write for a score in other words: `4.5` for `4,5`, or `3` for `★★★`; or ""."""
    from playbook.model.meant.amounts import number_meant  # noqa: PLC0415 - most documents need none

    stars = len(score.text) if set(score.text) in ({"★"}, {"*"}) else 0
    meant = str(stars) if stars else number_meant(score.text)
    low, high = record.bounds or (0, inf)  # without a scale any number may fit
    fits = meant.replace(".", "", 1).isdecimal() and low <= float(meant) <= high
    return f"write {meant}" if fits else ""


def _table_elsewhere(entry: Entry[Matrix], heading: str) -> tuple[Span, str]:
    """Return where a table of scores is that is not found as such, and how to mend it."""
    above: Heading | None = None
    for block in entry.body.blocks:
        if block.heading:
            above = block.heading if block.heading.level > 1 else None
        elif block.name == "table" and above:
            return above.span, f"call the heading above the table “{heading}”"
        elif block.name == "table":
            return block.span, f"write a heading above the table: ## {heading}"
        elif block.name == "paragraph" and block.text.startswith("|"):
            columns = max(block.text.split("\n")[0].count("|") - 1, 1)
            dashes = "| --- " * columns + "|"
            return block.span, f"write a line of dashes below the first one: {dashes}"
    return entry.heading, "one line an option, one column a criterion; see `playbook new matrix`"


def _wrong_score(record: Matrix, score: Score) -> str:
    """Say what is wrong with a score, or return ""."""
    if score.value is None:
        return f"is no number: {quoted(score.text)}"
    low, high = record.bounds or (score.value, score.value)
    return "" if low <= score.value <= high else f"is {score.text}, outside of the scale"


@rule("matrix/silent-party", Severity.WARNING, on=Matrix, lacks=True)
def silent_party(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """The parties weigh one by one, and one of them gave no weights."""
    held = entry.record.weights
    if isinstance(held, SharedWeights) or not held or not sound(entry, "weights"):
        return
    heard = roster(view, (party for party, weights in held.items() if weights))
    for team, index in roster(view, entry.record.parties).teams.items():
        if heard.complete and team not in heard.teams:
            message = f"{title_of(view, team)} gave no weights"
            hint = "ask the team; or agree on one set of weights for all"
            yield Finding(entry.at("parties", index), message, hint)


@rule("matrix/criterion-clash", Severity.ERROR, on=Matrix)
def criterion_clash(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """A column of the table has no weight, a weight no column, or two have one name."""
    table = _table(entry, view)
    if table is None:
        return
    yield from _twins("criterion", table.criteria)
    yield from _twins("option", table.options)
    if not sound(entry, "weights"):
        return
    hints = Hints()
    columns = [criterion.slug for criterion in table.criteria]
    for criterion in table.criteria:
        if criterion.weight is None:
            message = f"the column {quoted(criterion.title)} has no weight"
            guess = hints.did_you_mean(criterion.slug, table.unscored)
            yield Finding(criterion.span, message, guess or "add it to `weights`")
    for slug in table.unscored:
        message = f"the criterion “{slug}” has a weight and no column"
        guess = hints.did_you_mean(slug, columns)
        yield Finding(_place_of_weight(entry, slug), message, guess or "add it to the table")


def _twins(what: str, named: Iterable[Criterion | Option]) -> Iterator[Finding]:
    """Yield the columns or rows that have the name of one before them."""
    first: dict[str, Span] = {}
    for held in named:
        span = first.setdefault(held.slug, held.span)
        if held.slug and span != held.span:
            message = f"{quoted(held.title)} is the name of another {what}, too"
            yield Finding(held.span, message, "rename one", (Related(span, "the other one"),))


def _place_of_weight(entry: Entry[Matrix], slug: str) -> Span:
    """Return where a criterion is weighed first."""
    for path, weights in _weights(entry):
        for name in weights:
            if slug_of(name) == slug:
                return entry.at(*path, name, key=True)
    return entry.at("weights", key=True)


@rule("matrix/not-the-top", Severity.WARNING, on=Matrix)
def not_the_top(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """The option that was chosen is not the first one, and nothing says why."""
    record, table = entry.record, _table(entry, view)
    if table is None or not record.chosen:
        return
    chosen = table.option(record.chosen)
    if chosen is None:
        message = f"no option of the table is called {quoted(record.chosen)}"
        hint = Hints().did_you_mean(record.chosen, [option.slug for option in table.options])
        yield Finding(entry.at("chosen"), message, hint)
    elif table.is_complete and chosen.total is not None and not record.because:
        best = table.ranking[0]
        if (best.total or 0) - chosen.total > DUST:
            message = f"{quoted(chosen.title)} was chosen, and {quoted(best.title)} has more"
            totals = f"{_shown(chosen.total)} and {_shown(best.total or 0)}"
            hint = f"the totals are {totals}; say in `because` why it was chosen"
            yield Finding(entry.at("chosen"), message, hint)


@rule("matrix/fragile", Severity.NOTICE, on=Matrix)
def fragile(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """Another winner comes out if one weight is moved by ten points."""
    table = _table(entry, view)
    if table is None or not table.is_complete or table.is_level or is_closed(view, entry.card):
        return
    # Of two criteria, more for one is less for the other: the first tells it all.
    only_first = len(table.weights) == _PAIR
    for criterion in table.criteria[:1] if only_first else table.criteria:
        for step in (_STEP, -_STEP):
            other = table.upset(criterion, step)
            if other:
                change = f"{'more' if step > 0 else 'less'} for {quoted(criterion.title)}"
                message = f"with ten points {change}, {quoted(other.title)} wins"
                hint = "talk about this weight before you rely on the result"
                yield Finding(criterion.span, message, hint)
                break


@rule("matrix/tie", Severity.NOTICE, on=Matrix)
def tie(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """The first two options are level."""
    table = _table(entry, view)
    if table and table.is_complete and table.is_level and not is_closed(view, entry.card):
        first, second, *_ = table.ranking
        names = listing([quoted(first.title), quoted(second.title)])
        message = f"{names} are level: {_shown(first.total or 0)} and {_shown(second.total or 0)}"
        hint = "let something other than the total decide, and say in `because` what"
        yield Finding(second.span, message, hint)


@rule("matrix/wrong-total", Severity.ERROR, on=Matrix)
def wrong_total(entry: Entry[Matrix], view: View) -> Iterator[Finding]:
    """A total that was typed is wrong."""
    table = _table(entry, view)
    for option in table.options if table else ():
        typed = option.typed_total
        if typed is None or option.total is None:
            continue
        decimals = len(typed.text.partition(".")[2])
        if typed.value is None or abs(typed.value - option.total) > 0.5 * 10**-decimals + DUST:
            message = f"the total of {quoted(option.title)} is {_shown(option.total)}"
            hint = "mend it, or leave the column out: totals are computed"
            yield Finding(typed.span, f"{message}, not {typed.text}", hint)


def _table(entry: Entry[Matrix], view: View) -> ScoreTable | None:
    """Return the table of a matrix."""
    held: tuple[ScoreTable, ...] = view.ask("matrix", entry.id)
    return held[0] if len(held) == 1 else scores(entry.record, entry.body)


def _shown(total: float) -> str:
    return number(round(total, 2))
