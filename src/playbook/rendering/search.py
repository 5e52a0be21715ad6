"""The search index."""

from collections.abc import Iterable
from typing import Any

from playbook.model.entry import Entry
from playbook.model.playbook import Row


def search_rows(entry: Entry[Any]) -> Iterable[Row]:
    return ()


def search_pages() -> Iterable[Row]:
    return ()
