"""What a memo holds under a key."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

from playbook.engine.cache.keeping import Keeping
from playbook.engine.cache.naming import family_of, name_of, number_of, number_of_question
from playbook.engine.cache.tables.answer import Answer, State
from playbook.engine.cache.tables.remembered import Remembered
from playbook.model.playbook import Question
from playbook.model.view import View

Key = tuple[Hashable, ...]


_MUCH, _WITHOUT_ARGUMENTS = 64, 2  # questions and calls of a node; parts of the key of a call
_LONG = 0.005  # seconds
_LONG_TEXT = 1 << 16  # characters
_LAST = 64
"""So many answers are at hand while a value is made: one made of all documents would hold them."""


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
    name: bytes = b""  # until it was exported, or recalled
    recalled: bool = False  # the value is that of an earlier run
    digest: bytes = b""  # of the value, once it was asked for
    took: float = 0.0  # seconds, with all that was computed for it

    def made(self, view: View) -> Any:  # noqa: ANN401 - the type of the value
        """Return the value made anew."""
        if self.compute is not None:
            return self.compute(view)
        _, function, *arguments = self.key
        return cast("Callable[..., Any]", function)(view, *arguments)

    def unlink(self) -> list["Node"]:
        """Forget what it asked and what it relied on; return the latter."""
        called = list(self.calls)
        for other in called:
            other.callers.pop(self, None)
            if not other.callers:
                other.callers = {}  # one that was filled once keeps its room
        self.asked, self.calls = {}, {}
        return called

    @property
    def numbered(self) -> int:
        """The number of the answer (`naming.number_of`); -1 for one that has no name."""
        if not self.number:
            self.name = name_of(self.key) or b""
            self.number = number_of(self.name) if self.name else -1
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


def callers_that_held(node: Node) -> Iterator[Node]:
    """Yield all who rely on a node as far as they hold: who gets one puts it in doubt at once."""
    waiting = [node]
    while waiting:
        for caller in waiting.pop().callers:
            if caller.state is NodeState.CLEAN:
                yield caller
                waiting.append(caller)


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
            number = called.number or called.numbered
            if number < 0:
                waiting.append(called)
            elif number not in calls:
                calls[number] = int.from_bytes(called.digest or digest_of(called), "little")
    return questions, calls


def exported(
    node: Node,
    name: bytes,
    remembered: Remembered,
    digest_of: Callable[[Node], bytes],
    keeping: Mapping[str, Keeping],
) -> Iterator[tuple[int, Answer]]:
    """Yield an answer, by number, as a later run finds it, unless it is `remembered` as it is.

    That may be if it was computed again because values like it are not kept, of which `keeping`
    tells.
    """
    number, kept = node.numbered, keeping.get(family_of(node.key))
    holds = kept is None and remembered.state(number) is State.CLEAN
    if holds and remembered.digest(number) == digest_of(node):
        return
    questions, calls = rests_on(node, digest_of)
    value = kept.pack(node.value) if kept else None
    yield number, Answer.of(name, digest_of(node), questions, calls, value)


class _Told(dict[Question, tuple[Any, ...]]):
    """Answers that a node was given to its questions; one that is not here is asked for."""

    __slots__ = ("answered", "node")

    def __init__(self, node: Node, answered: Callable[[Node, Question], tuple[Any, ...]]) -> None:
        self.node, self.answered = node, answered

    def __missing__(self, question: Question) -> tuple[Any, ...]:
        if len(self) >= _LAST:
            self.clear()
        found = self[question] = self.answered(self.node, question)
        return found


class _Given(dict[tuple[Callable[..., Any], tuple[Any, ...]], Any]):
    """What a node was given by functions with their arguments; what is not here is called."""

    __slots__ = ("called", "node")

    def __init__(
        self, node: Node, called: Callable[[Node, Callable[..., Any], tuple[Any, ...]], Any]
    ) -> None:
        self.node, self.called = node, called

    def __missing__(self, key: tuple[Callable[..., Any], tuple[Any, ...]]) -> Any:  # noqa: ANN401 - the function's own type
        if len(self) >= _LAST:
            self.clear()
        found = self[key] = self.called(self.node, *key)
        return found


class Recorder:
    """The answers of a memo, on behalf of one node: what it asks and calls is noted there.

    What a rule or page asked it soon asks again: the last answers are at hand while it is at work.
    """

    __slots__ = ("_given", "ask")

    def __init__(
        self,
        node: Node,
        answered: Callable[[Node, Question], tuple[Any, ...]],
        called: Callable[[Node, Callable[..., Any], tuple[Any, ...]], Any],
    ) -> None:
        self.ask = _Told(node, answered).__getitem__
        """Returns the answer to a question."""
        self._given = _Given(node, called)

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        """Return what a function gives."""
        return self._given[function, arguments]
