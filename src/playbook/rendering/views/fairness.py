"""Fairness over all agreements in force: whether one party bears more everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.kinds.common.faces import Face
from playbook.model.page import Page
from playbook.model.title_order import title_key
from playbook.model.view import View
from playbook.rendering.parts import Parts, cell
from playbook.rendering.place import Place
from playbook.rendering.shapes import FairnessPage, Grid, GridRow, Value
from playbook.rendering.views.criteria import agreements_in_force
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.fairness_facts import Load, PartyLoad, load
from playbook.rendering.views.fairness_panel import share_bar, times_equal, verdicts
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.sheet import Sheet

_Held = Sequence[tuple[Face, Load]]


def fairness(page: Page, view: View) -> Sheet:
    """Return the overview of how agreements in force are shared out."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    held = [
        (found, shared)
        for found in agreements_in_force(view)
        if (shared := view.call(load, found.id))
    ]
    held.sort(key=lambda pair: (-pair[1].heaviest, title_key(pair[0].title), pair[0].id))
    title, purpose = texts["view.fairness.title"], texts["view.fairness.purpose"]
    note = ""
    if held:
        note = texts(
            "fairness.overview",
            overload=texts.number(held[0][1].overload),
            lopsided=texts.number(held[0][1].lopsided),
        )
    shape = FairnessPage(
        title=title,
        purpose=purpose,
        note=note,
        parties=_parties(held, parts) if held else None,
        agreements=_agreements(held, parts) if held else None,
        breadcrumbs=breadcrumbs(parts),
        empty=None if held else first_words("agreement", parts, "fairness.empty"),
    )
    return Sheet(shape, title, ("fairness.html",), purpose)


@dataclass
class _Sum:
    """What one team bears over all agreements that it is party to."""

    agreements: int = 0
    times: float = 0.0
    rated: int = 0
    commitments: int = 0
    gives: int = 0
    gains: int = 0

    def add(self, party: PartyLoad, shared: Load) -> None:
        """Count one agreement."""
        self.agreements += 1
        if party.share is not None:
            self.times += party.share / shared.equal
            self.rated += 1
        self.commitments += party.commitments
        self.gives += party.gives
        self.gains += party.gains


def _parties(held: _Held, parts: Parts) -> Grid:
    sums: dict[str, _Sum] = {}
    for _, shared in held:
        for party in shared.parties:
            sums.setdefault(party.team, _Sum()).add(party, shared)
    names = ("party", "mean-times", "agreements", "commitments", "gives", "gains")
    ordered = sorted(sums.items(), key=lambda pair: (title_key(parts.party(pair[0]).text), pair[0]))
    rows = tuple(
        GridRow(
            (
                cell((parts.party(team),)),
                cell(_mean_times(found, parts) if found.rated else ()),
                *(
                    cell(parts.amount(number))
                    for number in (found.agreements, found.commitments, found.gives, found.gains)
                ),
            )
        )
        for team, found in ordered
    )
    columns = tuple(parts.column(name, numeric=name != "party") for name in names)
    return Grid("parties", parts.texts["fairness.parties"], columns, rows)


def _mean_times(found: _Sum, parts: Parts) -> Value:
    number = parts.texts.number(round(found.times / found.rated, 2))
    return parts.words(parts.texts("fairness.times-short", times=number))


def _agreements(held: _Held, parts: Parts) -> Grid:
    """Return an agreement a row, the one that is shared out least evenly first."""
    names = ("agreement", "mean-share", "rules")
    columns = tuple(parts.column(name) for name in names)
    rows = tuple(_row(found, shared, parts) for found, shared in held)
    return Grid("agreements", parts.texts["fairness.agreements"], columns, rows)


def _row(found: Face, shared: Load, parts: Parts) -> GridRow:
    """Return an agreement with a line for each party, the one that bears most first."""
    ordered = sorted(shared.parties, key=lambda party: -(party.share or 0.0))
    shares = [
        (
            *share_bar(party, shared, parts),
            parts.party(party.team),
            *times_equal(party, shared, parts),
        )
        for party in ordered
    ]
    said = [
        (parts.party(party.team), *badge)
        for party in ordered
        if party.speaks
        for badge in verdicts(party, shared, parts)
    ]
    quiet = verdicts(ordered[0], shared, parts)
    return GridRow((cell((parts.face(found),)), cell(*shares), cell(*(said or quiet))))
