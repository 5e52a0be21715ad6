"""Gates in doubt: answers whose doubt goes no further until it is known whether they changed."""

from collections.abc import Callable, Iterable, Mapping

from playbook.engine.cache.keeping import Mark


class Gates:
    """Gates whose doubt has not been passed on: by number, the digest that each had before it.

    `mark` and `digest` tell of an answer by its number. `left` gives the far gates that are in
    doubt, those too that earlier runs left so; whoever wants none of what rests on them, as a
    check, does without.
    """

    def __init__(
        self,
        mark: Callable[[int], Mark],
        digest: Callable[[int], bytes | None],
        left: Callable[[], Iterable[int]],
    ) -> None:
        self._mark, self._digest, self._left = mark, digest, left
        self._is_all_known = False
        self._far: dict[int, bytes] = {}
        self._near: dict[int, bytes] = {}

    def owe(self, number: int) -> None:
        """Note an answer that is put in doubt, if it is a gate."""
        if (mark := self._mark(number)).is_gate:
            owed = self._near if mark is Mark.NEAR_GATE else self._far
            owed.setdefault(number, self._digest(number) or b"")

    def know_all(self) -> None:
        """Note what earlier runs left in doubt: before it is another answer, or is wanted."""
        if not self._is_all_known:
            self._is_all_known = True
            for number in self._left():
                self.owe(number)

    def owed(self, *, are_near: bool) -> Mapping[int, bytes]:
        """Return those that are to be looked at at once, or the others, as far as is known."""
        return self._near if are_near else self._far

    def passed(self, answers: set[int]) -> set[int]:
        """Return those of some answers whose doubt concerns what rests on them already."""
        far = Mark.FAR_GATE
        return {n for n in answers if n not in self._near and self._mark(n) is not far}

    def drop(self, numbers: Iterable[int]) -> None:
        """Note that the doubt of gates was passed on, or that they hold."""
        for number in numbers:
            self._far.pop(number, None)
            self._near.pop(number, None)
