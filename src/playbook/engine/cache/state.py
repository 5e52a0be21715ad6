"""What a run leaves to the next one, and what it must have in common with it to be of use."""

from collections.abc import Iterable, Mapping
from typing import Any

from playbook.engine.cache.files import Piece
from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.packing import fingerprint
from playbook.model.diagnostic import Diagnostic
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.value import Value


class Settled(Value, frozen=True):
    """The findings of all documents that have some, by path; `unknown` are those not looked at.

    For every document that is not among these an answer is remembered that says the same.
    """

    findings: tuple[tuple[str, tuple[Diagnostic, ...]], ...] = ()
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, findings: Mapping[str, tuple[Diagnostic, ...]], known: set[str], unknown: set[str]
    ) -> "Settled":
        """Make it of findings by path, and documents of which they are known or not."""
        held = ((path, found) for path, found in findings.items() if found and path in known)
        return cls(tuple(sorted(held)), tuple(sorted(unknown)))


class Premises(Value, frozen=True):
    """What a run went out from besides its files.

    `reading` is the fingerprint of what decides how files are read; `answers` are the numbers of
    the questions that options and settings answer, each with the fingerprint of its answer.
    """

    reading: bytes = b""
    answers: tuple[tuple[int, bytes], ...] = ()


class Beside(Value, frozen=True):
    """Files that the index of rows does not have, with the numbers of their questions, by path.

    `words` are those whose words the index of words does not have.
    """

    rows: dict[str, bytes]
    words: tuple[str, ...] = ()


class State(Value, frozen=True):
    """What a run leaves to the next one, with the names under which it has left the rest."""

    premises: Premises = Premises()
    settled: Settled = Settled()
    files: tuple[Piece, ...] = ()
    beside: str = ""
    index: str = ""
    words: str = ""
    answers: str = ""
    added: str = ""


def premises_of(reading: bytes, rows: Iterable[Row]) -> Premises:
    """Return what a run goes out from; `rows` are those of its options and settings."""
    answers: dict[tuple[str, str], list[object]] = {}
    for row in rows:
        answers.setdefault((row.index, row.key), []).append((row.order, _plain(row.value)))
    return Premises(
        reading,
        tuple((number_of_question(asked), fingerprint(held)) for asked, held in answers.items()),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any answer
    """Return a kind without its functions: they are the program's, or follow from the settings."""
    if isinstance(value, Kind):
        return (value.name, value.plural, value.purpose, value.texts, value.statuses, value.example)
    return value if isinstance(value, str | int | float | tuple | type(None)) else repr(value)
