"""Source × kinds → entry: the pure function at the start of everything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook.model.address import Address, RefersToParty
from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.entry import DRAFT, Card, Entry, Mark, Reference
from playbook.model.kind import Kind
from playbook.model.location import folder_of, id_of, kind_of, url_of
from playbook.model.meant.nearest import did_you_mean, nearest
from playbook.model.record import Path, Record, held_by, references
from playbook.model.shorten import shorten
from playbook.model.text import Source, Span
from playbook.reading.front_matter.front_matter import split, unopened
from playbook.reading.front_matter.shape import is_number, names
from playbook.reading.front_matter.validate import validate
from playbook.reading.front_matter.yaml import Data, read_mapping
from playbook.reading.markdown.markdown import read_body
from playbook.reading.source.merging import conflicts

FILLERS = frozenset(
    {"n/a", "na", "none", "nothing", "tbd", "tba", "tbc", "todo", "unknown", "?", "-", "x"}
)
"""Words that fill a reference field without naming anything."""

_SWITCHES = (("glossary",),)
"""Fields of which `off` is what other readers of YAML take it for: false."""

_OF_ALL = frozenset({"kind", "status"})
"""Fields that say nothing of what a document is about."""

_MARKS = frozenset({"comment", "rule"})
"""Blocks that have no words; a line `---` that begins front matter and is never closed is one."""

_DECIMAL = re.compile(r"[-+]?\d+\.\d+")

_SAYS_MORE = frozenset({"text/unknown-field", "text/bad-value"})
"""Findings beside which it is of no use to say what other programs would read in the same place."""

_MAX_SUMMARY = 200


@dataclass(frozen=True)
class Library:
    """The kinds that exist, and the content folder in which documents live."""

    kinds: Mapping[str, Kind[Any]]
    content: str = "content"

    def folders(self) -> dict[str, str]:
        """Return folder → kind."""
        return {kind.plural: kind.name for kind in self.kinds.values()}

    def prepare(self) -> None:
        """Make what checks records, or each of many processes would at its first of a kind."""
        for kind in self.kinds.values():
            kind.record.model_rebuild()


def parse(source: Source, library: Library) -> Entry[Any]:
    """Read one document. Never raises for what an author wrote: see `Entry.problems`."""
    start, end, body_start, problems = split(source)
    data, marks, yaml_problems = read_mapping(source, start, end)
    if problems:
        yaml_problems = ()  # where it ends is a guess
    body, body_problems = read_body(source, body_start)
    switches = {marks[path].value for path in _SWITCHES if path in marks}
    kind, kind_problems = _kind(source, data, marks, library)
    folder_problems: tuple[Diagnostic, ...] = ()
    if kind.name == "page" and "kind" not in data:
        kind, folder_problems = _by_folder(kind, source, data, marks, library)
    if not (data or body_start or problems):
        problems = unopened(source, names(kind.record))
    checked = validate(kind.record, data, marks, source, kind.name)
    right = switches | {p.span for p in checked.problems if p.code in _SAYS_MORE}
    right |= _decimals(source, kind, marks, yaml_problems)
    misread = (p for p in yaml_problems if p.code != "text/yaml-trap" or p.span not in right)
    found = [*problems, *misread, *body_problems, *conflicts(source, body_start, body)]
    record = checked.record
    refers, fillers = _references(source, kind.name, record, checked.marks)
    mistakes = checked.problems
    if any(problem.code == "text/yaml-error" for problem in (*problems, *yaml_problems)):
        # What stands behind the mistake was not read: it may well be there, and right.
        mistakes = tuple(m for m in mistakes if m.code == "text/unknown-field")
    if kind_problems or (problems and end):
        # Of which kind it was meant to be, and which fields it may have, is not known.
        mistakes = ()
    if _says_nothing(data, body) and not found:
        mistakes = (_empty(source, kind.name),)
    found += [*kind_problems, *folder_problems, *mistakes, *fillers]
    identifier = id_of(source.path, library.content, kind.name)
    title = _title(body, record, identifier)
    card = _card(kind, record, body, source, library, title=title, identifier=identifier)
    return Entry(
        source=source,
        kind=kind.name,
        id=identifier,
        record=record,
        title=title,
        body=body,
        references=refers,
        marks=checked.marks,
        card=card,
        body_start=body_start,
        problems=tuple(found),
        data=checked.data,
    )


def _decimals(
    source: Source,
    kind: Kind[Any],
    marks: Mapping[Path, Mark],
    problems: tuple[Diagnostic, ...],
) -> set[Span]:
    """Return where a number ends in a zero which other programs leave out: it is no other one."""
    spans = {p.span for p in problems if p.code == "text/yaml-trap"}
    return {
        mark.value
        for path, mark in (marks.items() if spans else ())
        if mark.value in spans
        and _DECIMAL.fullmatch(source.text[mark.value.start : mark.value.end])
        and is_number(kind.record, path)
    }


def _says_nothing(data: Mapping[str, Data], body: Body) -> bool:
    """Tell whether a document has no more in it than marks and what every document has."""
    return data.keys() <= _OF_ALL and all(block.name in _MARKS for block in body.blocks)


def _empty(source: Source, kind: str) -> Diagnostic:
    message = "this file is empty: there is nothing to read in it"
    hint = f"write it, or remove it; `playbook new {kind} TITLE` makes a draft to be filled in"
    return Diagnostic("text/empty", Severity.WARNING, source.span(0, 0), message, hint)


def _kind(
    source: Source, data: Mapping[str, Data], marks: Mapping[Path, Mark], library: Library
) -> tuple[Kind[Any], tuple[Diagnostic, ...]]:
    usual = library.kinds[kind_of(source.path, library.content, library.folders())]
    written = data.get("kind")
    if not isinstance(written, str):
        return usual, ()
    chosen = library.kinds.get(written.strip())
    if chosen and not _is_meant_for(usual, chosen, data):
        return chosen, ()
    if chosen:
        message = f"`kind` says {chosen.name}, and the folder and the fields say {usual.name}"
        hint = f"take the line out, or move the file to “{chosen.plural}” with the fields of such"
        where = marks[("kind",)].value
        return usual, (Diagnostic("text/bad-value", Severity.ERROR, where, message, hint),)
    hint = did_you_mean(written, library.kinds) or f"kinds are: {', '.join(sorted(library.kinds))}"
    problem = Diagnostic(
        "text/unknown-kind",
        Severity.ERROR,
        marks[("kind",)].value,
        f"there is no kind “{written}”",
        hint,
    )
    return usual, (problem,)


def _is_meant_for(usual: Kind[Any], chosen: Kind[Any], data: Mapping[str, Data]) -> bool:
    """Tell whether fields that a kind does not have are those of the kind that the folder tells."""
    ours, others = names(usual.record), names(chosen.record)
    return usual is not chosen and any(name in ours and name not in others for name in data)


def _by_folder(
    page: Kind[Any],
    source: Source,
    data: Mapping[str, Data],
    marks: Mapping[Path, Mark],
    library: Library,
) -> tuple[Kind[Any], tuple[Diagnostic, ...]]:
    """Return the kind that is meant where a folder's name is misspelt, and say so, else the page.

    The document is read as what it is meant to be: else each of its fields, and each reference to
    it, would be a mistake too.
    """
    folders, folder = library.folders(), folder_of(source.path, library.content)
    strange = [name for name in data if name not in names(page.record)]
    if not strange or folder in folders:
        return page, ()
    near = nearest(folder, (*folders, *folders.values()))
    meant = library.kinds.get(folders.get(near, near))
    first = next((name for name in strange if meant and name in names(meant.record)), "")
    if meant is None or not first:
        return page, ()
    where, message = marks[(first,)].key, f"a page has no field `{first}`"
    hint = f"what lies in “{folder}” is a page; did you mean the folder “{meant.plural}”?"
    problem = Diagnostic(
        "text/unknown-field", Severity.ERROR, where or source.span(0, 0), message, hint
    )
    return meant, (problem,)


def _title(body: Body, record: Record, identifier: str) -> str:
    for heading in body.headings:
        if heading.level == 1 and heading.text:
            return heading.text
    if record.title:
        return record.title
    words = " ".join(identifier.rpartition("/")[2].replace("_", "-").split("-"))
    return f"{words[:1].upper()}{words[1:]}"


def _references(
    source: Source, kind: str, record: Record, marks: Mapping[Path, Mark]
) -> tuple[tuple[Reference, ...], list[Diagnostic]]:
    found: list[Reference] = []
    fillers: list[Diagnostic] = []
    for path, field, written, refers, is_key in references(record):
        mark = marks.get(path)
        span = source.span(0, 0)
        if mark:
            span = mark.key if is_key and mark.key else mark.value
        if written.casefold() in FILLERS:
            message = f"“{written}” in `{field}` refers to nothing"
            hint = "leave the field out when there is nothing to name"
            fillers.append(Diagnostic("ref/filler", Severity.ERROR, span, message, hint))
        elif isinstance(refers, RefersToParty):
            address = Address.party(written)
            found.append(
                Reference(
                    field, path, ("team",), address, written, span, party=True, role=refers.role
                )
            )
        else:
            kinds, address = refers.kinds_for(kind), refers.address(written, kind)
            found.append(Reference(field, path, kinds, address, written, span))
    return tuple(found), fillers


def _card(
    kind: Kind[Any],
    record: Record,
    body: Body,
    source: Source,
    library: Library,
    *,
    title: str,
    identifier: str,
) -> Card:
    parties = _parties(record)
    owner = record.owner or (parties[0] if parties else "")
    status = record.status or kind.default_status(record)
    starts, ends = held_by(record, "from_"), held_by(record, "until")
    return Card(
        kind=kind.name,
        id=identifier,
        title=title,
        path=source.path,
        url=url_of(source.path, library.content),
        status=status,
        answer=kind.answer(record, body),
        summary=_summary(body),
        parties=parties,
        owner=owner,
        aliases=tuple(held_by(record, "aliases", ())),
        tags=record.tags,
        audience=record.audience or "all",
        draft=status == DRAFT,
        starts=starts if isinstance(starts, date) else None,
        ends=ends if isinstance(ends, date) else None,
        review_due=_review_due(record),
    )


def _parties(record: Record) -> tuple[str, ...]:
    parties = held_by(record, "parties", ())
    return tuple(Address.party(party).id for party in parties)


def _review_due(record: Record) -> date | None:
    if record.review_every is None:
        return None
    last = max(_review_dates(record), default=None)
    return record.review_every.after(last) if last else None


def _review_dates(record: Record) -> Iterator[date]:
    held = [held_by(review, "date") for review in held_by(record, "reviews", ())]
    first = [held_by(record, name) for name in ("from_", "adopted", "revised")]
    for day in [record.reviewed, *held, *first]:
        if isinstance(day, date):
            yield day


def _summary(body: Body) -> str:
    return shorten(body.lead.text, _MAX_SUMMARY) if body.lead else ""
