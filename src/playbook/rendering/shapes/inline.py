"""Parts that stand on a line: words, links, dates, numbers, statuses."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type as it stands."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Link:
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


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `<time datetime="{{ iso }}">{{ text }}</time>`.

    `due` is true for a day by which something has to happen: a script may mark it as past or near
    by the reader's own calendar (the page itself does not depend on today).
    """

    kind: ClassVar[str] = "day"
    text: str
    iso: str
    due: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: `text` is the whole (`45 min`), `value` the number for sorting."""

    kind: ClassVar[str] = "amount"
    text: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that moves: `before` → `after`, both as shown (`15 min`, `45 min`)."""

    kind: ClassVar[str] = "change"
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a hundred: `percent` for a bar (0 to 100), `text` as shown (`45 %`).

    `mark` is a value to compare with, drawn across the bar; 0 if there is none.
    """

    kind: ClassVar[str] = "share"
    percent: float
    text: str
    mark: float = 0.0


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of a line, from `start` on and `size` long (both of 100); `text` says it in words."""

    kind: ClassVar[str] = "reach"
    start: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Badge:
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
