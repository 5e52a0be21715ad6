"""What a memo holds under a key."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

from playbook.engine.cache.naming import name_of, number_of, number_of_question
from playbook.model.playbook import Question
from playbook.model.view import View

Key = tuple[Hashable, ...]


_MUCH, _WITHOUT_ARGUMENTS = 64, 2  # questions and calls of a node; parts of the key of a call
_LONG = 0.005  # seconds
_LONG_TEXT = 1 << 16  # characters


class NodeState(Enum):
    """Whether a value is known to hold."""

    CLEAN = 1
    MAYBE = 2  # something it called may have changed
    DIRTY = 3


@dataclass(slots=True, eq=False)
class Node:
    """A value under a key, what it asked and relied on, and who relies on it.

    A call (its key is `call`, the function, the arguments) needs no `compute`. Of these there are
    tens of thousands, and an empty `set` takes three times the room of an empty `dict`.
    """

    key: Key
    compute: Callable[[View], Any] | None = None
    state: NodeState = NodeState.DIRTY
    value: Any = None
    changed_at: int = -1
    verified_at: int = -1
    asked: dict[Question, None] = field(default_factory=dict)
    calls: dict["Node", None] = field(default_factory=dict)
    callers: dict["Node", None] = field(default_factory=dict)
    running: bool = False
    number: int = 0  # 0: not looked up yet
    recalled: bool = False  # the value is that of an earlier run
    digest: bytes = b""  # of the value, once it was asked for
    took: float = 0.0  # seconds, with all that was computed for it

    def made(self, view: View) -> Any:  # noqa: ANN401 - the type of the value
        """Return the value made anew."""
        if self.compute is not None:
            return self.compute(view)
        _, function, *arguments = self.key
        return cast("Callable[..., Any]", function)(view, *arguments)

    @property
    def numbered(self) -> int:
        """The number of the answer (`naming.number_of`); -1 for one that has no name."""
        if not self.number:
            self.number = number_of(name) if (name := name_of(self.key)) else -1
        return self.number

    @property
    def is_spent_text(self) -> bool:
        """Whether the value is a text too long to be held when nothing rests on it."""
        is_long = isinstance(self.value, str) and len(self.value) >= _LONG_TEXT
        return is_long and not self.callers

    @property
    def is_slight(self) -> bool:
        """Whether the value need not be held: nothing rests on it, and it is soon made again."""
        made_of = len(self.asked) + len(self.calls)
        is_soon_made = made_of < _MUCH and self.took < _LONG
        return is_soon_made and not self.callers and len(self.key) > _WITHOUT_ARGUMENTS


def rests_on(node: Node, digest_of: Callable[[Node], bytes]) -> tuple[set[int], dict[int, int]]:
    """Return the numbers of the questions that an answer asked, and digests of what it relied on.

    The latter by number. Answers that have no name are part of those that rely on them.
    """
    questions, calls = set[int](), dict[int, int]()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        questions.update(map(number_of_question, part.asked))
        for called in part.calls:
            if called.numbered < 0:
                waiting.append(called)
            else:
                calls[called.numbered] = int.from_bytes(digest_of(called), "little")
    return questions, calls


@dataclass(frozen=True, slots=True)
class Recorder:
    """The answers of a memo, on behalf of one node: what it asks and calls is noted there."""

    node: Node
    answered: Callable[[Node, Question], tuple[Any, ...]]
    called: Callable[[Node, Callable[..., Any], tuple[Any, ...]], Any]

    def ask(self, question: Question) -> tuple[Any, ...]:
        """Return the answer to a question."""
        return self.answered(self.node, question)

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        """Return what a function gives."""
        return self.called(self.node, function, arguments)
