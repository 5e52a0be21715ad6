"""How an agreement is shared out, on its own page: the numbers behind the rules about fairness."""

from collections.abc import Iterator

from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Badge, Grid, GridRow, Panel, Value
from playbook.rendering.views.fairness_facts import Load, PartyLoad, load


def fairness_panel(agreement: str, parts: Parts) -> Iterator[Panel]:
    """Yield the panel; nothing where nothing is shared out yet, or not all parties are known."""
    held = parts.view.call(load, agreement)
    if held and any(_has_something(party) for party in held.parties):
        rows = tuple(
            GridRow(
                (
                    cell((parts.party(party.team),)),
                    cell(share_bar(party, held, parts), times_equal(party, held, parts)),
                    cell(parts.amount(party.commitments)),
                    cell(parts.amount(party.gives)),
                    cell(parts.amount(party.gains)),
                    cell(*verdicts(party, held, parts)),
                )
            )
            for party in held.parties
        )
        columns = (
            parts.column("party"),
            parts.column("mean-share"),
            parts.column("commitments", numeric=True),
            parts.column("gives", numeric=True),
            parts.column("gains", numeric=True),
            parts.column("rules"),
        )
        title = parts.texts["panel.fairness"]
        yield Grid("fairness", title, columns, rows, note=thresholds(held, parts))


def _has_something(party: PartyLoad) -> bool:
    return bool(party.share or party.commitments or party.gives or party.gains)


def share_bar(party: PartyLoad, held: Load, parts: Parts) -> Value:
    """Return a party's mean share of the risks as a bar, an equal share marked on it."""
    return parts.share(None if party.share is None else round(party.share, 1), round(held.equal, 1))


def times_equal(party: PartyLoad, held: Load, parts: Parts) -> Value:
    """Return a party's mean share in equal shares: `1.35 times an equal share`."""
    if party.share is None:
        return parts.words(parts.texts["fairness.no-risks" if not held.risks else "fairness.unsum"])
    times = parts.texts.number(round(party.share / held.equal, 2))
    return parts.words(parts.texts("fairness.times", times=times))


def verdicts(party: PartyLoad, held: Load, parts: Parts) -> tuple[Value, ...]:
    """Return a badge for each rule that speaks of a party, or that none does."""
    if not party.speaks:
        return ((Badge(parts.texts["fairness.quiet"], "quiet", "good"),),)
    found: list[Value] = []
    for code in party.speaks:
        waived = code in held.waived
        text = parts.texts[f"fairness.rule.{code}"]
        if waived:
            text = parts.texts("fairness.waived", rule=text)
        found.append((Badge(text, code, "plain" if waived else "wait"),))
    return tuple(found)


def thresholds(held: Load, parts: Parts) -> str:
    """Say what an equal share is here, and from where on a rule speaks."""
    texts = parts.texts
    return texts(
        "fairness.thresholds",
        equal=texts.number(round(held.equal, 1)),
        overload=texts.number(held.overload),
        lopsided=texts.number(held.lopsided),
    )
