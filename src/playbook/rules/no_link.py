"""Words and an address that their author takes for a link, and Markdown for ordinary text."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.model.body import Prose
from playbook.model.diagnostic import Severity
from playbook.model.entry import Entry
from playbook.model.link_target import Destination, parse_target
from playbook.model.relative_path import link_to
from playbook.model.rule import Finding, rule
from playbook.model.slug import slug_of
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.hints import Hints
from playbook.rules.common.near_files import is_there, nearest_file
from playbook.rules.common.no_reference import lost_references, meant_by

_SUSPECT = ("] (", ")[", "[^", "][")
_SUSPECT_ADDRESS = re.compile(r"\]\([^()\n]*(?:[ (]|\Z|\n)")
_SUSPECT_REFERENCE = re.compile(r"\[\[[\w:#./-]*+[^\w\]|:#./-]")

_SPACE_INSIDE = re.compile(
    r"\[[^\[\]]{1,200}(?P<from>\])\((?P<inside>[^()\n]{1,200}(?:\([^()\n]{0,40}\)[^()\n]{0,80})?)\)"
)
_SPACE_BETWEEN = re.compile(
    r"\[(?P<words>[^\[\]]{2,200})(?P<from>\]) {1,2}\((?P<address>[^()\s]{1,200})\)"
)
_SWAPPED = re.compile(r"\((?P<words>[^()\n]{1,200})(?P<from>\))\[(?P<address>[^\[\]\s]{1,200})\]")
_UNCLOSED = re.compile(
    r"\[(?P<words>[^\[\]]{1,200})(?P<from>\])\((?P<address>[^()\s]{1,200})(?![^\s])(?![^()\n]{0,80}\))"
)
_UNDEFINED = re.compile(
    r"(?<![\w\[\]])\[(?P<words>[^\[\]\n]{2,200})(?P<from>\])\[(?P<label>(?:\w[^\[\]\n]{0,80})?)\](?![\[(])"
)
_LABEL = re.compile(r"^ {0,3}\[([^\[\]^\n][^\[\]\n]{0,80})\]:", re.MULTILINE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\Z""")
_ADDRESS = re.compile(r"\.[a-z]\w{1,4}(?:#.*)?\Z|\A(?:https?|mailto):|\A\.{1,2}/\w", re.IGNORECASE)
"""What tells an address from a remark: an ending like that of a file, or how it begins."""


@rule("text/no-link", Severity.WARNING)
def no_link(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """What looks like a link or footnote is shown as text: for a space, a bracket, no address."""
    yield from lost_links(entry, view)


def lost_links(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Yield what is meant as a link in the text of a document and is none, each with a hint."""
    if not _is_suspect(entry.source.text):
        return
    hints = Hints()
    for run in (run for block in entry.body.blocks for run in block.plain):
        for found in _SPACE_INSIDE.finditer(run.text):
            yield from _space_inside(found, run, entry, view, hints)
        for pattern, message in _MISPLACED:
            for found in pattern.finditer(run.text):
                yield from _misplaced(found, run, entry, message)
        for found in _UNDEFINED.finditer(run.text):
            yield from _undefined(found, run, entry, view, hints)
        yield from lost_references(run, entry, view, hints)


def _is_suspect(text: str) -> bool:
    """Tell whether a file may have such a thing in it: of most, no more need be looked at.

    Each pattern begins with what is looked for as such: that is three times as fast as a choice.
    """
    return (
        any(words in text for words in _SUSPECT)
        or bool(_SUSPECT_ADDRESS.search(text))
        or ("[[" in text and bool(_SUSPECT_REFERENCE.search(text)))
    )


def _space_inside(
    found: re.Match[str], run: Prose, entry: Entry[Any], view: View, hints: Hints
) -> Iterator[Finding]:
    inside = found["inside"]
    written = _TITLE.sub("", inside).strip()
    span = _span(found, run, entry)
    if span is None or " " not in written:
        return
    address, mark, fragment = written.partition("#")
    fragment = f"{mark}{slug_of(fragment)}"
    meant = f"{address.replace(' ', '%20')}{fragment}"
    target = parse_target(meant, entry.path)
    if target.destination is Destination.HERE and not view.heading(entry.path, target.fragment):
        return  # a remark that begins with “#”
    if target.destination is not Destination.HERE and not _ADDRESS.search(written):
        return
    start = span.start + len("](") + inside.index(written)
    hint = f"write “{meant}”"
    if target.destination is Destination.OUTSIDE:
        hint = "keep only the address between the round brackets, and write “%20” for a space in it"
    elif target.destination is Destination.FILE and not is_there(target, view):
        near = nearest_file(target.path, view, hints)
        hint = f"did you mean “{link_to(near, entry.path)}{fragment}”?" if near else hint
    message = f"this is no link: there is a space in “{written}”"
    yield Finding(span.at(start - span.start, start - span.start + len(written)), message, hint)


def _misplaced(
    found: re.Match[str], run: Prose, entry: Entry[Any], message: str
) -> Iterator[Finding]:
    span = _span(found, run, entry)
    address = found["address"].rstrip(".,;:!?")
    if span and _ADDRESS.search(address):
        hint = f"write “[{found['words']}]({address})”"
        yield Finding(span, message, hint)


def _undefined(
    found: re.Match[str], run: Prose, entry: Entry[Any], view: View, hints: Hints
) -> Iterator[Finding]:
    """Yield a link by reference of which the address is nowhere in the text."""
    words, label = found["words"].strip(), found["label"]
    span = _span(found, run, entry)
    if span and any(sign.isalpha() for sign in words):
        name = label or words
        message = f"this is no link: nothing says where “{name}” leads"
        hint = f"write “[{words}](address)”, or add a line “[{name}]: address” below the paragraph"
        if meant := meant_by(label, words, entry, view):
            hint = f"write “{meant}”"
        elif _ADDRESS.search(label):
            hint = f"write “[{words}]({label})”"
        elif not hints.spent:
            hint = _defined(name, words, entry, hints) or hint
        yield Finding(span.at(1, span.end - span.start), message, hint)


def _defined(name: str, words: str, entry: Entry[Any], hints: Hints) -> str:
    """Return how to come to a line `[label]: address` that is there, or ""."""
    near = hints.nearest(name, _LABEL.findall(entry.source.text))
    if near.casefold() == name.casefold():
        return f"leave a line empty above “[{near}]: …”: it counts as part of the text there"
    return f"did you mean “[{words}][{near}]”?" if near else ""


def _span(found: re.Match[str], run: Prose, entry: Entry[Any]) -> Span | None:
    """Return where the brackets in the middle stand, to the end; None if an escape is the cause.

    The words may have mark-up in them, the address has none.
    """
    text = entry.source.text
    first, start, last = (
        run.place(at) for at in (found.start(), found.start("from"), found.end() - 1)
    )
    escaped = any(text[at - 1] == "\\" for at in (first, start, last))
    literal = text[start : last + 1] == found[0][found.start("from") - found.start() :]
    return None if escaped or not literal else Span(entry.path, start, last + 1)


_MISPLACED = (
    (_SPACE_BETWEEN, "this is no link: there is a space between its brackets"),
    (_SWAPPED, "this is no link: its words and its address are in each other’s brackets"),
    (_UNCLOSED, "this is no link: the bracket behind its address is missing"),
)
