"""Short references and marks of footnotes that are shown as text, for nothing is found for them."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.model.body import Prose
from playbook.model.entry import Entry
from playbook.model.rule import Finding
from playbook.model.slug import slug_of
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.hints import Hints

_REFERENCE = re.compile(
    r"\[\[(?P<inside>[^\W\d_][\w .,:’'&/-]{0,80}|  ?[\w-]{1,80} {0,2})"
    r"(?:\|(?P<words>[^\[\]|\n]{1,80}))?\]\]"
)
_FOOTNOTE = re.compile(r"\[\^(?P<name>[\w-]{1,30})\]")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def lost_references(run: Prose, entry: Entry[Any], view: View, hints: Hints) -> Iterator[Finding]:
    """Yield what stands in double brackets and is no id, and footnotes without a text."""
    for found in _REFERENCE.finditer(run.text):
        span = _span(found, run, entry)
        if span:
            inside = found["inside"]
            what = f"“{inside}” is no id" if inside == inside.strip() else "it has spaces inside"
            message = f"this is no reference: {what}"
            yield Finding(span, message, _meant(found, entry, view, hints))
    for found in _FOOTNOTE.finditer(run.text):
        span = _span(found, run, entry)
        if span:
            message = "this footnote has no text, and is shown as it is written"
            yield Finding(span, message, f"add a line “{found[0]}: …” below the paragraph")


def meant_by(label: str, words: str, entry: Entry[Any], view: View) -> str:
    """Return the link that is meant by words and the label behind them (or ""), or "".

    It leads to a heading of the same text, or to a document by its id or its words.
    """
    name = label or words
    here = {heading.text.casefold(): heading.slug for heading in entry.body.headings}
    if slug := here.get(name.casefold()):
        return f"[{words}](#{slug})"
    for known in (name, slug_of(name)):
        if _ID.fullmatch(known) and view.ask("id", known):
            return f"[[{known}|{words}]]" if label else f"[[{known}]]"
    return ""


def _meant(found: re.Match[str], entry: Entry[Any], view: View, hints: Hints) -> str:
    inside, words = found["inside"].strip(), (found["words"] or "").strip()
    here = {heading.text.casefold(): heading for heading in entry.body.headings}
    if heading := here.get(inside.casefold()):
        return f"write “[{words or heading.text}](#{heading.slug})”: it is a heading of this text"
    if _ID.fullmatch(words) and view.ask("id", words):
        return f"write “[[{words}|{inside}]]”: the id stands before the “|”"
    shown = f"|{words}" if words else ""
    slug = slug_of(inside)
    if view.ask("id", slug):
        return f"write “[[{slug}{shown}]]”"
    near = hints.nearest_id(slug, view.call(_ids))
    if near:
        return f"did you mean “[[{near}{shown}]]”?"
    return "write the id of a document, which is the name of its file without “.md”"


def _ids(view: View) -> tuple[str, ...]:
    """Return the ids of all documents."""
    return tuple(card.id for kind in view.ask("kinds") for card in view.cards(kind.name))


def _span(found: re.Match[str], run: Prose, entry: Entry[Any]) -> Span | None:
    """Return where it stands; None if an escape keeps it from being read as what it looks like."""
    start, end = run.place(found.start()), run.place(found.end() - 1) + 1
    text = entry.source.text
    literal = text[start:end] == found[0] and text[start - 1] != "\\"
    return Span(entry.path, start, end) if literal else None
