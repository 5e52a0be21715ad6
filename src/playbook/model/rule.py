"""Rules: small pure functions from a document and a view to findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from playbook.model.composed import end_of_letter
from playbook.model.diagnostic import Diagnostic, Edit, Related, Severity
from playbook.model.entry import Entry
from playbook.model.kind import Kind
from playbook.model.record import Record
from playbook.model.text import Span
from playbook.model.value import Value, replace
from playbook.model.view import View

R = TypeVar("R", bound=Record)


class Finding(Value, frozen=True):
    """What a rule saw: where, what (one sentence, no full stop), and how to mend it."""

    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    edit: Edit | None = None


Check = Callable[[Entry[Any], View], Iterable[Finding]]
WholeCheck = Callable[[View], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A named check.

    * `code`: `family/name`, the whole name, never reused.
    * `on`: the record type of the kind it is for; None for every kind.
    * `since`: the status from which it has its full severity; before that it is a notice, and on
      closed documents it is silent. "" for a rule that does not depend on the status.
    * `lacks`: it says what is not there yet: a notice while the document is a draft, or has the
      first of several statuses where its kind knows no drafts.
    * `clock`: it compares with today's date; never an error by default, silent under `--no-time`.
    * `history`: it reads the history kept by git; silent without one.
    * `check`: the function; None for what is found while reading, before rules run.
    * `whole`: a second function, for what is true of the playbook and of none of its documents.
    """

    code: str
    severity: Severity
    summary: str
    check: Check | None = None
    on: type[Record] | None = None
    since: str = ""
    clock: bool = False
    history: bool = False
    fixes: bool = False
    whole: WholeCheck | None = None
    lacks: bool = False

    @property
    def family(self) -> str:
        """The part before the slash."""
        return self.code.partition("/")[0]


def rule(  # noqa: PLR0913 - one parameter a property of the rule
    code: str,
    severity: Severity,
    *,
    on: type[R] | None = None,
    since: str = "",
    clock: bool = False,
    history: bool = False,
    fixes: bool = False,
    whole: WholeCheck | None = None,
    lacks: bool = False,
) -> Callable[[Callable[[Entry[R], View], Iterable[Finding]]], Rule]:
    """Make a rule of a function; the first line of its docstring is the rule's summary."""

    def make(check: Callable[[Entry[R], View], Iterable[Finding]]) -> Rule:
        summary = (check.__doc__ or "").strip().partition("\n")[0]
        return Rule(code, severity, summary, check, on, since, clock, history, fixes, whole, lacks)

    return make


def rule_of_whole(code: str, severity: Severity) -> Callable[[WholeCheck], Rule]:
    """Make a rule of what is said of the playbook as a whole, and of none of its documents."""

    def make(check: WholeCheck) -> Rule:
        summary = (check.__doc__ or "").strip().partition("\n")[0]
        return Rule(code, severity, summary, whole=check)

    return make


def found_while_reading(
    code: str, severity: Severity, summary: str, *, lacks: bool = False, clock: bool = False
) -> Rule:
    """Describe a finding that reading makes, so that it can be listed, explained and set."""
    return Rule(code, severity, summary, lacks=lacks, clock=clock)


def severity_in_force(rule: Rule, kind: Kind[Any], status: str, view: View) -> Severity:
    """Return the severity that a rule has for documents of a kind with a status; OFF for none.

    It is that of the settings, gated by the status. What a rule needs has to be there, too.
    """
    if rule.check is None or (rule.on and not issubclass(kind.record, rule.on)):
        return Severity.OFF
    if not awake(rule, view):
        return Severity.OFF
    severity = severity_of(rule, view)
    if rule.lacks and status == kind.beginning:
        return _at_most_notice(severity)
    if severity is Severity.OFF or not rule.since or kind.reached(status, rule.since):
        return severity
    return Severity.OFF if status in kind.closed else _at_most_notice(severity)


def run(rule: Rule, severity: Severity, entry: Entry[Any], view: View) -> Iterator[Diagnostic]:
    """Apply one rule to one document, with the severity that is in force."""
    text = entry.source.text
    for finding in rule.check(entry, view) if rule.check else ():
        span = finding.span
        if span.path == entry.path and span.end > span.start:
            # A word is found in a text in which a letter and its marks are one character.
            span = span.at(0, end_of_letter(text, span.end) - span.start)
        yield _diagnostic(rule, severity, finding, span)


def run_whole(rule: Rule, view: View) -> Iterator[Diagnostic]:
    """Apply what a rule says of the playbook as a whole."""
    severity = severity_of(rule, view)
    if rule.whole and severity is not Severity.OFF and awake(rule, view):
        for finding in rule.whole(view):
            yield _diagnostic(rule, severity, finding, finding.span)


def awake(rule: Rule, view: View) -> bool:
    """Tell whether there is what a rule needs: today's date, the history."""
    if rule.clock and view.as_of is None:
        return False
    return not rule.history or view.has_history


def _diagnostic(rule: Rule, severity: Severity, finding: Finding, span: Span) -> Diagnostic:
    return Diagnostic(
        rule.code,
        severity,
        span,
        finding.message,
        finding.hint,
        finding.related,
        finding.edit,
    )


def severity_of(rule: Rule, view: View) -> Severity:
    """Return the severity that the settings give a rule, or its own."""
    chosen: Severity | None = view.first("severity", rule.code)
    return chosen or rule.severity


def adjust(problem: Diagnostic, view: View, *, lenient: bool = False) -> Diagnostic | None:
    """Return a reading problem with the severity the settings give it; None when switched off.

    `lenient` tells that it is a notice at most: it says what a draft has not yet.
    """
    severity: Severity = view.first("severity", problem.code) or problem.severity
    if lenient:
        severity = _at_most_notice(severity)
    if severity is problem.severity:
        return problem
    return None if severity is Severity.OFF else replace(problem, severity=severity)


def _at_most_notice(severity: Severity) -> Severity:
    return max(severity, Severity.NOTICE, key=lambda s: s.rank)
