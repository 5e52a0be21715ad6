"""Decision records as they are written with MADR, adr-tools or log4brains: what each one says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook.model.body import Block
from playbook.model.label import label_key
from playbook.queries.importing.foreign import Foreign
from playbook.queries.importing.front import words_of
from playbook.queries.importing.labels import plain
from playbook.queries.importing.wording import one_line

PEOPLE = {
    "deciders": "Deciders",
    "decision-makers": "Deciders",
    "consulted": "Consulted",
    "informed": "Informed",
}
"""Fields that a record has for people, and what they are called in its text."""

_FILE = re.compile(r"(?:adr[-_ ]?)?(?P<number>\d{1,5}|\d{8})[-_. ]+(?P<rest>.+)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:(?P<adr>ADR)[-_ #]*)?(?P<number>\d{1,8})"
    r"(?:\s*[.:–—]\s+|\s+[-–—]\s+|\s*:\s*|(?P<bare>\s+))",
    re.IGNORECASE,
)
_STATUS_ITEM = re.compile(r"\s*(?:\*\*|__)?status(?:\*\*|__)?\s*:(?:\*\*|__)?\s*", re.IGNORECASE)
_WORDS = {
    **dict.fromkeys(("accepted", "approved", "decided"), "accepted"),
    **dict.fromkeys(("proposed", "pending"), "proposed"),
    **dict.fromkeys(("rejected", "declined"), "rejected"),
    **dict.fromkeys(("deprecated", "obsolete", "retired"), "deprecated"),
    "draft": "draft",
    "superseded": "superseded",
}
_STATUS = re.compile(rf"(?P<word>{'|'.join(_WORDS)}|superceded)\b[.,]?", re.IGNORECASE)
_BY = re.compile(r"(?:(?:superseded|superceded|replaced)\s+by)\b:?(?P<rest>.*)", re.IGNORECASE)
_OVER = re.compile(r"(?:supersedes|supercedes|replaces)\b:?(?P<rest>.*)", re.IGNORECASE)
_LINK = re.compile(r"\]\(<?([^)\s>]+)")
_NAMED = re.compile(r"(?:ADR[-_ #]*)?(\d{1,8}(?:-[\w-]+)?)(?:\.md)?", re.IGNORECASE)


class Status(NamedTuple):
    """What is said about where a record stands: a word of ours, and what it names.

    `over` and `by` are the records that it supersedes and that supersede it, as written: a path, a
    number, a file's name. `rest` are the lines that say anything else.
    """

    word: str = ""
    over: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A decision record: `number` is "" where it has none, `title` is plain text.

    `status_spans` are the parts of the text that say nothing but its status; the title stands in
    `title_span`. `words` are what makes its id.
    """

    foreign: Foreign
    number: str
    title: str
    words: str
    status: Status
    status_spans: tuple[tuple[int, int], ...] = ()
    title_span: tuple[int, int] = (0, 0)
    facts: tuple[tuple[str, str], ...] = field(default=())


def read_record(foreign: Foreign, stem: str) -> Record:
    """Return what a record says; `stem` is its file's name without the suffix."""
    named = _FILE.fullmatch(stem)
    number = named["number"].lstrip("0") if named else ""
    heading = next(
        (b for b in foreign.body.blocks if b.heading and b.heading.level == 1 and b.heading.text),
        None,
    )
    written = heading.heading.text if heading and heading.heading else words_of(_title(foreign))
    title = _without_number(one_line(written), number)
    words = named["rest"] if named else stem
    status, spans = _read_status(foreign)
    return Record(
        foreign,
        number,
        title or one_line(words.replace("-", " ").replace("_", " ")).capitalize(),
        words,
        status,
        spans,
        (heading.span.start, heading.span.end) if heading else (0, 0),
        tuple(_facts(foreign)),
    )


def _title(foreign: Foreign) -> object:
    return foreign.data.get("title")


