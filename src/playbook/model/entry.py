"""One document, and what others may see of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from playbook.model.address import Address, document_key
from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic
from playbook.model.record import Path, Record
from playbook.model.text import Source, Span
from playbook.model.value import Value

DRAFT = "draft"
"""The status of what nobody has agreed to: the site leaves it out, and little is asked of it."""

HALF_READ = "text/yaml-error"
EMPTY = "text/empty"
"""After this the front matter is known in part: what a rule says of the rest could be wrong."""

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Mark(Value, frozen=True):
    """Where a front-matter value stands: its key (None for a list item) and the value itself.

    `plain` is true for a scalar written without quotes.
    """

    key: Span | None
    value: Span
    plain: bool


class Reference(Value, frozen=True):
    """A reference in front matter.

    `field` is the dotted name without indexes (`acceptance.metric`), `path` leads to its mark.
    `kinds` are the kinds it may name (none: every kind, written `kind:id`). `address` is what it
    names; a party is the address of a team with the role as its item. `party` tells which it is,
    and `role` whether a role must (True) or must not (False) be named.
    """

    field: str
    path: Path
    kinds: tuple[str, ...]
    address: Address
    written: str
    span: Span
    party: bool = False
    role: bool | None = None


class Card(Value, frozen=True):
    """All that lists, links and search results show of a document; a body edit rarely changes it.

    `url` is relative to the root of the site. `answer` is the line that answers a look-up (a
    right: who approves). `parties` are team ids. `published` is false for drafts. `summary` is the
    plain text of the first paragraph, at most 200 characters. Both may hold marks of references;
    `kinds.common.resolving.worded` makes them what is shown.
    """

    kind: str
    id: str
    title: str
    path: str
    url: str
    status: str = ""
    answer: str = ""
    summary: str = ""
    parties: tuple[str, ...] = ()
    owner: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    audience: str = "all"
    draft: bool = False
    starts: date | None = None
    ends: date | None = None
    review_due: date | None = None

    @property
    def address(self) -> str:
        """`kind:id`."""
        return document_key(self.kind, self.id)


class Backlink(Value, frozen=True):
    """One document's reference to another: who refers, by which field or "body", in which words.

    The words of a body are a `Link.context`; `kinds.common.resolving.worded` makes them what is
    shown.
    """

    source: str  # kind:id of the referring document
    field: str
    context: str
    item: str  # the nested item, role or heading that is meant; "" for the document
    section: str  # slug of the heading under which the reference stands, for body references


@dataclass(frozen=True)
class Entry(Generic[R_co]):
    """One document as parsed: everything that rules and pages may want of it.

    Immutable. Parsing never fails: `problems` holds what is wrong, and what could not be read is
    left at its default. `body_start` is the offset at which the body begins in the source.
    """

    source: Source
    kind: str
    id: str
    record: R_co
    title: str
    body: Body
    references: tuple[Reference, ...]
    marks: Mapping[Path, Mark] = field(repr=False)
    card: Card
    body_start: int = 0
    problems: tuple[Diagnostic, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The front matter of which the record was made, as plain data."""

    @property
    def path(self) -> str:
        """The file, relative to the project root."""
        return self.source.path

    @property
    def status(self) -> str:
        """The status in force: as written, or the kind's default."""
        return self.card.status

    @property
    def address(self) -> str:
        """`kind:id`."""
        return self.card.address

    def at(self, *path: str | int, key: bool = False) -> Span:
        """Return where a front-matter value (or key) stands; the nearest thing above if absent."""
        wanted: Path = path
        while wanted:
            mark = self.marks.get(wanted)
            if mark:
                return mark.key if (key or wanted != path) and mark.key else mark.value
            wanted = wanted[:-1]
        return self.heading

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return any(problem.code == EMPTY for problem in self.problems)

    @property
    def half_read(self) -> bool:
        """Whether a mistake in the YAML ended the reading of its front matter."""
        return any(problem.code == HALF_READ for problem in self.problems)

    @property
    def status_unread(self) -> bool:
        """Whether a status is written that its kind does not have."""
        mark = self.marks.get(("status",))
        return mark is not None and any(
            problem.code == "text/bad-value" and problem.span == mark.value
            for problem in self.problems
        )

    @property
    def heading(self) -> Span:
        """Return where the title stands: the place for findings about the document as a whole."""
        for heading in self.body.headings:
            if heading.level == 1:
                return heading.span
        mark = self.marks.get(("title",))
        if mark:
            return mark.value
        end = self.source.text.find("\n")
        return self.source.span(0, len(self.source.text) if end < 0 else end)

    def __hash__(self) -> int:
        """Hash by file and text: equal sources give equal entries."""
        return hash((self.source.path, self.source.digest))

    def __eq__(self, other: object) -> bool:
        """Compare by the source and what was made of it: other kinds make something else."""
        if not isinstance(other, Entry):
            return NotImplemented
        return (
            self.source.path == other.source.path
            and self.source.digest == other.source.digest
            and self.kind == other.kind
            and self.record == other.record
            and self.card == other.card
            and self.problems == other.problems
        )
