"""The forms in which a glossary has several terms in one block: lists, tables, definitions."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playbook.model.body import Block, Cell
from playbook.model.label import label_key
from playbook.model.text import Span
from playbook.queries.importing.foreign import Foreign, Note
from playbook.queries.importing.labels import others, plain
from playbook.queries.importing.links import Piece

_TERM = frozenset(
    "term terms word words name title acronym abbreviation concept begriff wort abkürzung".split()
)
_DEFINITION = frozenset(
    {
        *"definition definitions meaning description explanation means bedeutung".split(),
        *"erklärung beschreibung".split(),
        "stands for",
    }
)
_ALIASES = frozenset(
    {*"alias aliases synonym synonyms synonyme abbr abbr. abk.".split(), "also known as", "auch"}
)

_BOLD = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>\S(?:.*?\S)?)(?P=mark)"
    r"(?P<more>\s*[(\[][^()\[\]\n]*[)\]])?"
    r"(?:\s*(?P<sep>[:–—.])|\s+(?P<dash>-{1,3})(?=\s))?\s*",
)
_DEFINED = re.compile(r" {0,3}:[ \t]+")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A term: its plain name, where it stands, its text given the pieces of the file.

    `anchor` is the heading's, "" where it has none; `aliases` are from a column of them.
    """

    name: str
    start: int
    body: Callable[[Piece], str]
    anchor: str = ""
    aliases: tuple[str, ...] = ()


class Columns(NamedTuple):
    """Which columns of a table have terms, definitions and, if any, other words."""

    term: int
    definition: int
    aliases: int | None


_TWO = Columns(0, 1, None)


# --- lists and paragraphs that begin with a bold word -----------------------------------------


def has_names(text: str, block: Block) -> bool:
    """Tell whether half of a list's items, or more, begin with a bold word and its meaning."""
    if block.name != "list" or not block.items:
        return False
    named = sum(1 for item in block.items if _bold(text, item.span))
    return named * 2 >= len(block.items)


def list_entries(foreign: Foreign, block: Block) -> Iterator[Found | Note]:
    """Yield the terms of a list, and notes about the items that are none."""
    text = foreign.source.text
    starts = [text.rfind("\n", 0, item.span.start) + 1 for item in block.items]
    ends = [*starts[1:], block.span.end]
    for item, end in zip(block.items, ends, strict=True):
        found = _bold(text, item.span)
        if not found:
            message = "this item does not begin with a bold word and was left out"
            yield foreign.note(item.span.start, message)
            continue
        yield Found(_name(found), item.span.start, _rest_of_item(found.end(), end))


def begins_term(text: str, block: Block) -> bool:
    """Tell whether a paragraph begins with a bold word and what it means."""
    return block.name == "paragraph" and bool(_bold(text, block.span))


def paragraph_entry(foreign: Foreign, block: Block, end: int) -> Found:
    """Return the term of a paragraph that begins one, with all that follows up to an offset."""
    found = _bold(foreign.source.text, block.span)
    name, start = _name(found), found.end() if found else block.span.start
    return Found(name, block.span.start, lambda piece: piece(start, end).strip("\n"))


