"""Groups of a software catalogue (Backstage) → teams."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playbook.model.entry import Mark
from playbook.model.label import humanised
from playbook.model.link_target import Destination, parse_target
from playbook.model.location import plain_name
from playbook.model.record import Path
from playbook.model.text import Source
from playbook.queries.importing.foreign import CannotImport, Draft, Note, Taken
from playbook.queries.importing.front import words_of
from playbook.queries.importing.naming import Ids, got_id
from playbook.queries.importing.wording import escaped, one_line, title_of

MAX_GROUPS = 2_000
"""So many groups are taken over at once; nobody could look through more."""

_USED = {
    (): ("apiVersion", "kind", "metadata", "spec"),
    ("metadata",): ("name", "title", "description", "tags", "links"),
    ("spec",): ("type", "profile", "parent", "children", "members"),
    ("spec", "profile"): ("displayName", "email"),
}
"""The fields that have a place in a team; all others are told."""


@dataclass(frozen=True)
class Item:
    """One document of a YAML file: its data, the marks of its places, and where it starts."""

    source: Source
    data: Mapping[str, Any]
    marks: Mapping[Path, Mark]
    start: int


@dataclass
class _Group:
    item: Item
    key: str
    id: str
    title: str
    parent: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)


def take_groups(items: Sequence[Item], known: Collection[str]) -> Taken:
    """Return the teams of a catalogue; `known` are the ids of teams that the playbook has.

    Raises `CannotImport` where there is no group, or one without a name or twice.
    """
    notes: list[Note] = []
    groups: dict[str, _Group] = {}
    wrong: list[Note] = []
    ids = Ids("team")
    for item in items:
        kind = words_of(item.data.get("kind"))
        if kind != "Group":
            what = f"this is of the kind “{kind}”" if kind else "this has no kind"
            notes.append(_note(item, f"{what} and no Group; it was left out"))
            continue
        name = words_of(_at(item, "metadata", "name"))
        key = _key(name)
        if not key or key in groups:
            message = f"there is a group “{name}” already" if key else "this group has no name"
            wrong.append(_note(item, message, "write one name below `metadata`"))
            continue
        title = _text(item, "spec", "profile", "displayName") or _text(item, "metadata", "title")
        groups[key] = _Group(item, key, ids.take(name), one_line(title or humanised(name)))
    if not groups and not wrong:
        wrong.append(_note(items[0], "no Group stands here", "name a file with `kind: Group`"))
    if len(groups) > MAX_GROUPS:
        message = f"more than {MAX_GROUPS:,} groups stand here"
        wrong.append(_note(items[0], message, "import one file after the other"))
    if wrong:
        raise CannotImport(*wrong)
    _find_parents(groups, known, notes)
    drafts = []
    for group in groups.values():
        notes += _about(group)
        drafts.append(_draft(group))
    return Taken(tuple(drafts), tuple(sorted(notes, key=lambda note: (note.path, note.line))))


def _draft(group: _Group) -> Draft:
    item = group.item
    tags = [tag for tag in _texts(item, "metadata", "tags") if tag]
    fields: dict[str, Any] = {
        "parent": group.parent,
        "contact": _text(item, "spec", "profile", "email"),
        "tags": tags,
        "x-type": _text(item, "spec", "type"),
    }
    facts = [*group.facts, ("Members", ", ".join(_texts(item, "spec", "members")))]
    listed = "".join(f"- {label}: {escaped(one_line(said))}\n" for label, said in facts if said)
    listed += "".join(f"- {link}\n" for link in _links(item))
    description = escaped(_text(item, "metadata", "description"))
    return Draft(
        kind="team",
        id=group.id,
        title=title_of(group.title),
        body="\n\n".join(filter(None, (description, listed))),
        path=item.source.path,
        line=_line(item, ()),
        front={name: value for name, value in fields.items() if value},
    )


def _find_parents(groups: Mapping[str, _Group], known: Collection[str], notes: list[Note]) -> None:
    """Set the parents that groups name, then those by which others name them as children."""
    by_id = {group.id: group for group in groups.values()}
    for group in groups.values():
        if written := words_of(_at(group.item, "spec", "parent")):
            _join(group, written, groups, by_id, known, notes)
    for group in groups.values():
        for written in _texts(group.item, "spec", "children"):
            child = groups.get(_key(written))
            if child is None:
                group.facts.append(("Part of it", written))
            elif not child.parent:
                _join(child, group.key, groups, by_id, known, notes)
            elif child.parent != group.id:
                message = f"“{child.title}” is a child of “{group.title}” and of {child.parent}"
                notes.append(_note(child.item, f"{message}; the latter was kept"))


def _join(
    group: _Group,
    written: str,
    groups: Mapping[str, _Group],
    by_id: Mapping[str, _Group],
    known: Collection[str],
    notes: list[Note],
) -> None:
    """Set the parent of a group, unless nobody has the name or it stands below the group."""
    parent = groups.get(_key(written))
    if parent is None and plain_name(_name(written)) in known:
        group.parent = plain_name(_name(written))
        return
    if parent is None:
        message = f"there is no team “{written}”, of which “{group.title}” is part"
        notes.append(_note(group.item, f"{message}; it stands in the text"))
        group.facts.append(("Part of", written))
        return
    above: _Group | None = parent
    while above is not None and above is not group:
        above = by_id.get(above.parent)
    if above is group:
        message = f"“{group.title}” would be part of itself; its parent was left out"
        notes.append(_note(group.item, message))
        return
    group.parent = parent.id


def _about(group: _Group) -> Iterator[Note]:
    for place, used in _USED.items():
        held = _at(group.item, *place)
        for name in held if isinstance(held, Mapping) else ():
            if name not in used and held[name] not in (None, "", [], {}):
                line = _line(group.item, (*place, name))
                message = f"`{'.'.join((*place, name))}` was left out"
                yield Note(group.item.source.path, line, message)
    other = one_line(_text(group.item, "metadata", "title"))
    if other and other != group.title:
        line = _line(group.item, ("metadata", "title"))
        message = f"the title “{other}” was left out for `spec.profile.displayName`"
        yield Note(group.item.source.path, line, f"{message}, “{group.title}”")
    words, line = _text(group.item, "metadata", "name"), _line(group.item, ())
    yield from got_id(group.item.source.path, line, group.title, words, group.id)


def _links(item: Item) -> Iterator[str]:
    links = _at(item, "metadata", "links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping) and (address := words_of(link.get("url"))):
            words = escaped(one_line(words_of(link.get("title")) or address))
            leads_out = parse_target(address, "x").destination is Destination.OUTSIDE
            is_plain = not set(address) & set(" \n\t<>()\\")
            plain = f"{words}: {escaped(one_line(address))}"
            yield f"[{words}]({address})" if leads_out and is_plain else plain


def _at(item: Item, *path: str) -> Any:  # noqa: ANN401 - plain data of any shape
    held: Any = item.data
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return held


def _text(item: Item, *path: str) -> str:
    held = _at(item, *path)
    return held.strip() if isinstance(held, str) else ""


def _texts(item: Item, *path: str) -> list[str]:
    held = _at(item, *path)
    listed = held if isinstance(held, list) else [held]
    return [one_line(text) for text in listed if isinstance(text, str)]


def _name(written: str) -> str:
    """Return the name in a reference such as `group:default/infrastructure`."""
    return written.rpartition("/")[2].rpartition(":")[2]


def _key(written: str) -> str:
    return _name(written).strip().casefold()


def _note(item: Item, message: str, hint: str = "") -> Note:
    return Note(item.source.path, _line(item, ()), message, hint)


def _line(item: Item, path: Path) -> int:
    mark = item.marks.get(path)
    start = (mark.key or mark.value).start if mark else item.start
    return item.source.position(start).line
