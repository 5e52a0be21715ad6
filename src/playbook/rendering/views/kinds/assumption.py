"""An assumption's facts: when it was last tested, and what follows if it is wrong."""

from collections.abc import Iterator

from playbook.kinds.assumption import Assumption
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Panel


def panels(entry: Entry[Assumption], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of an assumption."""
    record = entry.record
    next_check = None
    if record.check_every and record.checked:
        next_check = record.check_every.after(record.checked)
    facts = (
        *parts.fact("if_broken", parts.words(record.if_broken)),
        *parts.fact("checked", parts.day(record.checked)),
        *parts.fact("check_every", parts.words(parts.texts.duration(record.check_every))),
        *parts.fact("next_check", parts.day(next_check, due=True)),
    )
    yield from parts.facts(facts)
