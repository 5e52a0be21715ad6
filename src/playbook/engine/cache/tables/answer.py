"""An answer that is remembered, and whether it still holds."""

from array import array
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple

from playbook.engine.cache.keeping import mark_of

_INSIDE = 512
"""Bytes of a value that stands among the answers; a larger one is read when it is wanted."""

HERE, ELSEWHERE = b"+", b"@"
"""How what is kept of a value begins: the value follows, or it is read by its name."""


class State(IntEnum):
    """Whether an answer still holds."""

    CLEAN = 0
    MAYBE = 1
    DIRTY = 2


STATES = tuple(State)
"""The states by number: to look one up is much faster than to call the class."""


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
        return mark_of(self.name).is_gate

    @property
    def is_large(self) -> bool:
        """Whether the value is kept elsewhere."""
        return self.value is not None and len(self.value) > _INSIDE
