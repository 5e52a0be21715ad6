"""A metric's facts: baseline, target, the latest reading, and all readings."""

from collections.abc import Iterator

from playbook.kinds.metric import Metric, Target
from playbook.model.entry import Entry
from playbook.rendering.charts.series import Series
from playbook.rendering.charts.timeline import timeline
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Grid, GridRow, Panel, Value
from playbook.rendering.views.kinds.measures import measure, readings, series


def panels(entry: Entry[Metric], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a metric."""
    record, texts, unit = entry.record, parts.texts, entry.record.unit
    better = texts[f"word.{record.better}"] if record.better else ""
    facts = (
        *parts.fact("latest", *_latest(entry, parts)),
        *parts.fact("target", _target(record, parts)),
        *parts.fact("band", _band(record, parts)),
        *parts.fact("baseline", _baseline(record, parts)),
        *parts.fact("better", parts.words(better)),
        *parts.fact("unit", parts.words(unit)),
        *parts.fact("every", parts.words(texts.every(record.every))),
        *parts.fact("collected_by", *parts.parties(given(record.collected_by))),
        *parts.fact("source", parts.words(record.source)),
    )
    yield from parts.facts(facts)
    yield from _chart(entry, parts)
    table = _readings(entry, parts)
    if table.rows:
        yield table


def _chart(entry: Entry[Metric], parts: Parts) -> Iterator[Panel]:
    held = parts.view.call(series, entry.id)
    if held is None:
        return
    title = parts.texts["panel.chart"]
    chart = timeline(held, parts.texts, slug="chart", title=title, summary=_in_words(held, parts))
    if chart:
        yield chart


def _in_words(held: Series, parts: Parts) -> str:
    """Say in one sentence what the chart shows: from where to where, and against what."""
    texts = parts.texts
    said = []
    if held.points:
        first, last = held.points[0], held.points[-1]
        said.append(
            texts(
                "chart.from-to",
                n=len(held.points),
                first=parts.quantity(first.value, held.unit),
                since=texts.date(first.day),
                last=parts.quantity(last.value, held.unit),
                day=texts.date(last.day),
            )
        )
    if held.baseline:
        value = parts.quantity(held.baseline.value, held.unit)
        said.append(texts("chart.baseline", value=value))
    if held.targets and not held.band:
        value = parts.quantity(held.targets[0], held.unit)
        said.append(texts("chart.target", value=value))
    if held.band:
        low, high = held.band
        band = texts(
            "range.inclusive", low=parts.quantity(low), high=parts.quantity(high, held.unit)
        )
        said.append(texts("chart.band", value=band))
    return " ".join(said)


def _latest(entry: Entry[Metric], parts: Parts) -> tuple[Value, ...]:
    found = parts.view.call(measure, entry.id)
    if found is None or found.value is None:
        return ()
    target = entry.record.target
    verdict = found.verdict(target.value, target.by) if target else found.verdict(None)
    return (parts.reading(found.value, found.unit, found.day), parts.badges(verdict))


def _target(record: Metric, parts: Parts) -> Value:
    held = record.target
    if held is None:
        return ()
    return (*parts.amount(held.value, record.unit), *_due(held, parts))


def _due(target: Target, parts: Parts) -> Value:
    by = parts.day(target.by, due=True)
    return (*parts.words(parts.texts["word.due"]), *by) if by else ()


def _baseline(record: Metric, parts: Parts) -> Value:
    held = record.baseline
    return parts.reading(held.value, record.unit, held.date) if held else ()


def _band(record: Metric, parts: Parts) -> Value:
    held = record.band
    if held is None:
        return ()
    low, high = parts.quantity(held.low), parts.quantity(held.high, record.unit)
    return parts.words(parts.texts("range.inclusive", low=low, high=high))


def _readings(entry: Entry[Metric], parts: Parts) -> Grid:
    """Return the baseline and the readings by date; the target stands apart, at the foot."""
    record, unit = entry.record, entry.record.unit
    rows: list[GridRow] = []
    if record.baseline:
        held = record.baseline
        note = parts.words(parts.texts["field.baseline"])
        rows.append(_row(parts.day(held.date), parts.amount(held.value, unit), note, "baseline"))
    rows += [
        _row(parts.day(held.date), parts.amount(held.value, unit), parts.words(held.note), "")
        for held in readings(parts.view, entry.card)
    ]
    if record.target and rows:
        name = (*parts.words(parts.texts["field.target"]), *_due(record.target, parts))
        rows.append(_row(name, parts.amount(record.target.value, unit), (), "target"))
    columns = (parts.column("date"), parts.column("value", numeric=True), parts.column("note"))
    return Grid("readings", parts.texts["panel.readings"], columns, tuple(rows))


def _row(day: Value, amount: Value, note: Value, mark: str) -> GridRow:
    return GridRow((cell(day), cell(amount), cell(note)), mark=mark)
