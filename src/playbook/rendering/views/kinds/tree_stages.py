"""Who does what at which stage of a decision tree: a row a party, a column a stage."""

from collections.abc import Iterator

from playbook.kinds.tree import DecisionTree, StageRoles
from playbook.model.address import Address
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import StageAct, StageColumn, StageGrid, StageRow
from playbook.rendering.views.trees import stage_titles


def stage_grid(entry: Entry[DecisionTree], parts: Parts) -> StageGrid:
    """Return the panel that maps each party to the stages."""
    titles = parts.view.call(stage_titles, entry.path)
    acts: dict[tuple[str, str], list[StageAct]] = {}
    teams = dict.fromkeys(Address.party(party).id for party in entry.record.parties)
    for stage, roles in entry.record.stages.items():
        for name, party in _acting(roles):
            team = Address.party(party).id
            teams[team] = None
            acts.setdefault((team, stage), []).append(
                StageAct(
                    name,
                    parts.texts[f"word.raci-letter.{name}"],
                    parts.texts[f"word.raci.{name}"],
                    parts.party(party) if "." in party else None,
                )
            )
    rows = tuple(
        StageRow(team, parts.party(team), tuple(tuple(acts.get((team, s), ())) for s in titles))
        for team in teams
    )
    columns = tuple(StageColumn(stage, title) for stage, title in titles.items())
    return StageGrid("roles", parts.texts["panel.grid"], columns, rows)


def _acting(roles: StageRoles) -> Iterator[tuple[str, str]]:
    """Yield what is done in a stage, and who does it."""
    held = {
        "driver": (roles.driver,),
        "approver": (roles.approver,),
        "veto": roles.veto,
        "consulted": roles.consulted,
        "informed": roles.informed,
    }
    for name, parties in held.items():
        for party in parties:
            if party:
                yield name, party
