"""Keys of rows: what is put into one is found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.address import Address
from playbook.model.keys import (
    file_in,
    item_in,
    item_key,
    name_in,
    path_key,
    place_key,
    reference_key,
)

IDS = st.text(st.sampled_from("abc-é/"), min_size=1, max_size=8)
ANCHORS = st.text(st.sampled_from("abc-é: "), max_size=8)
PATHS = st.text(st.sampled_from("ab#:/."), min_size=1, max_size=8)


@given(IDS, IDS, ANCHORS)
def test_an_item_is_found_in_its_key(kind: str, identifier: str, item: str) -> None:
    address = Address(kind, identifier)
    assert item_in(item_key(address.document, item)) == item
    assert Address.parse(item_key(address.document, f"{item}x")).document == address.document


@given(PATHS, ANCHORS)
def test_a_file_is_found_in_the_key_of_a_place_in_it_whatever_it_is_called(
    path: str, anchor: str
) -> None:
    assert file_in(place_key(path, anchor)) == path


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("cover", "cover"),
        ("agreement:cover", "cover"),
        (item_key("agreement:cover", "stand: by"), "cover"),
        ("page:guides/writing", "writing"),
        (reference_key(Address.parse("cover#standby")), "cover"),
        (path_key("content/pages/guides/writing.md"), "writing"),
        (path_key("content/pages/a:b#c.md"), "a:b#c"),
    ],
)
def test_a_key_says_what_a_document_is_called(key: str, expected: str) -> None:
    assert name_in(key) == expected


def test_a_reference_has_the_key_of_the_document_or_of_its_id() -> None:
    assert reference_key(Address.parse("metric:reply#x")) == "metric:reply"
    assert reference_key(Address.parse("reply#x")) == "id:reply"
