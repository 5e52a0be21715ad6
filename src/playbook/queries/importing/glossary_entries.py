"""Where the terms of a glossary stand, in whatever form they are written."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from playbook.model.body import Block
from playbook.queries.importing.foreign import Foreign, Note
from playbook.queries.importing.glossary_forms import (
    Found,
    are_definitions,
    begins_term,
    definitions,
    has_names,
    list_entries,
    paragraph_entry,
    table_entries,
    term_columns,
)

_LETTERS = re.compile(r"[^\W_](?:\s*[-–/,…&]\s*[^\W_])*|[0#&]|0\s*[-–]\s*9|#|[^\w\s]+")
_ATX = re.compile(r"(?m)^ {0,3}(#{1,6})(?=[ \t]|$)")


@dataclass
class Entries:
    """The terms that were found, in their order, and notes about what is none."""

    entries: list[Found] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class _Section:
    """A heading (None: what stands before the first) and the blocks up to the next heading."""

    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def level(self) -> int:
        """The level of the heading, 0 where there is none."""
        return self.heading.heading.level if self.heading and self.heading.heading else 0

    @property
    def text(self) -> str:
        """The plain text of the heading."""
        return self.heading.heading.text if self.heading and self.heading.heading else ""


def find_entries(foreign: Foreign) -> Entries:
    """Return the terms of a glossary.

    A heading with text is a term, together with the headings below it. A heading is none, and
    gathers what stands below it,

    * if it is the only one of the first level and begins the file,
    * if it is a letter with headings below it, or nothing stands between it and a deeper one,
    * if its text has terms of its own: a list of definitions, a table with the columns for term and
      definition, a list whose items, or several paragraphs that, begin with a bold word.
    """
    sections = list(_sections(foreign.body.blocks))
    title = _title(sections)
    found = Entries()
    end = len(foreign.source.text)
    at = 0
    while at < len(sections):
        section = sections[at]
        below = _below(sections, at)
        heading = section.heading
        gathers = at == title or _gathers(foreign, section, has_below=below > at + 1)
        if heading is None or gathers:
            _gather(foreign, section, found)
            at += 1
            continue
        after = sections[below].heading if below < len(sections) else None
        held = [block for inner in sections[at:below] for block in inner.blocks]
        stop = _end(held, after.span.start if after else end)
        found.entries.append(_heading_entry(heading, held, section.level, stop))
        if below > at + 1 and any(s.blocks for s in sections[at + 1 : below]):
            count = below - at - 1
            headings = f"{count} headings" if count > 1 else "heading"
            message = f"“{section.text}” became one term together with the {headings} below it"
            found.notes.append(foreign.note(found.entries[-1].start, message))
        at = below
    return found


def _sections(blocks: Iterable[Block]) -> Iterator[_Section]:
    heading: Block | None = None
    held: list[Block] = []
    for block in blocks:
        if block.heading:
            if heading or held:
                yield _Section(heading, tuple(held))
            heading, held = block, []
        else:
            held.append(block)
    if heading or held:
        yield _Section(heading, tuple(held))


def _below(sections: list[_Section], at: int) -> int:
    """Return the number of the next section that does not belong to this one."""
    level = sections[at].level
    return next(
        (n for n in range(at + 1, len(sections)) if sections[n].level <= level), len(sections)
    )


def _end(blocks: Sequence[Block], end: int) -> int:
    """Return where the text of a term ends: before the rules that part it from the next one."""
    for block in reversed(blocks):
        if block.name != "rule":
            break
        end = block.span.start
    return end


def _title(sections: list[_Section]) -> int | None:
    """Return the number of the section whose heading is the title of the file, if one is."""
    headed = [number for number, section in enumerate(sections) if section.heading]
    firsts = [number for number in headed if sections[number].level == 1]
    return firsts[0] if len(firsts) == 1 and firsts == headed[:1] else None


def _gathers(foreign: Foreign, section: _Section, *, has_below: bool) -> bool:
    """Tell whether a section is no term itself."""
    if not section.text or (has_below and _LETTERS.fullmatch(section.text)):
        return True
    said = [block for block in section.blocks if block.name not in {"comment", "rule"}]
    if not said:
        return has_below
    if any(block.name == "table" and term_columns(block) for block in said):
        return True
    text = foreign.source.text
    if begins_term(text, said[0]) and _count_named(text, said) > 1:
        return True
    return are_definitions(text, said[0]) or has_names(text, said[0])


def _count_named(text: str, blocks: Iterable[Block]) -> int:
    return sum(1 for block in blocks if begins_term(text, block))


def _gather(foreign: Foreign, section: _Section, found: Entries) -> None:
    """Take the terms among the blocks of a section; tell what belongs to none."""
    text, blocks = foreign.source.text, section.blocks
    named: list[int] = []
    if _count_named(text, blocks) > 1:
        named = [number for number, block in enumerate(blocks) if begins_term(text, block)]
    for block in blocks[: named[0]] if named else blocks:
        for item in _read(foreign, block):
            if isinstance(item, Note):
                found.notes.append(item)
            else:
                found.entries.append(item)
    for number, after in zip(named, [*named[1:], len(blocks)], strict=False):
        end = _end(blocks[number:after], blocks[after - 1].span.end)
        found.entries.append(paragraph_entry(foreign, blocks[number], end))


def _read(foreign: Foreign, block: Block) -> Iterator[Found | Note]:
    """Yield the terms of a block, or a note that there is none in it."""
    text = foreign.source.text
    if are_definitions(text, block):
        yield from definitions(foreign, block)
    elif has_names(text, block):
        yield from list_entries(foreign, block)
    elif term_columns(block, guess=True):
        yield from table_entries(foreign, block)
    elif block.name != "rule":
        yield _left_out(foreign, block)


def _left_out(foreign: Foreign, block: Block) -> Note:
    what = {"table": "this table", "list": "this list", "comment": "this comment"}
    named = what.get(block.name, "this text")
    hint = ""
    if block.name == "table":
        hint = "a table of terms has a column “Term” and a column “Definition”"
    return foreign.note(block.span.start, f"{named} belongs to no term and was left out", hint)


def _heading_entry(block: Block, below: Iterable[Block], level: int, end: int) -> Found:
    """Return the term of a heading; `below` are the blocks of its text, which stops at `end`."""
    start = block.span.end
    code = [(held.span.start, held.span.end) for held in below if held.name == "code"]
    lift = level - 1

    def body(piece: Callable[[int, int], str]) -> str:
        parts, at = [], start
        for first, last in code:
            parts += [_lifted(piece(at, first), lift), piece(first, last)]
            at = last
        return "".join((*parts, _lifted(piece(at, end), lift))).strip("\n")

    name, anchor = (block.heading.text, block.heading.slug) if block.heading else ("", "")
    return Found(name=name, start=block.span.start, body=body, anchor=anchor)


def _lifted(text: str, by: int) -> str:
    """Return a text whose headings are `by` levels higher, at most up to the second."""
    return _ATX.sub(lambda found: "#" * max(len(found[1]) - by, 2), text) if by else text
