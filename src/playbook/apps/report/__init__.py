"""Reports: one file a format; all print the same findings."""

from collections.abc import Callable, Sequence

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.english import counted
from playbook.model.text import Source
from playbook.model.value import Value


class Report(Value, frozen=True):
    """What a report prints: findings in order, how to get a file's text, how many documents.

    `remark` is something about the run that is no finding: it goes to the log. `within` is where in
    its repository the playbook lies, for forges, which name files from there.
    """

    findings: Sequence[Diagnostic]
    source: Callable[[str], Source | None]
    documents: int
    remark: str = ""
    within: str = ""

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    def fails(self, *, strict: bool) -> bool:
        """Tell whether the findings mean failure: an error, or under `strict` a warning."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))

    def summary(self) -> str:
        """Return the counts in words."""
        parts = [
            counted(n, severity.value)
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
            if (n := self.count(severity))
        ]
        return f"{', '.join(parts) or 'no findings'} in {counted(self.documents, 'document')}"
