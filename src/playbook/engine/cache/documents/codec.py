"""Documents, rows and answers as bytes, and back.

`msgspec` writes and reads them in compiled code, and checks on reading that every value has its
type. What has no type here (the front matter) travels as the plain data it was made of.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import accumulate
from typing import Any, NamedTuple

from msgspec import Raw
from msgspec.msgpack import Decoder

from playbook.engine.cache.naming import number_of_question
from playbook.engine.cache.packing import Damaged, pack
from playbook.kinds.debrief import LearntLesson
from playbook.kinds.right import Rung
from playbook.model.body import Body, Heading
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Backlink, Card, Entry, Mark, Reference
from playbook.model.label import Label, TermLabels, TermWord
from playbook.model.lazy import Lazy, valued
from playbook.model.matrix import ScoreTable
from playbook.model.page import Asset, ListedPage, Page, Template
from playbook.model.playbook import Order, Question, Row
from playbook.model.record import Path, Record
from playbook.model.text import Source
from playbook.model.tree import Tree
from playbook.model.value import Value
from playbook.reading.parse import Library

ENTRY, RECORD, TEXT = "entry", "record", "text"
"""Indexes whose values have no form in bytes of their own: they are made of other things."""

ROW_VALUES: Mapping[str, Any] = {
    "acronym": str,
    "acronyms": tuple[str, ...],
    "assets": tuple[str, str],
    "backlinks": Backlink,
    "blob": str,
    "decoding": Diagnostic,
    "document": bool,
    "documents": str,
    "drafts": str,
    "file": Asset,
    "fingerprint": str,
    "glossary": TermWord,
    "heading": Heading,
    "headings": tuple[str, ...],
    "heirs": str,
    "item": str,
    "ladder": Rung,
    "labels": TermLabels,
    "lesson-word": LearntLesson,
    "matrix": ScoreTable,
    "metric-title": str,
    "node": str,
    "page": Page,
    "pages": ListedPage,
    "search": tuple[str, str],
    "static": Asset,
    "style-sheet": str,
    "template": Template,
    "term-word": TermWord,
    "tree": Tree,
    "words": bytes,
}
"""What the values of an index are, for the indexes whose values are not the document's card."""

LABELS = frozenset({"label", "avoid"})
"""Indexes of words that a kind names when it makes rows; their values are `Label`s."""


class _PackedRow(Value, frozen=True):
    """A row; `order` counts in the orders of its file, of which there are few."""

    index: str
    key: str
    value: Raw
    order: int


class _HeldRow(Value, frozen=True):
    """A row that is to be packed, in the form in which it is read."""

    index: str
    key: str
    value: Any
    order: int


class PackedRows(Value, frozen=True):
    """A file's rows, in which those under one question are found without reading the others.

    `numbers` are those of the questions under which there are rows, sorted, eight bytes each, and
    `ends` where in `parts` the rows under each of them end, four bytes each.
    """

    numbers: memoryview
    ends: memoryview
    orders: tuple[Order, ...]
    card: Raw
    parts: memoryview


class _PackedText(Value, frozen=True):
    path: str
    text: str
    digest: str


class _PackedDocument(Value, frozen=True):
    source: _PackedText
    kind: str
    id: str
    title: str
    data: Raw
    body: Body
    references: tuple[Reference, ...]
    marks: tuple[tuple[Path, Mark], ...]
    card: Card
    body_start: int
    problems: tuple[Diagnostic, ...]


_read_rows = Decoder(PackedRows).decode
_read_part = Decoder(tuple[_PackedRow, ...]).decode
_read_card = Decoder(Card | None).decode
_read_document = Decoder(_PackedDocument).decode
_read_record = Decoder(tuple[str, dict[str, Any]]).decode
_read_findings = Decoder(tuple[Diagnostic, ...]).decode


@cache
def _reader(index: str) -> Callable[[bytes], Any]:
    if index == TEXT:
        read_text = Decoder(_PackedText).decode
        return lambda data: _source(read_text(data))
    read: Callable[[bytes], Any] = Decoder(Label if index in LABELS else ROW_VALUES[index]).decode
    return read


class Front(NamedTuple):
    """Front matter: checked, and as the plain data it was made of."""

    record: Record
    plain: dict[str, Any]


class Whole(NamedTuple):
    """What gives the values of a file's rows that are large, or the same in many of them.

    `document` gives the document that they are about, `card` its card, and `front` its front matter
    out of plain data (`front_of`).
    """

    document: Callable[[], Entry[Any]]
    card: Callable[[], Card | None]
    front: Callable[[bytes], Front]


def pack_rows(rows: Iterable[Row], entry: Entry[Any] | None = None) -> bytes:
    """Return a file's rows as bytes; `entry` is the document that they are about.

    Rows without a document of their own may hold one card at the most: that of a template.
    """
    rows = tuple(rows)
    card = entry.card if entry else _card_in(rows)
    orders: dict[Order, int] = {}
    by_number: dict[int, list[_HeldRow]] = {}
    for row in rows:
        order = orders.setdefault(row.order, len(orders))
        held = _HeldRow(row.index, row.key, _packable(row, entry, card), order)
        by_number.setdefault(number_of_question((row.index, row.key)), []).append(held)
    numbers = sorted(by_number)
    parts = [pack(by_number[number]) for number in numbers]
    return pack(
        PackedRows(
            memoryview(array("Q", numbers)),
            memoryview(array("I", accumulate(map(len, parts)))),
            tuple(orders),
            Raw(pack(card)),
            memoryview(b"".join(parts)),
        )
    )


