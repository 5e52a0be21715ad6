"""What is left of all files: in pieces, of which an edit opens and writes one."""

import pytest

from playbook.engine.cache.files import Changes, Digests, Files, Piece, Seen
from playbook.engine.cache.slices import SIZE, Stamps
from playbook.engine.cache.stamp import Stamp
from playbook.engine.cache.store import Lost

PATHS = [f"content/pages/{number:04}.md" for number in range(1_000)]
STAMPS = Stamps({path: Stamp(1, number, 3, 4) for number, path in enumerate(PATHS)})
SEEN = {path: Seen(f"{number:032x}", STAMPS[path]) for number, path in enumerate(PATHS)}


class Place:
    """Where pieces are kept, and which of them were opened."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.opened: list[str] = []

    def put(self, data: bytes) -> str:
        name = f"piece {len(self.kept)}"
        self.kept[name] = data
        return name

    def get(self, name: str) -> bytes | None:
        self.opened.append(name)
        return self.kept.get(name)

    def left(self, changes: Changes, before: tuple[Piece, ...] = ()) -> Files:
        """Leave files, and find them as a later run does."""
        pieces = Files(before, self.get).changed(changes, self.put)
        self.opened.clear()
        return Files(pieces, self.get)


def held(files: Files) -> dict[str, Seen | None]:
    return {path: files.get(path) for path in files}


def test_what_was_left_is_found_again() -> None:
    found = Place().left(SEEN)
    assert held(found) == SEEN
    assert dict(found.digests) == {path: seen.digest for path, seen in SEEN.items()}
    assert len(found.digests) == len(SEEN)


@pytest.mark.parametrize("path", ["content/a.md", "content/pages/0500x.md", "z.md"])
def test_what_was_not_left_is_not_found(path: str) -> None:
    found = Place().left(SEEN)
    assert found.get(path) is None
    assert path not in found.digests


def test_where_nothing_has_changed_nothing_is_opened() -> None:
    place = Place()
    assert place.left(SEEN).compare(Stamps(STAMPS)) == ([], set())
    assert not place.opened


def test_where_a_file_has_changed_its_piece_is_opened() -> None:
    place, path = Place(), PATHS[500]
    found = place.left(SEEN)
    assert found.compare(Stamps(STAMPS | {path: Stamp(9, 9, 9, 9)})) == ([path], set())
    assert len(place.opened) == 1


def test_a_file_whose_stamp_proved_nothing_may_have_changed() -> None:
    place, path = Place(), PATHS[500]
    found = place.left(SEEN | {path: Seen("digest", None)})
    assert found.compare(Stamps(STAMPS)) == ([path], set())


@pytest.mark.parametrize("new", ["content/a.md", "content/pages/0500x.md", "z.md"])
def test_a_file_that_came_may_have_changed_and_no_other(new: str) -> None:
    found = Place().left(SEEN)
    assert found.compare(Stamps(STAMPS | {new: Stamp(1, 1, 1, 1)})) == ([new], set())


@pytest.mark.parametrize("path", [PATHS[0], PATHS[500], PATHS[-1]])
def test_a_file_that_went_is_told_and_no_other(path: str) -> None:
    found = Place().left(SEEN)
    there = Stamps({name: stamp for name, stamp in STAMPS.items() if name != path})
    assert found.compare(there) == ([], {path})


@pytest.mark.parametrize(
    "new", [Seen("other", STAMPS[PATHS[500]]), Seen("other", Stamp(9, 9, 9, 9)), Seen("x", None)]
)
def test_a_file_that_changed_has_one_piece_written(new: Seen) -> None:
    place, path = Place(), PATHS[500]
    first = place.left(SEEN)
    second = place.left({path: new}, first.pieces)
    assert len(set(second.pieces) - set(first.pieces)) == 1
    assert held(second) == SEEN | {path: new}


@pytest.mark.parametrize("path", ["content/a.md", "content/z.md", PATHS[300]])
def test_files_that_come_and_go_are_left_as_they_are_then(path: str) -> None:
    place, new = Place(), None if path in SEEN else Seen("new", Stamp(1, 1, 1, 1))
    then: dict[str, Seen | None] = {**SEEN, path: new}
    second = place.left({path: new}, place.left(SEEN).pieces)
    assert held(second) == {path: seen for path, seen in then.items() if seen}
    assert len(second.digests) == len(SEEN) + (1 if new else -1)


def test_of_files_that_all_went_nothing_is_left() -> None:
    place = Place()
    assert not place.left(dict.fromkeys(SEEN), place.left(SEEN).pieces).pieces


@pytest.mark.parametrize("damage", [None, b"", b"\x93"])
def test_a_piece_that_is_not_there_is_told(damage: bytes | None) -> None:
    place = Place()
    found = place.left(SEEN)
    name = found.pieces[3].name
    del place.kept[name]
    if damage is not None:
        place.kept[name] = damage
    with pytest.raises(Lost):
        found.get(PATHS[3 * SIZE])


def test_digests_are_as_before_but_for_what_has_changed() -> None:
    before = {"a": "1", "b": "2", "c": "3"}
    digests = Digests(before)
    digests["b"] = "new"
    digests["d"] = "4"
    del digests["c"]
    assert dict(digests) == {"a": "1", "b": "new", "d": "4"}
    assert len(digests) == len(dict(digests))
    assert before == {"a": "1", "b": "2", "c": "3"}
    digests["c"] = "3"
    assert len(digests) == len(dict(digests)) == 4
    with pytest.raises(KeyError):
        del digests["e"]
