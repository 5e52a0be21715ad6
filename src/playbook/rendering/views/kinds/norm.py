"""A norm's facts: when it happens, since when it holds, and why."""

from collections.abc import Iterator

from playbook.kinds.norm import Cadence, Norm
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts
from playbook.rendering.shapes import Panel, Value


def panels(entry: Entry[Norm], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a norm."""
    record = entry.record
    facts = (
        *parts.fact("cadence", *_cadence(record.cadence, parts)),
        *parts.fact("adopted", parts.day(record.adopted)),
        *parts.fact("revised", parts.day(record.revised)),
        *parts.fact("because", *parts.documents(record.because, "debrief")),
    )
    yield from parts.facts(facts)


def cadence_words(parts: Parts, norm: str) -> str:
    """Return how often something happens that a norm asks for; "" if it does not say."""
    record = parts.view.record(Norm, norm)
    return _often(record.cadence, parts) if record and record.cadence else ""


def _cadence(held: Cadence | None, parts: Parts) -> tuple[Value, ...]:
    return (parts.words(held.what), parts.words(_often(held, parts))) if held else ()


def _often(held: Cadence, parts: Parts) -> str:
    texts, often = parts.texts, ""
    if held.every and held.day:
        often = texts("word.on", often=texts.every(held.every), day=held.day)
    elif held.every:
        often = texts.every(held.every)
    elif held.day:
        often = held.day
    where = texts("word.in", channel=held.channel) if held.channel else ""
    return ", ".join(filter(None, (often, where)))
