"""The rows that every document contributes, whatever its kind."""

from collections.abc import Iterator
from typing import Any

from playbook.model.acronyms import find_acronyms
from playbook.model.address import Address, document_key
from playbook.model.body import LinkSyntax, Prose
from playbook.model.composed import composed
from playbook.model.entry import Backlink, Entry
from playbook.model.keys import path_key, place_key, reference_key
from playbook.model.link_target import LinkTarget, parse_target
from playbook.model.playbook import Row
from playbook.model.record import held_by
from playbook.model.text import digest
from playbook.model.words import numbers_of_words, part_of_all

MAX_CONTEXT = 240

OF_FILE = frozenset({"entry", "heading", "headings", "acronyms", "words"})
"""Indexes of `rows_of_all` in which a key is a file's path, or a place in it: no other has rows."""

OF_ALL = OF_FILE | {"backlinks", "acronym"}
"""All indexes of `rows_of_all`."""


def document_rows(entry: Entry[Any]) -> Iterator[Row]:
    """Yield what others may ask of a document."""
    yield from rows_of_beginning(entry)
    yield from rows_of_all(entry)


def rows_of_beginning(entry: Entry[Any]) -> Iterator[Row]:
    """Yield what others may ask that is known from the beginning of a document.

    That is its front matter, its title and its first paragraph.

    `card`, `record` and `path` hold it, `document` tells that a file holds one; `kind` and `id`
    list it, `documents` lists its file, in parts (`part_of_all`); `fingerprint` is the digest of
    its text, `formerly` its old names, `drafts` are the files of all drafts, `backlinks` what its
    front matter refers to, `heirs` the documents that supersede it. `half-read` tells of a document
    and of its kind that more may stand in it, `status-unread` that its status is none of its
    kind's.
    """
    card = entry.card
    order = (card.id, card.path)
    yield Row("card", card.address, card, order)
    # Equal records may have their keys in another order, which a page shows.
    yield Row("record", card.address, entry.record, (*order, digest(repr(entry.data))))
    yield Row("fingerprint", card.path, entry.source.digest, order)
    yield Row("path", card.path, card, order)
    yield Row("document", card.path, value=True)
    yield Row("documents", part_of_all(card.path), card.path, (card.path,))
    yield Row("kind", card.kind, card, order)
    yield Row("id", card.id, card, (card.kind, *order))
    if card.draft:
        yield Row("drafts", "", card.path, order)
    if entry.half_read:
        yield Row("half-read", card.address, card, order)
        yield Row("half-read", card.kind, card, order)
    if entry.status_unread:
        yield Row("status-unread", card.address, card, order)
    for old in entry.record.former_ids:
        yield Row("formerly", document_key(card.kind, old), card, order)
    yield from _front_matter_links(entry)


def rows_of_all(entry: Entry[Any]) -> Iterator[Row]:
    """Yield what others may ask that is not known before all of a document was read.

    `entry` holds it; `heading` and `headings` are its anchors, `backlinks` what its body refers to,
    `acronym` the files in which one is used, `acronyms` those of a file, `words` the numbers of all
    its words.
    """
    card = entry.card
    order = (card.id, card.path)
    yield Row("entry", card.path, entry, order)
    for heading in entry.body.headings:
        yield Row("heading", place_key(card.path, heading.slug), heading, order)
    yield Row("headings", card.path, tuple(h.slug for h in entry.body.headings), order)
    acronyms = tuple(dict.fromkeys(found.text for found in find_acronyms(entry.body.blocks)))
    for acronym in acronyms:
        yield Row("acronym", acronym, card.path, order)
    if acronyms:
        yield Row("acronyms", card.path, acronyms, order)
    yield Row("words", card.path, numbers_of_words(_texts(entry)), order)
    yield from _body_links(entry)


def _texts(entry: Entry[Any]) -> Iterator[str]:
    """Yield all that may hold words of the glossary: as authors wrote it, and in pages."""
    yield composed(entry.source.text[: entry.body_start])
    for block in entry.body.blocks:
        yield from (prose.text for prose in block.plain)
        yield from (piece.text for piece in block.pieces if isinstance(piece, Prose))


def _front_matter_links(entry: Entry[Any]) -> Iterator[Row]:
    order = (entry.address, entry.path)
    for reference in entry.references:
        address = reference.address
        target = reference_key(address)
        link = Backlink(
            entry.address, reference.field, _sentence(entry, reference.path), address.item, ""
        )
        yield Row("backlinks", target, link, order)
        if reference.field == "supersedes":
            yield Row("heirs", target, entry.address, order)


def _sentence(entry: Entry[Any], path: tuple[str | int, ...]) -> str:
    """Return the words beside a reference: those of the list item that holds it."""
    held: Any = entry.record
    words = ""
    for step in path[:-1]:
        held = _step(held, step)
        for name in ("what", "does", "risk", "do", "lesson", "issue"):
            said = held_by(held, name, "")
            words = said if isinstance(said, str) and said else words
    return words[:MAX_CONTEXT]


def _step(held: Any, step: str | int) -> Any:  # noqa: ANN401 - any value of a record
    if isinstance(held, tuple) and isinstance(step, int):
        return held[step] if step < len(held) else None
    if isinstance(held, dict):
        return held.get(step)
    if isinstance(step, str):
        return held_by(held, step) or held_by(held, f"{step}_")
    return None


def _body_links(entry: Entry[Any]) -> Iterator[Row]:
    order = (entry.address, entry.path)
    for link in entry.body.links:
        if link.syntax is LinkSyntax.IMAGE:
            continue
        target, item = _key(entry, link.target, link.syntax)
        if target:
            row = Backlink(entry.address, "body", link.context, item, link.section)
            yield Row("backlinks", target, row, order)


def _key(entry: Entry[Any], written: str, syntax: LinkSyntax) -> tuple[str, str]:
    if syntax is LinkSyntax.REFERENCE:
        address = Address.parse(written)
        return reference_key(address), address.item
    target: LinkTarget = parse_target(written, entry.path)
    if target.path and target.path != entry.path:
        return path_key(target.path), target.fragment
    return "", ""
