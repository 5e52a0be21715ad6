"""An outcome's facts: who benefits, how it is seen, what it is not about."""

from collections.abc import Iterator

from playbook.kinds.outcome import Outcome
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Panel
from playbook.rendering.views.kinds.signatures import signatures


def panels(entry: Entry[Outcome], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of an outcome."""
    record = entry.record
    facts = (
        *parts.fact("beneficiaries", parts.words(record.beneficiaries)),
        *parts.fact("indicators", *parts.documents(record.indicators, "metric")),
        *parts.fact("horizon", parts.day(record.horizon, due=True)),
        *parts.fact("out_of_scope", *map(parts.words, record.out_of_scope)),
    )
    yield from parts.facts(facts)
    if record.signed:
        yield signatures(parts, record.parties, record.signed)
