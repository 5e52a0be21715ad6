"""Answers that stand beside a table: those of a few runs, put into it when they are many."""

from array import array
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import count

from playbook.engine.cache.columns import Column, Run, holding, wide
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.tables.answer import HERE, Answer, State
from playbook.model.value import Value


class Columns(Value, frozen=True):
    """Some answers in no order, side by side as in a table; what is kept of a value may be b""."""

    numbers: bytes = b""
    digests: bytes = b""
    names: bytes = b""
    questions: bytes = b""
    calls: bytes = b""
    values: bytes = b""


class Beside:
    """Answers in columns, to be searched; each is taken out of them when it is wanted."""

    def __init__(self, columns: Columns) -> None:
        self.numbers = wide(columns.numbers)
        self._columns = columns

    @classmethod
    def of(cls, answers: Mapping[int, Answer]) -> "Beside":
        """Make it of answers by number."""
        return cls(Beside(Columns()).joined([(0, 0, number) for number in answers], answers))

    @cached_property
    def _names(self) -> Column:
        return Column.of(self._columns.names, len(self.numbers))

    @cached_property
    def _questions(self) -> Column:
        return Column.of(self._columns.questions, len(self.numbers))

    @cached_property
    def _calls(self) -> Column:
        return Column.of(self._columns.calls, len(self.numbers))

    @cached_property
    def _values(self) -> Column:
        return Column.of(self._columns.values, len(self.numbers))

    def name(self, at: int) -> bytes:
        """Return the name of an answer."""
        return self._names.part(at)

    def digest(self, at: int) -> bytes:
        """Return the digest of an answer."""
        return self._columns.digests[at * SIZE : (at + 1) * SIZE]

    def calls(self, at: int) -> bytes:
        """Return what an answer relied on."""
        return self._calls.part(at)

    def answer(self, at: int) -> Answer:
        """Return an answer."""
        kept = self._values.part(at)
        return Answer(
            self.name(at),
            self.digest(at),
            self._questions.part(at),
            self.calls(at),
            kept[1:] if kept else None,
        )

    def asking(self, questions: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that asked one of these questions."""
        held = self._questions
        return {self.numbers[at] for at in holding(held.data, held.ends, questions)}

    def relying(self, answers: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that relied on one of these."""
        held = self._calls
        return {self.numbers[at] for at in holding(held.data, held.ends, answers, step=2)}

    def joined(self, runs: list[Run], added: Mapping[int, Answer]) -> Columns:
        """Return stretches of these, and answers that were added; large values are left out."""
        new = [None if number is None else added[number] for _, _, number in runs]
        numbers, digests = array("Q"), list[bytes]()
        for (start, end, number), answer in zip(runs, new, strict=True):
            numbers.extend(self.numbers[start:end] if number is None else (number,))
            held = self._columns.digests[start * SIZE : end * SIZE]
            digests.append(held if answer is None else answer.digest)
        return Columns(
            numbers.tobytes(),
            b"".join(digests),
            self._names.joined(runs, (one and one.name for one in new)).packed(),
            self._questions.joined(runs, (one and one.questions for one in new)).packed(),
            self._calls.joined(runs, (one and one.calls for one in new)).packed(),
            self._values.joined(runs, (one and _kept(one) for one in new)).packed(),
        )


class Additions(Mapping[int, Answer]):
    """The answers beside a table, by number: those that earlier runs left, and those of this one.

    Of the former there are thousands, of which few are wanted.
    """

    def __init__(self, left: Columns | None = None) -> None:
        self._left = Beside(left or Columns())
        self._places = dict(zip(self._left.numbers, count(), strict=False))
        self._replaced: list[int] = []  # places
        self._late: Beside | None = None  # those of this run
        self.new: dict[int, Answer] = {}

    def __getitem__(self, number: int) -> Answer:
        """Return an answer."""
        if (found := self.find(number)) is None:
            raise KeyError(number)
        return found

    def __contains__(self, number: object) -> bool:
        """Tell whether there is an answer of a number."""
        return number in self.new or number in self._places

    def __iter__(self) -> Iterator[int]:
        """Yield all numbers."""
        yield from self._places
        yield from self.new

    def __len__(self) -> int:
        """The number of answers."""
        return len(self._places) + len(self.new)

    def find(self, number: int) -> Answer | None:
        """Return an answer, or None."""
        new = self.new.get(number)
        if new is None and (place := self._places.get(number)) is not None:
            return self._left.answer(place)
        return new

    def name(self, number: int) -> bytes | None:
        """Return the name of an answer, or None."""
        if (new := self.new.get(number)) is not None:
            return new.name
        return None if (place := self._places.get(number)) is None else self._left.name(place)

    def digest(self, number: int) -> bytes | None:
        """Return the digest of an answer, or None."""
        if (new := self.new.get(number)) is not None:
            return new.digest
        return None if (place := self._places.get(number)) is None else self._left.digest(place)

    def calls(self, number: int) -> bytes | None:
        """Return what an answer relied on, or None."""
        if (new := self.new.get(number)) is not None:
            return new.calls
        return None if (place := self._places.get(number)) is None else self._left.calls(place)

    def put(self, number: int, answer: Answer) -> None:
        """Add an answer; it takes the place of that of the same number."""
        if (place := self._places.pop(number, None)) is not None:
            self._replaced.append(place)
        self.new[number] = answer
        self._late = None

    def asking(self, questions: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that asked one of these questions."""
        found = self._left.asking(questions) & self._places.keys()
        return found | self._among_new().asking(questions)

    def relying(self, answers: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that relied on one of these."""
        found = self._left.relying(answers) & self._places.keys()
        return found | self._among_new().relying(answers)

    def _among_new(self) -> Beside:
        if self._late is None:
            self._late = Beside.of(self.new)
        return self._late

    def columns(self) -> Columns:
        """Return all of them as columns."""
        runs: list[Run] = []
        at = 0
        for place in (*sorted(self._replaced), len(self._left.numbers)):
            if place > at:
                runs.append((at, place, None))
            at = place + 1
        runs += ((0, 0, number) for number in self.new)
        return self._left.joined(runs, self.new)


_Packed = tuple[Columns, dict[int, State], set[int], bytes]
"""The answers, the states of those that may not hold, and of which the value is elsewhere; the
states of the table."""


def pack_added(
    answers: Additions, states: Mapping[int, State], elsewhere: AbstractSet[int], table: bytes
) -> bytes:
    """Return as bytes what was added to a table, and the states that the table has now.

    Large values are left out: they are then among those that are elsewhere.
    """
    large = {number for number, answer in answers.new.items() if answer.is_large}
    unsure = {number: state for number, state in states.items() if state is not State.CLEAN}
    return pack((answers.columns(), unsure, elsewhere | large, table))


def unpack_added(data: bytes) -> tuple[Additions, dict[int, State], set[int], bytes]:
    """Return what `pack_added` was given. Raises `Damaged`."""
    columns, states, elsewhere, table = unpack_as(data, _Packed)
    return Additions(columns), states, elsewhere, table


def _kept(answer: Answer) -> bytes:
    """Return a value as it stands among the others."""
    return b"" if answer.value is None or answer.is_large else HERE + answer.value
