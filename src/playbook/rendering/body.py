"""Fills the holes that reading left in a body: where links lead, and which words are terms."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import name_of, worded
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
from playbook.model.entry import Entry
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


def _uses_by_piece(view: View, path: str) -> dict[tuple[int, int], list[Match]]:
    """Return the terms to link in a document by block and piece."""
    found: tuple[TermUse, ...] = view.call(term_uses, path)
    uses: dict[tuple[int, int], list[Match]] = {}
    for use in found:
        uses.setdefault((use.block, use.piece), []).append(use.match)
    return uses


class ShownTerm(NamedTuple):
    """What a link to a term holds: the address of its page, and finished attributes.

    These are the definition and what each team means by it.
    """

    url: str
    attributes: str


def shown_term(view: View, term: str) -> ShownTerm | None:
    """Return what links to a term hold, the same in all texts; None if it is not shown."""
    card = view.card(f"term:{term}")
    if card is None or not published(view, card):
        return None
    more = ""
    if found := senses(view, term):
        held = [[sense.team, sense.title, sense.words, sense.counts] for sense in found]
        written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        more = f' data-senses="{escape(written)}"'
    definition = escape(worded(view, card.answer or card.summary))
    return ShownTerm(card.url, f' data-definition="{definition}"{more}')


@dataclass
class BodyWriter:
    """Writes parts of one document's body for one page."""

    place: Place
    links: Sequence[Link]
    uses: Mapping[tuple[int, int], Sequence[Match]] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: Entry[Any], place: Place) -> "BodyWriter":
        """Make the writer of a document; `place.path` is the document's."""
        uses = _uses_by_piece(place.view, entry.path) if is_linking(place.view, entry) else {}
        return cls(place, entry.body.links, uses)

    def blocks(self, blocks: Iterable[Block], *, deeper: int = 0) -> Markup:
        """Return the HTML of blocks, their headings moved down (or up) by so many levels."""
        html: list[str] = []
        for block in blocks:
            written = self._written(block.pieces, block.span.start)
            if block.heading and (deeper or block.heading.level == 1):
                written = _moved(written, deeper)
            html.append(written)
        return Markup("".join(html))  # noqa: S704 - finished HTML

    def inline(self, pieces: Sequence[Piece]) -> Markup:
        """Return the HTML of loose pieces (a label, a hint), without links of terms."""
        return Markup(self._written(pieces, -1))  # noqa: S704 - finished HTML

    def _written(self, pieces: Sequence[Piece], block: int) -> str:
        html: list[str] = []
        closing: dict[int, str] = {}
        for index, piece in enumerate(pieces):
            match piece:
                case Html():
                    html.append(piece.html)
                case Prose():
                    matches = self.uses.get((block, index))
                    html += self._prose(piece.text, matches) if matches else (_escaped(piece.text),)
                case Wording():
                    html.append(escape(self.place.texts[piece.key]))
                case Opening():
                    link = self.links[piece.index]
                    resolved = resolve(link, self.place)
                    if link.syntax is LinkSyntax.IMAGE:
                        html.append(self._image(link, resolved))
                    else:
                        start, closing[piece.index] = self._link(link, resolved)
                        html.append(start)
                case Closing():
                    html.append(closing.pop(piece.index, ""))
        return "".join(html)

    def _prose(self, text: str, matches: Iterable[Match]) -> Iterator[str]:
        at = 0
        for match in matches:
            term = self.place.view.call(shown_term, match.term)
            if term is None:
                continue
            yield _escaped(text[at : match.start])
            href, word = escape(self.place.to(term.url)), escape(text[match.start : match.end])
            yield f'<a class="term" href="{href}"{term.attributes}>{word}</a>'
            at = match.end
        yield _escaped(text[at:])

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
    for sign, name in _NAMES:
        if sign in text:
            text = text.replace(sign, name)
    return text


_NAMES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def _moved(html: str, deeper: int) -> str:
    """Return a heading's HTML at another level."""

    def level(match: re.Match[str]) -> str:
        return f"<{match[1]}h{min(max(int(match[2]) + deeper, 2), _LOWEST)}"

    return _HEADING_TAG.sub(level, html)
