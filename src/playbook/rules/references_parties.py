"""References to teams and their roles."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from playbook.kinds.common.statuses import BINDING
from playbook.kinds.team import Team
from playbook.model.address import Address
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry, Reference
from playbook.model.rule import Finding, rule
from playbook.model.view import View
from playbook.rules.common.hints import Hints, choose_from
from playbook.rules.common.mentions import in_fields, new_name, part_after, unread

_HISTORY = frozenset({"signed", "reviews.present", "proposed_by", "approved_by", "vetoed_by"})
"""Fields that tell who did something; the team may be gone since."""

_OR_RIGHT = frozenset({"escalate_to"})
"""Fields that name a party, or a decision right as `right:ID`."""


_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)?")
"""What may well be meant as a team or a role; anything else is shown as it is written."""
_BETWEEN = re.compile(r"[\s;/&+]+")
_FEW_ROLES = 8
"""So many roles are proposed where one of them may be meant; more, and nobody would read them."""
_AND = frozenset({"", "and", "und", "or"})
"""Words that stand between names, and are none."""


@rule("ref/party-unknown", Severity.ERROR)
def party_unknown(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A party is a team that does not exist."""
    hints = Hints()
    for reference in entry.references:
        if reference.party and not view.call(_roles, reference.address.id)[0]:
            name = reference.address.id
            hint = _several(name, view) or _team_hint(reference, view, hints)
            name = name if _NAME.fullmatch(reference.written) else reference.written
            yield Finding(reference.span, f"there is no team “{name}”", hint)


@rule("ref/role-unknown", Severity.ERROR)
def role_unknown(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A team has no such role, or a role stands where a team belongs, or the other way round."""
    hints = Hints()
    for reference in entry.references:
        if not reference.party:
            continue
        team, role = reference.address.id, reference.address.item
        exists, roles = view.call(_roles, team)
        if not exists:
            continue
        if role and reference.role is False:
            message = f"`{reference.field}` expects a team, and “{reference.written}” is a role"
            yield Finding(reference.span, message, f"write “{team}”")
        elif not role and reference.role:
            message = f"`{reference.field}` expects a role, and “{team}” is a team"
            yield Finding(reference.span, message, _choice(team, roles))
        elif role and role not in roles and not _is_unread(team, role, view):
            where = part_after(entry, reference.span, ".")
            message = f"the team “{team}” has no role “{role}”"
            near = hints.did_you_mean(role, roles)
            add = "add it to the team's page under `roles`"
            other = f"{add}, or {_choice(team, roles)}" if roles else _choice(team, roles)
            yield Finding(where, message, near or other)


@rule("ref/party-retired", Severity.WARNING)
def party_retired(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Something in effect still counts on a team that is retired."""
    if entry.status not in BINDING:
        return
    counting: dict[str, list[Reference]] = {}
    for reference in entry.references:
        if reference.party and reference.field not in _HISTORY:
            card = view.card(reference.address)
            if card and card.status == "retired":
                counting.setdefault(card.title, []).append(reference)
    for title, references in counting.items():
        references.sort(key=lambda reference: reference.span)
        fields = in_fields(reference.field for reference in references)
        counts = "counts" if len(references) == 1 else "count"
        message = f"the team “{title}” is retired, and {fields} {counts} on it"
        yield Finding(references[0].span, message, "name the team that took over")


def _is_unread(team: str, role: str, view: View) -> bool:
    """Tell whether a role may be one that a mistake in the team's document hides."""
    card = view.card(f"team:{team}")
    return card is not None and (view.is_half_read(card) or role in view.call(unread, card.path))


def _roles(view: View, team: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether a team exists, and its roles."""
    record = view.record(Team, team)
    return record is not None, tuple(record.roles) if record else ()


def _several(written: str, view: View) -> str:
    """Return a hint if several teams are written as one, without a comma."""
    names = [name for name in _BETWEEN.split(written.casefold()) if name not in _AND]
    if len(names) > 1 and set(names) <= set(view.call(_teams)):
        return f"name one; where several may stand, put commas between: {', '.join(names)}"
    return ""


def _team_hint(reference: Reference, view: View, hints: Hints) -> str:
    address = reference.address
    if address.id.startswith("team:"):
        plain = Address.party(reference.written.removeprefix("team:"))
        return f"write “{_party(plain.id, plain.item)}”, without “team:”"
    if reference.field in _OR_RIGHT and view.card(f"right:{reference.written}"):
        return f"write “right:{reference.written}” for the decision right of this name"
    return "" if hints.spent else _likely(reference, view, hints)


def _likely(reference: Reference, view: View, hints: Hints) -> str:
    """Suggest the party that may be meant by what is none."""
    address = reference.address
    if held := [to for name, to in view.call(_holders) if name == _plain(reference.written)]:
        return f"it is roles that are named, not people: write {_quoted_or(held)}"
    if meant := _roles_meant(reference, view):
        return f"a role is named with its team: write {_quoted_or(meant)}"
    renamed = new_name("team", address.id, view)
    if renamed:
        return f"it is now called “{_party(renamed, address.item)}”"
    teams = view.call(_teams)
    team = hints.nearest_id(address.id, teams)
    if team:
        return f"did you mean “{_party(team, address.item)}”?"
    return choose_from(teams) if teams else "there is none yet: make one with `playbook new team`"


def _holders(view: View) -> tuple[tuple[str, str], ...]:
    """Return the names of those who hold roles, or stand in, each with the role."""
    found: list[tuple[str, str]] = []
    for card in view.cards("team"):
        record = view.record(Team, card.id)
        for role, held in record.roles.items() if record else ():
            names = {_plain(held.holder), _plain(held.deputy)} - {""}
            found += ((name, _party(card.id, role)) for name in sorted(names))
    return tuple(found)


def _roles_meant(reference: Reference, view: View) -> list[str]:
    """Return the roles that may be meant by a title, or by a role without its team."""
    address = reference.address
    if reference.role is False or address.item:
        return []
    named, titled = view.call(_by_name), view.call(_by_title)
    wanted = _plain(reference.written)
    found = sorted({to for name, to in (*titled, *named) if name == wanted})
    return found if len(found) <= _FEW_ROLES else []


def _by_name(view: View) -> tuple[tuple[str, str], ...]:
    """Return the ids of roles, with their teams and without, each with the role."""
    roles = [(role, _party(team, role)) for team, role, _ in _all_roles(view)]
    alone = ((_plain(role), party) for role, party in roles)
    return (*alone, *((_plain(party), party) for _, party in roles))


def _by_title(view: View) -> tuple[tuple[str, str], ...]:
    """Return the titles of roles, each with the role."""
    return tuple((_plain(title), _party(team, role)) for team, role, title in _all_roles(view))


def _all_roles(view: View) -> Iterator[tuple[str, str, str]]:
    """Yield each role as its team, its id and its title."""
    for card in view.cards("team"):
        record = view.record(Team, card.id)
        for role, held in record.roles.items() if record else ():
            yield card.id, role, held.title


def _plain(name: str) -> str:
    """Return the letters of a name, however it is set: `K. Yilmaz` is `@k.yilmaz`."""
    return "".join(filter(str.isalnum, name.casefold()))


def _quoted_or(names: Iterable[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def _party(team: str, role: str) -> str:
    return f"{team}.{role}" if role else team


def _teams(view: View) -> tuple[str, ...]:
    return tuple(card.id for card in view.cards("team"))


def _choice(team: str, roles: tuple[str, ...]) -> str:
    if not roles:
        return "the team has no roles yet: add them to its page under `roles`"
    return f"write {_quoted_or(f'{team}.{role}' for role in roles)}"