def _without_number(title: str, number: str) -> str:
    found = _TITLE.match(title)
    if not found or found.end() == len(title):
        return title
    is_own = found["adr"] or (not found["bare"] and found["number"].lstrip("0") == number)
    has_dot = not number and found[0].rstrip().endswith(".")
    return title[found.end() :] if is_own or has_dot else title


def _facts(foreign: Foreign) -> Iterator[tuple[str, str]]:
    """Yield what front matter says that a document has no field for, but a reader wants to know."""
    if date := words_of(foreign.data.get("date")):
        yield "Date", date
    for name, label in PEOPLE.items():
        if people := words_of(foreign.data.get(name)):
            yield label, people


# --- status -----------------------------------------------------------------------------------


def _read_status(foreign: Foreign) -> tuple[Status, tuple[tuple[int, int], ...]]:
    """Return the status, and the parts of the text that say nothing else."""
    said = words_of(foreign.data.get("status"))
    if said:
        return status_of(said), ()
    parts = [*_status_item(foreign), *_status_section(foreign)]
    if not parts:
        return Status(), ()
    status = status_of("\n".join(text for _, text in parts))
    return status, tuple(span for span, _ in parts)


def _status_item(foreign: Foreign) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the item or line `Status: …` that stands before the first section."""
    text = foreign.source.text
    for block in foreign.body.blocks:
        if block.heading and block.heading.level > 1:
            return
        starts = [text.rfind("\n", 0, item.span.start) + 1 for item in block.items]
        ends = [*starts[1:], block.span.end]
        for item, start, end in zip(block.items, starts, ends, strict=False):
            if found := _STATUS_ITEM.match(text, item.span.start, item.span.end):
                yield (start, end), text[found.end() : item.span.end]
        if block.name == "paragraph":
            yield from _status_line(text, block)


def _status_line(text: str, block: Block) -> Iterator[tuple[tuple[int, int], str]]:
    at = block.span.start
    for line in text[at : block.span.end].splitlines(keepends=True):
        if found := _STATUS_ITEM.match(line):
            yield (at, at + len(line)), line[found.end() :]
        at += len(line)


def _status_section(foreign: Foreign) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the section that is called Status."""
    text, blocks = foreign.source.text, foreign.body.blocks
    for number, block in enumerate(blocks):
        if not block.heading or label_key(block.heading.text) != "status":
            continue
        level = block.heading.level
        after = next(
            (b for b in blocks[number + 1 :] if b.heading and b.heading.level <= level), None
        )
        end = after.span.start if after else len(text)
        start = text.rfind("\n", 0, block.span.start) + 1
        yield (start, end), text[block.span.end : end]
        return


def status_of(text: str) -> Status:
    """Return what lines say about a status: `superseded by [ADR-5](0005-x.md)`."""
    word, over, by, rest = "", [], [], []
    for line in filter(None, (one_line(line).lstrip("-*+> ") for line in text.split("\n"))):
        bare = plain(line).strip("_*` ")
        if found := _BY.match(line):
            word = "superseded"
            by += (named := _named(found["rest"]))
            rest += [] if named else [line]
        elif found := _OVER.match(line):
            over += (named := _named(found["rest"]))
            rest += [] if named else [line]
        elif found := _STATUS.match(bare):
            said = _WORDS.get(found["word"].casefold(), "superseded")
            word = word if word == "superseded" else said
            if behind := bare[found.end() :].strip(" .,;"):
                more = _BY.match(f"superseded {behind}") if said == "superseded" else None
                by += (named := _named(more["rest"]) if more else [])
                rest += [] if named else [line]
        else:
            rest.append(line)
    return Status(word, tuple(over), tuple(by), tuple(rest))


def _named(text: str) -> list[str]:
    """Return the records that a text names: the addresses of its links, else its numbers."""
    links = _LINK.findall(text)
    return links or [found[1] for found in _NAMED.finditer(text)]
