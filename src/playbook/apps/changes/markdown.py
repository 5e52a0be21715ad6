"""A comparison as a comment on a merge request."""

import re
from collections.abc import Iterator
from typing import Final

from playbook.apps.changes.telling import (
    SILENT,
    Consequences,
    Eye,
    Told,
    compared,
    eyes,
    faults,
    sections,
    sentence,
    summary,
)
from playbook.apps.report.visible import visible
from playbook.engine.runs.comparing import Comparison
from playbook.queries.changes.change import Band, Placed, Turn

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_MENTION: Final = re.compile(r"@[A-Za-z0-9](?:[\w.-]*\w)?(?:/[\w.-]*\w)?")
_LONGEST: Final = 60_000
"""Forges refuse a comment of more than 65,536 characters."""


class _Marked:
    """Values in bold, names in italics."""

    def value(self, text: str) -> str:
        """Return a value that changed."""
        return f"**{escaped(text)}**"

    def name(self, text: str) -> str:
        """Return what an author called something."""
        return f"*{escaped(text)}*"

    def plain(self, text: str) -> str:
        """Return other words."""
        return escaped(text)


_STYLE = _Marked()


def markdown_report(comparison: Comparison) -> Iterator[str]:
    """Yield the report in pieces that end at a line; of one that is too long, the first ones."""
    length = 0
    pieces = list(_pieces(comparison))
    for number, piece in enumerate(pieces):
        length += len(piece) + 1
        if length > _LONGEST:
            yield f"\n… and {len(pieces) - number} more; `playbook diff` tells all of it."
            return
        yield piece


def escaped(text: str) -> str:
    """Return an author's words on one line, so that they are shown as they are, and call nobody."""
    return _SPECIAL.sub(r"\\\1", visible(text)).replace("@", "@<!-- -->")


def _pieces(comparison: Comparison) -> Iterator[str]:
    yield f"## Playbook: {summary(comparison)}"
    words = compared(comparison)
    yield f"\n{escaped(words[:1].upper() + words[1:])}."
    consequences = Consequences(comparison, _STYLE)
    for section in sections(comparison):
        yield f"\n### {section.sign} {section.title} ({section.count})"
        for told in section.documents:
            yield "\n".join(("", *_document(told, consequences)))
    unread = [escaped(line) for line in faults(comparison)]
    if unread:
        yield "\n### 🚧 Not compared, since it cannot be read\n"
        yield from (f"- {line}" for line in unread)
    asked = [_eye(eye) for eye in eyes(comparison)]
    if asked:
        yield f"\n**Whose eyes:** {', '.join(asked)}"


def _document(told: Told, consequences: Consequences) -> Iterator[str]:
    subject = told.subject
    moved = f", until now `{_code(subject.was)}`" if subject.was else ""
    yield f"- **{escaped(subject.title)}** · `{_code(subject.path)}`{moved}"
    for placed in told.changes:
        yield from _change(placed, told)
    more = " ".join(consequences.of(told))
    if more:
        yield f"\n  {more}"


def _change(placed: Placed, told: Told) -> Iterator[str]:
    change = placed.change
    codes = [change.code, *(effect.code for effect in change.effects if effect.code)]
    codes += [] if told.is_covered else [SILENT]
    shown = " ".join(f"`{code}`" for code in codes)
    if change.band is Band.WORDING:
        yield f"  - {escaped(change.label)}: {shown}\n"
        yield from (line for turn in change.turns for line in _reworded(turn))
        return
    effects = "".join(f" {_sentence(effect.words)}" for effect in change.effects)
    yield f"  - {sentence(change, _STYLE)}.{effects} {shown}"


def _sentence(words: str) -> str:
    return escaped(f"{words[:1].upper()}{words[1:]}.")


def _reworded(turn: Turn) -> Iterator[str]:
    """Yield old and new words as a difference, in a fence that no word of theirs can end."""
    said = (("-", turn.before), ("+", turn.after))
    lines = [f"{sign} {visible(text)}" for sign, text in said if text]
    runs = (len(run) for run in re.findall("``+", "".join(lines)))
    fence = "`" * (max(runs, default=2) + 1)
    yield from (f"    {line}" for line in (f"{fence}diff", *lines, fence))


def _code(text: str) -> str:
    return visible(text).replace("`", "'")


def _eye(eye: Eye) -> str:
    """Return whom to ask; a holder who is written as one is called is called."""
    holder = eye.holder if _MENTION.fullmatch(eye.holder) else escaped(eye.holder)
    return f"{escaped(eye.title)} {holder}".strip()
