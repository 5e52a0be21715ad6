"""What changed in what teams promise each other, and in what they share."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.agreement import Agreement, Risk
from playbook.kinds.computed.shares import OVERLOAD, WHOLE, by_team, mean_shares, threshold
from playbook.model.address import team_of
from playbook.model.entry import Entry
from playbook.model.value import replace
from playbook.queries.changes.both import Both, amount, moved
from playbook.queries.changes.change import Change, Effect, Turn
from playbook.queries.changes.criteria import criteria
from playbook.queries.changes.items import pairs

_ONE_DECIMAL = 1


def agreement(before: Entry[Agreement], after: Entry[Agreement], both: Both) -> Iterator[Change]:
    """Yield what changed in an agreement."""
    code = "agreement/target-changed"
    yield from criteria(before, after, both, "acceptance", code, "acceptance")
    yield from _risks(before, after, both)
    yield from _signatures(before.record.signed, after.record.signed, both)


def shares(before: dict[str, float], after: dict[str, float], both: Both) -> tuple[Turn, ...]:
    """Return whose share is another one, in per cent."""
    return tuple(
        replace(moved(before.get(party), after.get(party), "%"), name=both.party(party))
        if party in after
        else Turn(amount(before[party], "%"), "", both.party(party))
        for party in dict.fromkeys((*after, *before))
        if before.get(party) != after.get(party)
    )


def _risks(before: Entry[Agreement], after: Entry[Agreement], both: Both) -> Iterator[Change]:
    code = "agreement/share-shifted"
    for old, new, steps in pairs(before, after, "risks"):
        one: Risk = new or old
        if old is None or new is None:
            told = ", ".join(
                f"{both.party(party)} {amount(share, '%')}" for party, share in one.shares.items()
            )
            said = told or "nobody bears it yet"
            turn = Turn(said, "") if new is None else Turn("", said)
            yield Change(code, "risk", (turn,), one.risk, part="risks", steps=steps)
            continue
        if old.risk != new.risk:
            turn = Turn(old.risk, new.risk)
            yield Change(code, "risk", (turn,), part="risks", steps=(*steps, "risk"))
        turns = shares(old.shares, new.shares, both)
        if turns:
            yield Change(
                code,
                "risk",
                turns,
                one.risk,
                part="risks",
                steps=(*steps, "shares"),
                effects=tuple(_loads(before.record, after.record, both)),
                touches=tuple(
                    party
                    for party in {**old.shares, **new.shares}
                    if old.shares.get(party) != new.shares.get(party)
                ),
            )
        for name in ("likelihood", "impact"):
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                turn = Turn(amount(was), amount(now))
                place = (*steps, name)
                yield Change(code, "risk", (turn,), one.risk, name, part="risks", steps=place)


def _loads(before: Agreement, after: Agreement, both: Both) -> Iterator[Effect]:
    """Yield which teams now bear more of all risks together, in equal shares."""
    teams = dict.fromkeys(map(team_of, after.parties))
    old, new = mean_shares(before.risks), mean_shares(after.risks)
    limit = threshold(both.after, "overload", OVERLOAD)
    for team in teams:
        if team in new and new[team] > old.get(team, 0.0):
            times = round(new[team] * len(teams) / WHOLE, _ONE_DECIMAL)
            words = f"{both.party(team)}’s mean load is now {times:g} × an equal share"
            yield Effect(f"{words} (limit {limit:g})")


def _signatures(before: dict[str, Any], after: dict[str, Any], both: Both) -> Iterator[Change]:
    for party in dict.fromkeys((*after, *before)):
        old, new = before.get(party), after.get(party)
        if old == new:
            continue
        removed = new is None
        code = f"agreement/signature-{'removed' if removed else 'added'}"
        turn = Turn(f"{old or ''}", f"{new or ''}")
        yield Change(
            code,
            "signature",
            (turn,),
            both.party(party),
            steps=("signed", party),
            is_good=not removed,
            touches=(party,),
        )


def incentive(before: Entry[Any], after: Entry[Any], both: Both) -> Iterator[Change]:
    """Yield what changed in how gain and pain are shared, and on what it pays."""
    for name in ("gain", "pain"):
        old, new = getattr(before.record, name), getattr(after.record, name)
        turns = shares(old, new, both)
        if turns:
            code = "incentive/split-changed"
            touched = tuple(by_team({**old, **new}))
            yield Change(code, name, turns, part=name, steps=(name,), touches=touched)
    code = "document/field-changed"
    yield from criteria(before, after, both, "pays_when", code, "pays when")


def pilot(before: Entry[Any], after: Entry[Any], both: Both) -> Iterator[Change]:
    """Yield what changed in what counts as success, and in what follows from the result."""
    code = "pilot/criteria-changed"
    yield from criteria(before, after, both, "success", code, "criterion of success")
    yield from criteria(before, after, both, "guardrails", code, "guardrail", "limit")
