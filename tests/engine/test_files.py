"""What is left of all files: in pieces, of which an edit writes one."""

import pytest

from playbook.engine.cache.files import in_pieces, of_pieces, pack_beside
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.stamp import Stamp
from playbook.engine.cache.state import Files

PATHS = [f"content/pages/{number:04}.md" for number in range(1_000)]
DIGESTS = {path: f"{number:032x}" for number, path in enumerate(reversed(PATHS))}
STAMPS = {path: Stamp(1, number, 3, 4) for number, path in enumerate(PATHS) if number % 7}
FILES = Files(DIGESTS, STAMPS, {PATHS[0]: b"late"}, (PATHS[1],))
NOTHING = Files({}, {}, {})


def left(files: Files, before: Files, kept: dict[str, bytes]) -> list[str]:
    """Leave files beside what is kept; return the names of the pieces."""
    names: list[str] = []
    known = [name for name in kept if name != "beside"]  # in the order in which they were left
    for piece in in_pieces(files, before, known):
        names.append(piece if isinstance(piece, str) else f"new {len(kept)}")
        if isinstance(piece, bytes):
            kept[names[-1]] = piece
    kept["beside"] = pack_beside(files)
    return names


def test_what_was_left_is_found_again() -> None:
    kept: dict[str, bytes] = {}
    assert of_pieces(left(FILES, NOTHING, kept), "beside", kept.get) == FILES


@pytest.mark.parametrize("change", ["digest", "stamp", "no stamp"])
def test_a_file_that_changed_has_one_piece_written(change: str) -> None:
    kept: dict[str, bytes] = {}
    first = left(FILES, NOTHING, kept)
    path = PATHS[500]
    digests = DIGESTS | ({path: "other"} if change == "digest" else {})
    stamps = STAMPS | ({path: Stamp(9, 9, 9, 9)} if change == "stamp" else {})
    if change == "no stamp":
        del stamps[path]
    then = Files(digests, stamps, {}, ())
    second = left(then, FILES, kept)
    assert len(set(second) - set(first)) == 1
    assert of_pieces(second, "beside", kept.get) == then


@pytest.mark.parametrize("path", ["content/a.md", "content/z.md", None])
def test_files_that_come_and_go_are_left_as_they_are_then(path: str | None) -> None:
    kept: dict[str, bytes] = {}
    left(FILES, NOTHING, kept)
    digests = DIGESTS | ({path: "new"} if path else {})
    if path is None:
        del digests[PATHS[300]]
    then = Files(digests, {p: s for p, s in STAMPS.items() if p in digests}, {}, ())
    assert of_pieces(left(then, FILES, kept), "beside", kept.get) == then


def test_a_piece_that_is_not_there_is_told() -> None:
    kept: dict[str, bytes] = {}
    names = left(FILES, NOTHING, kept)
    for lost in (names[3], "beside"):
        with pytest.raises(Damaged):
            of_pieces(names, "beside", {n: d for n, d in kept.items() if n != lost}.get)
