"""A comparison for people at a terminal: place, sentence, code, and what follows from it."""

from collections.abc import Iterator

import click

from playbook.apps.changes.telling import (
    SILENT,
    Consequences,
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
from playbook.model.text import Span
from playbook.queries.changes.change import Band, Placed


class Plain:
    """Names between quotation marks, and nothing else."""

    def value(self, text: str) -> str:
        """Return a value that changed."""
        return visible(text)

    def name(self, text: str) -> str:
        """Return what an author called something."""
        return f"“{visible(text)}”"

    def plain(self, text: str) -> str:
        """Return other words."""
        return visible(text)


class _OnTerminal(Plain):
    """Values in bold, where there are colours."""

    def value(self, text: str) -> str:
        """Return a value that changed."""
        return click.style(visible(text), bold=True)


_STYLE = _OnTerminal()


def text_report(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the report."""
    yield compared(comparison)
    yield summary(comparison)
    consequences = Consequences(comparison, _STYLE)
    for section in sections(comparison):
        yield ""
        colour = "red" if not section.documents[0].is_covered else None
        yield click.style(f"{section.title} ({section.count})", bold=True, fg=colour)
        for told in section.documents:
            yield from _document(told, comparison)
            yield from (f"      = {words}" for words in consequences.of(told))
            if told.verdict and not told.is_covered and not told.verdict.proposed:
                yield f"      = {_remedy(told, comparison)}"
    unread = [f"  {visible(line)}" for line in faults(comparison)]
    if unread:
        yield ""
        yield click.style("Not compared, since it cannot be read", bold=True)
        yield from unread
    asked = [f"{visible(eye.title)} {visible(eye.holder)}".strip() for eye in eyes(comparison)]
    if asked:
        yield ""
        yield f"Whose eyes: {', '.join(asked)}"


def _remedy(told: Told, comparison: Comparison) -> str:
    named = f"--of {visible(told.subject.address)} --from-diff {visible(comparison.base.name)}"
    return f'`playbook new amendment "TITLE" {named}` begins one.'


def _document(told: Told, comparison: Comparison) -> Iterator[str]:
    moved = f", until now {visible(told.subject.was)}" if told.subject.was else ""
    yield f"  {visible(told.subject.title)} ({visible(told.subject.address)}{moved})"
    for placed in told.changes:
        yield from _change(placed, told, comparison)


def _change(placed: Placed, told: Told, comparison: Comparison) -> Iterator[str]:
    change = placed.change
    codes = [change.code, *(effect.code for effect in change.effects if effect.code)]
    codes += [] if told.is_covered else [SILENT]
    shown = click.style(" ".join(f"[{code}]" for code in codes), dim=True)
    place = _place(placed.span, comparison)
    if change.band is Band.WORDING:
        yield f"    {place}: {visible(change.label)} {shown}"
        for turn in change.turns:
            yield from (f"      - {visible(turn.before)}" for _ in [0] if turn.before)
            yield from (f"      + {visible(turn.after)}" for _ in [0] if turn.after)
        return
    yield f"    {place}: {sentence(change, _STYLE)} {shown}"
    for effect in change.effects:
        yield f"      = {visible(effect.words)}"


def _place(span: Span, comparison: Comparison) -> str:
    source = comparison.source(span.path)
    line = source.position(span.start).line if source else 1
    return f"{visible(span.path)}:{line}"
