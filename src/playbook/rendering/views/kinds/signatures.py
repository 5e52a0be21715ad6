"""Who has signed, and who has not yet."""

from collections.abc import Iterable, Mapping
from datetime import date

from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow


def signatures(parts: Parts, parties: Iterable[str], signed: Mapping[str, date]) -> Grid:
    """Return a row for each party, and for each who signed without being one."""
    rows = tuple(
        GridRow(
            (
                cell((parts.party(party),)),
                cell(parts.day(signed.get(party)) or parts.words(parts.texts["word.no-signature"])),
            )
        )
        for party in dict.fromkeys([*parties, *signed])
    )
    columns = (parts.column("party"), parts.column("signed"))
    return Grid("signatures", parts.texts["panel.signatures"], columns, rows)