def _name(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    name = plain(found["name"].strip().rstrip(":.").rstrip())
    return f"{name} {plain(found['more'])}" if found["more"] else name


def _bold(text: str, span: Span) -> re.Match[str] | None:
    found = _BOLD.match(text, span.start, span.end)
    if not found or not plain(found["name"].strip(" :.")):
        return None
    said = found["sep"] or found["dash"] or found["name"].rstrip().endswith((":", "."))
    return found if said else None


def _rest_of_item(start: int, end: int) -> Callable[[Piece], str]:
    return lambda piece: _dedented(piece(start, end))


def _dedented(text: str) -> str:
    """Return a text whose lines after the first have lost the indentation that they share."""
    first, *rest = text.split("\n")
    depths = [len(line) - len(line.lstrip(" ")) for line in rest if line.strip()]
    depth = min(depths, default=0)
    return "\n".join((first, *(line[depth:] for line in rest))).strip("\n").lstrip(" ")


# --- tables -----------------------------------------------------------------------------------


def term_columns(block: Block, *, guess: bool = False) -> Columns | None:
    """Return which columns of a table have the terms and the definitions, if it has them.

    With `guess` the two columns of a table are taken for these, whatever they are called, if the
    texts of the second are longer.
    """
    if block.name != "table" or not block.rows:
        return None
    columns = columns_named([label_key(cell.text) for cell in block.rows[0]])
    return columns or (_TWO if guess and _is_like_terms(block) else None)


def columns_named(heads: Sequence[str]) -> Columns | None:
    """Return the columns that have these keys of words above them, if both are there."""
    definition = next((n for n, head in enumerate(heads) if head in _DEFINITION), None)
    term = next((n for n, head in enumerate(heads) if head in _TERM), None)
    if term is None or definition is None:
        return None
    if list(heads[:2]) == ["term", "title"]:  # our own export: the id, then the words
        term = 1
    aliases = next((n for n, head in enumerate(heads) if head in _ALIASES), None)
    return Columns(term, definition, aliases)


def _is_like_terms(block: Block) -> bool:
    rows = block.rows[1:]
    if len(block.rows[0]) != len(_TWO[:2]) or not rows:
        return False
    firsts = [label_key(row[0].text) for row in rows]
    is_longer = sum(len(row[1].text) for row in rows) > sum(map(len, firsts))
    return all(firsts) and len(set(firsts)) == len(firsts) and is_longer


def table_entries(foreign: Foreign, block: Block) -> Iterator[Found | Note]:
    """Yield the terms of a table, and a note about the columns that are left out."""
    columns = term_columns(block, guess=True)
    if columns is None:
        return
    if columns is _TWO:
        names = " and ".join(f"“{cell.text}”" for cell in block.rows[0])
        message = f"the columns {names} were taken for term and definition"
        yield foreign.note(block.span.start, message)
    for number, cell in enumerate(block.rows[0]):
        if number not in columns and any(row[number].text for row in block.rows[1:]):
            message = f"the column “{cell.text}” was left out"
            yield foreign.note(block.span.start, message)
    for row in block.rows[1:]:
        name = row[columns.term].text
        where = row[columns.term].span.start
        if not name:
            if any(cell.text for cell in row):
                yield foreign.note(where, "this row names no term and was left out")
            continue
        aliases = row[columns.aliases].text if columns.aliases is not None else ""
        body = _cell_text(row[columns.definition])
        yield Found(" ".join(name.split()), where, body, aliases=others(aliases))


def _cell_text(cell: Cell) -> Callable[[Piece], str]:
    def body(piece: Piece) -> str:
        written = piece(cell.span.start, cell.span.end).replace("\\|", "|").strip()
        return _BREAK.sub("\n\n", written)

    return body


# --- lists of definitions ---------------------------------------------------------------------


def are_definitions(text: str, block: Block) -> bool:
    """Tell whether a block is a list of definitions: a line, below it one that begins with `:`."""
    if block.name != "other":
        return False
    lines = text[block.span.start : block.span.end].split("\n")
    return len(lines) > 1 and any(_DEFINED.match(line) for line in lines[1:])


def definitions(foreign: Foreign, block: Block) -> Iterator[Found]:
    """Yield the terms of a list of definitions."""
    text, at = foreign.source.text, block.span.start
    lines: list[tuple[int, str]] = []
    for line in text[at : block.span.end].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    heads = [number for number in range(len(lines)) if _is_head(lines, number)]
    for number, head in enumerate(heads):
        after = heads[number + 1] if number + 1 < len(heads) else len(lines)
        start, name = lines[head]
        end = lines[after][0] if after < len(lines) else block.span.end
        behind = lines[head + 1][0] if head + 1 < len(lines) else end
        yield Found(plain(name), start, _defined(behind, end))


def _is_head(lines: list[tuple[int, str]], number: int) -> bool:
    """Tell whether a line is a term: not indented, and the next one with text defines it."""
    line = lines[number][1]
    if not line.strip() or line.startswith((" ", "\t")) or _DEFINED.match(line):
        return False
    following = [text for _, text in lines[number + 1 : number + 3]]
    if following and not following[0].strip():
        following = following[1:]
    return bool(following and _DEFINED.match(following[0]))


def _defined(start: int, end: int) -> Callable[[Piece], str]:
    def body(piece: Piece) -> str:
        parts: list[list[str]] = []
        for line in piece(start, end).split("\n"):
            if _DEFINED.match(line):
                parts.append([_DEFINED.sub("", line, count=1)])
            elif parts:
                parts[-1].append(line)
        return "\n\n".join(filter(None, (_dedented("\n".join(part)) for part in parts)))

    return body
