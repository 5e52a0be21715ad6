"""Names inside a document, by which others point at a part of it: `weekend-cover#standby`."""

from collections.abc import Iterator
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.debrief import Debrief
from playbook.kinds.plan import Plan
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.location import ID_PATTERN, plain_name
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View


@rule("id/item", Severity.ERROR)
def item(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A name inside a document cannot stand in a reference, or stands twice."""
    first: dict[str, Span] = {}
    for name, place in _names(entry):
        if not ID_PATTERN.fullmatch(name):
            message = f"“{name}” cannot be named: at most 63 of a–z, 0–9 and “-”, no “-” first"
            better = plain_name(name)
            yield Finding(place, message, f"did you mean “{better}”?" if better else "rename it")
        elif name in first:
            message = f"“{name}” is the name of something else here too"
            yield Finding(place, message, "rename one", (Related(first[name], "the other one"),))
        first.setdefault(name, place)


def _names(entry: Entry[Any]) -> Iterator[tuple[str, Span]]:
    """Yield the names that a document gives to its parts, each with its place."""
    record = entry.record
    if isinstance(record, Agreement):
        named = [("commitments", n, held.id) for n, held in enumerate(record.commitments)]
        named += [("risks", n, held.id) for n, held in enumerate(record.risks)]
        for field, index, name in named:
            if name:
                yield name, entry.at(field, index, "id")
    elif isinstance(record, Debrief):
        for lesson in record.lessons:
            yield lesson, entry.at("lessons", lesson, key=True)
    elif isinstance(record, Plan):
        for index, stage in enumerate(record.stages):
            yield stage.id, entry.at("stages", index, "id")
