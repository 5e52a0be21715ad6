"""Answers of an earlier run: what they asked, what they relied on, and whether they still hold.

A changed question makes the answers that asked it `DIRTY`, and those that rely on these `MAYBE`:
what they relied on is computed anew, and if it comes out equal they still hold (early cut-off).

What a run adds is left beside the table of an earlier one, as long as it is little: an edit then
costs what it touches, and not all answers that there are.
"""

from array import array
from collections.abc import Iterable, Iterator

from playbook.engine.cache.keeping import Mark, mark_of
from playbook.engine.cache.packing import Damaged
from playbook.engine.cache.parts import Fetch
from playbook.engine.cache.tables.answer import ELSEWHERE, Answer, State
from playbook.engine.cache.tables.beside import Additions, pack_added, unpack_added
from playbook.engine.cache.tables.far import Far, value_name
from playbook.engine.cache.tables.gates import Gates
from playbook.engine.cache.tables.holders import Web
from playbook.engine.cache.tables.merging import Making, Merged
from playbook.engine.cache.tables.table import Table

_PAUSE = 12  # answers that are laid out at once
_LITTLE = 16  # what is added is put into the table when it is more than this part of it
_LEAST = 1_000  # so many answers may be added to the smallest table


class Remembered:
    """The answers of an earlier run, by number, and those that are added in this one."""

    def __init__(
        self,
        table: Fetch | None = None,
        added: bytes = b"",
        fetch: Fetch = lambda _: None,
        name: str = "",
    ) -> None:
        """Make it of what `packed` and `large` gave, each found by name. Raises `Damaged`.

        `name` is that of the table; another one has another name.
        """
        self.name_of_table = name
        self._far = Far(fetch)
        self._table = Table(table) if table else Table()
        self._added = Additions()
        self._elsewhere: set[int] = set()  # of those that were added: the value was left before
        self._states: dict[int, State] = {}  # of those that were added, but for the clean ones
        self._web: Web | None = None  # of all answers
        self._is_touched = False
        self._is_new = table is None
        if added:
            self._take(added)
        self._doubtful = set(self._states)  # of those that were added, before this run
        self._unsure = bytes(self._table.states)  # of those in the table, before this run
        self._suspects: set[int] = set()
        self._gates = Gates(self.mark, self.digest, self._far_in_doubt)

    def _far_in_doubt(self) -> Iterator[int]:
        far = (at for at in self._table.unsettled() if self._table.mark(at) is Mark.FAR_GATE)
        for number in (*map(self._table.number, far), *self._states):
            if self.mark(number) is Mark.FAR_GATE and self.state(number) is not State.CLEAN:
                yield number

    def _take(self, data: bytes) -> None:
        self._added, self._states, self._elsewhere, states = unpack_added(data)
        if len(states) != len(self._table):
            message = "states of other answers"
            raise Damaged(message)
        self._table.states[:] = states

    @property
    def is_laid_out(self) -> bool:
        """Whether `lay_out` was done."""
        return self._web is not None

    def lay_out(self) -> Iterator[None]:
        """Note for each number who holds it, with a pause after every few answers.

        From then on an edit takes time for what it touches, not for all answers that there are.
        What happens in the pauses may take as many answers as it likes into the table.
        """
        while self._web is None:
            table, web = self._table, Web()
            for at in range(len(table)):
                web.take(table.number(at), table.answer(at))
                if at % _PAUSE == 0:
                    yield
                    if self._table is not table:
                        break
            else:
                for number, answer in self._added.items():
                    at = table.place(number)
                    known = (b"", b"") if at < 0 else table.answer(at)[2:4]
                    web.take(number, answer, known)
                self._web = web

    def __len__(self) -> int:
        """The number of answers."""
        return len(self._table) + len(self._added)

    @property
    def is_different(self) -> bool:
        """Whether there is anything that the earlier run did not leave."""
        return self._is_touched or bool(self._suspects)

    def find(self, number: int) -> Answer | None:
        """Return an answer, whether it holds or not; None if there is none."""
        if (added := self._added.find(number)) is not None:
            return added
        return self._table.answer(at) if (at := self._table.place(number)) >= 0 else None

    def digest(self, number: int) -> bytes | None:
        """Return the digest of an answer's value, whether it holds or not, or None."""
        if (added := self._added.digest(number)) is not None:
            return added
        return self._table.digest(at) if (at := self._table.place(number)) >= 0 else None

    def name(self, number: int) -> bytes | None:
        """Return the name of an answer, whether it holds or not, or None."""
        if (added := self._added.name(number)) is not None:
            return added
        return self._table.name(at) if (at := self._table.place(number)) >= 0 else None

    def mark(self, number: int) -> Mark:
        """Return the mark of an answer."""
        if (added := self._added.name(number)) is not None:
            return mark_of(added)
        return self._table.mark(at) if (at := self._table.place(number)) >= 0 else Mark.NONE

    def unsure(self) -> set[int]:
        """Return the answers that may not hold, or are not in the table, by number.

        Of all others it is sure, and they are what they were when the table was written.
        """
        return {*map(self._table.number, self._table.unsettled()), *self._added}

    def state(self, number: int) -> State:
        """Tell whether an answer still holds, as far as is known."""
        if number in self._added:
            return self._states.get(number, State.CLEAN)
        at = self._table.place(number)
        return State.DIRTY if at < 0 else self._table.state(at)

    def settle(self, number: int, state: State) -> None:
        """Say of an answer that may have changed whether it did."""
        if number in self._added:
            self._states[number] = state
        elif (at := self._table.place(number)) >= 0:
            self._table.settle(at, state)
        if state is State.CLEAN and self._web is not None:
            self._web.listen(number, self._calls)

    def relied_on(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield number and digest of what an answer relied on, as far as that may have changed.

        What nothing has touched in this run is as the answer saw it, if the answer held before.
        """
        seen = array("Q", self._calls(number))
        numbers, digests = seen[::2], seen[1::2]
        if self._was_doubtful(number):
            yield from zip(numbers, digests, strict=True)
        elif not self._suspects.isdisjoint(numbers):
            suspects = self._suspects
            yield from ((n, d) for n, d in zip(numbers, digests, strict=True) if n in suspects)

    def _was_doubtful(self, number: int) -> bool:
        """Tell whether it was not sure before this run that an answer holds, and is not yet."""
        if number in self._added:
            return number in self._doubtful
        return (at := self._table.place(number)) >= 0 and self._unsure[at] != State.CLEAN

    def add(self, answers: Iterable[tuple[int, Answer]]) -> None:
        """Add answers that hold; they take the place of those of the same number."""
        for number, answer in answers:
            before = self.find(number) if self._web is not None else None
            if mark_of(answer.name) is Mark.FAR_GATE:
                self._gates.know_all()
            if (name := self._name_of_large(number)) is not None:
                is_new = number in self._added and number not in self._elsewhere
                self._far.drop(name, is_new=is_new)
            self._added.put(number, answer)
            self._elsewhere.discard(number)
            self._states.pop(number, None)
            self._suspects.add(number)
            self._doubtful.discard(number)
            if self._web is not None:
                known = (before.questions, before.calls) if before else (b"", b"")
                self._web.take(number, answer, known)
                self._web.listen(number, self._calls)

    def touch(self, questions: Iterable[int], doubted: Iterable[int] = ()) -> set[int]:
        """Note that the answers to questions changed; return the numbers of all that may differ.

        `doubted` are answers of which the same is known otherwise. Those that were in doubt before
        need not be among what is returned.
        """
        changed = set(questions)
        self._suspects.update(doubted)
        if not changed or not len(self):
            return set()
        self._is_touched = True
        if self._web is None and self._is_full:
            self._merge()
        asking = self._asking(changed)
        self._suspects |= asking
        for number in asking:
            if self.state(number) is State.CLEAN:
                self._gates.owe(number)
            self.settle(number, State.DIRTY)
        if self._web is None:
            return asking | self._spread(self._gates.passed(asking))
        told = {*asking, *doubted}
        for number in self._web.gates & told:
            self._gates.owe(number)
        return asking | self._spread(told - self._web.gates)

    def _spread(self, changed: set[int]) -> set[int]:
        """Put in doubt all that rests on answers, but for what lies behind a gate."""
        if self._web is not None:
            return self._web.spread(changed, self._doubt)
        reached, front = set(changed), changed
        while front:
            front = self._relying(front) - reached
            reached |= front
            for number in front:
                self._doubt(number)
            front = self._gates.passed(front)
        return reached

    def owed(self, *, looked_at: bool = False, are_near: bool = False) -> dict[int, bytes]:
        """Return the gates whose doubt has not been passed on: number and digest before it.

        Either those that are to be looked at at once (`keeping.NEAR_GATES`), or the others. With
        `looked_at` only those that were computed since.
        """
        if not (looked_at or are_near):
            self._gates.know_all()
        owed = self._gates.owed(are_near=are_near)
        return {n: owed[n] for n in owed if not looked_at or self.state(n) is State.CLEAN}

    def pass_on(self, gates: Iterable[int], changed: set[int]) -> set[int]:
        """Note that gates were looked at, and which are other ones now; return as `touch` does."""
        self._gates.drop(gates)
        self._suspects |= changed
        return self._spread(changed) if changed else set()

    def _doubt(self, number: int) -> bool:
        """Put an answer in doubt; tell whether it held until now."""
        self._suspects.add(number)
        held = self.state(number) is State.CLEAN
        if held:
            self._gates.owe(number)
            self.settle(number, State.MAYBE)
        return held

    def _calls(self, number: int) -> bytes:
        if (added := self._added.calls(number)) is not None:
            return added
        return self._table.calls(at) if (at := self._table.place(number)) >= 0 else b""

    def _asking(self, questions: set[int]) -> set[int]:
        if self._web is not None:
            return self._web.asking(questions)
        found = self._added.asking(questions)
        return found.union(n for n in self._table.asking(questions) if n not in self._added)

    def _relying(self, answers: set[int]) -> set[int]:
        found = self._added.relying(answers)
        return found.union(n for n in self._table.relying(answers) if n not in self._added)

    @property
    def _is_full(self) -> bool:
        """Whether the answers that were added had better be put into the table."""
        return len(self._added) > max(_LEAST, len(self._table) // _LITTLE)

    def _merge(self) -> None:
        """Put the answers that were added into the table, where much is searched faster."""
        self._gates.know_all()
        self._far.keep(dict(self.large()))
        columns, table = self._merged(), self._table
        unsure = {table.number(at) for at, state in enumerate(self._unsure) if state}
        unsure = unsure - self._added.keys() | self._doubtful
        self._table = Table({name: make() for name, make in columns.items()}.get)
        self._unsure = bytes(n in unsure for n in map(self._table.number, range(len(self._table))))
        self._is_new, self.name_of_table = True, ""
        self._added = Additions()
        for held in (self._elsewhere, self._states, self._doubtful):
            held.clear()

    def _merged(self) -> dict[str, Making]:
        return Merged(self._table, self._added, self._elsewhere, self.state).columns()

    def packed(self) -> tuple[dict[str, Making] | None, bytes]:
        """Return a table's columns, and what is added to it; None for a table that stays.

        Large values are in neither.
        """
        if self._is_new or self._is_full:
            return self._merged(), b""
        states = bytes(self._table.states)
        return None, pack_added(self._added, self._states, self._elsewhere, states)

    def large(self) -> Iterator[tuple[str, bytes]]:
        """Yield the large values of the answers that were added in this run, by name."""
        yield from self._far.made().items()
        for number, answer in self._added.new.items():
            if answer.value is not None and answer.is_large:
                yield value_name(number, answer.digest), answer.value

    def names_of_dropped(self) -> Iterator[str]:
        """Yield the names of the large values that were wanted before this run and are not now."""
        yield from self._far.dropped(self._names_of_large_added())

    def _name_of_large(self, number: int) -> str | None:
        """Return the name under which the value of an answer is kept elsewhere, if it is."""
        if (added := self._added.find(number)) is not None:
            is_large = added.is_large or number in self._elsewhere
        else:
            at = self._table.place(number)
            is_large = at >= 0 and self._table.kept(at) == ELSEWHERE
        return value_name(number, self.digest(number) or b"") if is_large else None

    @property
    def names_of_table(self) -> Iterator[str]:
        """The names of what the table is made of."""
        return self._table.names

    def names_of_large(self) -> Iterator[str]:
        """Yield the names of all large values that are wanted by the next run."""
        for number, name in self._table.elsewhere():
            if number not in self._added:
                yield name
        yield from self._names_of_large_added()

    def _names_of_large_added(self) -> Iterator[str]:
        for number in self._elsewhere:
            yield value_name(number, self._added[number].digest)
        yield from (name for name, _ in self.large())

    def value(self, number: int) -> bytes | None:
        """Return the packed value of an answer; None where it is not kept, or lost."""
        if (added := self._added.find(number)) is not None:
            value = added.value
        else:
            value = self._table.value(at) if (at := self._table.place(number)) >= 0 else None
        if value is None and (name := self._name_of_large(number)):
            return self._far.value(name)
        return value
