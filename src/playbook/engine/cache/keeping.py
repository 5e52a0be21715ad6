"""Which answers keep their values from one run to the next."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, NamedTuple

from playbook.engine.cache.packing import pack, reader_of, unpack
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.page import Asset, Page
from playbook.model.text import number_of_path


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
    "assets": Keeping(tuple[Asset, ...]),
    "term-words": Keeping(dict[int, bytes]),
    "playbook.engine.workspace.diagnose:in_force": Keeping(tuple[tuple[str, Severity], ...]),
    "playbook.model.label:labels_of_terms": Keeping(tuple[tuple[str, str], ...]),
    "playbook.rendering.search.layout:size": Keeping(int),
    "playbook.rendering.search.layout:count": Keeping(int),
    "playbook.rendering.search.layout:bucket": Keeping(tuple[tuple[str, str], ...]),
    "playbook.rendering.search.documents:word_lines": Keeping(str),
    "playbook.rendering.search.shards:part_of_batch": Keeping(str),
    "playbook.rendering.search.shards:endings_of": Keeping(tuple[tuple[str, ...], ...]),
    "playbook.rendering.search.files:_file_names": Keeping(tuple[str, ...]),
    "playbook.rendering.site_views:is_offered": Keeping(bool),
    "playbook.rendering.views.files.as_of:_some_differ": Keeping(bool),
    "playbook.rendering.views.printed:is_bound": Keeping(bool),
    "playbook.rendering.views.printed:printed": Keeping(str),
    "playbook.rendering.views.document:sequence": Keeping(
        dict[str, tuple[tuple[str, str] | None, tuple[str, str] | None]]
    ),
    "playbook.rendering.glossary:terms_used": Keeping(tuple[str, ...]),
    "playbook.rendering.glossary:usage": Keeping(dict[str, tuple[str, ...]]),
    "playbook.rules.common.vocabulary:terms_named": Keeping(tuple[str, ...]),
    "playbook.rules.common.vocabulary:used_in_part": Keeping(tuple[str, ...]),
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

FAR_GATES = ("playbook.rendering.search.shards:part_of_batch",)
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


LIES_AT: Mapping[str, int] = {
    "pages": 0xFD,
    "term-words": 0xFD,
    "playbook.rendering.search.shards:words_of": 0xFE,
    "playbook.rendering.search.shards:files_of": 0xFE,
    "playbook.rendering.search.shards:file_of": 0xFE,
    "playbook.rendering.search.shards:endings_of": 0xFE,
    **dict.fromkeys(FAR_GATES, 0xFF),
}
"""Families of which a run wants hundreds of answers, and the eight bits with which these begin.

Every run wants the lists of all pages and the words of the whole glossary; a build after an edit
looks at all words of a batch of documents, and at many files of the search index.
"""

LIES_BY_DOCUMENT = "playbook.rendering.search.documents:word_lines"
"""Words of a document are wanted with those of its batch: they lie as documents are sorted in."""


def _beginning(family: str) -> bytes:
    return b"\x92" + pack(family)


_AT = tuple((_beginning(family), bits) for family, bits in LIES_AT.items())
_BY_DOCUMENT = _beginning(LIES_BY_DOCUMENT) + b"\x91"
_PAGE, _OF_SEARCH, _SEARCH = _beginning("page") + b"\x92", b"search/", 0xFE
_TOGETHER = (_PAGE, _BY_DOCUMENT, *(beginning for beginning, _ in _AT))
_ALL_BUT_FIRST = 64 - 8


def lies_at(name: bytes) -> int | None:
    """Return with which eight bits the number of an answer begins, by its name; None for any.

    Answers whose numbers begin alike lie together, and a run that wants many of them reads a few
    pieces of what is known instead of nearly all.
    """
    if not name.startswith(_TOGETHER):
        return None
    if name.startswith(_PAGE):
        behind_its_length = len(_PAGE) + 1
        return _SEARCH if name.startswith(_OF_SEARCH, behind_its_length) else None
    if name.startswith(_BY_DOCUMENT):
        return number_of_path(unpack(name[len(_BY_DOCUMENT) :])) >> _ALL_BUT_FIRST
    return next(bits for beginning, bits in _AT if name.startswith(beginning))
