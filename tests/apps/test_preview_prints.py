"""Since when an address holds what it holds is known of those that were asked for last."""

import pytest

from playbook.apps.preview import prints
from playbook.apps.preview.prints import Prints


def test_an_address_counts_as_changed_where_its_bytes_changed() -> None:
    held = Prints()
    held.note("a.html", "x", 1)
    held.note("a.html", "x", 2)
    assert held.since("a.html") == 1
    held.note("a.html", "y", 3)
    assert held.since("a.html") == 3


def test_however_many_addresses_are_asked_for_only_so_many_are_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prints, "_MOST", 2)
    held = Prints()
    for revision, url in enumerate(["open.html", "a.html", "open.html", "b.html", "open.html"]):
        held.note(url, "same", revision)
    assert held.since("open.html") == 0, "what is asked for again and again is kept"
    held.note("a.html", "same", 9)
    assert held.since("a.html") == 9, "what was forgotten counts as changed"
    with pytest.raises(KeyError):
        held.since("b.html")
