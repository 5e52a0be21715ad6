"""Answers side by side, in a few long strings of bytes.

A hundred thousand of them are read in no time so, and searched without being taken apart.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, repeat
from operator import eq
from typing import NamedTuple

from playbook.engine.cache.columns import Column, found_in, holding, wide
from playbook.engine.cache.far import value_name
from playbook.engine.cache.keeping import GATES
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.store import Lost

_PARTED = ("names", "questions", "calls", "values")
"""The columns whose parts are of different length; each has its ends beside it."""

COLUMNS = "numbers states digests elsewhere callers".split() + [
    f"{name}{which}" for name in _PARTED for which in ("", "-ends")
]
"""The columns of a table."""

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


Fetch = Callable[[str], bytes | None]
"""Gives a column by its name."""


class Table:
    """Answers by place, in the order of their numbers. Only their states change.

    Of its columns a run reads those that it wants. `callers` say who relied on what (`turned`).
    """

    def __init__(self, fetch: Fetch = lambda _: b"") -> None:
        """Make it of what `packed` gave. Raises `Damaged`, and whoever asks later `Lost`."""
        self._fetch = fetch
        numbers, states, digests = (fetch(name) for name in ("numbers", "states", "digests"))
        if numbers is None or states is None or digests is None:
            message = "there is no table of answers"
            raise Damaged(message)
        self.numbers, self.states, self.digests = wide(numbers), bytearray(states), digests
        if not len(numbers) == SIZE * len(states) == len(digests):
            message = "answers and their states are not of one number"
            raise Damaged(message)

    def _column(self, name: str) -> bytes:
        data = self._fetch(name)
        if data is None:
            raise Lost(name)
        return data

    def _parts(self, name: str) -> Column:
        return Column(self._column(name), wide(self._column(f"{name}-ends")))

    @cached_property
    def names(self) -> Column:
        """What each answers."""
        return self._parts("names")

    @cached_property
    def questions(self) -> Column:
        """What each asked."""
        return self._parts("questions")

    @cached_property
    def relied_on(self) -> Column:
        """What each relied on."""
        return self._parts("calls")

    @cached_property
    def values(self) -> Column:
        """What is kept of the value of each."""
        return self._parts("values")

    @cached_property
    def _callers(self) -> "array[int]":
        return wide(self._column("callers"))

    @cached_property
    def far(self) -> "array[int]":
        """The numbers of those whose values are not here."""
        return wide(self._column("elsewhere"))

    def __len__(self) -> int:
        """The number of answers."""
        return len(self.numbers)

    def place(self, number: int) -> int:
        """Return where an answer is; -1 where there is none."""
        at = bisect_left(self.numbers, number)
        return at if at < len(self.numbers) and self.numbers[at] == number else -1

    def state(self, at: int) -> State:
        """Tell whether an answer still holds, as far as is known."""
        return _STATES[self.states[at]]

    def settle(self, at: int, state: State) -> None:
        """Say whether an answer still holds."""
        self.states[at] = state

    def unsettled(self) -> Iterator[int]:
        """Yield the numbers of the answers of which it is not sure that they hold."""
        if self.states.count(State.CLEAN) < len(self.states):
            yield from (self.numbers[at] for at, state in enumerate(self.states) if state)

    def digest(self, at: int) -> bytes:
        """Return the digest of an answer's value."""
        return self.digests[at * SIZE : (at + 1) * SIZE]

    def hold(self, numbers: "array[int]", digests: "array[int]") -> list[bool]:
        """Tell of answers, by number, whether they are here, surely hold, and have these digests.

        Many are looked up together, and little of it is done in Python.
        """
        last = len(self.numbers) - 1
        if last < 0:
            return [False] * len(numbers)
        places = [min(at, last) for at in map(bisect_left, repeat(self.numbers), numbers)]
        held = memoryview(self.digests).cast("Q")
        here = map(eq, map(self.numbers.__getitem__, places), numbers)
        same = map(eq, map(held.__getitem__, places), digests)
        sure = map(eq, map(self.states.__getitem__, places), repeat(State.CLEAN))
        return list(map(all, zip(here, same, sure, strict=True)))

    def name(self, at: int) -> bytes:
        """Return the name of an answer."""
        return self.names.part(at)

    def calls(self, at: int) -> bytes:
        """Return what an answer relied on."""
        return self.relied_on.part(at)

    def kept(self, at: int) -> bytes:
        """Return what is kept of an answer's value; b"" for nothing."""
        return self.values.part(at)

    def answer(self, at: int) -> Answer:
        """Return an answer; without its value where that is elsewhere."""
        kept = self.kept(at)
        return Answer(
            self.name(at),
            self.digest(at),
            self.questions.part(at),
            self.calls(at),
            kept[1:] if kept[:1] == HERE else None,
        )

    def asking(self, questions: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that asked one of these questions."""
        return self._of(holding(self.questions.data, self.questions.ends, questions))

    def relying(self, answers: AbstractSet[int]) -> Iterator[int]:
        """Yield the numbers of the answers that relied on one of these.

        Of a hundred thousand million, one may be among them that did not.
        """
        return self._of(found_in(self._callers, len(self), answers))

    def elsewhere(self) -> Iterator[tuple[int, str]]:
        """Yield number and name of the values that are kept elsewhere."""
        for number in self.far:
            yield number, value_name(number, self.digest(self.place(number)))

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
