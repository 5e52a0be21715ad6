"""Decision rights as a grid: a row a decision, a column a role, and letters for who does what."""

from collections.abc import Iterator, Mapping

from playbook.kinds.common.faces import face, faces
from playbook.kinds.computed.roles import find_role
from playbook.kinds.right import Right
from playbook.model.address import Address
from playbook.model.csv_text import Row, csv_text
from playbook.model.view import View

COLUMNS = (
    *("right", "title", "status", "decision", "ladder", "from", "to", "unit", "answer_within"),
    *("if_silent", "escalate_to", "deputy", "veto_grounds"),
)
"""What stands before the roles. No role is called so: its column ends with its id in brackets."""


def rights(view: View) -> str:
    """Return the grid: D drives, A approves, V may veto, C is consulted, I is informed.

    In RACI, D is *responsible* and A *accountable*. One role may have several letters: `D/A`.
    """
    shown = [(held, record) for held in faces(view, "right") if (record := _record(held.id, view))]
    letters = [_letters(record) for _, record in shown]
    parties = sorted({party for held in letters for party in held}, key=_order)
    rows = (
        (
            held.id,
            held.title,
            held.status,
            *_facts(record),
            *("/".join(found.get(party, ())) for party in parties),
        )
        for (held, record), found in zip(shown, letters, strict=True)
    )
    return csv_text((*COLUMNS, *(_head(party, view) for party in parties)), rows)


def _record(identifier: str, view: View) -> Right | None:
    return view.record(Right, identifier)


def _facts(record: Right) -> Row:
    limit = record.limit
    return (
        record.decision,
        record.decision_key,
        limit.from_ if limit else None,
        limit.to if limit else None,
        limit.unit if limit else "",
        str(record.answer_within or ""),
        record.if_silent,
        record.escalate_to,
        record.deputy,
        record.veto_grounds,
    )


def _letters(record: Right) -> Mapping[str, list[str]]:
    """Return the letters of each party that has a part in a right, in the order of the letters."""
    found: dict[str, list[str]] = {}
    for letter, party in _parts(record):
        held = found.setdefault(party, [])
        if letter not in held:
            held.append(letter)
    return found


def _parts(record: Right) -> Iterator[tuple[str, str]]:
    yield from (("D", party) for party in (record.driver,) if party)
    yield from (("A", party) for party in record.approvers)
    yield from (("V", party) for party in record.veto)
    yield from (("C", party) for party in record.consulted)
    yield from (("I", party) for party in record.informed)


def _order(party: str) -> tuple[str, str]:
    """Sort a team before its roles."""
    address = Address.party(party)
    return address.id, address.item


def _head(party: str, view: View) -> str:
    """Return the head of a party's column: its title, and its id in brackets."""
    address = Address.party(party)
    team = face(view, f"team:{address.id}")
    if team is None:
        return f"({party})"
    role = find_role(view, address) if address.item else None
    return f"{role.title if role else team.title} ({party})"
