"""Gates in doubt: answers whose doubt goes no further until it is known whether they changed."""

from collections.abc import Iterable, Mapping

from playbook.engine.cache.keeping import Mark


class Gates:
    """Gates whose doubt has not been passed on: by number, the digest that each had before it."""

    def __init__(self) -> None:
        self._far: dict[int, bytes] = {}
        self._near: dict[int, bytes] = {}

    def owe(self, number: int, mark: Mark, digest: bytes) -> None:
        """Note a gate that was put in doubt."""
        owed = self._near if mark is Mark.NEAR_GATE else self._far
        owed.setdefault(number, digest)

    def owed(self, *, are_near: bool) -> Mapping[int, bytes]:
        """Return those that are to be looked at at once, or the others."""
        return self._near if are_near else self._far

    def without(self, numbers: set[int]) -> set[int]:
        """Return those of some answers that are none of these."""
        return numbers - self._far.keys() - self._near.keys()

    def drop(self, numbers: Iterable[int]) -> None:
        """Note that the doubt of gates was passed on, or that they hold."""
        for number in numbers:
            self._far.pop(number, None)
            self._near.pop(number, None)
