"""Remembered answers: what was computed, from which questions, and whether it still holds.

Pull with push: a changed question marks those who asked it; nothing is computed until somebody
asks again. A derived answer that comes out equal stops the wave (early cut-off). The idea is that
of incremental compilers (Salsa's red-green marking), with the dependencies turned round so that an
edit costs what it touches and not what there is.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from playbook.model.playbook import Question
from playbook.model.view import View

T = TypeVar("T")
Key = tuple[Hashable, ...]


class _State(Enum):
    CLEAN = 1
    MAYBE = 2  # something it called may have changed
    DIRTY = 3


@dataclass(slots=True, eq=False)
class _Node:
    key: Key
    compute: Callable[[View], Any]
    state: _State = _State.DIRTY
    value: Any = None
    changed_at: int = -1
    verified_at: int = -1
    asked: set[Question] = field(default_factory=set)
    calls: dict["_Node", None] = field(default_factory=dict)
    callers: set["_Node"] = field(default_factory=set)
    running: bool = False


class Memo:
    """Computed values by key, each with the questions it asked."""

    def __init__(self, ask: Callable[[Question], tuple[Any, ...]]) -> None:
        self._ask = ask
        self._nodes: dict[Key, _Node] = {}
        self._readers: dict[Question, set[_Node]] = {}
        self._revision = 0
        self._woken: dict[Hashable, set[Key]] = {}
        self.work: dict[Hashable, int] = {}
        """How often something was computed, by the first part of its key: asserted by tests."""

    def get(self, key: Key, compute: Callable[[View], T]) -> T:
        """Return the value under a key, computing it only if what it asked has changed."""
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _Node(key, compute)
        node.compute = compute
        self._refresh(node)
        value: T = node.value
        return value

    def invalidate(self, questions: Iterable[Question]) -> None:
        """Mark everything that asked one of these questions, and whoever relied on that."""
        self._revision += 1
        for question in questions:
            for node in self._readers.get(question, ()):
                self._wake(node, _State.DIRTY)
                self._warn_callers(node)

    def woken(self, kind: Hashable) -> set[Key]:
        """Return the keys of a kind (their first part) that may have changed since last asked."""
        return self._woken.pop(kind, set())

    def forget(self, key: Key) -> None:
        """Drop a value that nobody will ask for again."""
        node = self._nodes.pop(key, None)
        if node:
            self._unlink(node)

    def _warn_callers(self, node: _Node) -> None:
        waiting = [node]
        while waiting:
            for caller in waiting.pop().callers:
                if caller.state is _State.CLEAN:
                    self._wake(caller, _State.MAYBE)
                    waiting.append(caller)

    def _wake(self, node: _Node, state: _State) -> None:
        node.state = state
        self._woken.setdefault(node.key[0], set()).add(node.key)

    def _refresh(self, node: _Node) -> None:
        if node.state is _State.CLEAN:
            return
        if node.running:
            message = f"{node.key!r} depends on itself"
            raise RuntimeError(message)
        if node.state is _State.MAYBE:
            for called in tuple(node.calls):
                self._refresh(called)
                if called.changed_at > node.verified_at:
                    break
            else:
                node.state = _State.CLEAN
                node.verified_at = self._revision
                return
        self._compute(node)

    def _compute(self, node: _Node) -> None:
        before = self._unlink(node)
        # Should it fail half-way, the answers that it has asked by then do not vouch for its value.
        node.state = _State.DIRTY
        node.running = True
        kind = node.key[0]
        self.work[kind] = self.work.get(kind, 0) + 1
        try:
            value = node.compute(View(_Recorder(self, node)))
        finally:
            node.running = False
        if node.changed_at < 0 or value != node.value:
            node.value = value
            node.changed_at = self._revision
        node.state = _State.CLEAN
        node.verified_at = self._revision
        for called in before:
            self._drop_if_unused(called)

    def _unlink(self, node: _Node) -> list[_Node]:
        for question in node.asked:
            readers = self._readers.get(question)
            if readers:
                readers.discard(node)
                if not readers:
                    del self._readers[question]
        node.asked = set()
        called = list(node.calls)
        for other in called:
            other.callers.discard(node)
        node.calls = {}
        return called

    def _drop_if_unused(self, node: _Node) -> None:
        if node.callers or node.key[0] != "call":
            return
        self._nodes.pop(node.key, None)
        for called in self._unlink(node):
            self._drop_if_unused(called)

    def _answer(self, node: _Node, question: Question) -> tuple[Any, ...]:
        if question not in node.asked:
            node.asked.add(question)
            self._readers.setdefault(question, set()).add(node)
        return self._ask(question)

    def _call(self, node: _Node, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        key = ("call", function, *arguments)
        called = self._nodes.get(key)
        if called is None:
            called = self._nodes[key] = _Node(key, lambda view: function(view, *arguments))
        node.calls[called] = None
        called.callers.add(node)
        self._refresh(called)
        value: T = called.value
        return value


@dataclass(frozen=True, slots=True)
class _Recorder:
    """The answers of a memo, on behalf of one node."""

    memo: Memo
    node: _Node

    def ask(self, question: Question) -> tuple[Any, ...]:
        return self.memo._answer(self.node, question)  # noqa: SLF001 - the two are one thing

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        return self.memo._call(self.node, function, arguments)  # noqa: SLF001 - the two are one thing
