"""The ledger as a file for spreadsheets."""

from playbook.kinds.computed.ledger_table import COLUMNS, ledger_rows
from playbook.model.csv_text import csv_text
from playbook.model.page import Page
from playbook.model.view import View


def ledger_sheet(page: Page, view: View) -> str:  # noqa: ARG001 - as every file is written
    """Return the ledger as CSV."""
    return csv_text(COLUMNS, ledger_rows(view))
