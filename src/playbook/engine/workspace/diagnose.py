"""All findings of one document: what reading found, what the rules say, what is waived."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.entry import Entry
from playbook.model.kind import EVERY_KIND, Kind
from playbook.model.meant.nearest import did_you_mean
from playbook.model.record import Waiver
from playbook.model.rule import adjust, awake, run, run_whole, severity_in_force
from playbook.model.text import Span
from playbook.model.view import View

UNREADABLE = frozenset({"text/unreadable", "text/too-large"})
"""Findings after which nothing else said about the same file would be of use."""

_OF_KINDS = frozenset({"text/unknown-field", "text/unknown-kind"})
"""Findings that may only follow from a kind that the settings could not define."""

_BY_CODE = {rule.code: rule for rule in RULES}
_LACKS = frozenset(rule.code for rule in RULES if rule.lacks)


def in_force(view: View, kind: str, status: str) -> tuple[tuple[str, Severity], ...]:
    """Return the rules that are asked of a kind's documents with a status, with their severities.

    Found out once for all of them, so that a document does not rest on every single setting.
    """
    named: Kind[Any] = view.first("kind-named", kind)
    found = ((rule.code, severity_in_force(rule, named, status, view)) for rule in RULES)
    return tuple((code, severity) for code, severity in found if severity is not Severity.OFF)


def diagnose(
    entry: Entry[Any], decoding: Sequence[Diagnostic], view: View
) -> tuple[Diagnostic, ...]:
    """Return the findings of a document, sorted by place."""
    if any(problem.code in UNREADABLE for problem in decoding):
        return tuple(sorted(decoding, key=lambda d: d.order))
    lenient = _LACKS if entry.card.draft else frozenset[str]()
    read = (adjust(p, view, lenient=p.code in lenient) for p in (*decoding, *entry.problems))
    found = [problem for problem in read if problem]
    if any(problem.code in _OF_KINDS for problem in found):
        known, is_of_it = _doubted(entry, view)
        if is_of_it:
            found = [problem for problem in found if problem.code not in _OF_KINDS]
        if is_of_it and not known:
            return tuple(sorted(found, key=lambda d: d.order))
    if entry.half_read or (entry.is_empty and found):
        return tuple(sorted(found, key=lambda d: d.order))
    for code, severity in view.call(in_force, entry.kind, entry.status):
        found += run(_BY_CODE[code], severity, entry, view)
    if entry.record.waive:
        asked = {rule.code: awake(rule, view) for rule in RULES}
        found = list(_waived(entry, found, asked, view))
    return tuple(sorted(found, key=lambda d: d.order))


def _doubted(entry: Entry[Any], view: View) -> tuple[bool, bool]:
    """Tell whether a document's kind is known, and whether the settings left its fields in doubt.

    What was to be of a kind that could not be defined counts as a page meanwhile.
    """
    doubtful = set(view.ask("kind-in-doubt", ""))
    lost = any(view.first("kind-named", name) is None for name in doubtful)
    known = not (lost and entry.kind == "page")
    return known, not known or not doubtful.isdisjoint({entry.kind, EVERY_KIND})


def diagnose_whole(view: View) -> tuple[Diagnostic, ...]:
    """Return what the rules say of the playbook as a whole, sorted by place."""
    found = (diagnostic for rule in RULES for diagnostic in run_whole(rule, view))
    return tuple(sorted(found, key=lambda d: d.order))


def _waived(
    entry: Entry[Any], found: list[Diagnostic], asked: Mapping[str, bool], view: View
) -> Iterator[Diagnostic]:
    """Turn findings that the document excuses into notices; report excuses that excuse nothing.

    `asked` tells of every rule whether it was asked: one that was not may need its waiver yet.
    """
    waivers: tuple[Waiver, ...] = entry.record.waive
    holding = {
        waiver.rule: (index, waiver)
        for index, waiver in enumerate(waivers)
        if not _expired(waiver.until, view.as_of)
    }
    used: set[str] = set()
    reports: list[Diagnostic] = []
    for diagnostic in found:
        excuse = holding.get(diagnostic.code)
        if excuse is None:
            yield diagnostic
            continue
        used.add(diagnostic.code)
        index, waiver = excuse
        until = f" until {waiver.until.isoformat()}" if waiver.until else ""
        reports.append(
            Diagnostic(
                "waiver/waived",
                Severity.NOTICE,
                entry.at("waive", index, "rule"),
                f"{diagnostic.code} is waived{until}: {waiver.because}",
                related=(Related(diagnostic.span, diagnostic.message),),
            )
        )
    for index, waiver in enumerate(waivers):
        span = entry.at("waive", index, "rule")
        report = _idle(waiver, span, used, asked, view.as_of)
        counts = holding.get(waiver.rule, (index, waiver))[0]
        if report is None and counts != index:
            message = f"{waiver.rule} is waived again below, and only that counts"
            report = Diagnostic(
                "waiver/idle", Severity.NOTICE, span, message, "keep one of the two"
            )
        if report:
            reports.append(report)
    yield from (adjusted for report in reports if (adjusted := adjust(report, view)))


def _idle(
    waiver: Waiver, span: Span, used: set[str], asked: Mapping[str, bool], as_of: date | None
) -> Diagnostic | None:
    """Return what is to be said of a waiver that excuses nothing, or no longer."""
    if waiver.until and _expired(waiver.until, as_of):
        message = f"the waiver of {waiver.rule} ended on {waiver.until.isoformat()}"
        hint = "mend the finding, or renew the waiver with a date and a reason that still holds"
        return Diagnostic("waiver/expired", Severity.WARNING, span, message, hint)
    if waiver.rule not in asked:
        message = f"there is no rule “{waiver.rule}” to waive"
        hint = did_you_mean(waiver.rule, asked) or "name one; `playbook explain` lists all rules"
        return Diagnostic("waiver/idle", Severity.NOTICE, span, message, hint)
    if waiver.rule not in used and asked[waiver.rule]:
        message = f"{waiver.rule} finds nothing here: this waiver is no longer needed"
        return Diagnostic("waiver/idle", Severity.NOTICE, span, message, "take it out")
    return None


def _expired(until: date | None, as_of: date | None) -> bool:
    return until is not None and as_of is not None and until < as_of
