"""Rules about plans: stages with a way out, and positions that can meet."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from playbook.kinds.common.parties import roster
from playbook.kinds.common.units import number, unit_key
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.naming import title_of
from playbook.kinds.plan import Plan, Position
from playbook.model.address import Address, team_of
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.record import Path
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.uses import users

_RESULTS = frozenset({"agreement", "pilot", "debrief"})


@rule("plan/no-exit", Severity.WARNING, on=Plan, since="active")
def no_exit(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A stage has no condition on which it is over."""
    for index, stage in enumerate(entry.record.stages):
        if not stage.exit and sound(entry, "stages", index, "exit"):
            message = f"nothing says when the stage {quoted(stage.id)} is over"
            yield Finding(entry.at("stages", index), message, "add `exit` with what must be true")


@rule("plan/stage-order", Severity.ERROR, on=Plan)
def stage_order(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A stage is to be over before the one that precedes it."""
    dated = [(n, stage, stage.by) for n, stage in enumerate(entry.record.stages) if stage.by]
    for (before, first, start), (index, stage, end) in pairwise(dated):
        if end < start:
            message = f"{quoted(stage.id)} is due on {end}, before {quoted(first.id)} on {start}"
            related = (Related(entry.at("stages", before, "by"), "the stage before"),)
            hint = "mend one of the dates, or the order of the stages"
            yield Finding(entry.at("stages", index, "by"), message, hint, related)


@rule("plan/no-fallback", Severity.ERROR, on=Plan, since="active")
def no_fallback(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A stage has no fallback."""
    for index, stage in enumerate(entry.record.stages):
        if not stage.fallback and sound(entry, "stages", index, "fallback"):
            message = f"nothing says what you do if the stage {quoted(stage.id)} fails"
            yield Finding(entry.at("stages", index), message, "add `fallback`")


@rule("plan/stage-late", Severity.WARNING, on=Plan, clock=True)
def stage_late(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """The day of a stage has passed, and the next one has not begun."""
    stages = entry.record.stages
    done = [index for index, stage in enumerate(stages) if stage.done]
    index = done[-1] + 1 if done else 0
    if entry.status != "active" or view.as_of is None or index >= len(stages):
        return
    by = stages[index].by
    if by and by < view.as_of:
        message = f"the stage {quoted(stages[index].id)} was to be over on {by}"
        hint = "write the day in `done` if it is, else use its fallback or agree on another day"
        yield Finding(entry.at("stages", index, "by"), message, hint)


@rule("plan/no-alternative", Severity.NOTICE, on=Plan, since="active")
def no_alternative(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A party does not say what it does without an agreement."""
    stated = roster(view, (party for party, words in entry.record.no_deal.items() if words))
    members = roster(view, entry.record.parties)
    for team, index in members.teams.items() if sound(entry, "no_deal") else ():
        if stated.complete and team not in stated.teams:
            message = f"{title_of(view, team)} does not say what it does without an agreement"
            yield Finding(entry.at("parties", index), message, "add the team to `no_deal`")


@rule("plan/who-concedes", Severity.WARNING, on=Plan, since="active")
def who_concedes(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """Nobody is named who may give way on an issue."""
    for index, position in enumerate(entry.record.positions):
        if not position.concede_by and sound(entry, "positions", index, "concede_by"):
            title = title_of(view, team_of(position.party))
            message = f"nobody is named who may give way for {title} on {quoted(position.issue)}"
            yield Finding(entry.at("positions", index), message, "add `concede_by` with a role")


@rule("plan/zigzag", Severity.ERROR, on=Plan)
def zigzag(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """The steps from what a party prefers to where it walks away change their direction."""
    for index, position in enumerate(entry.record.positions):
        steps = list(_steps(position))
        direction = 0.0
        for (_, here), (path, there) in pairwise(steps):
            move = there - here
            if move * direction < 0:
                row = " → ".join(number(value) for _, value in steps)
                message = f"{quoted(position.issue)} goes back and forth: {row}"
                hint = "order the steps from what is preferred to what is hardest to accept"
                yield Finding(entry.at("positions", index, *path), message, hint)
                break
            direction = direction or move


@rule("plan/number-in-words", Severity.WARNING, on=Plan)
def number_in_words(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A number of a position is written with its unit, so that it is read as words."""
    from playbook.model.meant.amounts import money_meant  # noqa: PLC0415 - only plans need it

    for index, position in enumerate(entry.record.positions):
        steps = ((("fallback", n), step) for n, step in enumerate(position.fallback))
        ends = ((("prefer",), position.prefer), *steps, (("walk_away",), position.walk_away))
        for path, step in ends:
            meant = money_meant(step) if isinstance(step, str) else ("", "")
            if meant[0] and unit_key(view, meant[1]) == unit_key(view, position.unit or meant[1]):
                message = f"{quoted(str(step))} is read as words, and compared with no number"
                unit = "" if position.unit else f", and `unit: {meant[1]}` beside it"
                hint = f"write {meant[0]}{unit}"
                yield Finding(entry.at("positions", index, *path), message, hint)


def _steps(position: Position) -> Iterator[tuple[Path, float]]:
    """Yield the numbers of a position, best first, with their place; words are left out."""
    fallbacks = ((("fallback", n), step) for n, step in enumerate(position.fallback))
    ends = ((("prefer",), position.prefer), *fallbacks, (("walk_away",), position.walk_away))
    for path, step in ends:
        if isinstance(step, float):
            yield path, step


@rule("plan/no-zone", Severity.NOTICE, on=Plan)
def no_zone(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """Two parties walk away before they could meet."""
    issues: dict[tuple[str, str], list[tuple[int, Position]]] = {}
    for index, position in enumerate(entry.record.positions):
        issue = (label_key(position.issue), unit_key(view, position.unit))
        issues.setdefault(issue, []).append((index, position))
    for positions in issues.values():
        for (_, one), (index, other) in combinations(positions, 2):
            if team_of(one.party) == team_of(other.party) or not _is_apart(one, other):
                continue
            limits = " and ".join(
                f"{_limit(position)} for {_name(view, position)}" for position in (one, other)
            )
            message = f"on {quoted(one.issue)} the two can never meet: {limits}"
            hint = "look for something else that one of them values more"
            yield Finding(entry.at("positions", index, "walk_away"), message, hint)


def _is_apart(one: Position, other: Position) -> bool:
    """Tell whether no amount is good enough for both: one wants it low, the other one high."""
    low, high = (one, other) if _direction(one) > 0 else (other, one)
    if _direction(low) <= 0 or _direction(high) >= 0:
        return False
    return _end(low) < _end(high)


def _direction(position: Position) -> float:
    """Return above 0 if giving way means more, below 0 if it means less, 0 if nobody knows."""
    if not isinstance(position.prefer, float) or not isinstance(position.walk_away, float):
        return 0.0
    return position.walk_away - position.prefer


def _end(position: Position) -> float:
    return position.walk_away if isinstance(position.walk_away, float) else 0.0


def _limit(position: Position) -> str:
    bound = "at most" if _direction(position) > 0 else "at least"
    return f"{bound} {number(_end(position), position.unit)}"


def _name(view: View, position: Position) -> str:
    return title_of(view, team_of(position.party))


@rule("plan/unresolved", Severity.WARNING, on=Plan, since="concluded")
def unresolved(entry: Entry[Plan], view: View) -> Iterator[Finding]:
    """A plan is concluded, and no agreement, pilot or debrief refers to it."""
    if entry.status == "concluded" and not view.call(_has_result, entry.address):
        message = "the plan is concluded, and no agreement, pilot or debrief refers to it"
        hint = "name it where its result is written down, such as in `about` of a debrief"
        yield Finding(entry.at("status"), message, hint)


def _has_result(view: View, address: str) -> bool:
    card = view.card(address)
    links = users(view, card) if card else ()
    return any(Address.parse(link.source).kind in _RESULTS for link in links)
