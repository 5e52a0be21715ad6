"""Answers of an earlier run: what they asked, what they relied on, and whether they still hold.

Of each answer its name, a digest, the numbers of the questions it asked and those of the calls it
relied on are kept, side by side in a few long strings of bytes, so that a hundred thousand of them
are read in no time and searched without being taken apart. Values are kept of few.

A changed question makes the answers that asked it `DIRTY`, and those that rely on these `MAYBE`:
what they relied on is computed anew, and if it comes out equal they still hold (early cut-off).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from playbook.engine.cache.columns import Run, joined, part, wide
from playbook.engine.cache.holders import Web, offsets
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.model.value import Value

_FEW = 12
"""Up to so many changed numbers each is searched for; more are looked up together."""

_INSIDE = 512
"""Bytes of a value that stands among the answers; a larger one is read when it is wanted."""

_HERE, _ELSEWHERE = b"+", b"@"


class State(IntEnum):
    """Whether an answer still holds."""

    CLEAN = 0
    MAYBE = 1
    DIRTY = 2


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


class _Table(Value, frozen=True):
    """Answers side by side; `ends` tell where the part of each one ends."""

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


class Remembered:
    """The answers of an earlier run, by number, and those that are added in this one."""

    def __init__(
        self, data: bytes = b"", fetch: Callable[[str], bytes | None] = lambda _: None
    ) -> None:
        """Make it of what `packed` gave; `fetch` gives a large value by its name."""
        self._fetch = fetch
        self._added: dict[int, Answer] = {}
        self._doubted: dict[int, State] = {}  # of those that were added; the others are clean
        self._web: Web | None = None
        self._large: dict[str, bytes] = {}
        self._is_touched = False
        self._load(data)

    def _load(self, data: bytes) -> None:
        table = unpack_as(data, _Table) if data else _Table(*[b""] * 11)
        self._table = table
        self._numbers = wide(table.numbers)
        self._states = bytearray(table.states)
        self._name_ends = wide(table.name_ends)
        self._question_ends = wide(table.question_ends)
        self._call_ends = wide(table.call_ends)
        self._value_ends = wide(table.value_ends)
        if not len(self._numbers) == len(self._states) == len(self._value_ends):
            message = "answers and their states are not of one number"
            raise Damaged(message)

    def _add_to_table(self) -> None:
        """Bring the answers that were added into the table, where they can be searched."""
        self._large.update(self.large())
        self._load(self.packed())
        self._added.clear()
        self._doubted.clear()

    @property
    def is_laid_out(self) -> bool:
        """Whether `lay_out` was done."""
        return self._web is not None

    def lay_out(self) -> Iterator[None]:
        """Note for each number who holds it, with a pause after every few answers.

        From then on an edit takes time for what it touches, not for all answers that there are.
        """
        web = Web()
        for at, number in enumerate(self._numbers):
            web.note(number, *self._answer(at)[2:4])
            if at % _FEW == 0:
                yield
        for number, answer in self._added.items():
            web.note(number, answer.questions, answer.calls)
        self._web = web

    def __len__(self) -> int:
        """The number of answers."""
        return len(self._numbers) + len(self._added)

    @property
    def is_different(self) -> bool:
        """Whether there is anything that the earlier run did not leave."""
        return self._is_touched or bool(self._added)

    def find(self, number: int) -> Answer | None:
        """Return an answer, whether it holds or not; None if there is none."""
        added = self._added.get(number)
        if added is not None:
            return added
        at = self._place(number)
        return None if at < 0 else self._answer(at)

    def state(self, number: int) -> State:
        """Tell whether an answer still holds, as far as is known."""
        if number in self._added:
            return self._doubted.get(number, State.CLEAN)
        at = self._place(number)
        return State.DIRTY if at < 0 else State(self._states[at])

    def settle(self, number: int, state: State) -> None:
        """Say of an answer that may have changed whether it did."""
        if number in self._added:
            self._doubted[number] = state
        elif (at := self._place(number)) >= 0:
            self._states[at] = state
        if state is State.CLEAN and self._web:
            self._web.listen(number, self._calls)

    def add(self, answers: Iterable[tuple[int, Answer]]) -> None:
        """Add answers that hold; they take the place of those of the same number."""
        for number, answer in answers:
            self._added[number] = answer
            self._doubted.pop(number, None)
            if self._web is not None:
                self._web.note(number, answer.questions, answer.calls)
                self._web.listen(number, self._calls)

    def touch(self, questions: Iterable[int], doubted: Iterable[int] = ()) -> set[int]:
        """Note that the answers to questions changed; return the numbers of all that may differ.

        `doubted` are answers of which the same is known otherwise. Those that were in doubt before
        need not be among what is returned.
        """
        changed = set(questions)
        if not changed or not len(self):
            return set()
        self._is_touched = True
        if self._web is not None:
            return self._touch(changed, doubted, self._web)
        if self._added:
            self._add_to_table()
        dirty = self._holders(self._table.questions, self._question_ends, changed, step=1)
        reached: set[int] = set()
        for at in dirty:
            self._states[at] = State.DIRTY
        front = dirty
        while front:
            reached |= front
            numbers = {self._numbers[at] for at in front}
            callers = self._holders(self._table.calls, self._call_ends, numbers, step=2)
            front = callers - reached
            for at in front:
                self._states[at] = max(self._states[at], State.MAYBE)
        return {self._numbers[at] for at in reached}

    def _touch(self, changed: set[int], doubted: Iterable[int], web: Web) -> set[int]:
        """Do what `touch` does, with what was laid out."""
        asking = web.asking(changed)
        for number in asking:
            self.settle(number, State.DIRTY)
        return asking | web.spread({*asking, *doubted}, self._doubt)

    def _doubt(self, number: int) -> bool:
        """Put an answer in doubt; tell whether it held until now."""
        if number in self._added:
            held = self._doubted.get(number, State.CLEAN) is State.CLEAN
            if held:
                self._doubted[number] = State.MAYBE
            return held
        at = self._place(number)
        if at < 0 or self._states[at] != State.CLEAN:
            return False
        self._states[at] = State.MAYBE
        return True

    def _calls(self, number: int) -> bytes:
        answer = self.find(number)
        return answer.calls if answer else b""

    def packed(self) -> bytes:
        """Return all as bytes, but for large values. What stays is copied in long stretches."""
        table, runs = self._table, list(self._runs())
        added = [None if number is None else self._added[number] for _, _, number in runs]
        numbers, states, digests = array("Q"), bytearray(), bytearray()
        for (start, end, number), answer in zip(runs, added, strict=True):
            if number is None or answer is None:
                numbers.extend(self._numbers[start:end])
                states += self._states[start:end]
                digests += table.digests[start * SIZE : end * SIZE]
            else:
                numbers.append(number)
                states.append(self.state(number))
                digests += answer.digest
        return pack(
            _Table(
                numbers.tobytes(),
                bytes(states),
                bytes(digests),
                *joined(runs, table.names, self._name_ends, [a and a.name for a in added]),
                *joined(
                    runs, table.questions, self._question_ends, [a and a.questions for a in added]
                ),
                *joined(runs, table.calls, self._call_ends, [a and a.calls for a in added]),
                *joined(
                    runs,
                    table.values,
                    self._value_ends,
                    [a and _place_of(a.value) for a in added],
                ),
            )
        )

    def _runs(self) -> Iterator[Run]:
        """Yield, in order, what the packed table is made of: stretches of this one, and answers."""
        at = 0
        for number in sorted(self._added):
            place = bisect_left(self._numbers, number, lo=at)
            if place > at:
                yield at, place, None
            yield 0, 0, number
            at = place
            if place < len(self._numbers) and self._numbers[place] == number:
                at += 1
        if at < len(self._numbers):
            yield at, len(self._numbers), None

    def large(self) -> Iterator[tuple[str, bytes]]:
        """Yield the large values of the answers that were added, by name."""
        yield from self._large.items()
        for number, answer in self._added.items():
            if answer.value is not None and len(answer.value) > _INSIDE:
                yield _name(number, answer.digest), answer.value

    def names_of_large(self) -> Iterator[str]:
        """Yield the names of all large values that are wanted by the next run."""
        for at, number in enumerate(self._numbers):
            if number not in self._added and self._kept(at) == _ELSEWHERE:
                yield _name(number, self._digest(at))
        yield from (name for name, _ in self.large())

    def _place(self, number: int) -> int:
        at = bisect_left(self._numbers, number)
        return at if at < len(self._numbers) and self._numbers[at] == number else -1

    def _answer(self, at: int) -> Answer:
        table = self._table
        kept = self._kept(at)
        return Answer(
            part(table.names, self._name_ends, at),
            self._digest(at),
            part(table.questions, self._question_ends, at),
            part(table.calls, self._call_ends, at),
            kept[1:] if kept[:1] == _HERE else None,
        )

    def value(self, number: int) -> bytes | None:
        """Return the packed value of an answer; None where it is not kept, or lost."""
        added = self._added.get(number)
        if added is not None:
            return added.value
        at = self._place(number)
        if at < 0:
            return None
        kept = self._kept(at)
        if kept == _ELSEWHERE:
            name = _name(number, self._digest(at))
            return self._large.get(name) or self._fetch(name)
        return kept[1:] if kept else None

    def _kept(self, at: int) -> bytes:
        return part(self._table.values, self._value_ends, at)

    def _digest(self, at: int) -> bytes:
        return self._table.digests[at * SIZE : (at + 1) * SIZE]

    def _holders(self, data: bytes, ends: "array[int]", wanted: set[int], step: int) -> set[int]:
        """Return the places of the answers in whose part one of some numbers stands.

        With a `step` of 2 every other number counts.
        """
        if len(wanted) <= _FEW:
            places = [at for number in wanted for at in offsets(data, number, step * SIZE)]
        else:
            numbers = memoryview(data).cast("Q")[::step]
            places = [at * step * SIZE for at, number in enumerate(numbers) if number in wanted]
        return {bisect_right(ends, offset) for offset in places}


def _name(number: int, digest: bytes) -> str:
    return f"value:{number:016x}{digest.hex()}"


def _place_of(value: bytes | None) -> bytes:
    """Return a value with where it is: in the table itself, or elsewhere if it is large."""
    if value is None:
        return b""
    return _HERE + value if len(value) <= _INSIDE else _ELSEWHERE
