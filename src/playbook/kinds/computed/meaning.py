"""What a document says that binds: the part of it that cannot change without anybody's consent.

Two versions of a document mean the same if their meanings are equal. What is left out is the
document's own life (status, reviews, signatures, its owner and tags), how far something has come
(a commitment that is done, a reading), and all words but those that are agreed upon: a better
sentence in an introduction changes nothing for anybody.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from playbook.kinds.common import headings
from playbook.kinds.common.headings import section
from playbook.kinds.tree import read_tree
from playbook.model.body import AT_THE_END, Block, as_written
from playbook.model.entry import Entry
from playbook.model.fields import Duration
from playbook.model.record import Record

Plain = str | tuple["Plain", ...]
Meaning = Mapping[str, Plain]
"""What binds, by the name of the front-matter field or of the part of the text that says it."""

TERMS: Final = "the terms"
STATEMENT: Final = "the first paragraph"
NODES: Final = "the nodes"
SCORES: Final = "the scores"
SENTENCE: Final = "the title"

OF_TEXT: Final = frozenset({TERMS, STATEMENT, NODES, SCORES, SENTENCE})
"""The parts that are in no field: the headings of the text say which they are."""

_ASIDE: Final = MappingProxyType(
    {
        "agreement": (
            "signed reviews commitments.id commitments.status acceptance.unit risks.id"
        ).split(),
        "outcome": ["signed"],
        "metric": ["readings"],
        "team": ["contact", "roles.holder", "roles.deputy", "retired"],
        "tree": ["scenarios"],
        "norm": ["adopted", "revised", "because"],
        "pilot": ["result", "success.unit", "guardrails.unit"],
        "plan": ["stages.done"],
        "incentive": ["pays_when.unit"],
        "amendment": ["proposed_by", "approved_by", "approved", "vetoed_by", "from"],
        "debrief": ["lessons.improvements.status", "lessons.improvements.evidence"],
        "assumption": ["checked", "check_every"],
        "term": ["aliases", "avoid", "broader", "related"],
    }
)
"""Fields of each kind that do not bind, besides those that every kind has."""

IN_ORDER: Final = frozenset({"positions.fallback"})
"""Lists whose order says something; of all others only the items count."""

_STATED: Final = frozenset({"outcome", "norm", "term", "metric"})
"""Kinds whose first paragraph says what holds."""

_OF_MANY_PLACES: Final = frozenset({"tree", "matrix", "assumption"})
"""Kinds whose binding text stands all over the body."""

_NO_NAMES: Final = MappingProxyType[str, str]({})

_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_NEXT_SECTION: Final = re.compile(r"^ {0,3}#{2,6}[ \t]", re.MULTILINE)
_TERMS: Final = "|".join(map(re.escape, headings.names(headings.TERMS)))
_HEADING_OF_TERMS: Final = re.compile(
    rf"^ {{0,3}}(#{{1,6}})[ \t]+(?:{_TERMS})[\t{AT_THE_END}]*+#*+[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LIKE_TERMS: Final = re.compile(
    rf"^ {{0,3}}#.*(?:{_TERMS})|^(?=.*(?:{_TERMS})).*+\n {{0,3}}(?:=+|-+)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TYPOGRAPHY: Final = str.maketrans("“”„«»‘’–—\u00a0\u202f", '"""""\'\'--  ')
_SPACE: Final = re.compile(r"\s+")


def meaning(entry: Entry[Any]) -> Meaning:
    """Return what a document says that binds. Equal values, spaces, quotes and orders are equal."""
    return {**record_meaning(entry), **text_meaning(entry)}


def record_meaning(entry: Entry[Any], names: Mapping[str, str] = _NO_NAMES) -> Meaning:
    """Return what the front matter says that binds; `names` are new ones for those written."""
    return dict(_record(entry, names))


def text_meaning(entry: Entry[Any]) -> Meaning:
    """Return what the text says that binds."""
    return dict(_text(entry))


