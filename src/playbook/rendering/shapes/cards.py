"""Documents in lists, and what refers to a document."""

from playbook.model.value import Shape
from playbook.rendering.shapes.inline import Badge, Day, Link, Value


class KindLabel(Shape, frozen=True):
    """A kind: its name, its label in the singular and plural, the address of its index.

    `print_href` leads to the page that holds all documents of the kind, to be printed.
    """

    name: str
    label: str
    plural: str
    href: str
    purpose: str = ""
    print_href: str = ""


class SiteViewLink(Shape, frozen=True):
    """A view of the whole playbook: its name, title, address, and the question it answers."""

    name: str
    title: str
    href: str
    purpose: str


class CardView(Shape, frozen=True):
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


class CardGroup(Shape, frozen=True):
    """Cards under one heading. `slug` is the group's id in the page (`letter-a`, `in-force`).

    `more` says how many are left out here, and are in the list at `href`.
    """

    slug: str
    title: str
    cards: tuple[CardView, ...]
    href: str = ""
    more: str = ""


class Anchor(Shape, frozen=True):
    """An entry of “on this page”. `level` is 2 or deeper."""

    level: int
    text: str
    href: str
    children: tuple["Anchor", ...] = ()


class Mention(Shape, frozen=True):
    """A document that refers to this one: its link, and the words around each reference.

    `kind` is "" where the group's title names it.
    """

    link: Link
    kind: str
    contexts: tuple[str, ...]


class MentionGroup(Shape, frozen=True):
    """Documents that refer to this one in the same role (`Ground for trade-off`)."""

    slug: str
    title: str
    mentions: tuple[Mention, ...]


class Notice(Shape, frozen=True):
    """A remark above everything else.

    `tone`: `superseded`, `draft`, `waived` or `info`; `parts` is the sentence with its links.
    """

    tone: str
    parts: Value
