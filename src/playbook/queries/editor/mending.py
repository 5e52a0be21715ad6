"""Edits that mend findings: those a rule is sure of, and the name that may have been meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.model.diagnostic import Diagnostic, Edit

_MEANT = re.compile(r"did you mean “([^”]+)”\?")


@dataclass(frozen=True, slots=True)
class Mending:
    """A change that mends a finding; `sure` if `playbook check --fix` would make it too."""

    title: str
    finding: Diagnostic
    edit: Edit
    sure: bool


def mendings(findings: Iterable[Diagnostic], text: str) -> Iterator[Mending]:
    """Yield the ways to mend findings of a document whose text is given."""
    for finding in findings:
        if finding.edit:
            word = _shown(finding.edit.replacement)
            title = f"Write {word}" if word else "Take it out"
            yield Mending(f"{title} ({finding.code})", finding, finding.edit, sure=True)
            continue
        meant = _MEANT.search(finding.hint)
        written = text[finding.span.start : finding.span.end]
        if meant and written.strip():
            edit = Edit(finding.span, _quoted_like(written, meant[1]))
            title = f"Change to “{meant[1]}”"
            yield Mending(title, finding, edit, sure=False)


def _quoted_like(written: str, word: str) -> str:
    """Keep the quotes that stand around what is replaced."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return f"{written[0]}{word}{written[0]}"
    return word


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:40]}…”" if len(words) > 40 else f"“{words}”" if words else ""  # noqa: PLR2004 - short enough to read
