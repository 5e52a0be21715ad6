"""A document's life as the rules look at it: its states, and what changed from one to the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from playbook.kinds.computed.meaning import Meaning, raw_text, record_meaning, text_meaning
from playbook.kinds.computed.naming import listing
from playbook.model.entry import Entry
from playbook.model.history import History, Version
from playbook.model.view import View
from playbook.rules.versions.names import names_in_text, names_of_today

_NAMED_IN_WORDS = " "
"""What the names of parts of the text have in them, and those of fields do not."""


@dataclass(frozen=True)
class Life:
    """The states of a document, oldest first; the last is the document as it is now.

    What is not committed counts as the newest state. States are counted from 0; `last` is the
    number of the newest.
    """

    now: Entry[Any]
    view: View
    history: History
    today: date
    _meanings: dict[int, Meaning] = field(default_factory=dict, compare=False)

    @property
    def is_committed(self) -> bool:
        """Tell whether the document is what was last committed."""
        return self.view.is_as_committed(self.now.path, self.history)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The states that were committed."""
        return self.history.versions

    @property
    def last(self) -> int:
        """The number of the newest state."""
        return len(self.versions) - self.is_committed

    def day(self, number: int) -> date:
        """Return the day on which a state came about."""
        return self.versions[number].day if number < len(self.versions) else self.today

    def front(self, number: int) -> Entry[Any]:
        """Return a state, of which only the front matter may be looked at.

        A state that could not be read says nothing: what held before it went on.
        """
        return self._front(self._readable(number))

    def then(self, number: int) -> Entry[Any]:
        """Return a state as the whole document that it was."""
        number = self._readable(number)
        return self.now if number == self.last else self.view.then(self.versions[number])

    def meaning(self, number: int) -> Meaning:
        """Return what bound in a state, in the names that teams and documents have today."""
        known = self._meanings.get(number)
        if known is None:
            front = self.front(number)
            known = {**record_meaning(front), **self._text(number)}
            if number != self.last and known != self.meaning(self.last):
                names = names_of_today(front, self.view)
                known = {**known, **record_meaning(front, names)} if names else known
                known = {**known, **self._text_today(number)}
            self._meanings[number] = known
        return known

    def _text(self, number: int) -> Meaning:
        """Return what the text said that bound, read only where it is not what it is now."""
        number = self._readable(number)
        front, raw = self._front(number), self._raw(number)
        if front.kind == self.now.kind and raw is not None and raw == self._raw(self.last):
            return text_meaning(self.now)
        return text_meaning(self.then(number))

    def _text_today(self, number: int) -> Meaning:
        """Return what the text said where it would call what it refers to otherwise today."""
        front, raw = self.front(number), self._raw(self._readable(number))
        if front.kind == self.now.kind and raw is not None and "[[" not in raw:
            return {}
        then = self.then(number)
        names = names_in_text(then, self.view)
        return text_meaning(replace(then, body=then.body.renamed(names))) if names else {}

    def _raw(self, number: int) -> str | None:
        front = self._front(number)
        text = self.now.source.text if number == self.last else self._said(number)
        return raw_text(front.kind, text[front.body_start :])

    def _said(self, number: int) -> str:
        """Return the text of a state that was committed; today's if git cannot tell any more."""
        said = self.view.said(self.now.path) or (self.now.source,) * len(self.versions)
        return said[number].text

    def newest_before(self, day: date, *, least: int = 0) -> int:
        """Return the number of the last state that came about before a day, at least `least`."""
        numbers = range(self.last, least, -1)
        return next((number for number in numbers if self.day(number) < day), least)

    def newest_until(self, day: date, *, least: int = 0) -> int:
        """Return the number of the last state that came about on a day or before it."""
        numbers = range(self.last, least, -1)
        return next((number for number in numbers if self.day(number) <= day), least)

    def changes(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the states after `start` whose meaning differs from the one before.

        They come newest first, so that who wants the newest reads no older versions.
        """
        after = self.meaning(end)
        for number in range(end, start, -1):
            before = self.meaning(number - 1)
            if before != after:
                yield number
            after = before

    def _readable(self, number: int) -> int:
        while number and number != self.last and _is_unread(self._front(number)):
            number -= 1
        return number

    def _front(self, number: int) -> Entry[Any]:
        if number == self.last:
            return self.now
        version = self.versions[number]
        own = self.now.source.text[: self.now.body_start]
        if own and version.path == self.now.path and self._said(number).startswith(own):
            return self.now
        return self.view.front_then(version)


def life(entry: Entry[Any], view: View) -> Life | None:
    """Return a document's life; None where nothing is known of it, or what is known came later.

    What was committed after the day that is taken for today is not judged: a check as of an
    earlier day does not see the future.
    """
    history = view.history(entry.path)
    if history is None:
        return None
    newest = history.last.day
    today = view.as_of
    if today is not None and newest > today:
        return None
    return Life(entry, view, history, max(today or newest, newest))


def _is_unread(front: Entry[Any]) -> bool:
    return any(problem.code == "text/yaml-error" for problem in front.problems)


def in_words(parts: Iterable[str]) -> str:
    """Name parts of a document as they stand in a sentence: “`from` and the terms”."""
    return listing([part if _NAMED_IN_WORDS in part else f"`{part}`" for part in parts])
