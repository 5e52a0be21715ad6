"""Rules about teams: stakeholders that others can reach, and know how to negotiate with."""

from collections.abc import Iterator

from playbook.kinds.common.headings import WORKING_WITH_US, section
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.written import sound
from playbook.kinds.team import Team
from playbook.model.diagnostic import Severity
from playbook.model.entry import Backlink, Entry
from playbook.model.rule import Finding, rule
from playbook.model.view import View

_GOVERNING = ("right:", "tree:")
_NO_PROSE = frozenset({"heading", "code", "comment", "rule"})


@rule("team/role-vacant", Severity.NOTICE, on=Team, since="active")
def role_vacant(entry: Entry[Team], view: View) -> Iterator[Finding]:
    """A role that approves, or that ends escalations, has neither holder nor deputy."""
    approves = _approving_roles(entry, view)
    for role, held in entry.record.roles.items():
        if held.holder or held.deputy or not sound(entry, "roles", role):
            continue
        if held.final:
            task = "ends escalations"
        elif role in approves:
            task = f"approves by the right “{approves[role]}”"
        else:
            continue
        yield Finding(
            entry.at("roles", role, key=True),
            f"“{held.title}” {task}, and nobody holds the role",
            "add `holder` or `deputy`, so that people know whom to ask",
        )


def _approving_roles(entry: Entry[Team], view: View) -> dict[str, str]:
    """Return the roles by which something is approved, each with the title of one such right."""
    roles: dict[str, str] = {}
    links: tuple[Backlink, ...] = view.ask("backlinks", entry.address)
    for link in links:
        if link.field == "approver" and link.source.startswith("right:"):
            right = view.card(link.source)
            if right and not is_closed(view, right):
                roles.setdefault(link.item, right.title)
    return roles


@rule("team/idle", Severity.NOTICE, on=Team, since="active")
def idle(entry: Entry[Team], view: View) -> Iterator[Finding]:
    """The team is party to nothing, and no right or tree gives it a role."""
    links: tuple[Backlink, ...] = view.ask("backlinks", entry.address)
    for link in links:
        governs = link.source.startswith(_GOVERNING) and link.field not in {"owner", "body"}
        if governs or link.field in {"parties", "parent"}:
            return
    yield Finding(
        entry.heading,
        f"{entry.title} is party to nothing and has a role in nothing",
        "name it in the `parties` of what it takes part in, or take the page out",
    )


@rule("team/no-interests", Severity.NOTICE, on=Team, since="active")
def no_interests(entry: Entry[Team], view: View) -> Iterator[Finding]:
    """The page does not say what the team cares about."""
    practical = section(entry.body, WORKING_WITH_US)
    for block in entry.body.blocks:
        if block.name not in _NO_PROSE and block.text.strip() and block not in practical:
            return
    yield Finding(
        entry.heading,
        f"the page does not say what {entry.title} cares about",
        "write a sentence below the title: what must go well for you, whatever the solution?",
    )
