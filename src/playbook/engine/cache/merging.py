"""A table of the answers of an earlier one, and of those that were added: column by column.

All columns together take as much memory again as everything else that is left to the next run, so
each is made when it is written.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from playbook.engine.cache.columns import Column, Run, turned
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.table import ELSEWHERE, HERE, Answer, State, Table

Making = Callable[[], bytes]
"""Makes a column."""


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
        self._table, self._added, self._state_of = table, added, state_of
        self._runs = list(_runs(table.numbers, sorted(added)))
        self._far = {number for number in table.far if number not in added}
        self._far.update(number for number, answer in added.items() if answer.is_large)
        self._far.update(elsewhere)

    def columns(self) -> dict[str, Making]:
        """Return what makes each column of `table.COLUMNS`, by name. Raises `Lost`."""
        table = self._table
        found: dict[str, Making] = {
            "numbers": self._numbers,
            "states": self._states,
            "digests": self._digests,
            "elsewhere": lambda: array("Q", sorted(self._far)).tobytes(),
            "callers": self._callers,
        }
        parted: dict[str, tuple[Column, Callable[[int, Answer], bytes]]] = {
            "names": (table.names, lambda _, answer: answer.name),
            "questions": (table.questions, lambda _, answer: answer.questions),
            "calls": (table.relied_on, lambda _, answer: answer.calls),
            "values": (table.values, self._kept),
        }
        for name, (column, part) in parted.items():
            found[name] = partial(self._data, column, part)
            found[f"{name}-ends"] = partial(self._ends, column, part)
        return found

    def _numbers(self) -> bytes:
        found = array("Q")
        for start, end, number in self._runs:
            found.extend(self._table.numbers[start:end] if number is None else (number,))
        return found.tobytes()

    def _states(self) -> bytes:
        held = self._table.states
        return b"".join(
            held[start:end] if number is None else bytes((self._state_of(number),))
            for start, end, number in self._runs
        )

    def _digests(self) -> bytes:
        held = self._table.digests
        return b"".join(
            held[start * SIZE : end * SIZE] if number is None else self._added[number].digest
            for start, end, number in self._runs
        )

    def _callers(self) -> bytes:
        column = self._table.relied_on

        def calls() -> Iterator[bytes | None]:
            return self._new(lambda _, answer: answer.calls)

        data = column.joined(self._runs, calls())
        return turned(data, column.joined_ends(self._runs, calls())).tobytes()

    def _kept(self, number: int, answer: Answer) -> bytes:
        """Return a value as it stands in the table."""
        if number in self._far:
            return ELSEWHERE
        return b"" if answer.value is None else HERE + answer.value

    def _new(self, part: Callable[[int, Answer], bytes]) -> Iterator[bytes | None]:
        """Yield for each of the runs what is added there: None where the table goes on."""
        for _, _, number in self._runs:
            yield None if number is None else part(number, self._added[number])

    def _data(self, column: Column, part: Callable[[int, Answer], bytes]) -> bytes:
        return column.joined(self._runs, self._new(part))

    def _ends(self, column: Column, part: Callable[[int, Answer], bytes]) -> bytes:
        return column.joined_ends(self._runs, self._new(part)).tobytes()


def _runs(numbers: "array[int]", added: Sequence[int]) -> Iterator[Run]:
    """Yield, in order, what a table is made of: stretches of an earlier one, and answers."""
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
