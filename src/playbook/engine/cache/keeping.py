"""Which answers keep their values from one run to the next."""

from collections.abc import Mapping
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
    "playbook.rules.vocabulary:terms_named": Keeping(tuple[str, ...]),
    "playbook.rules.vocabulary:_used_in_part": Keeping(tuple[str, ...]),
}
"""By family: the first part of an answer's key or, for a call, the name of its function.

Kept are values that much is made of and that cost much to make. All others are known by their
digest alone, and computed anew when somebody wants to see them.
"""

NEAR_GATES = (b"\x92" + pack("playbook.rendering.glossary:terms_used"),)
"""Gates that are looked at as soon as they are in doubt (`Memo.invalidate`).

Which terms a document uses stays the same with nearly every edit, and the pages of all terms rest
on it. It is found out in no time, and before anybody asks, so that anything may rest on it.
"""

GATES = (b"\x92" + pack("playbook.rendering.search_shards:part_of_batch"), *NEAR_GATES)
"""How the names of answers begin whose doubts go no further until it is known whether they changed.

All words of a batch of documents are in doubt after an edit, hundreds of files of the search index
rest on each, and nothing else does. So these are looked at before the index is wanted, and only
what rests on words that did change is put in doubt (`Memo.catch_up`). No gate may rest on another.
"""
