"""What a file contributes to the playbook: a pure function of path, bytes and settings."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from playbook.engine.cache.documents.codec import pack_document, pack_rows
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.store import loose, small
from playbook.engine.files.theming import is_style_sheet, template_row, theme_rows
from playbook.engine.files.tree import TEXT_SUFFIXES
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Entry
from playbook.model.indexes import document_rows, rows_of_beginning
from playbook.model.page import Asset
from playbook.model.playbook import Row
from playbook.model.text import Source, blob_id, digest
from playbook.model.value import Value, replace
from playbook.reading.beginning import beginning
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode
from playbook.reading.source.pictures import PICTURES, picture_size
from playbook.rendering.plan import asset_row, entry_pages
from playbook.rendering.search.row import search_rows


class Place(Value, frozen=True):
    """What decides how a file is read: the kinds, the content folder, the theme."""

    library: Library
    theme: str

    def holds_document(self, path: str) -> bool:
        """Tell whether a file is a document, by its path."""
        return bool(self.documents((path,)))

    def documents(self, paths: Iterable[str]) -> set[str]:
        """Return those of many files that are documents."""
        content = f"{self.library.content}/"
        return {path for path in paths if path.endswith(".md") and path.startswith(content)}


class File(Value, frozen=True):
    """A file as read. `source` is None for files that are no text.

    `blob` is the id that git gives to the bytes of a document, "" for another file.
    """

    source: Source | None
    problems: tuple[Diagnostic, ...]
    asset: Asset
    blob: str = ""

    @classmethod
    def of(cls, path: str, data: bytes, known: str = "") -> "File":
        """Read a file's bytes, whose digest may be known already."""
        known = known or digest(data)
        text = path.endswith(TEXT_SUFFIXES) or is_style_sheet(path)
        source, problems = decode(path, data, known) if text else (None, ())
        blob = blob_id(data) if path.endswith(".md") else ""
        pixels = picture_size(data) if path.lower().endswith(PICTURES) else None
        return cls(source, problems, Asset(path, path, known, len(data), pixels), blob)


class Contribution(Value, frozen=True):
    """A file's rows; `entry` is the document that it is, `problems` what else is wrong with it."""

    rows: tuple[Row, ...]
    entry: Entry[Any] | None = None
    problems: tuple[Diagnostic, ...] = ()


def contribute(path: str, file: File, place: Place) -> Contribution:
    """Return what a file contributes, according to where it lies."""
    content = f"{place.library.content}/"
    if place.holds_document(path) and file.source:
        entry = parse(file.source, place.library)
        decoding = (Row("decoding", path, problem) for problem in file.problems)
        own = (*document_rows(entry), *_rows_of_kind(entry, place.library))
        return Contribution((*own, Row("blob", path, file.blob), *decoding), entry)
    if path.startswith(content):
        asset = replace(file.asset, url=path.removeprefix(content))
        rows = [Row("file", path, asset), asset_row("file", path)]
        if path.endswith(".csv") and file.source:
            rows.append(Row("text", path, file.source))
        return Contribution(tuple(rows), problems=file.problems)
    rows = list(theme_rows(path, file.source, file.asset, place.theme))
    rows += [asset_row("static", row.key) for row in rows if row.index == "static"]
    if template := template_row(path):
        rows.append(template)
    return Contribution(tuple(rows), problems=file.problems)


def contribute_beginning(path: str, file: File, place: Place) -> Packed | None:
    """Return those rows of a document that its beginning tells; None if it has to be read whole.

    They are the same as among all its rows, but those of the indexes `OF_ALL`.
    """
    if not place.holds_document(path) or not file.source or file.problems:
        return None
    first = beginning(file.source)
    entry = parse(first, place.library) if first else None
    if entry is None or place.library.kinds[entry.kind].reads_body:
        return None
    rows = (*rows_of_beginning(entry), *_rows_of_kind(entry, place.library))
    return _in_bytes((*rows, Row("blob", path, file.blob)), entry, lambda _: b"")


def packed(contribution: Contribution, *, is_pressed: bool = True) -> Packed | None:
    """Return a contribution as bytes; None for one that has to be made anew in every run.

    What is not pressed has its document as it is (`FileShelf.press`).
    """
    if contribution.problems:
        return None
    form = small if is_pressed else loose
    return _in_bytes(
        contribution.rows, contribution.entry, lambda entry: form(pack_document(entry))
    )


def _in_bytes(
    rows: Iterable[Row], entry: Entry[Any] | None, document: Callable[[Entry[Any]], bytes]
) -> Packed | None:
    try:
        return Packed(
            memoryview(pack_rows(rows, entry)), memoryview(document(entry) if entry else b"")
        )
    except (TypeError, UnicodeEncodeError):  # a lone surrogate out of an escape, for example
        return None


def _rows_of_kind(entry: Entry[Any], library: Library) -> Iterator[Row]:
    yield from library.kinds[entry.kind].rows(entry)
    yield from entry_pages(entry)
    yield from search_rows(entry)
