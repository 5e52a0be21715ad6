"""Running text: from the parser's tokens to a passage of HTML with holes."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from playbook.model.body import Closing, LinkSyntax, Opening, Prose
from playbook.model.composed import composed, composed_parts, is_composed
from playbook.model.value import replace
from playbook.reading.grammar.wikilinks import MARKUP as REFERENCE
from playbook.reading.markdown.passage import Cut, Draft, Passage
from playbook.reading.markdown.sheet import Part

_MARKS: Final = "\\`*_~[<&"
_FOLD: Final = re.compile(r" \n|\n[ \t]")
_SYNTAXES: Final = {"autolink": LinkSyntax.AUTOLINK, REFERENCE: LinkSyntax.REFERENCE}

Said = tuple[str, int, int]
"""Words of the author: the text, its position in the content, and how much of that it takes up."""


def is_plain(content: str) -> bool:
    """Tell whether a content has no mark-up at all, so that there is nothing to read in it."""
    # To look for one character after the other is much quicker than to look for any of them.
    return not (
        any(map(content.__contains__, _MARKS))
        or ("\n" in content and _FOLD.search(content))
        or not is_composed(content)
    )


class RunningText:
    """The reader of one content: its passage is complete once it is made."""

    def __init__(
        self,
        passage: Passage,
        start: int,
        first_index: int,
        cite: Callable[[str], str],
        *,
        has_prose: bool = True,
    ) -> None:
        """Fill an empty passage from position `start` of its content on.

        `first_index` is the number of links that the body has already; `cite` returns the HTML of
        the mark of a footnote; without `has_prose`, as in a heading, no prose is marked as such.
        """
        self._passage = passage
        self._content = passage.content
        self._places = passage.places
        self._parts = passage.parts
        self._words = passage.words
        self._first_index = first_index
        self._cite = cite
        self._sealed = int(not has_prose)
        self._open: list[int] = []
        self._tags: list[str] = []
        self._at = start
        # What the author has said since the last code or image, and from where on it is prose that
        # no piece holds yet.
        self._run: list[Said] = []
        self._prose = 0

    def read(self, tokens: Sequence[Token]) -> Passage:
        """Return the passage, filled with what the tokens say."""
        for token in tokens:
            self._READ[token.type](self, token)
        self._end_run()
        return self._passage

    def _say(self, text: str, at: int, width: int) -> None:
        """Take up words of the author that stand at a position of the content."""
        self._words.append(text)
        self._run.append((text, at, width))
        if self._sealed:
            self._parts.append(escapeHtml(text))

    def _put(self, part: Part) -> None:
        """Add a part that is no prose."""
        if self._prose < len(self._run):
            self._end_prose()
        self._parts.append(part)

    def _end_prose(self) -> None:
        if not self._sealed:
            said = self._run[self._prose :] if self._prose else self._run
            self._parts.append(self._prose_of(said))
        self._prose = len(self._run)

    def _end_run(self) -> None:
        run = self._run
        if not run:
            return
        if self._prose < len(run):
            self._end_prose()
        prose = self._prose_of(run)
        if not prose.text.isspace():
            self._passage.runs.append(
                prose if prose.start >= 0 else replace(prose, places=self._jumps(run))
            )
        self._run = []
        self._prose = 0

    def _prose_of(self, said: Sequence[Said]) -> Prose:
        """Return words as one prose, with its place if the source has them as they are."""
        start = following = said[0][1]
        for text, at, width in said:
            if at != following or len(text) != width:
                return Prose("".join([text for text, _, _ in said]), -1)
            following = at + width
        text = said[0][0] if len(said) == 1 else "".join([text for text, _, _ in said])
        is_straight = self._places.is_straight(start, following)
        return Prose(text, self._places.at(start) if is_straight else -1)

    def _jumps(self, said: Sequence[Said]) -> tuple[tuple[int, int], ...]:
        """Return where a text made of words leaves the source's: `Prose.places`."""
        jumps: list[tuple[int, int]] = []
        places = self._places
        length = 0
        for text, at, width in said:
            jumps.append((length, places.at(at)))
            for position, offset in places.jumps(at, at + width):
                jumps.append((length + position - at, offset))
            length += len(text)
        return tuple(jumps)

    def _read_text(self, token: Token) -> None:
        text = token.content
        if text.isascii():
            if text:
                self._say(text, self._at, len(text))
                self._at += len(text)
            return
        for piece, width in composed_parts(text):
            self._say(piece, self._at, width)
            self._at += width

    def _read_special(self, token: Token) -> None:
        """Read an escape, an entity, or an address that must not become a link."""
        text, markup = token.content, token.markup
        if markup.startswith("&"):
            self._say(text, self._at, len(markup))
        else:
            self._say(text, self._at + markup.index(text), len(text))
        self._at += len(markup)

    def _read_softbreak(self, _: Token) -> None:
        line_break = self._content.index("\n", self._at)
        self._say("\n", line_break, 1)
        self._skip_indent(line_break + 1)

    def _read_hardbreak(self, _: Token) -> None:
        line_break = self._content.index("\n", self._at)
        self._put("<br>\n")
        self._words.append("\n")
        self._run.append(("\n", line_break, 1))
        self._prose = len(self._run)
        self._skip_indent(line_break + 1)

    def _skip_indent(self, position: int) -> None:
        content = self._content
        while content[position : position + 1] in {" ", "\t"}:
            position += 1
        self._at = position

    def _read_code(self, token: Token) -> None:
        self._end_run()
        self._parts.append(f"<code>{escapeHtml(token.content)}</code>")
        self._words.append(token.content)
        self._at = token.meta["end"]

    def _read_footnote(self, token: Token) -> None:
        self._put(self._cite(token.meta["label"]))
        self._at = token.meta["end"]

    def _read_opening_tag(self, token: Token) -> None:
        self._put(f"<{token.tag}>")
        self._tags.append(token.tag)
        self._at += len(token.markup)

    def _read_closing_tag(self, token: Token) -> None:
        self._put(f"</{token.tag}>")
        self._tags.pop()
        self._at += len(token.markup)

    def _read_image(self, token: Token) -> None:
        self._end_run()
        start, end = token.meta["start"], token.meta["end"]
        draft = Draft(token, LinkSyntax.IMAGE, start, len(self._words))
        draft.label_end, draft.end = start + 2 + len(token.content), end
        draft.text = _plain_text(token.children or ())
        self._words.append(draft.text)
        draft.behind_word = len(self._words)
        self._parts.append(Opening(self._first_index + len(self._passage.drafts)))
        self._passage.drafts.append(draft)
        self._at = end

    def _read_link_opening(self, token: Token) -> None:
        if self._prose < len(self._run):
            self._end_prose()
        passage = self._passage
        if passage.first_cut is None:
            passage.first_cut = Cut(len(self._parts), len(self._words), tuple(self._tags))
        syntax = _SYNTAXES.get(token.markup, LinkSyntax.LINK)
        start = token.meta["start"]
        index = len(passage.drafts)
        passage.drafts.append(Draft(token, syntax, start, len(self._words)))
        passage.answers.append(self._first_index + index)
        self._parts.append(Opening(self._first_index + index))
        self._open.append(index)
        self._sealed += 1
        self._at = start + 1
        if syntax is LinkSyntax.REFERENCE:
            self._at += len(str(token.attrs["href"])) + 2

    def _read_link_closing(self, token: Token) -> None:
        passage = self._passage
        index = self._open.pop()
        draft = passage.drafts[index]
        draft.label_end = self._at
        draft.end = self._at = token.meta["end"]
        draft.text = "".join(self._words[draft.first_word :])
        if not draft.text and draft.syntax is LinkSyntax.REFERENCE:
            self._end_run()
            self._words.append(str(draft.token.attrs["href"]))
        draft.behind_word = len(self._words)
        self._prose = len(self._run)
        self._sealed -= 1
        self._parts.append(Closing(self._first_index + index))
        passage.last_cut = Cut(len(self._parts), len(self._words), tuple(self._tags))

    _READ: ClassVar[dict[str, Callable[["RunningText", Token], None]]] = {
        "text": _read_text,
        "text_special": _read_special,
        "softbreak": _read_softbreak,
        "hardbreak": _read_hardbreak,
        "code_inline": _read_code,
        "footnote_ref": _read_footnote,
        "em_open": _read_opening_tag,
        "em_close": _read_closing_tag,
        "strong_open": _read_opening_tag,
        "strong_close": _read_closing_tag,
        "s_open": _read_opening_tag,
        "s_close": _read_closing_tag,
        "image": _read_image,
        "link_open": _read_link_opening,
        "link_close": _read_link_closing,
    }


def _plain_text(tokens: Sequence[Token]) -> str:
    """Return what running text says without its mark-up: the alternative text of an image."""
    texts = []
    for token in tokens:
        if token.type == "image":
            texts.append(_plain_text(token.children or ()))
        elif token.type in {"softbreak", "hardbreak"}:
            texts.append("\n")
        else:
            texts.append(composed(token.content))
    return "".join(texts)
