"""The ledger as a table for spreadsheets: a row a line."""

from collections.abc import Iterator

from playbook.kinds.common.faces import face
from playbook.kinds.computed.ledger import Line, ledger_lines
from playbook.model.address import team_of
from playbook.model.csv_text import Row
from playbook.model.view import View

COLUMNS = (
    "agreement",
    "agreement_title",
    "tradeoff",
    "status",
    "party",
    "party_title",
    "side",
    "what",
    "from",
    "to",
    "amount",
    "unit",
    "until",
    "by",
    "not_in_numbers",
    "assumptions",
)
"""The names of the columns; programs read them, so they are the same in every language."""


def ledger_rows(view: View) -> Iterator[Row]:
    """Yield the rows: amounts that are given are negative, so that sums are the net."""
    for line in view.call(ledger_lines):
        yield _row(line, view)


def _row(line: Line, view: View) -> Row:
    agreement = view.call(face, f"agreement:{line.agreement}")
    team = view.call(face, f"team:{team_of(line.party)}")
    amount = line.amount
    if amount is not None and not line.gained:
        amount = -amount
    return (
        line.agreement,
        agreement.title if agreement else "",
        line.tradeoff,
        line.status,
        line.party,
        team.title if team else "",
        "gained" if line.gained else "given",
        line.what,
        line.before,
        line.after,
        amount,
        line.unit,
        line.until.isoformat() if line.until else "",
        line.by.isoformat() if line.by else "",
        line.unquantified,
        "; ".join(_assumptions(line, view)),
    )


def _assumptions(line: Line, view: View) -> Iterator[str]:
    for written in line.assumes:
        held = view.call(face, f"assumption:{written.removeprefix('assumption:')}")
        yield f"{held.title} ({held.status})" if held else written
