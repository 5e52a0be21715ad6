"""The ledger as a file for spreadsheets: a row a line."""

from collections.abc import Iterator

from playbook.model.address import team_of
from playbook.model.csv_text import csv_text
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.faces import face
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.views.ledger_lines import Line, ledger_lines

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


def ledger_sheet(page: Page, view: View) -> str:
    """Return the ledger as CSV: amounts that are given are negative, so that sums are the net."""
    parts = Parts(Place(view, page.url))
    return csv_text(COLUMNS, (_row(line, parts) for line in view.call(ledger_lines)))


def _row(line: Line, parts: Parts) -> tuple[str | float | None, ...]:
    agreement = parts.view.call(face, f"agreement:{line.agreement}")
    amount = line.amount
    if amount is not None and not line.gained:
        amount = -amount
    return (
        line.agreement,
        agreement.title if agreement else "",
        line.tradeoff,
        line.status,
        line.party,
        parts.party(team_of(line.party)).text,
        "gained" if line.gained else "given",
        line.what,
        line.before,
        line.after,
        amount,
        line.unit,
        line.until.isoformat() if line.until else "",
        line.by.isoformat() if line.by else "",
        line.unquantified,
        "; ".join(_assumptions(line, parts)),
    )


def _assumptions(line: Line, parts: Parts) -> Iterator[str]:
    for written in line.assumes:
        held = parts.view.call(face, f"assumption:{written.removeprefix('assumption:')}")
        yield f"{held.title} ({held.status})" if held else written
