"""A glossary in one file → terms."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from posixpath import normpath

from playbook.model.body import Link, LinkSyntax
from playbook.model.label import label_key
from playbook.model.link_target import Destination, LinkTarget
from playbook.model.location import plain_name
from playbook.queries.importing.album import Album
from playbook.queries.importing.foreign import (
    CannotImport,
    Draft,
    Foreign,
    Note,
    Surroundings,
    Taken,
)
from playbook.queries.importing.front import read_front
from playbook.queries.importing.glossary_entries import Entries, find_entries
from playbook.queries.importing.glossary_forms import Found
from playbook.queries.importing.labels import Name, read_name
from playbook.queries.importing.links import Linked, in_playbook
from playbook.queries.importing.naming import Ids, got_id, refuse_twins
from playbook.queries.importing.wording import title_of

MAX_TERMS = 2_000
"""So many terms are taken over at once; nobody could look through more."""

_FORMS = (
    "write each term as a heading with its text, as “Term” and “: definition” on two lines, "
    "as “- **Term** – definition”, or as a table with the columns Term and Definition, in CSV too"
)


def take_glossary(
    foreign: Foreign,
    around: Surroundings,
    today: date,
    find: Callable[[Foreign], Entries] = find_entries,
) -> Taken:
    """Return the terms of a glossary; raises `CannotImport` where there are none, or one twice.

    `find` knows the form of the file: Markdown, or a table in CSV.
    """
    if not foreign.source.text[foreign.body_start :].strip():
        raise CannotImport(foreign.note(0, "this file is empty", _FORMS))
    found = find(foreign)
    if not found.entries:
        raise CannotImport(foreign.note(foreign.body_start, "no term was found here", _FORMS))
    if len(found.entries) > MAX_TERMS:
        where = found.entries[MAX_TERMS].start
        message = f"more than {MAX_TERMS:,} terms are in one file"
        raise CannotImport(foreign.note(where, message, "split it, and import one after the other"))
    front = read_front(foreign, ("title", "kind"), today, keep=False)
    names = [read_name(entry.name) for entry in found.entries]
    entries = zip(found.entries, names, strict=True)
    named = ((name.title, foreign.line(entry.start)) for entry, name in entries)
    refuse_twins(foreign.source.path, named, "make the two one term")
    ids = Ids("term")
    given = [ids.take(name.title) for name in names]
    album = Album(f"{around.content}/terms", around.read)
    linked = Linked(foreign, _lead(foreign, found.entries, given, around), album, apart=True)
    notes = [*front.notes, *found.notes]
    taken = {label_key(name.title) for name in names}
    drafts = []
    for entry, name, identifier in zip(found.entries, names, given, strict=True):
        aliases = _free(foreign, entry, name, taken, notes)
        pictures: dict[str, bytes] = {}
        body = entry.body(partial(linked.piece, shown=pictures))
        notes += _about(foreign, entry, name, identifier, body)
        fields = {"status": "proposed", **({"aliases": aliases} if aliases else {}), **front.fields}
        drafts.append(
            Draft(
                kind="term",
                id=identifier,
                title=title_of(name.title),
                body=body,
                path=foreign.source.path,
                line=foreign.line(entry.start),
                front=fields,
                pictures=pictures,
            )
        )
    notes = sorted({*notes, *linked.notes}, key=lambda note: (note.line, note.message))
    return Taken(tuple(drafts), tuple(notes))


def _free(
    foreign: Foreign, entry: Found, name: Name, taken: set[str], notes: list[Note]
) -> list[str]:
    """Return the other words for a term that name no other one, and count them as taken."""
    free: list[str] = []
    for word in (*name.aliases, *entry.aliases):
        if label_key(word) not in taken:
            taken.add(label_key(word))
            free.append(word)
        elif label_key(word) != label_key(name.title):
            message = f"“{word}” was left out as another word for “{name.title}”"
            notes.append(foreign.note(entry.start, f"{message}: it names another term too"))
    return free


def _about(
    foreign: Foreign, entry: Found, name: Name, identifier: str, body: str
) -> Iterator[Note]:
    if not body.strip():
        yield foreign.note(entry.start, f"“{name.title}” has no definition yet")
    line = foreign.line(entry.start)
    yield from got_id(foreign.source.path, line, name.title, name.title, identifier)


def _lead(
    foreign: Foreign, entries: Iterable[Found], ids: Iterable[str], around: Surroundings
) -> "_Lead":
    anchors: dict[str, str] = {}
    for entry, identifier in zip(entries, ids, strict=True):
        name = read_name(entry.name)
        words = (entry.name, name.title, *name.aliases, *entry.aliases)
        for anchor in filter(None, (entry.anchor, *map(plain_name, words))):
            anchors.setdefault(anchor, identifier)
    return _Lead(foreign, anchors, around)


class _Lead:
    """Knows which term an anchor of the glossary is now, and the files of the playbook."""

    def __init__(self, foreign: Foreign, anchors: dict[str, str], around: Surroundings) -> None:
        self._place = normpath(foreign.place)
        self._anchors = anchors
        self._around = around

    def __call__(self, link: Link, target: LinkTarget) -> str | None:
        """Return where a link of the glossary leads now."""
        if link.syntax is LinkSyntax.REFERENCE:
            found = self._anchors.get(plain_name(link.target.rpartition(":")[2]))
            return f"{found}.md" if found else None
        own = target.destination is Destination.HERE or target.path == self._place
        if own:
            found = self._anchors.get(target.fragment) or self._anchors.get(
                plain_name(target.fragment)
            )
            return f"{found}.md" if found else None
        return in_playbook(target, f"{self._around.content}/terms", self._around)
