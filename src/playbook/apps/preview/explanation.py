"""The page of a rule: what `playbook explain` prints, for reading in the browser."""

from playbook.apps.preview.findings import Showing
from playbook.apps.preview.tags import Html, joined, tag
from playbook.engine.settings.registry import RULES
from playbook.engine.settings.specs import specification
from playbook.model.body import Block, Piece, Prose
from playbook.model.body import Html as Ready
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body


def explanation(code: str, showing: Showing) -> bytes | None:
    """Return the page of a rule, or None where there is no such rule."""
    if all(rule.code != code for rule in RULES):
        return None
    body, _ = read_body(Source.of(f"{code}.md", specification(code)))
    blocks = joined(*(_block(block) for block in body.blocks if not _is_title(block)))
    return showing.own_page(code, tag("article", blocks, class_="prose"))


def _is_title(block: Block) -> bool:
    return block.heading is not None and block.heading.level == 1


def _block(block: Block) -> Html:
    return joined(*map(_piece, block.pieces))


def _piece(piece: Piece) -> str:
    """Return a piece as HTML; a link leads nowhere here, so that its words alone are shown."""
    if isinstance(piece, Ready):
        return Html(piece.html)
    if isinstance(piece, Prose):
        return piece.text
    return Html("")
