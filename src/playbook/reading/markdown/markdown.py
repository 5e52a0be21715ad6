"""Markdown → body: the text of a document below its front matter, read once."""

from collections.abc import Iterator

from playbook.model.body import Block, Body
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source
from playbook.model.tree import DIAGRAM, DIAGRAM_END
from playbook.model.value import replace
from playbook.reading.markdown.blocks import Blocks


def read_body(source: Source, start: int = 0) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body that begins at offset `start`, and what is wrong with its Markdown.

    Never raises for what an author wrote. What the parser would leave out without a word, because
    it is nested too deep (`text/nesting`) or has no column in its table (`text/table-row`), is an
    error; so are more links than anybody can follow (`text/too-many-links`), and more parts than
    are read (`text/too-many-parts`).
    """
    blocks = Blocks(source, start)
    body = blocks.read()
    if DIAGRAM in source.text:
        body = replace(body, blocks=tuple(_without_diagram(body.blocks, source.text)))
    return body, tuple(blocks.problems)


def _without_diagram(blocks: tuple[Block, ...], text: str) -> Iterator[Block]:
    """Make a comment of the picture that is kept for a forge: the site draws its own.

    It is the one block of code between the two comments; without the second, nothing is left out.
    """
    written = [
        text[block.span.start : block.span.end].strip() if block.name == "comment" else ""
        for block in blocks
    ]
    for number, block in enumerate(blocks):
        between = written[number - 1 : number + 2 : 2] == [DIAGRAM, DIAGRAM_END]
        if number and block.name == "code" and between:
            yield Block("comment", block.span, (), "")
        else:
            yield block
