"""Markdown → body: the text of a document below its front matter, read once."""

from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source
from playbook.reading.blocks import Blocks


def read_body(source: Source, start: int = 0) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body that begins at offset `start`, and what is wrong with its Markdown.

    Never raises for what an author wrote. What the parser would leave out without a word, because
    it is nested too deep (`text/nesting`) or has no column in its table (`text/table-row`), is an
    error.
    """
    blocks = Blocks(source, start)
    body = blocks.read()
    return body, tuple(blocks.problems)
