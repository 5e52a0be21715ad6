"""Fills the holes that reading left in a body: where links lead, and which words are terms."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from playbook.kinds.finding import name_of, worded
from playbook.kinds.publication import published
from playbook.kinds.term import senses
from playbook.model.body import (
    Block,
    Closing,
    Html,
    Link,
    LinkSyntax,
    Opening,
    Piece,
    Prose,
    Wording,
)
from playbook.model.entry import Card, Entry
from playbook.model.view import View
from playbook.rendering.glossary import Match, TermUse, is_linking, term_uses
from playbook.rendering.links import (
    ASSET,
    BROKEN,
    EXTERNAL,
    HIDDEN,
    KEPT,
    Resolved,
    resolve,
    why_hidden,
)
from playbook.rendering.place import Place

_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b")
_LOWEST = 6


def uses_by_piece(view: View, path: str) -> dict[tuple[int, int], list[Match]]:
    """Return the terms to link in a document by block and piece, for all pages that show of it."""
    found: tuple[TermUse, ...] = view.call(term_uses, path)
    uses: dict[tuple[int, int], list[Match]] = {}
    for use in found:
        uses.setdefault((use.block, use.piece), []).append(use.match)
    return uses


@dataclass
class BodyWriter:
    """Writes parts of one document's body for one page."""

    place: Place
    links: Sequence[Link]
    uses: Mapping[tuple[int, int], Sequence[Match]] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: Entry[Any], place: Place) -> "BodyWriter":
        """Make the writer of a document; `place.path` is the document's."""
        uses = place.view.call(uses_by_piece, entry.path) if is_linking(place.view, entry) else {}
        return cls(place, entry.body.links, uses)

    def blocks(self, blocks: Iterable[Block], *, deeper: int = 0) -> Markup:
        """Return the HTML of blocks, their headings moved down (or up) by so many levels."""
        html: list[str] = []
        for block in blocks:
            written = "".join(self._pieces(block.pieces, block.span.start))
            if block.heading and (deeper or block.heading.level == 1):
                written = _moved(written, deeper)
            html.append(written)
        return Markup("".join(html))  # noqa: S704 - finished HTML

    def inline(self, pieces: Sequence[Piece]) -> Markup:
        """Return the HTML of loose pieces (a label, a hint), without links of terms."""
        return Markup("".join(self._pieces(pieces, -1)))  # noqa: S704 - finished HTML

    def _pieces(self, pieces: Sequence[Piece], block: int) -> Iterator[str]:
        closing: dict[int, str] = {}
        for index, piece in enumerate(pieces):
            if isinstance(piece, Html):
                yield piece.html
            elif isinstance(piece, Prose):
                yield from self._prose(piece.text, self.uses.get((block, index), ()))
            elif isinstance(piece, Wording):
                yield str(escape(self.place.texts[piece.key]))
            elif isinstance(piece, Opening):
                link = self.links[piece.index]
                resolved = resolve(link, self.place)
                if link.syntax is LinkSyntax.IMAGE:
                    yield self._image(link, resolved)
                else:
                    start, closing[piece.index] = self._link(link, resolved)
                    yield start
            elif isinstance(piece, Closing):
                yield closing.pop(piece.index, "")

    def _prose(self, text: str, matches: Iterable[Match]) -> Iterator[str]:
        at = 0
        for match in matches:
            card = self.place.view.card(f"term:{match.term}")
            if card is None or not published(self.place.view, card):
                continue
            yield _escaped(text[at : match.start])
            yield self._term(text[match.start : match.end], card)
            at = match.end
        yield _escaped(text[at:])

    def _term(self, word: str, card: Card) -> str:
        """Return a word as a link to its term, with the definition and what each team means."""
        found = self.place.view.call(senses, card.id)
        more = ""
        if found:
            held = [[sense.team, sense.title, sense.words, sense.counts] for sense in found]
            written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
            more = f' data-senses="{escape(written)}"'
        definition = escape(worded(self.place.view, card.answer or card.summary))
        return (
            f'<a class="term" href="{escape(self.place.to_card(card))}"'
            f' data-definition="{definition}"{more}>{escape(word)}</a>'
        )

    def _link(self, link: Link, resolved: Resolved) -> tuple[str, str]:
        """Return what stands before and behind the link's text."""
        texts = self.place.texts
        words = ""
        if link.syntax is LinkSyntax.REFERENCE and not link.text:
            words = _escaped(name_of(self.place.view, link.target))
        title = Markup(' title="{}"').format(link.title) if link.title else ""
        if resolved.state == HIDDEN:
            start = _HIDDEN_START.format(texts("document.hidden-title"))
            why = texts[why_hidden(self.place.view, resolved.card)]
            return f"{start}{words}", str(_HIDDEN_END.format(why))
        if resolved.state == BROKEN:
            start = _BROKEN_START.format(texts("document.broken-title", target=link.target))
            return f"{start}{words}", "</span>"
        if resolved.state == KEPT:
            return words, ""
        kind = _LINK_KINDS.get(resolved.state, "")
        return f'<a href="{escape(resolved.href)}"{kind}{title}>{words}', "</a>"

    def _image(self, link: Link, resolved: Resolved) -> str:
        if resolved.state != ASSET:
            why = self.place.texts("document.broken-title", target=link.target)
            return f"{_BROKEN_START.format(why)}{_escaped(link.text)}</span>"
        title = Markup(' title="{}"').format(link.title) if link.title else ""
        room = Markup("")
        if resolved.asset and resolved.asset.pixels:
            room = Markup(' width="{}" height="{}"').format(*resolved.asset.pixels)
        image = Markup('<img src="{}" alt="{}"{}{} loading="lazy">')
        return str(image.format(resolved.href, link.text, title, room))


_HIDDEN_START = Markup('<span class="hidden-link" title="{}">')
_HIDDEN_END = Markup(' <span class="mark">{}</span></span>')
_BROKEN_START = Markup('<span class="broken" title="{}">')
_LINK_KINDS = {EXTERNAL: ' class="external" rel="noopener noreferrer"', ASSET: ' class="asset"'}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _moved(html: str, deeper: int) -> str:
    """Return a heading's HTML at another level."""

    def level(match: re.Match[str]) -> str:
        return f"<{match[1]}h{min(max(int(match[2]) + deeper, 2), _LOWEST)}"

    return _HEADING_TAG.sub(level, html)
