"""What new documents are filled in with is read as it was given."""

from datetime import date

import pytest

from playbook.engine.authoring.starting import new_document
from playbook.model.text import Source
from playbook.queries.changes.change import Turn
from playbook.queries.drafting import _scalar, _sides
from playbook.queries.importing.wording import flow
from playbook.reading.front_matter.yaml import read_mapping

WORDS = ["No", "yes", "Null", "on", "Notes:", "12:30", "007", "a: b", "#x", "a\x7fb", "Cover"]
PLAIN = ["agreement:cover#hours", "finance.director", "2026-03-09", "360-review", "45", "1.5"]


def read(front: str) -> object:
    """Return front matter as it is read, without any finding."""
    source = Source.of("new.md", front)
    data, _, problems = read_mapping(source, 0, len(front))
    assert not problems
    return data


@pytest.mark.parametrize("words", WORDS)
def test_a_title_is_the_title_of_the_new_document(words: str) -> None:
    text = new_document("---\ntitle: {title}\n---\n", words, date(2026, 3, 9))
    assert read(text.split("---\n")[1]) == {"title": words.replace("\x7f", "")}


@pytest.mark.parametrize("words", [*WORDS, *PLAIN])
def test_what_an_amendment_changes_is_what_stood_there(words: str) -> None:
    said = words.replace("\x7f", "")
    front = f"a: {{what: {_scalar(words)}{_sides(Turn(words, words))}}}\n"
    assert read(front) == {"a": {"what": said, "was": said, "now": said}}


@pytest.mark.parametrize("words", [*WORDS, *PLAIN])
def test_what_is_imported_is_what_stood_elsewhere(words: str) -> None:
    assert read(f"a: {flow(words)}\n") == {"a": words.replace("\x7f", "")}


@pytest.mark.parametrize("words", PLAIN)
def test_names_days_and_numbers_stand_without_quotation_marks(words: str) -> None:
    assert _scalar(words) == words
