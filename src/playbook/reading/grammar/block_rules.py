"""The rules for blocks: those of markdown-it, asked in a cheaper order, and our own."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, lheading, paragraph, reference
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from playbook.reading.grammar.destination import address
from playbook.reading.grammar.notes import MAX_NESTING, MAX_TOKENS, Silent, notes_of
from playbook.reading.grammar.table_rule import first_of_line, table

BlockRule = Callable[[StateBlock, int, int, Silent], bool]

_LABEL: Final = re.compile(r"\[(?:\\.|[^\\\]])*\]:", re.DOTALL)

_BEGINNINGS: Final = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "-*_",
    "list": "-*+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "comment": "<",
    "heading": "#",
}
"""The characters with which a block can begin; a table, a paragraph and so on begin with any."""

_ORDER: Final = ("table", "code", *_BEGINNINGS, "lheading", "deflist", "paragraph")
"""The order in which the rules are asked what begins at a line."""

_INTERRUPTIONS: Final = {
    "paragraph": [
        "table",
        "fence",
        "blockquote",
        "hr",
        "list",
        "footnote_def",
        "comment",
        "heading",
        "deflist",
    ],
    "blockquote": ["fence", "blockquote", "hr", "list", "comment", "heading", "deflist"],
    "list": ["fence", "blockquote", "hr"],
}
"""The blocks that can end another one without an empty line between them."""


class BlockParser(ParserBlock):
    """The block parser, which notes the lines that it leaves out as nested too deep."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - the parser's names
        """Read the blocks between two lines."""
        if state.level > MAX_NESTING:
            line = state.skipEmptyLines(startLine)
            if line < endLine and state.sCount[line] >= state.blkIndent:
                notes_of(state).dropped.append(line)
        super().tokenize(state, startLine, endLine)


def install(parser: MarkdownIt) -> None:
    """Give a parser the block rules.

    markdown-it asks every rule at every line. Most rules need a certain first character, so here
    one rule looks at that and asks only those that can apply; the tokens are the same.
    """
    parser.block = BlockParser()
    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    ruler = parser.block.ruler
    ruler.at("table", table)
    ruler.at("lheading", _trimmed(lheading))
    ruler.at("paragraph", _trimmed(paragraph))
    ruler.at("reference", _definition)
    ruler.before("heading", "comment", _comment)
    ruler.enableOnly(_ORDER)
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    ruler.before("table", "block", _limited(_choice(_ORDER, _BEGINNINGS, rules)))
    interrupting = {**_BEGINNINGS, "deflist": ":~"}
    for name, names in _INTERRUPTIONS.items():
        chains = ["paragraph", "reference"] if name == "paragraph" else [name]
        ending = _choice(names, interrupting, rules)
        if name == "list":  # whose empty items are no blocks that would be asked for
            ending = _limited(ending)
        ruler.push(f"end_of_{name}", ending, {"alt": chains})
    # The parser looks whether "code" is on before it takes indented lines for code.
    ruler.enableOnly(["block", "code", *(f"end_of_{name}" for name in _INTERRUPTIONS)])


def _choice(
    names: Iterable[str], beginnings: Mapping[str, str], rules: Mapping[str, BlockRule]
) -> BlockRule:
    """Return one rule that asks those of these rules that its line's first character allows."""
    names = list(names)
    otherwise = [rules[name] for name in names if name not in beginnings]
    by_character = {
        character: [rules[name] for name in names if character in beginnings.get(name, character)]
        for character in "".join(beginnings.values())
    }

    def choose(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
        first = state.bMarks[start] + state.tShift[start]
        for rule in by_character.get(state.src[first : first + 1], otherwise):
            if rule(state, start, end, silent):
                return True
        return False

    return choose


def _limited(rule: BlockRule) -> BlockRule:
    """Return a rule that leaves the rest out once the body has made too many tokens."""

    def read(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
        notes = notes_of(state)
        if len(state.tokens) + notes.spared <= MAX_TOKENS:
            return rule(state, start, end, silent)
        if not silent:
            notes.unread = start if notes.unread < 0 else notes.unread
            state.line = end
        return True

    return read


def _trimmed(rule: BlockRule) -> BlockRule:
    """Return a rule for running text, made to note the line in which its content begins.

    It need not be the first: lines of no-break spaces, say, are trimmed away with all white space.
    """

    def trim(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
        count = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if state.src[first_of_line(state, start)] in MD_TRIM_CHARS:
            lines = range(start, state.line)
            texts = (state.src[first_of_line(state, line) : state.eMarks[line]] for line in lines)
            blank = (not text.strip(MD_TRIM_CHARS) for text in texts)
            state.tokens[count + 1].map = [start + sum(takewhile(bool, blank)), state.line]
        return True

    return trim


def _definition(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read the definition of a link, and note where its address stands."""
    count = len(state.env.get("references", ()))
    if not reference(state, start, end, silent):
        return False
    references = state.env.get("references", {})
    if len(references) > count:
        label = next(reversed(references))
        notes_of(state).destinations[label] = _destination(state, start)
    return True


def _destination(state: StateBlock, line: int) -> tuple[int, int]:
    label = _LABEL.match(state.src, first_of_line(state, line))
    position = label.end() if label else state.bMarks[line]
    while state.eMarks[line] < position:
        line += 1
    position = state.skipSpaces(position)
    while position >= state.eMarks[line]:
        line += 1
        position = first_of_line(state, line)
    return address(state.src, position, state.eMarks[line])


def _comment(state: StateBlock, start: int, end: int, silent: Silent) -> bool:
    """Read an HTML comment that stands alone on its lines."""
    opening = first_of_line(state, start)
    if state.is_code_block(start) or not state.src.startswith("<!--", opening):
        return False
    closing = _comment_end(state, opening)
    line = bisect_left(state.eMarks, closing, start)
    if closing < 0 or line >= end or state.src[closing : state.eMarks[line]].strip(" \t"):
        return False
    if not _is_within(state, start, line):
        return False
    if not silent:
        state.line = line + 1
        state.push("comment", "", 0).map = [start, state.line]
    return True


def _comment_end(state: StateBlock, opening: int) -> int:
    """Return the offset behind the first `-->` after an opening, or -1.

    The last answer is kept: a thousand openings without an end cost one search, not one each.
    """
    asked, closing = notes_of(state).comment_end
    if asked > opening or 0 <= closing < opening + 7:
        closing = state.src.find("-->", opening + 4)
        closing = closing + 3 if closing >= 0 else -1
        notes_of(state).comment_end = (opening, closing)
    return closing


def _is_within(state: StateBlock, start: int, last: int) -> bool:
    """Tell whether the lines after `start` up to `last` belong to the same list item or quote.

    The last line found outside is kept, for the same reason.
    """
    outside, indent = notes_of(state).comment_outside
    if start < outside <= last and indent <= state.blkIndent:
        return False
    for line in range(start + 1, last + 1):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            notes_of(state).comment_outside = (line, state.blkIndent)
            return False
    return True
