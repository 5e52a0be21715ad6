"""Names of documents: each has its own, and it works on every system."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from playbook.kinds.tree import DecisionTree
from playbook.model.address import document_key
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Card, Entry
from playbook.model.keys import place_key
from playbook.model.location import ID_PATTERN, is_device, is_index, plain_name, stem_of
from playbook.model.page import Asset, Page
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_SHOWN = frozenset({"document", "node"})
"""Pages that show something; a redirect of the same address is reported where it is asked for."""


@rule("id/clash", Severity.ERROR)
def clash(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Two documents have one name."""
    same: tuple[Card, ...] = view.ask("card", entry.address)
    others = [card for card in same if card.path != entry.path and card.url]
    if others:
        message = f"“{others[0].path}” is the {entry.kind} “{entry.id}” too"
        yield Finding(entry.heading, message, "rename one of the two files", _places(others))
    elif twin := _same_page(entry, view):
        message = f"the address “{entry.card.url}” is also that of {twin}"
        yield Finding(entry.heading, message, "rename this file")
    for index, old in enumerate(entry.record.former_ids):
        yield from _former_name_taken(entry, index, old, view)
    if isinstance(entry.record, DecisionTree):
        yield from _former_node_still_there(entry, entry.record, view)


@rule("id/invalid", Severity.ERROR)
def invalid(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A name cannot be used everywhere."""
    name = stem_of(entry.path)
    wrong = _wrong_name(entry.kind, name) or _wrong_path(entry.path)
    if wrong:
        yield Finding(entry.heading, wrong, _better(entry.kind, name))
    elif twin := _folded_twin(entry, view):
        message = f"some systems cannot tell “{entry.path}” from “{twin}”"
        related = (Related(Span(twin, 0, 0), "the other one"),)
        yield Finding(entry.heading, message, "rename one of the two files", related)
    for index, old in enumerate(entry.record.former_ids):
        wrong = _wrong_name(entry.kind, old) or _wrong_path(old)
        if wrong:
            yield Finding(entry.at("formerly", index), wrong, "write the id the document had")


def _places(cards: list[Card]) -> tuple[Related, ...]:
    return tuple(Related(Span(card.path, 0, 0), "the other one") for card in cards)


def _same_page(entry: Entry[Any], view: View) -> str:
    """Name what else would be shown at a document's address, or return ""."""
    pages: tuple[Page, ...] = view.ask("page", entry.card.url)
    for page in pages:
        if not page.source and not is_index(entry.path):
            return "a page that every playbook has"
        if page.source not in {"", entry.path} and page.view in _SHOWN:
            return f"“{page.source}”"
    file: Asset | None = view.first("file", f"{view.setting('content_dir')}/{entry.card.url}")
    return f"“{file.path}”" if file else ""


def _former_name_taken(entry: Entry[Any], index: int, old: str, view: View) -> Iterator[Finding]:
    span = entry.at("formerly", index)
    if old == entry.id:
        yield Finding(span, f"“{old}” is what this document is called now", "take it out")
        return
    address = document_key(entry.kind, old)
    now = view.card(address)
    if now:
        message = f"“{old}” is the name of another {entry.kind}: “{now.title}”"
        hint = "take it out: old links lead to the document that has the name now"
        yield Finding(span, message, hint, _places([now]))
        return
    heirs: tuple[Card, ...] = view.ask("formerly", address)
    others = [card for card in heirs if card.path != entry.path]
    if others:
        message = f"“{others[0].title}” says that it was called “{old}” too"
        yield Finding(span, message, "keep it in one of the two", _places(others))


def _former_node_still_there(
    entry: Entry[Any], tree: DecisionTree, view: View
) -> Iterator[Finding]:
    for old in tree.formerly_nodes:
        if view.ask("node", place_key(entry.path, old)):
            message = f"“{old}” is what a node of this tree is called now"
            hint = "take it out: old links lead to the node that has the name now"
            yield Finding(entry.at("formerly", old, key=True), message, hint)


def _wrong_name(kind: str, identifier: str) -> str:
    if kind != "page" and not ID_PATTERN.fullmatch(identifier):
        return f"“{identifier}” cannot be an id: at most 63 of a–z, 0–9 and “-”, no “-” first"
    return ""


def _wrong_path(path: str) -> str:
    for part in path.split("/"):
        if is_device(part):
            return f"Windows keeps the name “{part.partition('.')[0]}” for a device"
        if found := _NOT_IN_NAMES.search(part):
            return f"“{found[0]}” cannot stand in a file’s name on Windows"
        if not part.strip(". ") or part != part.strip(" ") or part.endswith("."):
            return f"“{part}” cannot be a file’s name on every system"
    return ""


def _better(kind: str, identifier: str) -> str:
    plain = plain_name(identifier)
    if kind != "page" and plain and plain != identifier:
        return f"rename the file to “{plain}.md”"
    return "rename the file"


def _folded_twin(entry: Entry[Any], view: View) -> str:
    """Return the path of another document whose path differs only by case or composition.

    Of two such at least one is not in its folded form, and only that one asks.
    """
    folded = _folded(entry.path)
    if folded == entry.path:
        return ""
    twins: tuple[str, ...] = view.call(_twins, folded)
    return next((path for path in twins if path != entry.path), "")


def _twins(view: View, folded: str) -> tuple[str, ...]:
    """Return the documents of one folded path, if they are several; it comes first if it is one."""
    found = view.call(_paths_by_fold).get(folded, ())
    return tuple(sorted(found, key=lambda path: (path != folded, path)))


def _paths_by_fold(view: View) -> dict[str, tuple[str, ...]]:
    """Return the paths of documents that fold to the same, by what they fold to."""
    found: dict[str, tuple[str, ...]] = {}
    for part in PARTS_OF_ALL:  # a list of files, which no edit of one makes anew
        for path in view.ask("documents", part):
            folded = _folded(path)
            found[folded] = (*found.get(folded, ()), path)
    return {folded: paths for folded, paths in found.items() if len(paths) > 1}


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()
