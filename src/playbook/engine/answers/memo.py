"""Remembered answers: what was computed, from which questions, and whether it still holds.

Pull with push: a changed question marks those who asked it; nothing is computed until somebody
asks again. A derived answer that comes out equal stops the wave (early cut-off): Salsa's red-green
marking, with the dependencies turned round, so that an edit costs what it touches.

Answers of an earlier run (`cache.tables.remembered`) that still hold need not be computed; what was
computed here is handed on to the next run (`export`).
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import islice
from time import perf_counter
from typing import Any, TypeVar

from playbook.engine.answers.node import Key, Node, NodeState, Recorder, callers_that_held, exported
from playbook.engine.answers.readers import Readers
from playbook.engine.answers.woken import Woken
from playbook.engine.cache.keeping import Keeping
from playbook.engine.cache.naming import call_of, family_of, name_of, number_of, number_of_question
from playbook.engine.cache.packing import fingerprint
from playbook.engine.cache.tables.answer import Answer, State
from playbook.engine.cache.tables.remembered import Remembered
from playbook.model.playbook import Question
from playbook.model.view import View

T = TypeVar("T")

Revise = Callable[["Memo", Mapping[int, bytes]], Mapping[int, bool]]
"""Tells of gates, by number, which changed; of those that it leaves out that is not known."""

_FEW = 64
"""So many gates are looked at before their doubt is passed on; more of them would delay whoever
asks next, who may not want to know."""


class Memo:
    """Computed values by key, each with the questions it asked.

    `ask` answers questions. `keeping` tells of which families (`naming.family_of`) values are kept,
    `watched` are the kinds of which `woken` tells also where only an earlier run asked for the
    answer, and `revise` finds out of some gates whether they changed, without computing them.
    """

    def __init__(
        self,
        ask: Callable[[Question], tuple[Any, ...]],
        remembered: Remembered | None = None,
        keeping: Mapping[str, Keeping] | None = None,
        watched: Collection[str] = (),
        revise: "Revise" = lambda _memo, _gates: {},
    ) -> None:
        self.ask, self._revise = ask, revise
        self._nodes: dict[Key, Node] = {}
        self.readers = Readers()
        self._revision = 0
        self._keeping = keeping or {}
        self._by_number: dict[int, Node] = {}
        self._stays = 0  # so many values were left when slight ones were dropped
        self._computed: dict[Node, None] = {}  # since the last export
        self._doubted: set[int] = set()  # woken since the last change: what earlier answers rest on
        self.remembered = Remembered() if remembered is None else remembered
        self._woken = Woken(self.remembered, watched)
        self.work: dict[Hashable, int] = {}  # how often something was computed, by kind

    def get(self, key: Key, compute: Callable[[View], T]) -> T:
        """Return the value under a key, computing it only if what it asked has changed."""
        node = self._node(key, compute)
        node.compute = compute
        self._refresh(node)
        value: T = node.value
        return value

    def call(self, function: Callable[..., T], *arguments: Hashable) -> T:
        """Return what a function of a view gives, as `View.call` does; nobody relies on it."""
        node = self._node(("call", function, *arguments))
        self._refresh(node)
        value: T = node.value
        return value

    def holds(self, key: Key) -> bytes | None:
        """Return the digest of the answer that an earlier run gave, if it would be the same now."""
        if not len(self.remembered):
            return None
        name = name_of(key)
        return self.holding(number_of(name)) if name else None

    def holding(self, number: int) -> bytes | None:
        """Return the digest of an answer that an earlier run gave, if it would be the same now."""
        state = self.remembered.state(number)
        if state is State.DIRTY:
            return None
        if state is State.MAYBE:
            for called, digest in self.remembered.relied_on(number):
                if int.from_bytes(self.digest_now(called), "little") != digest:
                    self.remembered.settle(number, State.DIRTY)
                    return None
            self.remembered.settle(number, State.CLEAN)
        return self.remembered.digest(number)

    def kept(self, key: Key) -> bytes | None:
        """Return the packed value that an earlier run found, if it would be the same now."""
        if not self.holds(key) or not (name := name_of(key)):
            return None
        self._woken.keep(number := number_of(name), key)
        return self.remembered.value(number)

    def invalidate(self, questions: Iterable[Question]) -> None:
        """Mark everything that asked one of these questions, and whoever relied on that."""
        self._revision += 1
        changed = set(questions)
        for question in changed:
            for node in self.readers.of(question):
                self._wake(node, NodeState.DIRTY)
                self._warn_callers(node)
        self.invalidate_numbers(map(number_of_question, changed))
        near = self.remembered.owed(are_near=True)
        self._look_at(near if len(near) <= _FEW else {}, dict.fromkeys(near, True))

    def invalidate_numbers(self, questions: Iterable[int]) -> None:
        """Mark the answers of an earlier run that asked one of these questions, by number."""
        doubted, self._doubted = self._doubted, set()
        if len(self.remembered):
            for number in self.remembered.touch(questions, doubted):
                self._wake_recalled(number)

    def catch_up(self, checkpoint: Callable[[], None] | None = None, *, look: bool = True) -> None:
        """Mark what rests on gates that changed, computing them if `look`; may be broken off."""
        owed = self.remembered.owed(looked_at=not look)
        known = self._revise(self, owed) if look and owed else {}
        self._look_at({number: owed[number] for number in owed.keys() - known}, known, checkpoint)

    def _look_at(
        self,
        gates: Mapping[int, bytes],
        known: Mapping[int, bool],
        checkpoint: Callable[[], None] | None = None,
    ) -> None:
        """Compute gates, and mark what rests on those that changed; of others that is `known`."""
        looked = dict(known)
        try:
            for number, seen in gates.items():
                if checkpoint:
                    checkpoint()
                looked[number] = self.digest_now(number) != seen
        finally:  # before the next doubt, or that would be measured by what was before this one
            self.remembered.add(self.export() if looked else ())
            for woken in self.remembered.pass_on(looked, {n for n in looked if looked[n]}):
                self._wake_recalled(woken)

    def woken(self, kind: Hashable) -> set[Key]:
        """Return the keys of a kind (their first part) that may have changed since last asked."""
        return self._woken.take(kind)

    def let_go(self) -> None:
        """Drop all values, when nobody will ask for anything again."""
        for held in (self._nodes, self.readers, self._by_number, self._computed):
            held.clear()

    def at_hand(self, number: int) -> Node | None:
        """Return an answer of an earlier run that was asked for in this one, by number."""
        return self._by_number.get(number)

    def forget(self, key: Key) -> None:
        """Drop a value that nobody will ask for again."""
        if node := self._nodes.get(key):
            self._drop(node)

    def retire(self, keys: Iterable[Key]) -> None:
        """Drop values as if an earlier run had found them out, and slight ones they alone used."""
        self.remembered.add(self.export())
        for key in keys:
            node = self._nodes.get(key)
            if node is not None and node.state is NodeState.CLEAN and node.numbered > 0:
                self._woken.keep(node.number, key)
                self._retire(node)

    def shed(self, *, from_: int) -> None:
        """Drop what is soon made again, if so much was added since; it was exported."""
        if len(self._nodes) >= self._stays + from_:
            for key in list(self._nodes):
                if key[0] == "call" and (node := self._nodes.get(key)) and node.is_slight:
                    self._retire(node)
            self._stays = len(self._nodes)

    def _retire(self, node: Node) -> None:
        for called in self._drop(node):
            if called.is_slight:
                self._retire(called)

    @property
    def waiting(self) -> int:
        """How many answers were computed here and not exported yet."""
        return len(self._computed)

    def export(
        self, most: int | None = None, *, is_last: bool = False
    ) -> Iterator[tuple[int, Answer]]:
        """Yield, by number, the answers computed here that were not exported before: all or a few.

        A later run can tell whether they still hold. Those without a name are part of those that
        rely on them; what is remembered and holds is not handed on again. Where it `is_last`,
        nothing changes any more: what was exported forgets what it rests on, and long texts.
        """
        computed = list(islice(self._computed, most))
        for node in computed:
            del self._computed[node]
        for node in [node for node in computed if self._nodes.get(node.key) is node]:
            if node.state is not NodeState.CLEAN:
                self._computed[node] = None
            elif node.numbered > 0 and (name := node.name or name_of(node.key)):
                node.name = b""
                yield from exported(node, name, self.remembered, self._digest, self._keeping)
                if is_last:
                    for text in [one for one in self._unlink(node) if one.is_spent_text]:
                        self._drop(text)

    def _node(self, key: Key, compute: Callable[[View], Any] | None = None) -> Node:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Node(key, compute)
            if len(self.remembered):
                self._by_number[node.numbered] = node
        return node

    def _digest(self, node: Node) -> bytes:
        if not node.digest:
            known = self.remembered.digest(node.numbered) if node.recalled else None
            node.digest = known or fingerprint(node.value)
        return node.digest

    def digest_now(self, number: int) -> bytes:
        """Return the digest of a call's value as it is now, b"" for one that cannot be made."""
        node = self._by_number.get(number)
        if node is None:
            if digest := self.holding(number):
                return digest
            name = self.remembered.name(number)
            if name is None:
                return b""
            function, arguments = call_of(name)
            node = self._node(("call", function, *arguments))
        self._refresh(node)
        return self._digest(node)

    def _recall(self, node: Node) -> bool:
        """Give a node the value that an earlier run found, if it is kept and still holds."""
        keeping = self._keeping.get(family_of(node.key))
        if keeping is None or not len(self.remembered):
            return False
        number = node.numbered
        value = self.remembered.value(number) if self.holding(number) else None
        if value is None:
            return False
        node.value, node.recalled, node.name = keeping.unpack(value), True, b""
        node.state = NodeState.CLEAN
        node.changed_at = node.verified_at = self._revision
        return True

    def _wake_recalled(self, number: int) -> None:
        node = self._by_number.get(number)
        if node is None:
            self._woken.note_number(number)
        elif node.recalled:
            state = self.remembered.state(number)
            self._wake(node, NodeState.DIRTY if state is State.DIRTY else NodeState.MAYBE)
            self._warn_callers(node)

    def _warn_callers(self, node: Node) -> None:
        for caller in callers_that_held(node):
            self._wake(caller, NodeState.MAYBE)

    def _wake(self, node: Node, state: NodeState) -> None:
        node.state = state
        self._doubted.add(node.number)
        self._woken.note(node.key)

    def _refresh(self, node: Node) -> None:
        if node.state is NodeState.CLEAN:
            return
        if node.running:
            message = f"{node.key!r} depends on itself"
            raise RuntimeError(message)
        if node.state is NodeState.MAYBE and self._still_holds(node):
            node.state = NodeState.CLEAN
            node.verified_at = self._revision
            return
        if node.changed_at < 0 and self._recall(node):
            return
        self._compute(node)

    def _still_holds(self, node: Node) -> bool:
        if node.recalled:
            return self.holding(node.numbered) is not None
        for called in tuple(node.calls):
            self._refresh(called)
            if called.changed_at > node.verified_at:
                return False
        return True

    def _compute(self, node: Node) -> None:
        before, node.state = self._unlink(node), NodeState.DIRTY
        # Should it fail half-way, the answers that it has asked by then do not vouch for its value.
        self.work[node.key[0]] = self.work.get(node.key[0], 0) + 1
        node.running, started = True, perf_counter()
        try:
            value = node.made(View(Recorder(node, self._answer, self._call)))
        finally:
            node.running, node.took = False, perf_counter() - started
        if node.changed_at < 0 or value != node.value:
            node.value = value
            node.changed_at = self._revision
            node.digest = b""
        node.state = NodeState.CLEAN
        node.verified_at, node.recalled = self._revision, False
        self._computed[node] = None
        for called in before:
            self._drop_if_unused(called)

    def _unlink(self, node: Node) -> list[Node]:
        if not (node.asked or node.calls):
            return []
        self.readers.remove(node)
        return node.unlink()

    def _drop_if_unused(self, node: Node) -> None:
        if node.callers or node.key[0] != "call":
            return
        for called in self._drop(node):
            self._drop_if_unused(called)

    def _drop(self, node: Node) -> list[Node]:
        """Let go of a value; return what it relied on."""
        self._nodes.pop(node.key, None)
        self._by_number.pop(node.number, None)
        return self._unlink(node)

    def _answer(self, node: Node, question: Question) -> tuple[Any, ...]:
        if question not in node.asked:
            node.asked[question] = None
            self.readers.add(question, node)
        return self.ask(question)

    def _call(self, node: Node, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        called = self._node(("call", function, *arguments))
        node.calls[called] = None
        called.callers[node] = None
        self._refresh(called)
        value: T = called.value
        return value
