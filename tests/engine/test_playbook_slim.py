"""Rows that lie on a shelf are not held beside the answers that were made of them."""

from collections.abc import Iterable

from playbook.model.playbook import Playbook, Question, Row

COLOUR: Question = ("colour", "wall")


class Shelf:
    """Rows by file; counts how often one was looked at."""

    def __init__(self) -> None:
        self.held = {path: (Row("colour", "wall", path, (path,)),) for path in ("b.md", "c.md")}
        self.looks = 0

    def paths(self, _: Question) -> Iterable[str]:
        """Return all files."""
        return self.held

    def part(self, path: str, question: Question) -> tuple[Row, ...]:
        """Return the rows of a file under a question."""
        self.looks += 1
        return tuple(row for row in self.held[path] if (row.index, row.key) == question)

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return all rows of a file."""
        return self.held.get(path, ())


def test_an_answer_is_made_once_and_anew_where_a_file_among_many_changes() -> None:
    shelf = Shelf()
    playbook = Playbook(shelf)
    assert playbook.ask(COLOUR) == playbook.ask(COLOUR) == ("b.md", "c.md")
    assert shelf.looks == 2
    assert playbook.patch("b.md", [Row(*COLOUR, "blue", ("z",))]) == {COLOUR}
    assert playbook.ask(COLOUR) == ("c.md", "blue")
    assert playbook.rows("b.md") == (Row(*COLOUR, "blue", ("z",)),)
    assert playbook.patch("a.md", [Row(*COLOUR, "red", ("a",))]) == {COLOUR}
    assert playbook.ask(COLOUR) == ("red", "c.md", "blue")
    assert playbook.patch("b.md", ()) == {COLOUR}
    assert playbook.ask(COLOUR) == ("red", "c.md")


def test_what_was_answered_before_the_shelf_was_filled_is_looked_for_again() -> None:
    shelf = Shelf()
    before = shelf.held.pop("c.md")
    playbook = Playbook(shelf)
    assert playbook.ask(COLOUR) == ("b.md",)
    shelf.held["c.md"] = before
    playbook.look_again()
    assert playbook.ask(COLOUR) == ("b.md", "c.md")


def test_what_is_asked_again_stays_when_others_are_let_go() -> None:
    shelf = Shelf()
    playbook = Playbook(shelf)
    for _ in range(3):
        playbook.ask(COLOUR)
        playbook.ask(("colour", "door"))
        playbook.let_go(from_=2)
    assert shelf.looks == 4  # both were asked again in time
    for room in "abcd":
        playbook.ask(("colour", room))
        playbook.let_go(from_=2)
    looks = shelf.looks
    playbook.ask(("colour", "d"))
    assert shelf.looks == looks
    assert playbook.ask(COLOUR) == ("b.md", "c.md")
    assert shelf.looks == looks + 2


def test_a_file_changes_the_answer_that_was_nearly_let_go() -> None:
    playbook = Playbook(Shelf())
    assert playbook.ask(COLOUR) == ("b.md", "c.md")
    playbook.let_go(from_=1)
    assert playbook.patch("b.md", [Row(*COLOUR, "blue", ("z",))]) == {COLOUR}
    assert playbook.ask(COLOUR) == ("c.md", "blue")
    playbook.let_go()
    assert playbook.ask(COLOUR) == ("c.md", "blue")
