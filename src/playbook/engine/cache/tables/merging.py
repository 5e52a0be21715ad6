"""A table of the answers of an earlier one, and of those that were added: piece by piece.

All pieces together take as much memory again as everything else that is left to the next run, so
each is made when it is written.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, repeat

from playbook.engine.cache.columns import Column, Run, Turned, wide
from playbook.engine.cache.keeping import mark_of
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.parts import part_name
from playbook.engine.cache.tables.answer import ELSEWHERE, HERE, Answer, State
from playbook.engine.cache.tables.table import BITS, Part, Table

Making = Callable[[], bytes]
"""Makes a column that is whole, or a piece of another."""

_MOST_BITS = 16
_PART = 1_024
"""About so many answers make up a part: a run reads of a few of them what it wants to know."""


class Merged:
    """The answers of a table, which are copied at length, and in their order those added to it.

    `elsewhere` are the numbers of those that are added and have a value which is not at hand.
    """

    def __init__(
        self,
        table: Table,
        added: Mapping[int, Answer],
        elsewhere: AbstractSet[int],
        state_of: Callable[[int], State],
    ) -> None:
        self._far = {number for number in table.far if number not in added}
        self._far.update(number for number, answer in added.items() if answer.is_large)
        self._far.update(elsewhere)
        numbers = sorted(added)
        self._table, self._added, self._state_of = table, added, state_of
        self._bits = bits = _bits_for(len(table) + len(added), table.bits if len(table) else None)
        if bits != table.bits or not len(table):
            # The parts are other ones, so nothing can be copied at length. It happens seldom.
            self._added = {**dict(_all_of(table)), **added}
            self._table, numbers = Table(), sorted(self._added)
        ends = [bisect_left(numbers, part << (BITS - bits)) for part in range((1 << bits) + 1)]
        self._parts = self._table.parts or [Part(lambda _: b"", 0)] * (1 << bits)
        self._runs = [
            list(_runs(part.numbers, numbers[ends[which] : ends[which + 1]]))
            for which, part in enumerate(self._parts)
        ]
        self._sizes = [sum(_length(run) for run in runs) for runs in self._runs]
        self._asked, self._relied_on = dict[int, bytes](), dict[int, bytes]()

    def columns(self) -> dict[str, Making]:
        """Return what makes each column of a `Table`, or each piece of one, by name.

        Raises `Lost`.
        """
        found: dict[str, Making] = {
            "sizes": lambda: array("I", self._sizes).tobytes(),
            "states": self._states,
            "marks": self._marks,
            "elsewhere": lambda: array("Q", sorted(self._far)).tobytes(),
        }
        for which in range(len(self._parts)):
            pieces: dict[str, Callable[[int], bytes]] = {
                "heads": self._head,
                "names": lambda at: self._names(at).packed(),
                "questions": lambda at: self._questions(at).packed(),
                "calls": lambda at: self._calls(at).packed(),
                "values": lambda at: self._values(at).packed(),
                "askers": partial(self._turned, self._asked, self._questions, 1),
                "callers": partial(self._turned, self._relied_on, self._calls, 2),
            }
            for column, make in pieces.items():
                found[part_name(column, which)] = partial(make, which)
        return found

    def _states(self) -> bytes:
        states = dict(zip(self._numbers_of_table(), self._table.states, strict=True))
        return bytes(
            self._state_of(number) if number in self._added else states[number]
            for number in self._numbers()
        )

    def _marks(self) -> bytes:
        return bytes(
            mark_of(name)
            for which, size in enumerate(self._sizes)
            for name in map(self._names(which).part, range(size))
        )

    def _numbers_of_table(self) -> Iterator[int]:
        return chain.from_iterable(part.numbers for part in self._table.parts)

    def _numbers(self) -> Iterator[int]:
        for which in range(len(self._parts)):
            yield from wide(self._head(which)[: self._sizes[which] * SIZE])

    def _head(self, which: int) -> bytes:
        part, runs = self._parts[which], self._runs[which]
        numbers = array("Q")
        for start, end, number in runs:
            numbers.extend(part.numbers[start:end] if number is None else (number,))
        digests = (
            part.digests[start * SIZE : end * SIZE]
            if number is None
            else self._added[number].digest
            for start, end, number in runs
        )
        return numbers.tobytes() + b"".join(digests)

    def _names(self, which: int) -> Column:
        return self._joined(which, lambda part: part.names, lambda _, answer: answer.name)

    def _questions(self, which: int) -> Column:
        return self._joined(which, lambda part: part.questions, lambda _, answer: answer.questions)

    def _calls(self, which: int) -> Column:
        return self._joined(which, lambda part: part.calls, lambda _, answer: answer.calls)

    def _values(self, which: int) -> Column:
        return self._joined(which, lambda part: part.values, self._kept)

    def _kept(self, number: int, answer: Answer) -> bytes:
        """Return a value as it stands in the table."""
        if number in self._far:
            return ELSEWHERE
        return b"" if answer.value is None else HERE + answer.value

    def _joined(
        self, which: int, held: Callable[[Part], Column], added: Callable[[int, Answer], bytes]
    ) -> Column:
        runs = self._runs[which]
        new = (None if n is None else added(n, self._added[n]) for _, _, n in runs)
        return held(self._parts[which]).joined(runs, new)

    def _turned(
        self, made: dict[int, bytes], column: Callable[[int], Column], step: int, which: int
    ) -> bytes:
        """Return a piece that says who holds which numbers; all of them are made together."""
        if not made:
            made.update(enumerate(_all_turned(map(column, range(len(self._parts))), step)))
        return made.pop(which)


def _bits_for(answers: int, now: int | None) -> int:
    """Return how many bits of a number say to which part an answer belongs; `now` it is so many.

    They stay as long as the parts are not four times as large as they should be, or as small.
    """
    best = min((answers // _PART).bit_length(), _MOST_BITS)
    return best if now is None or abs(best - now) > 1 else now


def _all_of(table: Table) -> Iterator[tuple[int, Answer]]:
    for place in range(len(table)):
        yield table.number(place), table.answer(place)


def _length(run: Run) -> int:
    start, end, number = run
    return end - start if number is None else 1


def _all_turned(columns: Iterator[Column], step: int) -> Iterator[bytes]:
    """Yield for each part which answers hold its numbers; of those every `step`th counts.

    `columns` are the pieces that say which numbers they hold.
    """
    pieces = list(columns)
    shift = BITS - (len(pieces).bit_length() - 1)
    numbers, places = [array("Q") for _ in pieces], [array("I") for _ in pieces]
    put = [(one.append, other.append) for one, other in zip(numbers, places, strict=True)]
    first = 0
    for column in pieces:
        counts = _counts(column, step * SIZE)
        held = chain.from_iterable(map(repeat, range(first, first + len(counts)), counts))
        for number, place in zip(memoryview(column.data).cast("Q")[::step], held, strict=True):
            put_number, put_place = put[number >> shift]
            put_number(number)
            put_place(place)
        first += len(counts)
    for held_numbers, held_places in zip(numbers, places, strict=True):
        yield Turned(held_numbers.tobytes(), held_places).packed()


def _counts(column: Column, width: int) -> list[int]:
    """Return how many numbers each part of a column holds."""
    starts = (0, *column.ends[:-1]) if column.ends else ()
    return [(end - start) // width for start, end in zip(starts, column.ends, strict=True)]


def _runs(numbers: "array[int]", added: Sequence[int]) -> Iterator[Run]:
    """Yield, in order, what a part is made of: stretches of an earlier one, and answers."""
    at = 0
    for number in added:
        place = bisect_left(numbers, number, lo=at)
        if place > at:
            yield at, place, None
        yield 0, 0, number
        at = place
        if place < len(numbers) and numbers[place] == number:
            at += 1
    if at < len(numbers):
        yield at, len(numbers), None
