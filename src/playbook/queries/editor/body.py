"""Completion in the text of a document: references by id, links by path, headings."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from playbook.model.address import Address
from playbook.model.entry import Card
from playbook.model.link_target import Destination, parse_target
from playbook.model.relative_path import IN_MARKDOWN, relative_path
from playbook.model.view import View
from playbook.queries.editor.names import Name, card_of, choose, items_of, kind_names
from playbook.queries.editor.proposal import Completion, Desk, Sort
from playbook.queries.editor.region import in_code
from playbook.queries.editor.values import proposal_of

_REFERENCE = re.compile(r"\[\[([^\[\]|\n]*)\Z")
_LINK = re.compile(r"\]\(<?([^()\s<>]*)\Z")
_REST_OF_REFERENCE = re.compile(r"[^\[\]|\n]*")
_REST_OF_LINK = re.compile(r"[^()\s<>]*")


def complete_body(text: str, offset: int, desk: Desk) -> Completion:
    """Return what may be typed at an offset of the body."""
    line_start = text.rfind("\n", 0, offset) + 1
    before = text[line_start:offset]
    if "`" in before and before.count("`") % 2:
        return Completion()
    if (found := _REFERENCE.search(before)) and not in_code(text, offset):
        return _references(text, offset, found[1], desk)
    if (found := _LINK.search(before)) and not in_code(text, offset):
        return _links(text, offset, found[1], desk)
    return Completion()


def _references(text: str, offset: int, typed: str, desk: Desk) -> Completion:
    start, end = offset - len(typed), _end(_REST_OF_REFERENCE, text, offset)
    closing = "" if text.startswith(("]]", "|"), end) else "]]"[text.startswith("]", end) :]
    written, hash_mark, _ = typed.partition("#")
    if hash_mark:
        card = card_of(Address.parse(written), (), desk.view)
        names = [
            Name(f"{written}#{name.written}", name.title)
            for name in (items_of(card, desk.view) if card else ())
        ]
        chosen, complete = choose(names, typed)
    else:
        named, complete = choose(_every_document(typed, desk), typed)
        chosen = [_clear(name, desk.view) for name in named]
    proposals = (
        proposal_of(name, f"{name.written}{closing}", start, end, Sort.REFERENCE, _beside(name))
        for name in chosen
    )
    return Completion(tuple(proposals), complete)


def _beside(name: Name) -> str:
    return f"{name.title} · {name.card.kind}" if name.card else name.title


def _every_document(typed: str, desk: Desk) -> Iterator[Name]:
    """Yield every document by its id; with its kind where one was typed."""
    kind, colon, _ = typed.partition(":")
    for name in (kind,) if colon else kind_names(desk.view):
        for card in desk.view.cards(name):
            yield Name(card.address if colon else card.id, card.title, card)


def _clear(name: Name, view: View) -> Name:
    """Put the kind before an id that documents of several kinds have."""
    card = name.card
    if card is None or name.written != card.id or len(view.ask("id", card.id)) == 1:
        return name
    return Name(card.address, card.title, card)


def _links(text: str, offset: int, typed: str, desk: Desk) -> Completion:
    entry, view = desk.entry, desk.view
    if entry is None:
        return Completion()
    start, end = offset - len(typed), _end(_REST_OF_LINK, text, offset)
    closing = "" if text.startswith((")", ">", " "), end) else ")"
    path, hash_mark, _ = typed.partition("#")
    file = unquote(path) if hash_mark else ""
    if hash_mark:
        card = _linked(path, entry.path, view) if path else entry.card
        names = [
            Name(f"{file}#{name.written}", name.title)
            for name in (items_of(card, view) if card else ())
        ]
    else:
        names = list(_paths(entry.path, view))
        names += [Name(f"#{name.written}", name.title) for name in items_of(entry.card, view)]
    chosen, complete = choose(names, unquote(typed))
    proposals = (
        proposal_of(
            name,
            f"{_encoded(name, file)}{closing}",
            start,
            end,
            Sort.FILE if name.card else Sort.REFERENCE,
            _beside(name),
        )
        for name in chosen
    )
    return Completion(tuple(proposals), complete)


def _encoded(name: Name, file: str) -> str:
    """Return the address that a name stands for: a file, or behind the way to one a part of it."""
    if name.card:
        return quote(name.written, safe=IN_MARKDOWN)
    part = name.written.removeprefix(f"{file}#")
    return f"{quote(file, safe=IN_MARKDOWN)}#{quote(part, safe=IN_MARKDOWN)}"


def _paths(here: str, view: View) -> Iterator[Name]:
    """Yield the way from one document to every other."""
    folder = here.rpartition("/")[0]
    for kind in kind_names(view):
        for card in view.cards(kind):
            if card.path != here and card.url:
                yield Name(relative_path(folder, card.path), card.title, card)


def _linked(path: str, here: str, view: View) -> Card | None:
    target = parse_target(path, here)
    return view.at_path(target.path) if target.destination is Destination.FILE else None


def _end(rest: re.Pattern[str], text: str, offset: int) -> int:
    """Return where what is being typed ends, which may be behind the cursor."""
    found = rest.match(text, offset)
    return found.end() if found else offset
