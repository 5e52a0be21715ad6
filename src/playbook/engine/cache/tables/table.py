"""Answers side by side, in long strings of bytes, of which a run reads the pieces that it wants.

They are in the order of their numbers, and those whose numbers begin alike make up a part. What is
known of the answers of a part stands in a few columns, each a piece under a name of its own.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate

from playbook.engine.cache.columns import Column, Turned, array_of, offsets, wide
from playbook.engine.cache.keeping import Mark
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.parts import Fetch, needed, part_name
from playbook.engine.cache.tables.answer import HERE, STATES, Answer, State
from playbook.engine.cache.tables.far import value_name

WHOLE = ("sizes", "states", "marks", "elsewhere")
"""The columns that are in one piece: the sizes of the parts, and what is looked through."""

IN_PARTS = ("heads", "names", "questions", "calls", "values", "askers", "callers")
"""The columns of which there is a piece for each part.

A head has the numbers of the answers, and then their digests. Askers and callers are the places of
all answers of the table that asked a question, or relied on an answer, of a number of the part.
"""

BITS = 8 * SIZE
"""Bits of a number. The first ones say to which part it belongs."""

_MARKS = tuple(Mark)


class Part:
    """The answers of a part, by their places in it. Raises `Lost` where a piece is gone."""

    def __init__(self, fetch: Callable[[str], bytes], size: int) -> None:
        self._fetch = fetch
        self._size = size

    @cached_property
    def numbers(self) -> "array[int]":
        """Their numbers, in order."""
        return wide(self._head[: self._size * SIZE])

    @cached_property
    def digests(self) -> bytes:
        """The digests of their values, one after the other."""
        return self._head[self._size * SIZE :]

    @cached_property
    def _head(self) -> bytes:
        return self._fetch("heads")

    @cached_property
    def names(self) -> Column:
        """What each answers."""
        return Column.of(self._fetch("names"), self._size)

    @cached_property
    def questions(self) -> Column:
        """What each asked."""
        return Column.of(self._fetch("questions"), self._size)

    @cached_property
    def calls(self) -> Column:
        """What each relied on."""
        return Column.of(self._fetch("calls"), self._size)

    @cached_property
    def values(self) -> Column:
        """What is kept of the value of each."""
        return Column.of(self._fetch("values"), self._size)

    @cached_property
    def askers(self) -> Turned:
        """Who asked the questions of this part."""
        return Turned.of(self._fetch("askers"))

    @cached_property
    def callers(self) -> Turned:
        """Who relied on the answers of this part."""
        return Turned.of(self._fetch("callers"))


class Table:
    """Answers by place, in the order of their numbers. Only their states change."""

    def __init__(self, fetch: Fetch = lambda _: b"") -> None:
        """Make it of what `Merged` gave. Raises `Damaged`, and whoever asks later `Lost`."""
        self._fetch = fetch
        sizes, states, marks = (fetch(name) for name in WHOLE[:3])
        if sizes is None or states is None or marks is None:
            message = "there is no table of answers"
            raise Damaged(message)
        counts = array_of("I", sizes)
        self.parts = [Part(self._of_part(part), size) for part, size in enumerate(counts)]
        self.bits = max(len(counts).bit_length() - 1, 0)
        self.states = bytearray(states)
        self._marks = marks
        self._starts = [0, *accumulate(counts)]
        if not len(states) == len(marks) == self._starts[-1]:
            message = "answers and their states are not of one number"
            raise Damaged(message)

    def _of_part(self, part: int) -> Callable[[str], bytes]:
        return lambda column: self._column(part_name(column, part))

    def _column(self, name: str) -> bytes:
        return needed(name, self._fetch)

    @cached_property
    def far(self) -> "array[int]":
        """The numbers of those whose values are not here."""
        return wide(self._column("elsewhere"))

    def __len__(self) -> int:
        """The number of answers."""
        return len(self.states)

    @property
    def names(self) -> Iterator[str]:
        """The names of all that it is made of."""
        yield from WHOLE
        for part in range(len(self.parts)):
            yield from (part_name(column, part) for column in IN_PARTS)

    def place(self, number: int) -> int:
        """Return where an answer is; -1 where there is none."""
        if not self.states:
            return -1
        which = number >> (BITS - self.bits)
        numbers = self.parts[which].numbers
        at = bisect_left(numbers, number)
        is_there = at < len(numbers) and numbers[at] == number
        return self._starts[which] + at if is_there else -1

    def _at(self, place: int) -> tuple[Part, int]:
        which = bisect_right(self._starts, place) - 1
        return self.parts[which], place - self._starts[which]

    def number(self, place: int) -> int:
        """Return the number of an answer."""
        part, at = self._at(place)
        return part.numbers[at]

    def state(self, place: int) -> State:
        """Tell whether an answer still holds, as far as is known."""
        return STATES[self.states[place]]

    def mark(self, place: int) -> Mark:
        """Return the mark of an answer."""
        return _MARKS[self._marks[place]]

    def settle(self, place: int, state: State) -> None:
        """Say whether an answer still holds."""
        self.states[place] = state

    def unsettled(self) -> Iterator[int]:
        """Yield the places of the answers of which it is not sure that they hold."""
        for state in (State.MAYBE, State.DIRTY):
            yield from offsets(self.states, bytes((state,)), 1)

    def digest(self, place: int) -> bytes:
        """Return the digest of an answer's value."""
        part, at = self._at(place)
        return part.digests[at * SIZE : (at + 1) * SIZE]

    def name(self, place: int) -> bytes:
        """Return the name of an answer."""
        part, at = self._at(place)
        return part.names.part(at)

    def questions(self, place: int) -> bytes:
        """Return what an answer asked."""
        part, at = self._at(place)
        return part.questions.part(at)

    def calls(self, place: int) -> bytes:
        """Return what an answer relied on."""
        part, at = self._at(place)
        return part.calls.part(at)

    def kept(self, place: int) -> bytes:
        """Return what is kept of an answer's value; b"" for nothing."""
        part, at = self._at(place)
        return part.values.part(at)

    def value(self, place: int) -> bytes | None:
        """Return an answer's value; None where it is not kept, or elsewhere."""
        kept = self.kept(place)
        return kept[1:] if kept[:1] == HERE else None

    def answer(self, place: int) -> Answer:
        """Return an answer; without its value where that is elsewhere."""
        return Answer(
            self.name(place),
            self.digest(place),
            self.questions(place),
            self.calls(place),
            self.value(place),
        )

    def asking(self, questions: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that asked one of these questions."""
        for which, wanted in self._by_part(questions):
            yield from map(self.number, self.parts[which].askers.holding(wanted))

    def relying(self, answers: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that relied on one of these."""
        for which, wanted in self._by_part(answers):
            yield from map(self.number, self.parts[which].callers.holding(wanted))

    def _by_part(self, numbers: AbstractSet[int]) -> Iterator[tuple[int, set[int]]]:
        found: dict[int, set[int]] = {}
        for number in numbers if self.states else ():
            found.setdefault(number >> (BITS - self.bits), set()).add(number)
        yield from found.items()

    def elsewhere(self) -> Iterator[tuple[int, str]]:
        """Yield number and name of the values that are kept elsewhere."""
        for number in self.far:
            yield number, value_name(number, self.digest(self.place(number)))
