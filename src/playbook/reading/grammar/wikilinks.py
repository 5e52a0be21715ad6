"""The short form of a reference: `[[id]]`, `[[kind:id#item]]`, `[[kind:id|text]]`."""

import re

from markdown_it.rules_inline import StateInline

from playbook.reading.grammar.notes import Silent

MARKUP = "reference"
"""The `markup` of the tokens that stand for a reference: they are a link's tokens otherwise."""

_REFERENCE = re.compile(
    r"\[\[([a-z0-9][a-z0-9:#._/-]*)(?:\|([^\[\]]+))?\]\]", re.IGNORECASE | re.ASCII
)


def reference(state: StateInline, silent: Silent) -> bool:
    """Read a reference at the parser's position; what looks like none stays text.

    An inline rule of markdown-it: returns whether it has moved on, and adds tokens unless silent.
    """
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": match[1]}
        opening.markup = MARKUP
        if match[2] and not match[2].isspace():
            _read_text(state, match.start(2), match.end(2))
        state.push("link_close", "a", -1).markup = MARKUP
    state.pos = match.end()
    return True


def _read_text(state: StateInline, start: int, end: int) -> None:
    outer = state.posMax
    state.pos, state.posMax = start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = outer
