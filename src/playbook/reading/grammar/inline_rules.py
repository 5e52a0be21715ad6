"""The rules for running text: those of markdown-it, made to note places, and our own."""

import re
from collections.abc import Callable
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    image,
    link,
    newline,
    strikethrough,
)

from playbook.reading.grammar.notes import MAX_BRACKETS, MAX_LINKS, Silent, notes_of
from playbook.reading.grammar.wikilinks import reference

InlineRule = Callable[[StateInline, Silent], bool]

_PLAIN: Final = re.compile(r"[^\n\\`*_~\[\]!<&]+")
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,200})\]")


def install(parser: MarkdownIt) -> None:
    """Give a parser the rules for running text.

    They are one: to ask all rules in turn at every character takes markdown-it twice the time.
    """
    parser.inline.ruler.push("step", _step)
    parser.inline.ruler.enableOnly(["step"])
    parser.inline.ruler2.enable("strikethrough")


def _noting(rule: InlineRule) -> InlineRule:
    """Return the rule, made to note in its first and last token where in the content they stand."""

    def noted(state: StateInline, silent: Silent) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > count:
            first = state.tokens[count]
            if first.type == "text":  # what was pending before the rule began
                first = state.tokens[count + 1]
            first.meta["start"] = start
            state.tokens[-1].meta["end"] = state.pos
        return True

    return noted


def _autolink(state: StateInline, silent: Silent) -> bool:
    """Read `<https://…>`; inside another link it is only text, as HTML has no links in links."""
    if silent or not state.linkLevel:
        return autolink(state, silent)
    start = state.pos
    if not autolink(state, silent=True):
        return False
    text = state.push("text_special", "", 0)
    text.markup = state.src[start : state.pos]
    text.content = text.markup[1:-1]
    return True


def _footnote(state: StateInline, silent: Silent) -> bool:
    """Read the mark of a footnote that the body defines."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in notes_of(state).footnotes:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta["label"] = match[1]
    state.pos = match.end()
    return True


def _counting(rule: InlineRule) -> InlineRule:
    """Return the rule, made to count what it reads, and to end the reading when it is too much."""
    noted = _noting(rule)

    def counted(state: StateInline, silent: Silent) -> bool:
        start = state.pos
        if not noted(state, silent):
            return False
        notes = notes_of(state)
        notes.links += not silent
        if not silent and notes.links > MAX_LINKS:
            if notes.surplus < 0 and state.src is notes.content:  # else it stands in an image
                notes.surplus = start
            state.append_pending(state.src[state.pos : state.posMax])
            state.pos = state.posMax
        return True

    return counted


_noted_footnote = _noting(_footnote)
_counted_autolink = _counting(_autolink)
_counted_image = _counting(image)
_counted_link = _counting(link)
_counted_reference = _counting(reference)


def _bracket(state: StateInline, silent: Silent) -> bool:
    if silent and state.level >= MAX_BRACKETS:
        return _give_up(state)
    following = state.src[state.pos + 1 : state.pos + 2]
    if following == "^" and _noted_footnote(state, silent):
        return True
    return _counted_link(state, silent) or (following == "[" and _counted_reference(state, silent))


def _image(state: StateInline, silent: Silent) -> bool:
    if state.src[state.pos + 1 : state.pos + 2] != "[":
        return False
    if silent and state.level >= MAX_BRACKETS:
        return _give_up(state)
    return _counted_image(state, silent)


def _give_up(state: StateInline) -> bool:
    """Skip what is left, as the parser does at its own limit: a search of all of it is too long."""
    notes_of(state).tangled = True
    state.pos = state.posMax
    return True


_RULES: Final[dict[str, InlineRule]] = {
    "\n": newline,
    "\\": escape,
    "`": _noting(backtick),
    "*": emphasis.tokenize,
    "_": emphasis.tokenize,
    "~": strikethrough.tokenize,
    "[": _bracket,
    "!": _image,
    "<": _counted_autolink,
    "&": entity,
}


def _step(state: StateInline, silent: Silent) -> bool:
    """Read one step of running text by the rule that its first character calls for."""
    rule = _RULES.get(state.src[state.pos])
    if rule is not None:
        return rule(state, silent)
    plain = _PLAIN.match(state.src, state.pos, state.posMax)
    if plain is None:
        return False
    if not silent:
        state.append_pending(plain.group())
    state.pos = plain.end()
    return True
