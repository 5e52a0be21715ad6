"""By what the search finds a document: one row, under the beginning of the document's key.

Words are not counted here: `check` needs none. They are counted when a file of the index is wanted
(`files.py`), once, and again only when the document has changed.
"""

from collections.abc import Iterator
from typing import Any

from playbook.model.entry import Entry
from playbook.model.playbook import Row
from playbook.model.text import number_of_path

ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Digits of base 64 in the order in which computers sort them."""

KEY_BITS = 30
KEY_SIZE = 5
"""Characters of a key, six bits each. Should two documents share one, both are shown."""

FINEST_BITS = 8
"""Rows lie under so many first bits of a document's number."""


def search_rows(entry: Entry[Any]) -> Iterator[Row]:
    """Yield the row (index `search`) that holds a document's key and path."""
    key = key_of(entry.path)
    yield Row(
        "search", finest(number_of(key) >> (KEY_BITS - FINEST_BITS)), (key, entry.path), (key,)
    )


def finest(number: int) -> str:
    """Return the key of the index `search` for the first bits of documents' numbers."""
    return f"{number:02x}"


def key_of(path: str) -> str:
    """Return the key of the document in a file; keys sort like the numbers that they spell."""
    number = number_of_path(path)
    return "".join(ALPHABET[number >> shift & 63] for shift in range(58, 64 - KEY_BITS - 1, -6))


def number_of(key: str) -> int:
    """Return the number that a key spells."""
    number = 0
    for digit in key:
        number = number << 6 | ALPHABET.index(digit)
    return number
