"""All findings of one document: what reading found, what the rules say, what is waived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.entry import Entry
from playbook.model.kind import Kind
from playbook.model.record import Record, Waiver
from playbook.model.rule import Rule, adjust, awake, run, run_whole
from playbook.model.suggest import did_you_mean
from playbook.model.text import Span
from playbook.model.view import View

UNREADABLE = frozenset({"text/unreadable", "text/too-large"})
"""Findings after which nothing else said about the same file would be of use."""


class Rulebook:
    """All rules, and of those the ones that are asked of a sort of record."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all = tuple(rules)
        self._asked: dict[type[Record], tuple[Rule, ...]] = {}

    def asked_of(self, record: type[Record]) -> tuple[Rule, ...]:
        """Return the rules that say something of documents with such a record, by code."""
        found = self._asked.get(record)
        if found is None:
            found = tuple(
                rule
                for rule in self.all
                if rule.check and (rule.on is None or issubclass(record, rule.on))
            )
            self._asked[record] = found
        return found


def diagnose(
    entry: Entry[Any],
    decoding: Sequence[Diagnostic],
    kinds: Mapping[str, Kind[Any]],
    rules: Rulebook,
    view: View,
) -> tuple[Diagnostic, ...]:
    """Return the findings of a document, sorted by place."""
    if any(problem.code in UNREADABLE for problem in decoding):
        return tuple(sorted(decoding, key=lambda d: d.order))
    kind = kinds[entry.kind]
    found = [d for p in (*decoding, *entry.problems) if (d := adjust(p, view))]
    if entry.half_read:
        return tuple(sorted(found, key=lambda d: d.order))
    for rule in rules.asked_of(type(entry.record)):
        found += run(rule, entry, kind, view)
    if entry.record.waive:
        asked = {rule.code: awake(rule, view) for rule in rules.all}
        found = list(_waived(entry, found, asked, view))
    return tuple(sorted(found, key=lambda d: d.order))


def diagnose_whole(rules: Iterable[Rule], view: View) -> tuple[Diagnostic, ...]:
    """Return what the rules say of the playbook as a whole, sorted by place."""
    found = (diagnostic for rule in rules for diagnostic in run_whole(rule, view))
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
        report = _idle(waiver, entry.at("waive", index, "rule"), used, asked, view.as_of)
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
        hint = did_you_mean(waiver.rule, asked)
        return Diagnostic("waiver/idle", Severity.NOTICE, span, message, hint)
    if waiver.rule not in used and asked[waiver.rule]:
        message = f"{waiver.rule} finds nothing here: this waiver is no longer needed"
        return Diagnostic("waiver/idle", Severity.NOTICE, span, message, "take it out")
    return None


def _expired(until: date | None, as_of: date | None) -> bool:
    return until is not None and as_of is not None and until < as_of
