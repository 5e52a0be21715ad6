"""What the reader itself has to say in a page: the keys of the texts, which a language words."""

from typing import Final

from playbook.model.body import Wording

CALLOUTS: Final = {
    kind: Wording(f"callout.{kind}") for kind in ("note", "tip", "important", "warning", "caution")
}
"""The titles of callouts, by kind."""

TABLE: Final = Wording("text.table")
"""The name of a table whose header row is empty."""

FOOTNOTES: Final = Wording("text.footnotes")
"""The name of the section of footnotes."""

BACK: Final = Wording("text.back")
"""The name of the link that leads from a footnote to where it is cited."""
