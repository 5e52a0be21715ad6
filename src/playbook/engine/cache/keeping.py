"""Which answers keep their values from one run to the next."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from playbook.engine.cache.packing import pack, reader_of
from playbook.model.diagnostic import Diagnostic
from playbook.model.page import Page


class Keeping(NamedTuple):
    """How the values of a family of answers become bytes, and what type they have."""

    form: Any

    def pack(self, value: Any) -> bytes:  # noqa: ANN401 - a value of the form
        """Return a value as bytes."""
        return pack(value)

    def unpack(self, data: bytes) -> Any:  # noqa: ANN401 - a value of the form
        """Return the value. Raises `Damaged`."""
        return reader_of(self.form)(data)


KEEPING: Mapping[str, Keeping] = {
    "check": Keeping(tuple[Diagnostic, ...]),
    "check-whole": Keeping(tuple[Diagnostic, ...]),
    "pages": Keeping(tuple[Page, ...]),
    "search": Keeping(dict[str, Page]),
    "term-words": Keeping(dict[int, bytes]),
    "playbook.model.label:labels_of_terms": Keeping(tuple[tuple[str, str], ...]),
    "playbook.rendering.search_layout:size": Keeping(int),
    "playbook.rendering.search_layout:count": Keeping(int),
    "playbook.rendering.search_documents:word_lines": Keeping(str),
    "playbook.rendering.search_shards:part_of_batch": Keeping(str),
    "playbook.rendering.search_shards:endings_of": Keeping(tuple[tuple[str, ...], ...]),
    "playbook.rendering.search_files:_file_names": Keeping(tuple[str, ...]),
    "playbook.rendering.views.as_of:_some_differ": Keeping(bool),
    "playbook.rendering.views.printed:printed": Keeping(str),
    "playbook.rendering.views.document:sequence": Keeping(
        dict[str, tuple[tuple[str, str] | None, tuple[str, str] | None]]
    ),
    "playbook.rendering.glossary:terms_used": Keeping(tuple[str, ...]),
    "playbook.rendering.glossary:usage": Keeping(dict[str, tuple[str, ...]]),
    "playbook.rules.vocabulary:terms_named": Keeping(tuple[str, ...]),
    "playbook.rules.vocabulary:used_in_part": Keeping(tuple[str, ...]),
}
"""By family: the first part of an answer's key or, for a call, the name of its function.

Kept are values that much is made of and that cost much to make. All others are known by their
digest alone, and computed anew when somebody wants to see them.
"""


class Mark(IntEnum):
    """What is to be known of an answer as soon as it is in doubt; it stands beside its state."""

    NONE = 0
    FAR_GATE = 1
    NEAR_GATE = 2
    FOLLOWED = 3  # it is told that it may have changed (`woken.Woken`)

    @property
    def is_gate(self) -> bool:
        """Whether doubts go no further until it is known whether this changed."""
        return self in {Mark.FAR_GATE, Mark.NEAR_GATE}


FOLLOWED = ("check",)
"""Families of which it is told which answers may have changed."""

FAR_GATES = ("playbook.rendering.search_shards:part_of_batch",)
"""Gates that are looked at when somebody wants what rests on them (`Memo.catch_up`).

All words of a batch of documents are in doubt after an edit, hundreds of files of the search index
rest on each, and nothing else does. So these are looked at before the index is wanted, and only
what rests on words that did change is put in doubt. No gate may rest on another.
"""

NEAR_GATES = ("playbook.rendering.glossary:terms_used",)
"""Gates that are looked at as soon as they are in doubt (`Memo.invalidate`).

Which terms a document uses stays the same with nearly every edit, and the pages of all terms rest
on it. It is found out in no time, and before anybody asks, so that anything may rest on it.
"""

_MARKED = tuple(
    (b"\x92" + pack(family), mark)
    for families, mark in (
        (FOLLOWED, Mark.FOLLOWED),
        (FAR_GATES, Mark.FAR_GATE),
        (NEAR_GATES, Mark.NEAR_GATE),
    )
    for family in families
)
_BEGINNINGS = tuple(beginning for beginning, _ in _MARKED)


def mark_of(name: bytes) -> Mark:
    """Return the mark of an answer by its name (`naming.name_of`)."""
    if not name.startswith(_BEGINNINGS):
        return Mark.NONE
    return next(mark for beginning, mark in _MARKED if name.startswith(beginning))
