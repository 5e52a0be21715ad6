"""From which state of the preview on an address has the bytes that it has now."""

from dataclasses import dataclass, field

_MOST = 4096
"""So many addresses are held, those asked for last: many times what open windows show."""


@dataclass
class Prints:
    """What addresses held when they were last asked for, each with the state it has held since.

    An address asked for long ago is forgotten. Asked for again it counts as changed now: a window
    that shows it is loaded once more than needed, and never once too seldom.
    """

    _held: dict[str, tuple[str, int]] = field(default_factory=dict)

    def note(self, url: str, print_: str, revision: int) -> None:
        """Note the digest of what an address holds in a state."""
        print_before, since = self._held.pop(url, ("", revision))
        self._held[url] = (print_, since if print_before == print_ else revision)
        if len(self._held) > _MOST:
            del self._held[next(iter(self._held))]

    def since(self, url: str) -> int:
        """Return the state since which an address, just noted, holds what it does."""
        return self._held[url][1]
