"""Lines that their author takes for a list, and Markdown for one paragraph."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.model.body import Block, Opening
from playbook.model.diagnostic import Edit, Severity
from playbook.model.entry import Entry
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View

_DOTS = "•·∙◦▪■●‣\uf0b7\uf0a7"
"""What word processors put before the items of a list; the last two are of a font of symbols."""

_ITEM = re.compile(
    rf"^(?P<indent> {{0,3}})(?P<mark>[{_DOTS}][ \t]*|[–—][ \t]+)(?=\S)", re.MULTILINE
)
_LETTER = re.compile(r"^ {0,3}(?P<mark>[a-z]\)) +(?=\S)", re.MULTILINE)
_FEWEST = 2


@rule("text/no-list", Severity.WARNING)
def no_list(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """What looks like a list is shown as one paragraph: it begins with other signs than “-”."""
    text = entry.source.text
    if not (_ITEM.search(text, entry.body_start) or _LETTER.search(text, entry.body_start)):
        return
    for block in entry.body.blocks:
        if block.name == "paragraph" and not (entry.kind == "tree" and _has_link(block)):
            yield from _lost_list(entry, block.span)


def _has_link(block: Block) -> bool:
    """Tell whether something is linked: in a tree it may be an answer, which has a rule for it."""
    return any(isinstance(piece, Opening) for piece in block.pieces)


def _lost_list(entry: Entry[Any], span: Span) -> Iterator[Finding]:
    text = entry.source.text
    for pattern in (_ITEM, _LETTER):
        found = list(pattern.finditer(text, span.start, span.end))
        if len(found) < _FEWEST:
            continue
        first, mark = found[0], found[0]["mark"].strip()
        message = f"this is no list: “{mark}” does not begin an item, so that all is one paragraph"
        where = entry.source.span(first.start("mark"), first.start("mark") + len(mark))
        if pattern is _LETTER:
            yield Finding(
                where, message, "begin each line with “- ”, or with “1. ”, “2. ” and so on"
            )
            return
        written = text[first.start() : span.end]
        edit = Edit(entry.source.span(first.start(), span.end), _ITEM.sub(r"\g<indent>- ", written))
        yield Finding(where, message, "begin each line with “- ”: a hyphen and a space", edit=edit)
        return