def open_rows(data: bytes | memoryview) -> PackedRows:
    """Return a file's rows, of which nothing is read yet. Raises `Damaged`."""
    held = _read_rows(data)
    if len(held.numbers) % 8 or len(held.numbers) != 2 * len(held.ends):
        message = "rows and their places are not of one number"
        raise Damaged(message)
    return held


def card_of(packed: PackedRows) -> Card | None:
    """Return the card of what a file's rows are about. Raises `Damaged`."""
    card: Card | None = _read_card(packed.card)
    return card


def _card_in(rows: Iterable[Row]) -> Card | None:
    return next((row.value for row in rows if isinstance(row.value, Card)), None)


def _packable(row: Row, entry: Entry[Any] | None, card: Card | None) -> Any:  # noqa: ANN401 - any row's
    """Return what is packed for the value of a row."""
    if row.index == ENTRY:
        return None
    if row.index == RECORD and entry:
        return (entry.kind, entry.data)
    if row.index == TEXT:
        return _packed_text(valued(row.value))
    if card is not None and row.value is card:
        return None
    if row.index not in ROW_VALUES and row.index not in LABELS:
        message = f"what the values of “{row.index}” are is not known, so they could not be read"
        raise LookupError(message)
    return valued(row.value)


def unpack_rows(packed: PackedRows, whole: Whole) -> tuple[Row, ...]:
    """Return a file's rows; values are read when they are asked for. Raises `Damaged`."""
    return tuple(
        _row(row, packed, whole)
        for at in range(len(packed.numbers) // 8)
        for row in _part(packed, at)
    )


def unpack_part(
    packed: PackedRows, question: Question, whole: Callable[[], Whole]
) -> tuple[Row, ...]:
    """Return those of a file's rows that are found under one question, read. Raises `Damaged`.

    It is asked for some tens of times for each document.
    """
    numbers, number = packed.numbers.cast("Q"), number_of_question(question)
    at = bisect_left(numbers, number)
    if at == len(numbers) or numbers[at] != number:
        return ()
    index, key = question
    read = _reader(index) if index in ROW_VALUES or index in _OTHERS else None
    return tuple(
        Row(
            index,
            key,
            _held(row, whole()) if read is None else read(row.value),
            packed.orders[row.order],
        )
        for row in _part(packed, at)
        if row.key == key and row.index == index  # two questions may have one number
    )


def _part(packed: PackedRows, at: int) -> tuple[_PackedRow, ...]:
    ends = packed.ends.cast("I")
    return _read_part(packed.parts[ends[at - 1] if at else 0 : ends[at]])


def _row(row: _PackedRow, packed: PackedRows, whole: Whole) -> Row:
    if row.index in ROW_VALUES or row.index in _OTHERS:
        held: Any = Lazy(partial(_reader(row.index), row.value))
    else:
        held = _held(row, whole)
    return Row(row.index, row.key, held, packed.orders[row.order])


def _held(row: _PackedRow, whole: Whole) -> Any:  # noqa: ANN401 - a card, or what is made later
    """Return the value of a row that is made of other things than its bytes."""
    if row.index == ENTRY:
        return Lazy(whole.document, kept=False)
    if row.index == RECORD:
        return Lazy(lambda: whole.front(bytes(row.value)).record, kept=False)
    return whole.card()


_OTHERS = LABELS | {TEXT}


def front_of(data: bytes, library: Library) -> Front:
    """Make front matter anew of the plain data that was packed."""
    kind, plain = _read_record(data)
    return Front(library.kinds[kind].record.model_validate(plain), plain)


def pack_document(entry: Entry[Any]) -> bytes:
    """Return a document as bytes."""
    return pack(
        _PackedDocument(
            _packed_text(entry.source),
            entry.kind,
            entry.id,
            entry.title,
            Raw(pack((entry.kind, entry.data))),
            entry.body,
            entry.references,
            tuple(entry.marks.items()),
            entry.card,
            entry.body_start,
            entry.problems,
        )
    )


def unpack_document(data: bytes, front: Callable[[bytes], Front]) -> Entry[Any]:
    """Return a document. Raises `Damaged`.

    `front` gives its front matter (`front_of`), which others may have asked for by itself.
    """
    held = _read_document(data)
    record, plain = front(bytes(held.data))
    return Entry(
        source=_source(held.source),
        kind=held.kind,
        id=held.id,
        record=record,
        title=held.title,
        body=held.body,
        references=held.references,
        marks=dict(held.marks),
        card=held.card,
        body_start=held.body_start,
        problems=held.problems,
        data=plain,
    )


def _packed_text(source: Source) -> _PackedText:
    return _PackedText(source.path, source.text, source.digest)


def _source(held: _PackedText) -> Source:
    return Source(held.path, held.text, held.digest)


def unpack_findings(data: bytes) -> tuple[Diagnostic, ...]:
    """Return findings. Raises `Damaged`."""
    return _read_findings(data)
