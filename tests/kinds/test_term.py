"""Terms: the words under which they are found, and those to avoid."""

from kinds.reading_samples import entry_of, rows_of, sample
from playbook.model.label import Label, TermLabels
from playbook.model.words import part_of_all

DEFINITION = "The first answer a person writes to a customer after the customer's message."
URL = "terms/first-reply.html"


def test_title_and_aliases_are_labels_and_the_rest_is_to_be_avoided() -> None:
    rows = rows_of(sample("terms/first-reply.md"))
    keys = ("first reply", "frt", "first response", "reaction time")
    parts = [part_of_all(word) for word in ("first", "frt", "first", "reaction")]
    listed = zip(keys, parts, strict=True)
    sought = [row for key, part in listed for row in (("term-word", key), ("glossary", part))]
    assert [(row.index, row.key) for row in rows] == [
        ("label", "first reply"),
        ("label", "frt"),
        ("label", "first response"),
        ("avoid", "reaction time"),
        *sought,
        ("labels", ""),
    ]
    assert rows[1].value == Label("first-reply", "FRT", "First reply", URL, DEFINITION)
    assert rows[3].value.preferred == "First reply"


def test_one_row_holds_all_words_that_are_looked_for() -> None:
    rows = rows_of(sample("terms/first-reply.md"))
    labels = ("First reply", "FRT", "first response")
    assert rows[-1].value == TermLabels("first-reply", labels, ("reaction time",))


def test_an_alias_that_repeats_the_title_adds_nothing() -> None:
    entry = entry_of("terms/reply.md", "---\naliases: [REPLY, Answer, '']\n---\n# Reply\n")
    assert rows_of(entry)[-1].value.labels == ("Reply", "Answer")


def test_a_long_definition_is_cut_with_and_without_spaces() -> None:
    for word in ("word ", "字"):
        entry = entry_of("terms/long.md", f"# Long\n\n{word * 400}\n")
        definition = rows_of(entry)[0].value.definition
        assert 150 < len(definition) <= 300
        assert definition.endswith("…")
