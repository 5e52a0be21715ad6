"""What is wrong, where, and how to mend it: findings as values."""

from enum import StrEnum

from playbook.model.text import Span
from playbook.model.value import Value


class Severity(StrEnum):
    """How much a finding matters; the order is that of the members, worst first."""

    ERROR = "error"  # the playbook contradicts itself or would send a reader to the wrong person
    WARNING = "warning"  # incomplete, unfair or stale: a human should look
    NOTICE = "notice"  # advice
    OFF = "off"  # not reported

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, and so on."""
        return list(Severity).index(self)


class Edit(Value, frozen=True):
    """A change of text that mends a finding: replace what stands at `span` by `replacement`."""

    span: Span
    replacement: str


class Related(Value, frozen=True):
    """Another place that matters for understanding a finding."""

    span: Span
    message: str


class Diagnostic(Value, frozen=True):
    """One finding, complete: every report format prints the same value.

    `code` is the rule's whole name (`family/name`); `message` one sentence without a full stop,
    for an author who is no programmer; `hint` says how to mend it, or is empty. `field` is where in
    the front matter a field would be that is missing, or only seems to be for its name is misspelt.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    field: tuple[str | int, ...] = ()

    @property
    def order(self) -> tuple[Span, str, str]:
        """The sorting key: by file, place, code, words."""
        return (self.span, self.code, self.message)
