"""What a run leaves to the next one, and what it must have in common with it to be of use."""

from collections.abc import Iterable, Iterator
from typing import Any

from playbook.engine.cache.index import Index
from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.packing import fingerprint
from playbook.engine.cache.shelf import Seen
from playbook.engine.site import Settings
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.value import Value


class State(Value, frozen=True):
    """What a run leaves to the next one, besides what the files contributed and the answers.

    `reading` is the fingerprint of what decides how files are read. `premises` are the numbers of
    the questions that options and settings answer, each with the fingerprint of its answer. `added`
    is the digest of the answers that stand beside the table of all others.
    """

    reading: bytes
    seen: tuple[Seen, ...]
    index: Index
    premises: tuple[tuple[int, bytes], ...]
    added: str


NOTHING = State(b"", (), Index(), (), "")
"""What the first run finds."""


def reading_of(settings: Settings) -> bytes:
    """Return the fingerprint of what decides how files are read."""
    kinds = repr(settings.kinds)
    return fingerprint((settings.content_dir, settings.theme, kinds))


def premises(rows: Iterable[Row]) -> Iterator[tuple[int, bytes]]:
    """Yield number and fingerprint of the questions that rows of options and settings answer."""
    answers: dict[tuple[str, str], list[object]] = {}
    for row in rows:
        answers.setdefault((row.index, row.key), []).append((row.order, _plain(row.value)))
    for question, values in answers.items():
        yield number_of_question(question), fingerprint(values)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any answer
    """Return a kind without its functions: they are the program's, or follow from the settings."""
    if isinstance(value, Kind):
        return (value.name, value.plural, value.purpose, value.texts, value.statuses, value.example)
    return value if isinstance(value, str | int | float | tuple | type(None)) else repr(value)
