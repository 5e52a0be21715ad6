"""What is said of families of answers by name is said of functions that there are."""

from importlib import import_module

import pytest

from playbook.engine.cache.keeping import (
    FAR_GATES,
    KEEPING,
    LIES_AT,
    LIES_BY_DOCUMENT,
    NEAR_GATES,
    Mark,
    mark_of,
)
from playbook.engine.cache.naming import name_of, number_of
from playbook.model.page import Page
from playbook.rendering.search import documents as search_documents
from playbook.rendering.search import files as search_files
from playbook.rendering.search import layout as search_layout
from playbook.rendering.search import row as search
from playbook.rendering.search import shards as search_shards

FAMILIES = {*KEEPING, *FAR_GATES, *NEAR_GATES, *LIES_AT, LIES_BY_DOCUMENT}
CALLS = sorted(name for name in FAMILIES if ":" in name)


@pytest.mark.parametrize("family", CALLS)
def test_a_family_of_calls_is_named_after_a_function(family: str) -> None:
    module, _, function = family.partition(":")
    assert callable(getattr(import_module(module), function, None))


def test_an_answer_is_marked_by_the_whole_name_of_its_family() -> None:
    marks = {
        ("check", "a.md"): Mark.FOLLOWED,
        ("check-whole",): Mark.NONE,
        (FAR_GATES[0], 1): Mark.FAR_GATE,
        (NEAR_GATES[0], "a.md"): Mark.NEAR_GATE,
        (f"{NEAR_GATES[0]}_elsewhere", "a.md"): Mark.NONE,
    }
    assert {key: mark_of(name_of(key) or b"") for key in marks} == marks


def first_bits(*key: object) -> int:
    return number_of(name_of(key) or b"") >> 56


def test_answers_that_an_edit_wants_many_of_lie_together() -> None:
    """Of the search index all files, and of the words of documents those of a batch."""
    layout = search_layout.Layout(14)
    files = {
        *(first_bits("call", search_shards.file_of, layout, 3, f"{n:x}") for n in range(20)),
        *(first_bits("call", search_shards.words_of, layout, n) for n in range(20)),
        *(
            first_bits("page", page.url, page)
            for page in map(search_files._page, ("index", "w-3", "p-1f-12345678"))
        ),
    }
    assert len(files) == 1
    page = Page("pages/search/a.html", "page")
    assert len({first_bits("page", page.url, page), *files}) == 2
    for path in ("content/a.md", "content/terms/ü.md"):
        batch = search.number_of(search.key_of(path)) >> (search.KEY_BITS - search.FINEST_BITS)
        assert first_bits("call", search_documents.word_lines, path) == batch
