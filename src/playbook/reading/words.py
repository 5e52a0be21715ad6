"""The words that the reader itself puts into a page: all of them stand here, to be translated."""

from typing import Final

CALLOUTS: Final = {
    "note": "Note",
    "tip": "Tip",
    "important": "Important",
    "warning": "Warning",
    "caution": "Caution",
}
"""The titles of callouts, by kind."""

TABLE: Final = "Table"
"""The name of a table whose header row is empty."""

FOOTNOTES: Final = "Footnotes"
"""The name of the section of footnotes."""

BACK: Final = "Back to the text"
"""The name of the link that leads from a footnote to where it is cited."""
