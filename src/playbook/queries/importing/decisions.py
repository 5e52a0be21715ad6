"""Decision records → pages, or drafts of trade-offs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from posixpath import basename, splitext
from typing import Any

from playbook.model.body import Link, LinkSyntax
from playbook.model.link_target import Destination, LinkTarget, parse_target
from playbook.model.location import plain_name
from playbook.queries.importing.album import Album
from playbook.queries.importing.bargains import bargain
from playbook.queries.importing.foreign import Draft, Foreign, Note, Surroundings, Taken
from playbook.queries.importing.front import read_front, words_of
from playbook.queries.importing.links import Linked, Piece, in_playbook
from playbook.queries.importing.naming import Ids, got_id
from playbook.queries.importing.records import PEOPLE, Record, read_record
from playbook.queries.importing.wording import escaped, one_line, title_of

_USED = ("status", "date", "kind", *PEOPLE)


@dataclass(frozen=True)
class Form:
    """What records become: `kind` is page or tradeoff, `folder` where such documents lie.

    `agreement` is the one that trade-offs belong to, "" for none.
    """

    kind: str
    folder: str
    agreement: str = ""


def take_decisions(
    files: Iterable[Foreign], form: Form, around: Surroundings, today: date
) -> Taken:
    """Return the documents that records become, and what is to be said about them."""
    records: list[Record] = []
    notes: list[Note] = []
    for foreign in files:
        if foreign.source.text.strip():
            records.append(read_record(foreign, splitext(basename(foreign.place))[0]))
        else:
            notes.append(foreign.note(0, "this file is empty and was left out"))
    ids = Ids(form.kind)
    named = {record.foreign.place: ids.take(record.words) for record in records}
    known = _Known(records, named, form, around)
    older = _superseded(records, known, notes)
    over = {place for places in older.values() for place in places}
    drafts = [
        _draft(record, known, older, form, today, notes, is_superseded=record.foreign.place in over)
        for record in records
    ]
    return Taken(
        tuple(drafts), tuple(sorted(set(notes), key=lambda n: (n.path, n.line, n.message)))
    )


class _Known:
    """Which document each record becomes, by its place, its number and its name."""

    def __init__(
        self,
        records: Sequence[Record],
        ids: Mapping[str, str],
        form: Form,
        around: Surroundings,
    ) -> None:
        self.ids = ids
        self.album = Album(form.folder, around.read)
        self._form = form
        self._around = around
        self._anchors = {record.foreign.place: frozenset(_anchors(record)) for record in records}
        self._titles = {record.foreign.place: _title_anchor(record) for record in records}
        self._names: dict[str, str] = {}
        self._shared: set[str] = set()
        for record in records:
            place = record.foreign.place
            for name in (plain_name(splitext(basename(place))[0]), ids[place]):
                if name:
                    self._names.setdefault(name, place)
            if record.number and self._names.setdefault(record.number, place) != place:
                self._shared.add(record.number)

    def named(self, written: str, by: Record) -> str | None:
        """Return the place of a record that another one names in its status."""
        target = parse_target(written, by.foreign.place)
        if target.path in self.ids:
            return target.path
        if self.is_shared(written):
            return None
        stem = _stem(written)
        return self._names.get(stem) or self._names.get(stem.lstrip("0"))

    def is_shared(self, written: str) -> bool:
        """Tell whether several records have the number that one names."""
        return _stem(written).lstrip("0") in self._shared

    def lead(self, own: str) -> Callable[[Link, LinkTarget], str | None]:
        """Return where the links of the record at a place lead now."""

        def lead(link: Link, target: LinkTarget) -> str | None:
            if link.syntax is LinkSyntax.REFERENCE:
                place = self._names.get(plain_name(link.target.rpartition(":")[2]))
                return f"{self.ids[place]}.md" if place else None
            place = own if target.destination is Destination.HERE else target.path
            if place not in self.ids:
                return in_playbook(target, self._form.folder, self._around)
            file = "" if place == own else f"{self.ids[place]}.md"
            if target.fragment in self._anchors[place]:
                return f"{file}#{target.fragment}"
            if target.fragment and target.fragment != self._titles[place]:
                return file or None
            return file or "#top"

        return lead


def _stem(written: str) -> str:
    return plain_name(splitext(basename(written))[0])


def _anchors(record: Record) -> Iterator[str]:
    """Yield the anchors of the headings that stay as they are."""
    for heading in record.foreign.body.headings:
        start = heading.span.start
        cut = (record.title_span, *record.status_spans)
        if not any(first <= start < end for first, end in cut):
            yield heading.slug


def _title_anchor(record: Record) -> str:
    return next((h.slug for h in record.foreign.body.headings if h.level == 1), "")


def _superseded(
    records: Sequence[Record], known: _Known, notes: list[Note]
) -> dict[str, list[str]]:
    """Return for each place of a record the places of those that it supersedes."""
    over: dict[str, list[str]] = {record.foreign.place: [] for record in records}

    def add(newer: str, older: str, record: Record) -> None:
        if older in over[newer]:
            return
        if newer == older or _reaches(over, older, newer):
            message = "that one record supersedes another in a ring was left out"
            notes.append(record.foreign.note(0, message))
            return
        over[newer].append(older)

    for record in records:
        place = record.foreign.place
        for written, newer in (
            *((written, False) for written in record.status.over),
            *((written, True) for written in record.status.by),
        ):
            other = known.named(written, record)
            if other is None:
                are_several = known.is_shared(written)
                what = "the number of several records" if are_several else "not among the records"
                message = f"“{one_line(written)}”, which its status names, is {what}"
                notes.append(record.foreign.note(0, message))
            elif newer:
                add(other, place, record)
            else:
                add(place, other, record)
    return over


def _reaches(over: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        for place in over[waiting.pop()]:
            if place == end:
                return True
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return False


def _draft(
    record: Record,
    known: _Known,
    superseded: Mapping[str, Sequence[str]],
    form: Form,
    today: date,
    notes: list[Note],
    *,
    is_superseded: bool,
) -> Draft:
    foreign, place = record.foreign, record.foreign.place
    title = foreign.data.get("title")
    used = (*_USED, "title") if not title or title == record.title else _USED
    front = read_front(foreign, used, today, keep=True)
    linked = Linked(foreign, known.lead(place), known.album)
    pictures: dict[str, bytes] = {}
    notes += (*front.notes, *linked.notes)
    facts = list(record.facts)
    fields: dict[str, Any] = {}
    in_field = False
    if form.kind == "page":
        status, in_field = _status(record, known, is_superseded=is_superseded)
        fields |= {"status": status} if status else {}
        if not in_field and (record.status.word or record.status.rest):
            message = "not all that is said of its status fits into a field; it stays in the text"
            start = record.status_spans[0][0] if record.status_spans else 0
            notes.append(foreign.note(start, message))
    else:
        fields |= _weighed(record, form, notes)
    if not in_field and (said := words_of(foreign.data.get("status"))):
        facts.insert(0, ("Status", said))
    if older := [known.ids[other] for other in superseded[place]]:
        fields["supersedes"] = older
    notes += got_id(foreign.source.path, 1, record.title, record.words, known.ids[place])
    return Draft(
        kind=form.kind,
        id=known.ids[place],
        title=title_of(record.title),
        body=_body(record, partial(linked.piece, shown=pictures), facts, cut_status=in_field),
        path=foreign.source.path,
        line=1,
        front={**fields, **front.fields},
        pictures=pictures,
    )


def _status(record: Record, known: _Known, *, is_superseded: bool) -> tuple[str, bool]:
    """Return the status that a page can have, and whether nothing else is said about it.

    What is superseded by something that is not taken over has no status: nothing would succeed it.
    """
    status = record.status
    if not status.word or (status.word == "superseded" and not is_superseded):
        return "", False
    named = all(known.named(written, record) for written in (*status.over, *status.by))
    return status.word, named and not status.rest


def _weighed(record: Record, form: Form, notes: list[Note]) -> dict[str, Any]:
    """Return the fields of a draft of a trade-off."""
    gives, gains = bargain(record.foreign)
    if not gives and not gains:
        message = "no “Good, because” or “Bad, because” of the chosen option was found"
        notes.append(record.foreign.note(0, message, "write `gives` and `gains` yourself"))
    return {
        "status": "draft",
        "agreement": form.agreement or None,
        "gives": [{"what": what} for what in gives],
        "gains": [{"what": what} for what in gains],
    }


def _body(
    record: Record, piece: Piece, facts: Iterable[tuple[str, str]], *, cut_status: bool
) -> str:
    """Return the text of a record without what became its title and its fields."""
    cuts = sorted((record.title_span, *(record.status_spans if cut_status else ())))
    parts, at = [], record.foreign.body_start
    for start, end in cuts:
        if end > at:
            parts.append(piece(at, max(start, at)))
            at = end
    parts.append(piece(at, len(record.foreign.source.text)))
    text = "".join(parts).strip("\n")
    listed = "".join(f"- {label}: {escaped(one_line(said))}\n" for label, said in facts)
    return f"{listed}\n{text}" if listed and text else listed or text
