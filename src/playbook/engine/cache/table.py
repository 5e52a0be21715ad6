"""Answers side by side, in a few long strings of bytes.

A hundred thousand of them are read in no time so, and searched without being taken apart.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from itertools import accumulate, repeat
from operator import eq
from typing import NamedTuple

from playbook.engine.cache.columns import (
    Run,
    found_in,
    holding,
    joined,
    part,
    turned,
    wide,
)
from playbook.engine.cache.far import value_name
from playbook.engine.cache.keeping import GATES
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.model.value import Value

_INSIDE = 512
"""Bytes of a value that stands among the answers; a larger one is read when it is wanted."""

HERE, ELSEWHERE = b"+", b"@"
"""How what is kept of a value begins: the value follows, or it is read by its name."""


class State(IntEnum):
    """Whether an answer still holds."""

    CLEAN = 0
    MAYBE = 1
    DIRTY = 2


_STATES = tuple(State)  # to be looked up: much faster than to be called


class Answer(NamedTuple):
    """A remembered answer.

    `name` is what it answers (`naming.name_of`), `digest` that of its value, `questions` the
    numbers of the questions it asked, `calls` of those it relied on the number and the digest that
    it saw, in turn. `value` is the packed value, where it is kept.
    """

    name: bytes
    digest: bytes
    questions: bytes
    calls: bytes
    value: bytes | None

    @classmethod
    def of(
        cls,
        name: bytes,
        digest: bytes,
        questions: AbstractSet[int],
        calls: Mapping[int, int],
        value: bytes | None,
    ) -> "Answer":
        """Return an answer; `calls` are digests by number."""
        numbers = array("Q", sorted(questions))
        relied_on = array("Q", [part for call in sorted(calls.items()) for part in call])
        return cls(name, digest, numbers.tobytes(), relied_on.tobytes(), value)

    @property
    def is_gate(self) -> bool:
        """Whether doubts go no further than to this."""
        return self.name.startswith(GATES)

    @property
    def is_large(self) -> bool:
        """Whether the value is kept elsewhere."""
        return self.value is not None and len(self.value) > _INSIDE


class _Columns(Value, frozen=True):
    """Answers by number, in order; `ends` tell where the part of each one ends.

    `elsewhere` are the numbers of those whose values are not here. `callers` say who relied on
    what (`turned`).
    """

    numbers: bytes
    states: bytes
    digests: bytes
    name_ends: bytes
    names: bytes
    question_ends: bytes
    questions: bytes
    call_ends: bytes
    calls: bytes
    value_ends: bytes
    values: bytes
    elsewhere: bytes
    callers: bytes


class Table:
    """Answers by place, in the order of their numbers. Only their states change."""

    def __init__(self, data: bytes = b"") -> None:
        """Make it of what `packed` gave. Raises `Damaged`."""
        columns = unpack_as(data, _Columns) if data else _Columns(*[b""] * 13)
        self._columns = columns
        self.numbers = wide(columns.numbers)
        self._states = bytearray(columns.states)
        self._name_ends = wide(columns.name_ends)
        self._question_ends = wide(columns.question_ends)
        self._call_ends = wide(columns.call_ends)
        self._value_ends = wide(columns.value_ends)
        self._callers = wide(columns.callers)
        if not len(self.numbers) == len(self._states) == len(self._value_ends):
            message = "answers and their states are not of one number"
            raise Damaged(message)

    def __len__(self) -> int:
        """The number of answers."""
        return len(self.numbers)

    def place(self, number: int) -> int:
        """Return where an answer is; -1 where there is none."""
        at = bisect_left(self.numbers, number)
        return at if at < len(self.numbers) and self.numbers[at] == number else -1

    def state(self, at: int) -> State:
        """Tell whether an answer still holds, as far as is known."""
        return _STATES[self._states[at]]

    def settle(self, at: int, state: State) -> None:
        """Say whether an answer still holds."""
        self._states[at] = state

    def unsettled(self) -> Iterator[int]:
        """Yield the numbers of the answers of which it is not sure that they hold."""
        if self._states.count(State.CLEAN) < len(self._states):
            yield from (self.numbers[at] for at, state in enumerate(self._states) if state)

    def digest(self, at: int) -> bytes:
        """Return the digest of an answer's value."""
        return self._columns.digests[at * SIZE : (at + 1) * SIZE]

    def hold(self, numbers: "array[int]", digests: "array[int]") -> list[bool]:
        """Tell of answers, by number, whether they are here, surely hold, and have these digests.

        Many are looked up together, and little of it is done in Python.
        """
        last = len(self.numbers) - 1
        if last < 0:
            return [False] * len(numbers)
        places = [min(at, last) for at in map(bisect_left, repeat(self.numbers), numbers)]
        held = memoryview(self._columns.digests).cast("Q")
        here = map(eq, map(self.numbers.__getitem__, places), numbers)
        same = map(eq, map(held.__getitem__, places), digests)
        sure = map(eq, map(self._states.__getitem__, places), repeat(State.CLEAN))
        return list(map(all, zip(here, same, sure, strict=True)))

    def name(self, at: int) -> bytes:
        """Return the name of an answer."""
        return part(self._columns.names, self._name_ends, at)

    def calls(self, at: int) -> bytes:
        """Return what an answer relied on."""
        return part(self._columns.calls, self._call_ends, at)

    def kept(self, at: int) -> bytes:
        """Return what is kept of an answer's value; b"" for nothing."""
        return part(self._columns.values, self._value_ends, at)

    def answer(self, at: int) -> Answer:
        """Return an answer; without its value where that is elsewhere."""
        kept = self.kept(at)
        return Answer(
            self.name(at),
            self.digest(at),
            part(self._columns.questions, self._question_ends, at),
            self.calls(at),
            kept[1:] if kept[:1] == HERE else None,
        )

    def asking(self, questions: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that asked one of these questions."""
        return self._of(holding(self._columns.questions, self._question_ends, questions))

    def relying(self, answers: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that relied on one of these.

        Of a hundred thousand million, one may be among them that did not.
        """
        return self._of(found_in(self._callers, len(self), answers))

    def elsewhere(self) -> Iterator[tuple[int, str]]:
        """Yield number and name of the values that are kept elsewhere."""
        for number in wide(self._columns.elsewhere):
            yield number, value_name(number, self.digest(self.place(number)))

    def packed(
        self,
        added: Mapping[int, Answer],
        elsewhere: AbstractSet[int],
        state_of: Callable[[int], State],
    ) -> bytes:
        """Return as bytes a table of these answers and others. What stays is copied at length.

        `elsewhere` are the numbers of those that are added and have a value which is not at hand.
        """
        columns, runs = self._columns, list(self._runs(sorted(added)))
        new = [None if number is None else added[number] for _, _, number in runs]
        numbers, states, digests = array("Q"), bytearray(), bytearray()
        for (start, end, number), answer in zip(runs, new, strict=True):
            if number is None or answer is None:
                numbers.extend(self.numbers[start:end])
                states += self._states[start:end]
                digests += columns.digests[start * SIZE : end * SIZE]
            else:
                numbers.append(number)
                states.append(state_of(number))
                digests += answer.digest
        far = {number for number in wide(columns.elsewhere) if number not in added}
        far.update(number for number, answer in added.items() if answer.is_large)
        far.update(elsewhere)
        call_ends, calls = joined(
            runs, columns.calls, self._call_ends, [a and a.calls for a in new]
        )
        values = [
            None if number is None else ELSEWHERE if number in far else _kept(added[number])
            for _, _, number in runs
        ]
        return pack(
            _Columns(
                numbers.tobytes(),
                bytes(states),
                bytes(digests),
                *joined(runs, columns.names, self._name_ends, [a and a.name for a in new]),
                *joined(
                    runs, columns.questions, self._question_ends, [a and a.questions for a in new]
                ),
                call_ends,
                calls,
                *joined(runs, columns.values, self._value_ends, values),
                array("Q", sorted(far)).tobytes(),
                turned(calls, wide(call_ends)).tobytes(),
            )
        )

    def _runs(self, added: Sequence[int]) -> Iterator[Run]:
        """Yield, in order, what the packed table is made of: stretches of this one, and answers."""
        at = 0
        for number in added:
            place = bisect_left(self.numbers, number, lo=at)
            if place > at:
                yield at, place, None
            yield 0, 0, number
            at = place
            if place < len(self.numbers) and self.numbers[place] == number:
                at += 1
        if at < len(self.numbers):
            yield at, len(self.numbers), None

    def _of(self, places: Iterable[int]) -> Iterator[int]:
        return (self.numbers[at] for at in places)


class Beside(NamedTuple):
    """What some answers asked and relied on, side by side, to be searched like a table."""

    numbers: tuple[int, ...]
    questions: bytes
    question_ends: "array[int]"
    calls: bytes
    call_ends: "array[int]"

    @classmethod
    def of(cls, answers: Mapping[int, Answer]) -> "Beside":
        """Return what answers asked and relied on, by number."""
        questions = [answer.questions for answer in answers.values()]
        calls = [answer.calls for answer in answers.values()]
        return cls(
            tuple(answers),
            b"".join(questions),
            array("Q", accumulate(map(len, questions))),
            b"".join(calls),
            array("Q", accumulate(map(len, calls))),
        )

    def asking(self, questions: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that asked one of these questions."""
        return {self.numbers[at] for at in holding(self.questions, self.question_ends, questions)}

    def relying(self, answers: AbstractSet[int]) -> set[int]:
        """Return the numbers of the answers that relied on one of these."""
        return {self.numbers[at] for at in holding(self.calls, self.call_ends, answers, step=2)}


def _kept(answer: Answer) -> bytes:
    """Return a value as it stands in the table."""
    return b"" if answer.value is None else HERE + answer.value
