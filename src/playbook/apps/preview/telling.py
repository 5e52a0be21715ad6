"""What the preview says in the terminal: which file it was, how long it took, what is wrong now."""

import time
from collections import Counter
from collections.abc import Callable

from playbook.apps.preview.answers import Judgement
from playbook.apps.preview.state import Preview
from playbook.apps.report import Report
from playbook.apps.reporting import Printing, print_report
from playbook.model.diagnostic import Diagnostic, Severity

_SHOWN = 3

_Name = tuple[str, str, str, Severity]
"""What tells findings apart; what was advice for a draft and is an error now, is news."""


class Teller:
    """Tells of changes and of findings; of the latter, after the first time, only what is new."""

    def __init__(self, preview: Preview, say: Callable[[str], None]) -> None:
        self._preview = preview
        self._say = say
        self._known: Counter[_Name] | None = None
        self._summary = ""

    def changed(self, paths: tuple[str, ...], seconds: float) -> None:
        """Say which files changed, and how long it took to take them in."""
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        named = f"{', '.join(paths[:_SHOWN])}{more}" if paths else "the history in git"
        self._say(f"{time.strftime('%H:%M:%S')} {named}: taken in within {seconds * 1000:.0f} ms")

    def judged(self, judgement: Judgement) -> None:
        """Print the findings that were not there before, and the count of all."""
        found = judgement.findings
        known, self._known = self._known, Counter(map(_name, found))
        fresh = found if known is None else tuple(_new(found, known))
        print_report(
            Report(fresh, judgement.sources.get, judgement.documents), Printing(quiet=True)
        )
        summary = Report(found, judgement.sources.get, judgement.documents).summary()
        if fresh or summary != self._summary:
            self._summary = summary
            self._say(summary)
            if self._preview.faults:
                self._say("the settings that were good last stay in use until this is mended")


def _name(finding: Diagnostic) -> _Name:
    return finding.span.path, finding.code, finding.message, finding.severity


def _new(found: tuple[Diagnostic, ...], known: Counter[_Name]) -> list[Diagnostic]:
    """Return the findings that were not known; that one stands elsewhere now makes none new."""
    left = known.copy()
    fresh = []
    for finding in found:
        if left[_name(finding)]:
            left[_name(finding)] -= 1
        else:
            fresh.append(finding)
    return fresh
