"""A matrix of decisions and roles, as in RACI or DACI → drafts of rights."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playbook.kinds.team import Team
from playbook.model.label import label_key
from playbook.model.location import plain_name
from playbook.model.text import Source
from playbook.model.view import View
from playbook.queries.importing.foreign import CannotImport, Draft, Note, Taken
from playbook.queries.importing.naming import Ids
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
_FORM = "write the decisions into the first column, and a team or role above each other one"


class Parties:
    """The teams and roles of a playbook, by whatever people call them."""

    def __init__(self, view: View) -> None:
        self._found: dict[str, list[str]] = {}
        for card in view.cards("team"):
            team = view.record(Team, card.id)
            for name in (card.id, card.title):
                self._add(name, card.id)
            for identifier, role in (team.roles if team else {}).items():
                party = f"{card.id}.{identifier}"
                names = (party, identifier, role.title, f"{card.title} {identifier}")
                for name in (*names, f"{card.title} {role.title}"):
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
    _refuse_twins(given, body)
    ids = Ids("right")
    drafts: list[Draft] = []
    for number, cells in body:
        if not cells[0]:
            notes.append(Note(given.path, number, "this row names no decision and was left out"))
            continue
        if any(cells[len(heads) :]):
            message, hint = "this row has more cells than columns", "put commas in quotation marks"
            raise CannotImport(Note(given.path, number, message, hint))
        right = _read(heads, cells, parties)
        draft = _draft(given, number, cells[0], right, ids.take(cells[0]))
        notes += _about(given, number, cells[0], right, draft)
        drafts.append(draft)
    if not drafts:
        raise CannotImport(Note(given.path, 1, "no decision stands here", _FORM))
    return Taken(tuple(drafts), tuple(sorted(notes, key=lambda note: note.line)))


def _read(heads: Sequence[str], cells: Sequence[str], parties: Parties) -> _Right:
    right = _Right()
    for head, cell in zip(heads[1:], cells[1:], strict=False):
        if not cell:
            continue
        names = parties.called(head)
        party = names[0] if len(names) == 1 else ""
        letters = [_LETTERS.get(word) for word in filter(None, _PARTS.split(cell.casefold()))]
        if not party or None in letters:
            right.rest.append((head, cell))
            continue
        for name in dict.fromkeys(filter(None, letters)):
            held = right.fields.setdefault(name, [])
            if (name in _FOR_ROLES and "." not in party) or (name == "driver" and held):
                right.rest.append((head, name))
            else:
                held.append(party)
    return right


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
    if draft.id != plain_name(decision):
        yield Note(given.path, line, f"“{decision}” got the id {draft.id}")


def _about_heads(
    given: Source,
    line: int,
    heads: Sequence[str],
    body: Iterable[tuple[int, Sequence[str]]],
    parties: Parties,
) -> Iterator[Note]:
    """Yield a note about each column that names no party, or several."""
    body = list(body)
    for number, head in enumerate(heads[1:], start=1):
        if not any(cell for _, cells in body for cell in cells[number : number + 1]):
            continue
        names = parties.called(head)
        if not names:
            message = f"no team and no role is called “{head}”; its letters stand in the text"
            yield Note(given.path, line, message, "name it as in finance or finance.director")
        elif len(names) > 1:
            message = f"“{head}” can be {' or '.join(names)}; its letters stand in the text"
            yield Note(given.path, line, message, "write one of them above the column")


def _refuse_twins(given: Source, body: Iterable[tuple[int, Sequence[str]]]) -> None:
    lines: dict[str, int] = {}
    twins: list[Note] = []
    for line, cells in body:
        key = label_key(cells[0])
        if key and key in lines:
            message = f"“{cells[0]}” stands here for the second time, after line {lines[key]}"
            twins.append(Note(given.path, line, message, "keep one of the two"))
        lines.setdefault(key, line)
    if twins:
        raise CannotImport(*twins)
