"""A body as plain HTML, without a theme or a playbook: what the tests of the reader compare."""

from html import escape

from playbook.model.body import Body, Html, LinkSyntax, Opening, Piece, Prose, Wording
from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body
from playbook.rendering.strings.en import TEXTS


def html_of(text: str) -> str:
    """Return the HTML of a text, its links leading where the author wrote."""
    body, _ = read_body(Source.of("page.md", text))
    return "".join(rendered(piece, body) for block in body.blocks for piece in block.pieces)


def rendered(piece: Piece, body: Body) -> str:
    """Return the HTML of one piece."""
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, Prose):
        return escape(piece.text, quote=False)
    if isinstance(piece, Wording):
        return TEXTS[piece.key]
    link = body.links[piece.index]
    if not isinstance(piece, Opening):
        return "</a>"
    title = f' title="{escape(link.title)}"' if link.title else ""
    if link.syntax is LinkSyntax.IMAGE:
        return f'<img src="{escape(link.target)}" alt="{escape(link.text)}"{title}>'
    return f'<a href="{escape(link.target)}"{title}>'
