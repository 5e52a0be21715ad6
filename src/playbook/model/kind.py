"""What a kind of document is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from playbook.model.body import Body
from playbook.model.entry import DRAFT, Entry
from playbook.model.playbook import Row
from playbook.model.record import Record

R = TypeVar("R", bound=Record)

EVERY_KIND = "*"
"""Stands for all kinds, where nobody can tell which of them is meant."""


def _no_rows(_: Entry[Any]) -> Iterable[Row]:
    return ()


def _no_answer(_: Record, __: Body) -> str:
    return ""


def _no_status(_: Record) -> str:
    return ""


@dataclass(frozen=True)
class Kind(Generic[R]):
    """A kind: its front matter, its life, its rows and what lists show of it.

    * `lifecycle`: the statuses in order; a rule may count from one of them on. `suspended` ones
      have a rank of their own in `beside`: status → the status of the lifecycle it counts as.
    * `closed`: statuses of documents that are history; rules about completeness leave them alone.
    * `default_status`: the status of a record that has none written.
    * `answer`: the one line that answers a look-up, plain text.
    * `rows`: what the kind contributes to indexes beyond what every document does.
    * `reads_body`: `answer` or `rows` take more of the body than its first paragraph.
    * `sections`: the second-level headings of a new document, each with a line of advice.
    * `example`: front matter (without the `---` lines) of a new document.
    * `free`: its open statuses follow no order: they say what is found out, or are derived.
    * `own`: the attributes of the record that a playbook added to a built-in kind.
    * `texts`: what a playbook calls the kind and its fields, by key: `field.playtest.score`.
    """

    name: str
    plural: str
    record: type[R]
    purpose: str
    lifecycle: tuple[str, ...] = ()
    beside: dict[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    default_status: Callable[[R], str] = _no_status
    answer: Callable[[R, Body], str] = _no_answer
    rows: Callable[[Entry[R]], Iterable[Row]] = _no_rows
    reads_body: bool = False
    sections: tuple[tuple[str, str], ...] = ()
    example: str = ""
    free: bool = False
    own: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, those of the lifecycle first."""
        more = [*self.beside, *sorted(self.closed)]
        return (*self.lifecycle, *(s for s in more if s not in self.lifecycle))

    @property
    def beginning(self) -> str:
        """The status of what is still being written: draft, or else the first of several.

        Where documents have one status or none, nothing tells that they are being written.
        """
        first, *later = self.lifecycle or (DRAFT,)
        return first if later and DRAFT not in self.lifecycle else DRAFT

    def reached(self, status: str, since: str) -> bool:
        """Tell whether a document with `status` has come at least as far as `since`."""
        status = self.beside.get(status, status)
        if since not in self.lifecycle or status not in self.lifecycle:
            return False
        return self.lifecycle.index(status) >= self.lifecycle.index(since)
