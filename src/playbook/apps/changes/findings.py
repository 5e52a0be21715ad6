"""A comparison as findings: each change at its place, for forges and editors."""

from playbook.apps.changes.telling import Consequences, Told, sections, sentence
from playbook.apps.changes.text import Plain
from playbook.apps.report import Report
from playbook.engine.runs.comparing import Comparison
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.value import replace
from playbook.queries.changes.change import Band, Placed


def report_of_changes(comparison: Comparison) -> Report:
    """Return changes by place.

    Errors are what nobody agreed to, warnings what else is material, notices what is good news or a
    matter of words. What cannot be read as it is now is a warning, too: it was not compared.
    """
    unread = [_unread(fault) for state, fault in comparison.faults if state is comparison.head]
    found = [
        _finding(placed, told, comparison)
        for section in sections(comparison)
        for told in section.documents
        for placed in told.changes
    ]
    ordered = sorted([*found, *unread], key=lambda finding: finding.order)
    return Report(ordered, comparison.source, 0, within=comparison.within)


def _finding(placed: Placed, told: Told, comparison: Comparison) -> Diagnostic:
    change = placed.change
    is_news = change.is_good or change.band is not Band.MATERIAL
    severity = Severity.NOTICE if is_news else Severity.WARNING
    if not told.is_covered:
        severity = Severity.ERROR
    effects = [f"{effect.words[:1].upper()}{effect.words[1:]}." for effect in change.effects]
    hint = " ".join([*effects, *Consequences(comparison, Plain()).of(told)])
    words = sentence(change, Plain())
    message = f"{told.subject.title}: {words}"
    return Diagnostic(change.code, severity, placed.span, message, hint)


def _unread(fault: Diagnostic) -> Diagnostic:
    message = f"this was not compared, since it cannot be read: {fault.message}"
    return replace(fault, severity=Severity.WARNING, message=message)
