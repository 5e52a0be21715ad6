"""Terms as the glossary lists them."""

from dataclasses import dataclass

from playbook.rendering.shapes.cards import CardView
from playbook.rendering.shapes.inline import Link


@dataclass(frozen=True, slots=True)
class SenseView:
    """What a team means by a term; `counts` where all agreed on this sense."""

    team: Link
    words: str
    counts: bool


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: its card, words not to use for it, its senses, and where it is used."""

    card: CardView
    avoid: tuple[str, ...]
    senses: tuple[SenseView, ...]
    related: tuple[Link, ...]
    used_in: tuple[Link, ...]
    used: str


@dataclass(frozen=True, slots=True)
class GlossaryLetter:
    """All terms under one letter; `slug` is the id of its heading."""

    slug: str
    title: str
    terms: tuple[GlossaryTerm, ...]
