"""The blocks of a body: what the parser's tokens become, top-level block by top-level block."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.token import Token

from playbook.model.body import Block, Body, Cell, Heading, Item, Link
from playbook.model.composed import composed
from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Source, Span
from playbook.reading.grammar.grammar import grammar
from playbook.reading.grammar.notes import MAX_MARKS, Notes
from playbook.reading.markdown.footnotes import Footnotes
from playbook.reading.markdown.highlighting import MOST, highlighted
from playbook.reading.markdown.lists import ItemDraft
from playbook.reading.markdown.losses import (
    has_swallowed,
    nested_blocks,
    nested_brackets,
    surplus_links,
    surplus_parts,
    unclosed_code,
)
from playbook.reading.markdown.names import BLOCK_NAMES, TAGS
from playbook.reading.markdown.passage import Passage
from playbook.reading.markdown.places import Lines, Places
from playbook.reading.markdown.running_text import RunningText, is_plain
from playbook.reading.markdown.sheet import Sheet, merged
from playbook.reading.markdown.slugs import Slugs, slug
from playbook.reading.markdown.tables import read_table
from playbook.reading.markdown.words import CALLOUTS

_CALLOUT: Final = re.compile(r"\[!(\w+)\][ \t]*(?:\n[ \t]*|\Z)", re.ASCII)
_TASK: Final = re.compile(r"\[([ xX])\][ \t]+")
_HEADING_ID: Final = re.compile(r"(?<!\\)(\\*)\{#([\w.-]+)\}\Z")


@dataclass(slots=True)
class _Outer:
    """What is set aside while a footnote is read."""

    sheet: Sheet
    quotes: int
    label: str
    span: Span


class Blocks:
    """The reader of one body's blocks; `problems` is complete once `read` is done."""

    def __init__(self, source: Source, start: int) -> None:
        self.problems: list[Diagnostic] = []
        self._source = source
        self._lines = Lines(source, start)
        self._grammar = grammar()
        self._tokens, self._environment = self._grammar.blocks(source.text[start:])
        self._notes: Notes = self._environment["notes"]
        self._destinations = {
            label: (start + first, start + end)
            for label, (first, end) in self._notes.destinations.items()
        }
        self._at = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._headings: list[Heading] = []
        self._slugs = Slugs()
        self._section = ""
        self._footnotes = Footnotes()
        self._table_names: dict[str, int] = {}
        self._reported = 0
        self._marked_code = 0
        self._has_surplus = False
        self._quotes = 0
        self._closings: list[str] = []
        self._outer: list[_Outer] = []
        self._begin()

    def read(self) -> Body:
        """Return the body."""
        tokens = self._tokens
        first = 0
        while self._at < len(tokens):
            token = tokens[self._at]
            self._at += 1
            self._READ[token.type](self, token)
            coming = tokens[self._at] if self._at < len(tokens) else None
            if coming is None or (not coming.level and coming.nesting >= 0):
                self._end(tokens[first])
                first = self._at
        if self._notes.unread >= 0:
            self._report(surplus_parts, self._notes.unread)
        if footnotes := self._footnotes.block():
            self._blocks.append(footnotes)
        return Body(tuple(self._blocks), tuple(self._links), tuple(self._headings))

    def _begin(self) -> None:
        self._sheet = Sheet()
        self._name = ""
        self._heading: Heading | None = None
        self._item: ItemDraft | None = None
        self._items: list[Item] = []
        self._rows: list[tuple[Cell, ...]] = []

    def _end(self, first: Token) -> None:
        """Take up the top-level block that began with a token."""
        start, behind = first.map or (0, 0)
        self._report_dropped(behind)
        if first.type != "footnote_reference_open":
            block = Block(
                name=self._name or BLOCK_NAMES.get(first.type, "other"),
                span=self._source.span(*self._lines.trimmed(start, behind)),
                pieces=merged(self._sheet.parts),
                text=self._sheet.text,
                plain=tuple(self._sheet.runs),
                heading=self._heading,
                items=tuple(self._items),
                rows=tuple(self._rows),
            )
            self._blocks.append(block)
        self._begin()

    def _report_dropped(self, behind: int) -> None:
        """Report the first of the lines before `behind` that the parser left out."""
        lines = self._notes.dropped
        first = self._reported
        while self._reported < len(lines) and lines[self._reported] < behind:
            self._reported += 1
        if self._reported > first:
            self._report(nested_blocks, lines[first])

    def _report(self, problem: Callable[[Span], Diagnostic], line: int) -> None:
        span = self._lines.trimmed(line, line + 1)
        self.problems.append(problem(self._source.span(*span)))

    def _read_passage(
        self, text: str, places: Places, start: int = 0, *, has_prose: bool = True
    ) -> Passage:
        """Return a running text from a position on."""
        if not start and is_plain(text) and places.is_straight(0, len(text)):
            return Passage.plain(text, places, has_prose=has_prose)
        had_room = self._notes.marks <= MAX_MARKS
        tokens = self._grammar.running_text(text, self._environment, start)
        if had_room and self._notes.marks > MAX_MARKS:
            self.problems.append(surplus_parts(self._source.span(*places.span(start, len(text)))))
        if self._notes.surplus >= 0 and not self._has_surplus:
            self._has_surplus = True
            at = places.at(self._notes.surplus)
            self.problems.append(surplus_links(self._source.span(at, at + 1)))
        if self._notes.tangled:
            self._notes.tangled = False
            span = self._source.span(*places.span(start, len(text)))
            self.problems.append(nested_brackets(span))
        reader = RunningText(
            Passage(text, places),
            start,
            len(self._links),
            self._footnotes.cite,
            has_prose=has_prose,
        )
        return reader.read(tokens)

    def _keep(self, passage: Passage) -> Passage:
        """Take up what a passage says, but not yet its parts."""
        self._sheet.texts.append(passage.marked_text)
        if not self._quotes:
            self._sheet.runs += passage.runs
        if passage.drafts:
            self._links += passage.links(self._source, self._section, self._destinations)
        return passage

    def _places(self, token: Token) -> Places:
        return self._lines.paragraph(token.content, token.map[0] if token.map else 0)

    def _put(self, html: str) -> None:
        self._sheet.parts.append(html)

    def _read_paragraph(self, token: Token) -> None:
        content = self._tokens[self._at]
        self._at += 2
        start = content.meta.get("from", 0)
        places = self._places(content)
        passage = self._keep(self._read_passage(content.content, places, start))
        opening, closing = ("", "\n") if token.hidden else ("<p>", "</p>\n")
        if "task" in content.meta:
            checked = " checked" if content.meta["task"] else ""
            opening += f'<label><input type="checkbox" disabled{checked}> '
            closing = "</label>" + closing
        self._sheet.parts += [opening, *passage.parts, closing]
        if token.meta.get("is_item") and self._item:
            self._item.passage = passage
            self._item.span = self._source.span(*places.span(start, len(content.content)))
            self._item.rest = len(self._sheet.parts)

    def _read_heading(self, token: Token) -> None:
        content = self._tokens[self._at]
        self._at += 2
        wanted = _HEADING_ID.search(content.content)
        identifier = composed(wanted[2]) if wanted and len(wanted[1]) % 2 == 0 else ""
        line = token.map[0] if token.map else 0
        is_underlined = token.markup in {"=", "-"}
        places = (
            self._places(content) if is_underlined else self._lines.heading(content.content, line)
        )
        if wanted and identifier:
            content.content = content.content[: wanted.start(2) - 2].rstrip()
        passage = self._read_passage(content.content, places, has_prose=False)
        anchor = self._slugs.take(identifier or slug(passage.text))
        span = self._source.span(*places.span(0, len(content.content)))
        heading = Heading(int(token.tag[1]), passage.text, anchor, span)
        self._headings.append(heading)
        if token.level == 0:
            self._heading = heading
            self._section = anchor
        self._keep(passage)
        self._sheet.parts += [f'<{token.tag} id="{anchor}">', *passage.parts, f"</{token.tag}>\n"]

    def _read_list(self, token: Token) -> None:
        start = token.attrs.get("start", 1)
        self._put(f"<{token.tag}>\n" if start == 1 else f'<{token.tag} start="{start}">\n')

    def _first_paragraph(self) -> tuple[Token, Token | None]:
        """Return the next token and, if a paragraph begins there, the token of its content."""
        token = self._tokens[self._at]
        return token, (self._tokens[self._at + 1] if token.type == "paragraph_open" else None)

    def _read_item(self, token: Token) -> None:
        following, content = self._first_paragraph()
        task = content and _TASK.match(content.content)
        if content and task:
            content.meta.update({"from": task.end(), "task": task[1] != " "})
        self._put('<li class="task">' if task else "<li>")
        if token.level == 1 and token.map:
            line = token.map[0]
            span = self._source.span(*self._lines.trimmed(line, line + 1))
            self._item = ItemDraft(span, len(self._sheet.parts))
            following.meta["is_item"] = content is not None

    def _read_item_end(self, token: Token) -> None:
        if token.level == 1 and self._item:
            self._items.append(self._item.item(self._sheet.parts))
        self._put("</li>\n")

    def _read_quote(self, token: Token) -> None:
        _, content = self._first_paragraph()
        title = content and _CALLOUT.match(content.content)
        kind = title[1].lower() if title else ""
        if not content or not title or kind not in CALLOUTS:
            self._quotes += 1
            self._closings.append("</blockquote>\n")
            self._put("<blockquote>\n")
            return
        self._closings.append("</div>\n")
        self._put(f'<div class="callout callout-{kind}" role="note">\n')
        self._sheet.parts += ['<p class="callout-title">', CALLOUTS[kind], "</p>\n"]
        content.meta["from"] = title.end()
        if title.end() == len(content.content):
            self._at += 3
        if token.level == 0:
            self._name = "callout"

    def _read_quote_end(self, _: Token) -> None:
        closing = self._closings.pop()
        self._quotes -= closing == "</blockquote>\n"
        self._put(closing)

    def _read_code(self, token: Token) -> None:
        if token.map and token.markup and has_swallowed(token.content, *token.map):
            start = self._source.text.find(token.markup, self._lines.start(token.map[0]))
            span = self._source.span(start, self._lines.end(token.map[0]))
            self.problems.append(unclosed_code(span, token.markup, is_inside=token.level > 0))
        language = "".join(unescapeAll(token.info).split()[:1])
        kind = f' class="language-{escapeHtml(language)}"' if language else ""
        html, marked = highlighted(token.content, language, MOST - self._marked_code)
        self._marked_code += marked
        # It can be reached by keyboard, because what is wider than the page must be scrolled.
        self._put(f'<pre tabindex="0"><code{kind}>{html}</code></pre>\n')
        self._sheet.texts.append(token.content.rstrip("\n"))

    def _read_table(self, token: Token) -> None:
        def read(content: str, places: Places) -> Passage:
            return self._keep(self._read_passage(content, places))

        table = read_table(token, self._source, self._lines, read)
        self.problems += table.problems
        # Two regions of one name could not be told apart in a list of the page's regions.
        count = self._table_names[table.name] = self._table_names.get(table.name, 0) + 1
        self._sheet.parts += [*table.opening(count), *table.parts, "\n</div>\n"]
        if token.level == 0:
            self._rows = table.rows

    def _read_term(self, _: Token) -> None:
        content = self._tokens[self._at]
        self._at += 2
        passage = self._keep(self._read_passage(content.content, self._places(content)))
        self._sheet.parts += ["<dt>", *passage.parts, "</dt>\n"]

    def _read_footnote(self, token: Token) -> None:
        span = self._source.span(*self._lines.trimmed(*(token.map or (0, 0))))
        self._outer.append(_Outer(self._sheet, self._quotes, token.meta["label"], span))
        self._sheet, self._quotes = Sheet(), 0

    def _read_footnote_end(self, _: Token) -> None:
        outer = self._outer.pop()
        self._footnotes.define(outer.label, self._sheet, outer.span)
        self._sheet, self._quotes = outer.sheet, outer.quotes

    def _read_comment(self, _: Token) -> None:
        """Leave a comment out."""

    def _read_tag(self, token: Token) -> None:
        self._put(TAGS[token.type])

    _READ: ClassVar[dict[str, Callable[["Blocks", Token], None]]] = {
        "paragraph_open": _read_paragraph,
        "heading_open": _read_heading,
        "bullet_list_open": _read_list,
        "bullet_list_close": _read_tag,
        "ordered_list_open": _read_list,
        "ordered_list_close": _read_tag,
        "list_item_open": _read_item,
        "list_item_close": _read_item_end,
        "blockquote_open": _read_quote,
        "blockquote_close": _read_quote_end,
        "fence": _read_code,
        "code_block": _read_code,
        "hr": _read_tag,
        "table": _read_table,
        "dl_open": _read_tag,
        "dl_close": _read_tag,
        "dt_open": _read_term,
        "dd_open": _read_tag,
        "dd_close": _read_tag,
        "footnote_reference_open": _read_footnote,
        "footnote_reference_close": _read_footnote_end,
        "comment": _read_comment,
    }
