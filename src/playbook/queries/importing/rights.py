"""A matrix of decisions and roles, as in RACI or DACI → drafts of rights."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playbook.kinds.team import Team
from playbook.model.label import label_key
from playbook.model.text import Source
from playbook.model.view import View
from playbook.queries.importing.foreign import CannotImport, Draft, Note, Taken
from playbook.queries.importing.naming import Ids, got_id, refuse_twins
from playbook.queries.importing.sheets import rows
from playbook.queries.importing.wording import escaped, title_of

MAX_RIGHTS = 2_000
"""So many decisions are taken over at once; nobody could look through more."""

_LETTERS = {
    **dict.fromkeys(("a", "accountable", "approver", "approves"), "approver"),
    **dict.fromkeys(("r", "responsible", "d", "driver", "drives"), "driver"),
    **dict.fromkeys(("c", "consulted", "contributor"), "consulted"),
    **dict.fromkeys(("i", "informed"), "informed"),
    **dict.fromkeys(("v", "veto"), "veto"),
}
_FOR_ROLES = frozenset({"approver", "driver", "veto"})
_PARTS = re.compile(r"[\s,;/&+|]+")
_FORM = (
    "write a table in CSV with the decisions in its first column, and a team or role above each "
    "other one"
)


class Parties:
    """The teams and roles of a playbook, by whatever people call them."""

    def __init__(self, view: View) -> None:
        self._found: dict[str, list[str]] = {}
        for card in view.cards("team"):
            team = view.record(Team, card.id)
            for name in (card.id, card.title, f"{card.title} ({card.id})"):
                self._add(name, card.id)
            for identifier, role in (team.roles if team else {}).items():
                party = f"{card.id}.{identifier}"
                names = (party, identifier, role.title, f"{card.title} {identifier}")
                exported = f"{role.title} ({party})"
                for name in (*names, f"{card.title} {role.title}", exported):
                    self._add(name, party)

    def called(self, name: str) -> Sequence[str]:
        """Return the teams and roles that a name can mean."""
        return self._found.get(label_key(name), ())

    def _add(self, name: str, party: str) -> None:
        held = self._found.setdefault(label_key(name), [])
        if party not in held:
            held.append(party)


@dataclass
class _Right:
    """What one row says: parties by field, and what has no field."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    rest: list[tuple[str, str]] = field(default_factory=list)


def take_rights(given: Source, parties: Parties) -> Taken:
    """Return the rights of a matrix; raises `CannotImport` where there are none, or one twice.

    The letters are those of RACI and DACI, with V for a veto. What has no field, for nobody knows
    the party or it is no letter, is listed in the text of the right.
    """
    table = list(rows(given))
    if not table or len(table[0][1]) == 1:
        raise CannotImport(Note(given.path, 1, "no matrix of decisions stands here", _FORM))
    if len(table) > MAX_RIGHTS:
        message = f"more than {MAX_RIGHTS:,} decisions are in one file"
        raise CannotImport(Note(given.path, table[MAX_RIGHTS][0], message, "split it"))
    (line, heads), *body = table
    notes = list(_about_heads(given, line, heads, body, parties))
    named = ((cells[0], line) for line, cells in body)
    refuse_twins(given.path, named, "keep one of the two")
    ids = Ids("right")
    drafts: list[Draft] = []
    for number, cells in body:
        if not cells[0]:
            notes.append(Note(given.path, number, "this row names no decision and was left out"))
            continue
        right = _read(heads, cells, parties)
        draft = _draft(given, number, cells[0], right, ids.take(cells[0]))
        notes += _about(given, number, cells[0], right, draft)
        drafts.append(draft)
    if not drafts:
        raise CannotImport(Note(given.path, 1, "no decision stands here", _FORM))
    return Taken(tuple(drafts), tuple(sorted(notes, key=lambda note: note.line)))


def _read(heads: Sequence[str], cells: Sequence[str], parties: Parties) -> _Right:
    right = _Right()
    for head, cell in zip(heads[1:], cells[1:], strict=True):
        if not cell:
            continue
        names = parties.called(head)
        party = names[0] if len(names) == 1 else ""
        letters = _letters(cell)
        if not party or "" in letters:
            right.rest.append((head, cell))
            continue
        for name, written in letters.items():
            held = right.fields.setdefault(name, [])
            if (name in _FOR_ROLES and _is_team(party)) or (name == "driver" and held):
                right.rest.append((head, written))
            else:
                held.append(party)
    return right


def _letters(cell: str) -> dict[str, str]:
    """Return the field that each letter of a cell stands for, and the letter as it is written.

    What is no letter stands for "".
    """
    found: dict[str, str] = {}
    for written in filter(None, _PARTS.split(cell)):
        found.setdefault(_LETTERS.get(written.casefold(), ""), written)
    return found


def _is_team(party: str) -> bool:
    return "." not in party


def _draft(given: Source, line: int, decision: str, right: _Right, identifier: str) -> Draft:
    approver = right.fields.get("approver", [])
    fields: dict[str, Any] = {"decision": decision, "status": "draft"}
    if right.fields.get("driver"):
        fields["driver"] = right.fields["driver"][0]
    fields["approver"] = approver if len(approver) > 1 else next(iter(approver), None)
    for name in ("veto", "consulted", "informed"):
        if right.fields.get(name):
            fields[name] = right.fields[name]
    listed = "".join(f"- {escaped(head)}: {escaped(cell)}\n" for head, cell in right.rest)
    body = f"## What else the table says\n\n{listed}" if listed else ""
    return Draft("right", identifier, title_of(decision), body, given.path, line, fields)


def _about(given: Source, line: int, decision: str, right: _Right, draft: Draft) -> Iterator[Note]:
    approvers = right.fields.get("approver", [])
    if len(approvers) != 1:
        count = "several roles have" if approvers else "no role has"
        message = f"{count} the A of “{decision}”"
        yield Note(given.path, line, message, "write the one that decides into `approver`")
    if right.rest:
        said = ", ".join(f"{head}: {cell}" for head, cell in right.rest)
        yield Note(given.path, line, f"{said} has no field and stands in the text")
    yield from got_id(given.path, line, decision, decision, draft.id)


def _about_heads(
    given: Source,
    line: int,
    heads: Sequence[str],
    body: Sequence[tuple[int, Sequence[str]]],
    parties: Parties,
) -> Iterator[Note]:
    """Yield a note about each column that names no party or several, or a team for a role."""
    for number, head in enumerate(heads[1:], start=1):
        held = [cells[number] for _, cells in body if cells[number]]
        if not held:
            continue
        names = parties.called(head)
        if not names:
            message = f"no team and no role is called “{head}”; its letters stand in the text"
            yield Note(given.path, line, message, "name it as in finance or finance.director")
        elif len(names) > 1:
            message = f"“{head}” can be {' or '.join(names)}; its letters stand in the text"
            yield Note(given.path, line, message, "write one of them above the column")
        elif _is_team(names[0]) and any(_FOR_ROLES & _letters(cell).keys() for cell in held):
            message = f"“{head}” is a team, and who drives, approves or may veto is a role"
            hint = f"give it roles, and write one above the column, as in {names[0]}.lead"
            yield Note(given.path, line, f"{message}; these letters stand in the text", hint)