def raw_text(kind: str, body: str) -> str | None:
    """Return the Markdown in which the binding text of a document stands; None if hard to tell.

    Where it is equal, the text means the same. To compare it costs next to nothing, to read it as
    Markdown costs most of all that is done to a document.
    """
    if kind in _OF_MANY_PLACES:
        return None
    if kind in _STATED:
        end = _NEXT_SECTION.search(body)
        lead = body[: end.start()] if end else body
        return None if _FENCE.search(lead) else lead
    if kind != "agreement":
        return ""
    found = list(_HEADING_OF_TERMS.finditer(body))
    if len(found) != 1 or _FENCE.search(body):
        return None if _LIKE_TERMS.search(body) else ""
    terms = found[0]
    end = re.compile(rf"^ {{0,3}}#{{1,{len(terms[1])}}}[ \t]", re.MULTILINE).search(
        body, terms.end()
    )
    return body[terms.start() : end.start() if end else len(body)]


def changed_parts(before: Meaning, after: Meaning) -> tuple[str, ...]:
    """Return the names of the parts that differ, those of the front matter first."""
    names = dict.fromkeys((*after, *before))
    return tuple(name for name in names if before.get(name) != after.get(name))


def _record(entry: Entry[Any], names: Mapping[str, str]) -> Iterator[tuple[str, Plain]]:
    aside = {*_ASIDE.get(entry.kind, ())}
    for name, info in type(entry.record).model_fields.items():
        written = info.alias or name
        if name not in Record.model_fields and written not in aside:
            value = _plain(getattr(entry.record, name), written, aside, names)
            if value:
                yield written, value


def _plain(value: object, field: str, aside: set[str], names: Mapping[str, str]) -> Plain:
    """Return a value of front matter as texts that can be compared; "" and () for nothing."""
    if isinstance(value, BaseModel):
        parts = ((info.alias or name, getattr(value, name)) for name, info in _fields(value))
        return _mapping(parts, field, aside, names)
    if isinstance(value, dict):
        items = ((f"{key}", _plain(held, field, aside, names)) for key, held in value.items())
        return tuple(sorted((names.get(key, key), held) for key, held in items))
    if isinstance(value, tuple):
        members = [_plain(member, field, aside, names) for member in value]
        return tuple(members if field in IN_ORDER else sorted(members, key=repr))
    if isinstance(value, Duration):
        months, days, minutes = value.length
        return f"{months} months {days} days" + (f" {minutes} minutes" if minutes else "")
    if value is None or value is False:
        return ""
    written = f"{value:.15g}" if isinstance(value, float) else f"{value}"
    return _words(names.get(written, written))


def _mapping(
    parts: Iterator[tuple[str, Any]], field: str, aside: set[str], names: Mapping[str, str]
) -> Plain:
    found: list[tuple[Plain, ...]] = []
    for name, held in parts:
        inner = f"{field}.{name}"
        value = "" if inner in aside else _plain(held, inner, aside, names)
        if value:
            found.append((name, value))
    return tuple(sorted(found))


def _fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    yield from type(model).model_fields.items()


def _text(entry: Entry[Any]) -> Iterator[tuple[str, Plain]]:
    """Yield the parts of the text that bind."""
    body = entry.body
    if entry.kind == "agreement":
        yield TERMS, _paragraphs(section(body, headings.TERMS))
    elif entry.kind in _STATED:
        yield STATEMENT, _words(body.lead.text) if body.lead else ""
    elif entry.kind == "tree":
        yield NODES, _nodes(entry)
    elif entry.kind == "matrix":
        yield SCORES, _table(section(body, headings.SCORES))
    elif entry.kind == "assumption":
        yield SENTENCE, _words(entry.title)


def _nodes(entry: Entry[Any]) -> Plain:
    tree = read_tree(entry)
    nodes = [
        (
            node.slug,
            node.stage,
            tuple((_words(a.label), a.target or a.written) for a in node.answers),
        )
        for node in tree.nodes
    ]
    return (tree.start, tuple(sorted(nodes))) if nodes else ()


def _paragraphs(blocks: tuple[Block, ...]) -> Plain:
    return tuple(words for block in blocks if (words := _words(block.text)))


def _table(blocks: tuple[Block, ...]) -> Plain:
    return tuple(tuple(_words(cell.text) for cell in row) for block in blocks for row in block.rows)


def _words(text: str) -> str:
    """Return words without what a typesetter decides: spaces, the form of quotes and dashes."""
    return _SPACE.sub(" ", as_written(text).translate(_TYPOGRAPHY)).strip()
