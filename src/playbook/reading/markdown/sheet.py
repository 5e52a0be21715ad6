"""Pieces of HTML in the making."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.model.body import Closing, Html, Opening, Piece, Prose, Wording

Part = str | Prose | Wording | Opening | Closing
"""A piece in the making: finished HTML is still a plain string."""


def merged(parts: Sequence[Part]) -> tuple[Piece, ...]:
    """Return the parts as pieces, with neighbouring HTML made one."""
    pieces: list[Piece] = []
    html: list[str] = []
    for part in parts:
        if isinstance(part, str):
            html.append(part)
            continue
        if html:
            pieces.append(Html("".join(html)))
            html.clear()
        pieces.append(part)
    if html:
        pieces.append(Html("".join(html)))
    return tuple(pieces)


@dataclass(slots=True)
class Sheet:
    """What is written of one block or footnote: its parts, plain texts, and runs of own words."""

    parts: list[Part] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    runs: list[Prose] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The plain text of all it holds; an empty line parts paragraphs, items and cells."""
        return "\n\n".join(filter(None, self.texts))
