"""Parts that stand on a line: words, links, dates, numbers, statuses."""

from typing import ClassVar

from playbook.model.value import Shape


class Words(Shape, frozen=True):
    """Plain text."""

    kind: ClassVar[str] = "words"
    text: str


class Code(Shape, frozen=True):
    """Something to type as it stands."""

    kind: ClassVar[str] = "code"
    text: str


class Link(Shape, frozen=True):
    """A link; plain text where `href` is "" (`state` tells why).

    `state`: `internal`, `external`, `hidden` (a draft or a page for another audience: not in this
    build), `kept` (a template: in no build) or `broken` (no such document). `note` is a remark
    beside it (`draft`, a role's holder), `status` the slug of the target's status where that
    matters to the reader, else "".
    """

    kind: ClassVar[str] = "link"
    text: str
    href: str
    state: str = "internal"
    note: str = ""
    status: str = ""


class Day(Shape, frozen=True):
    """A date: `<time datetime="{{ iso }}">{{ text }}</time>`.

    `due` is true for a day by which something has to happen: a script may mark it as past or near
    by the reader's own calendar (the page itself does not depend on today).
    """

    kind: ClassVar[str] = "day"
    text: str
    iso: str
    due: bool = False


class Amount(Shape, frozen=True):
    """A number with its unit: `text` is the whole (`45 min`), `value` the number for sorting."""

    kind: ClassVar[str] = "amount"
    text: str
    value: str
    unit: str = ""


class Change(Shape, frozen=True):
    """A value that moves: `before` → `after`, both as shown (`15 min`, `45 min`)."""

    kind: ClassVar[str] = "change"
    before: str
    after: str


class Share(Shape, frozen=True):
    """A part of a hundred: `percent` for a bar (0 to 100), `text` as shown (`45 %`).

    `mark` is a value to compare with, drawn across the bar; 0 if there is none.
    """

    kind: ClassVar[str] = "share"
    percent: float
    text: str
    mark: float = 0.0


class Reach(Shape, frozen=True):
    """A part of a line, from `start` on and `size` long (both of 100); `text` says it in words."""

    kind: ClassVar[str] = "reach"
    start: float
    size: float
    text: str


class Badge(Shape, frozen=True):
    """A status or verdict.

    `slug` is its stable name (`in-force`, `done`, `met`), `tone` one of `good`, `active`, `wait`,
    `bad`, `closed`, `plain`: the sort of colour it gets. The text always says it too.
    """

    kind: ClassVar[str] = "badge"
    text: str
    slug: str
    tone: str = "plain"


Inline = Words | Code | Link | Day | Amount | Change | Share | Reach | Badge
Value = tuple[Inline, ...]
"""Parts that stand one after the other on a line; the template puts spaces between them."""
