"""Which answers hold a number: who asked a question, who relied on a call.

To search all answers for a number takes time that grows with their number. Where changes come one
after the other (the preview, an editor) it pays to lay the numbers out by their last bits once.
"""

from array import array
from collections.abc import Callable, Iterable
from sys import byteorder

from playbook.engine.cache.columns import offsets
from playbook.engine.cache.naming import SIZE
from playbook.engine.cache.tables.answer import Answer

_PARTS = 8192


class Holders:
    """The holders of numbers, both by number."""

    def __init__(self) -> None:
        self._parts: dict[int, tuple[bytearray, array[int]]] = {}

    def add(self, holder: int, numbers: Iterable[int]) -> None:
        """Note that somebody holds numbers."""
        for number in numbers:
            part = number % _PARTS
            held = self._parts.get(part)
            if held is None:
                held = self._parts[part] = (bytearray(), array("Q"))
            held[0].extend(number.to_bytes(SIZE, byteorder))
            held[1].append(holder)

    def take_out(self, holder: int, numbers: Iterable[int]) -> None:
        """Note that somebody holds numbers no longer."""
        for number in numbers:
            part = number % _PARTS
            beside, holders = self._parts.get(part, _NOBODY)
            places = offsets(beside, number.to_bytes(SIZE, byteorder), SIZE)
            at = next((at for at in places if holders[at // SIZE] == holder), -1)
            if at < 0:
                continue
            beside[at : at + SIZE] = beside[-SIZE:]
            holders[at // SIZE] = holders[-1]
            del beside[-SIZE:], holders[-1]
            if not holders:
                del self._parts[part]

    def __len__(self) -> int:
        """How much is noted: each number as often as somebody holds it."""
        return sum(len(holders) for _, holders in self._parts.values())

    def of(self, numbers: Iterable[int]) -> set[int]:
        """Return all who hold one of these numbers."""
        found: set[int] = set()
        for number in numbers:
            if (held := self._parts.get(number % _PARTS)) is not None:
                beside, holders = held
                found.update(
                    holders[at // SIZE]
                    for at in offsets(beside, number.to_bytes(SIZE, byteorder), SIZE)
                )
        return found


_NOBODY: tuple[bytearray, "array[int]"] = (bytearray(), array("Q"))


class Web:
    """What rests on what: who asked a question, who relied on another answer.

    A doubt goes no further than to one of the `gates` (`keeping.GATES`). Who rests on that hears of
    it when it turned out to be another answer.

    A doubt is not spread twice. `_told` are answers whose doubt has reached all who rely on them,
    at however many removes, and of whom none has been found to hold since: so that an edit takes
    time for what has been asked for since the one before, not for all that it could ever reach.
    """

    def __init__(self) -> None:
        self._asking, self._relying = Holders(), Holders()
        self._told: set[int] = set()
        self._in_doubt: set[int] = set()  # what `spread` has reached, and holds not since
        self.gates: set[int] = set()

    def take(self, number: int, answer: Answer, before: tuple[bytes, bytes] = (b"", b"")) -> None:
        """Note an answer; `before` is what was noted of it last."""
        self.note(number, answer.questions, answer.calls, before, is_gate=answer.is_gate)

    def note(
        self,
        number: int,
        questions: bytes,
        calls: bytes,
        before: tuple[bytes, bytes] = (b"", b""),
        *,
        is_gate: bool = False,
    ) -> None:
        """Note what an answer asked and relied on, as an `Answer` says it.

        `before` is what was noted of it last; only what differs is noted, and taken out: who works
        for hours makes the same answers anew a thousand times, and with other titles each time.
        """
        if is_gate:
            self.gates.add(number)
        asked, called = set(_numbers(questions)), set(_numbers(calls)[::2])
        was_asked, was_called = set(_numbers(before[0])), set(_numbers(before[1])[::2])
        self._asking.take_out(number, was_asked - asked)
        self._relying.take_out(number, was_called - called)
        self._asking.add(number, asked - was_asked)
        self._relying.add(number, called - was_called)

    def __len__(self) -> int:
        """How much is noted."""
        return len(self._asking) + len(self._relying)

    def asking(self, questions: Iterable[int]) -> set[int]:
        """Return the answers that asked one of these questions."""
        return self._asking.of(questions)

    def relying(self, answers: Iterable[int]) -> set[int]:
        """Return the answers that relied on one of these."""
        return self._relying.of(answers)

    def spread(self, changed: set[int], doubt: Callable[[int], bool]) -> set[int]:
        """Put in doubt all that rests on answers, up to the next gate; gates may be among them.

        Returns those that were not in doubt before. `doubt` puts one in doubt, and tells whether it
        held until now.
        """
        reached: set[int] = set()
        front = changed - self._told
        while front:
            self._told |= front
            relying = self._relying.of(front)
            reached.update(filter(doubt, relying - self._in_doubt))
            self._in_doubt |= relying
            front = relying - self._told - self.gates
        return reached

    def listen(self, number: int, calls_of: Callable[[int], bytes]) -> None:
        """Have an answer that holds told again of what it relies on; `calls_of` says on what."""
        self._in_doubt.discard(number)
        waiting = [calls_of(number)]
        while waiting and self._told:
            for called in memoryview(waiting.pop()).cast("Q")[::2]:
                if called in self._told:
                    self._told.discard(called)
                    waiting.append(calls_of(called))


def _numbers(data: bytes) -> "memoryview[int]":
    return memoryview(data).cast("Q")
