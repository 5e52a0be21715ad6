"""What the preview answers, as values: pages, and findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source


@dataclass(frozen=True)
class Answer:
    """What there is at an address: `url` is where it was found, `stamp` the state it belongs to.

    `broken` is the finding because of which a page cannot be made; then there are no bytes.
    """

    status: int
    url: str
    data: bytes
    stamp: str
    broken: Diagnostic | None = None


@dataclass(frozen=True)
class Judgement:
    """All findings about one state of the files, and the texts they were found in."""

    revision: int = -1
    findings: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    documents: int = 0
    digest: str = ""

    @classmethod
    def of(
        cls,
        revision: int,
        found: Iterable[Diagnostic],
        source: Callable[[str], Source | None],
        documents: int,
    ) -> Self:
        """Make it of what was found; `source` gives the text of a file."""
        ordered = tuple(sorted(found, key=lambda finding: finding.order))
        spans = {finding.span.path for finding in ordered}
        spans |= {related.span.path for finding in ordered for related in finding.related}
        sources = {path: text for path in sorted(spans) if (text := source(path))}
        marks = tuple((path, text.digest) for path, text in sources.items())
        return cls(revision, ordered, sources, documents, f"{hash((ordered, marks)):x}")

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)
