"""Terms as the glossary lists them."""

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import CardView
from playbook.rendering.shapes.inline import Link


class SenseView(Shape, frozen=True):
    """What a team means by a term; `counts` where all agreed on this sense."""

    team: Link
    words: str
    counts: bool


class GlossaryTerm(Shape, frozen=True, gc=True, weakref=True, cache_hash=True):
    """A term: its card, words not to use for it, its senses, and where it is used.

    Where many documents use it, `more` says how many are on its own page alone. What a template
    writes for it is kept (`kept_parts.py`).
    """

    card: CardView
    avoid: tuple[str, ...]
    senses: tuple[SenseView, ...]
    related: tuple[Link, ...]
    used_in: tuple[Link, ...]
    used: str
    more: str = ""


class GlossaryLetter(Shape, frozen=True):
    """All terms under one letter; `slug` is the id of its heading."""

    slug: str
    title: str
    terms: tuple[GlossaryTerm, ...]
