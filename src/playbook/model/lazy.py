"""Values that are made when somebody asks for them."""

from collections.abc import Callable
from typing import Any


class Lazy:
    """A value that costs something to make, so that it is made when it is asked for.

    `kept` tells whether it is kept from then on; otherwise whoever asks again waits again, which
    suits large values that are asked for one after the other, such as whole documents.
    """

    __slots__ = ("_held", "_make", "kept")

    def __init__(self, make: Callable[[], Any], *, kept: bool = True) -> None:
        self._make: Callable[[], Any] | None = make
        self._held: Any = None
        self.kept = kept

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever is made
        """The value, made now if it has not been."""
        if self._make is None:
            return self._held
        made = self._make()
        if self.kept:
            self._held, self._make = made, None
        return made

    def __eq__(self, other: object) -> bool:
        """Compare what is made."""
        return self is other or valued(self) == valued(other)

    def __hash__(self) -> int:
        """Hash what is made."""
        return hash(self.value)


def valued(held: Any) -> Any:  # noqa: ANN401 - whatever is made
    """Return a value that may have been put off."""
    return held.value if type(held) is Lazy else held
