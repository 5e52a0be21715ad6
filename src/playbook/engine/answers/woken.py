"""Which answers may have changed since somebody last asked for them."""

from collections.abc import Collection, Hashable

from playbook.engine.answers.node import Key
from playbook.engine.cache.keeping import Mark
from playbook.engine.cache.naming import key_of
from playbook.engine.cache.tables.remembered import Remembered


class Woken:
    """Keys of answers that may have changed, of the kinds `watched` (the first part of a key).

    What nobody follows is not noted: in a session of hours it would be all that there ever was.
    """

    def __init__(self, remembered: Remembered, watched: Collection[str]) -> None:
        self._remembered = remembered
        self._watched = watched
        self._keys: dict[Hashable, set[Key]] = {}
        self._kept: dict[int, Key] = {}

    def keep(self, number: int, key: Key) -> None:
        """Note that an answer of an earlier run was asked for."""
        self._kept[number] = key

    def note(self, key: Key) -> None:
        """Note that an answer may have changed."""
        if key[0] in self._watched:
            self._keys.setdefault(key[0], set()).add(key)

    def note_number(self, number: int) -> None:
        """Note it of an answer of an earlier run."""
        key = self._kept.pop(number, None)
        # Names are read of those alone that somebody may follow: most of many thousand are others.
        is_followed = key is None and self._remembered.mark(number) is Mark.FOLLOWED
        if is_followed and (name := self._remembered.name(number)):
            key = key_of(name, self._watched)
        if key is not None:
            self.note(key)

    def take(self, kind: Hashable) -> set[Key]:
        """Return the keys of a kind, and forget them."""
        return self._keys.pop(kind, set())
