"""Documents in lists, and what refers to a document."""

from dataclasses import dataclass

from playbook.rendering.shapes.inline import Badge, Day, Link, Value


@dataclass(frozen=True, slots=True)
class KindLabel:
    """A kind: its name, its label in the singular and plural, the address of its index.

    `print_href` leads to the page that holds all documents of the kind, to be printed.
    """

    name: str
    label: str
    plural: str
    href: str
    purpose: str = ""
    print_href: str = ""


@dataclass(frozen=True, slots=True)
class SiteViewLink:
    """A view of the whole playbook: its name, title, address, and the question it answers."""

    name: str
    title: str
    href: str
    purpose: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A document in a list; `answer` is the line that answers a look-up, `summary` its start."""

    kind: KindLabel
    title: str
    href: str
    status: Badge | None
    answer: str
    summary: str
    parties: tuple[Link, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    review_due: Day | None = None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading. `slug` is the group's id in the page (`letter-a`, `in-force`)."""

    slug: str
    title: str
    cards: tuple[CardView, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of “on this page”. `level` is 2 or deeper."""

    level: int
    text: str
    href: str
    children: tuple["Anchor", ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that refers to this one: its link, and the words around each reference."""

    link: Link
    kind: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """Documents that refer to this one in the same role (`Ground for trade-off`)."""

    slug: str
    title: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark above everything else.

    `tone`: `superseded`, `draft`, `waived` or `info`; `parts` is the sentence with its links.
    """

    tone: str
    parts: Value
