"""Which files have rows under a question: found in a few pieces of a long index."""

from array import array

import pytest

from playbook.engine.cache.documents import index
from playbook.engine.cache.documents.index import Finder, Index, names_of_files, updated
from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.store import Lost

QUESTIONS = [("card", str(number)) for number in range(200)]
EVERYWHERE = ("pages", "")
PATHS = [f"content/{number:03}.md" for number in range(200)]


def numbers(*questions: tuple[str, str]) -> bytes:
    """Return the numbers of questions as a file's rows have them."""
    return array("Q", sorted(map(number_of_question, questions))).tobytes()


def made() -> Index:
    """Return an index of files of which each has rows under a question of its own, and one more."""
    new = {path: numbers(asked, EVERYWHERE) for path, asked in zip(PATHS, QUESTIONS, strict=True)}
    return updated(Index(), {}, new, new)[0]


def test_a_file_is_found_in_one_of_the_pieces_that_were_left() -> None:
    left = dict(made().packed("index:1"))
    assert list(left) == names_of_files("index:1")
    read: list[str] = []

    def fetch(name: str) -> bytes | None:
        read.append(name)
        return left.get(name)

    finder = Finder(Index("index:1", fetch), {})
    assert finder.paths(QUESTIONS[7]) == [PATHS[7]]
    assert finder.paths(("card", "none")) == []
    assert len(read) <= 3
    assert sorted(finder.paths(EVERYWHERE)) == PATHS
    for _ in finder.read():
        pass
    left.clear()
    assert [finder.paths(asked) for asked in QUESTIONS] == [[path] for path in PATHS]


def test_a_few_files_stand_beside_an_index_and_many_are_put_into_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = Index("index:1", dict(made().packed("index:1")).get)
    moved = {PATHS[3]: numbers(QUESTIONS[4])}
    there = PATHS[:-1]
    same, late = updated(left, {}, moved, there)
    assert same is left
    monkeypatch.setattr(index, "_LEAST", 0)
    monkeypatch.setattr(index, "_LITTLE", 1_000)
    other, rest = updated(left, late, {}, there)
    assert other is not left
    assert rest == {}
    for finder in Finder(same, late), Finder(other, rest):
        assert sorted(finder.paths(QUESTIONS[4])) == [PATHS[3], PATHS[4]]
        assert finder.paths(QUESTIONS[3]) == []
        assert PATHS[3] not in finder.paths(EVERYWHERE)
    assert Finder(other, rest).paths(QUESTIONS[-1]) == []


def test_a_piece_that_is_gone_is_told() -> None:
    for gone in range(len(names_of_files("index:1"))):
        left = dict(made().packed("index:1"))
        del left[names_of_files("index:1")[gone]]
        finder = Finder(Index("index:1", left.get), {})
        with pytest.raises(Lost):
            list(finder.read())
    with pytest.raises(Lost):
        Finder(Index("index:1", {"index:1": b"?"}.get), {}).paths(QUESTIONS[0])
