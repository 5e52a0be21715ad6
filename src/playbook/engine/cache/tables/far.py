"""Large values: they lie under names of their own, and are read when somebody wants them."""

from collections.abc import Callable, Iterable, Iterator, Mapping


class Far:
    """The large values of an earlier run, and those of this one; `fetch` gives one by its name."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch
        self._made: dict[str, bytes] = {}  # in this run, of answers that are in the table already
        self._dropped: set[str] = set()  # names of those whose place others have taken

    def value(self, name: str) -> bytes | None:
        """Return a value by its name; None if it is lost."""
        return self._made.get(name) or self._fetch(name)

    def keep(self, values: Mapping[str, bytes]) -> None:
        """Keep values of this run, by name."""
        self._made.update(values)

    def made(self) -> Mapping[str, bytes]:
        """Return the values that were kept in this run, by name."""
        return self._made

    def drop(self, name: str, *, is_new: bool) -> None:
        """Let go of a value whose place another one takes; `is_new` if this run has made it."""
        if self._made.pop(name, None) is None and not is_new:
            self._dropped.add(name)

    def dropped(self, wanted: Iterable[str | None]) -> Iterator[str]:
        """Yield the names of values that were wanted before this run and are not now."""
        if self._dropped:
            yield from self._dropped.difference(wanted)


def value_name(number: int, digest: bytes) -> str:
    """Return the name under which an answer's value is kept elsewhere."""
    return f"value:{number:016x}{digest.hex()}"
