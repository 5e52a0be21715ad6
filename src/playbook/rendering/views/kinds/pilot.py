"""A pilot's facts: what it tests, how one tells, what each result means, what came of it."""

from collections.abc import Iterator

from playbook.kinds.pilot import Pilot
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Facts, Grid, GridRow, Panel
from playbook.rendering.views.kinds.measures import target_cells


def panels(entry: Entry[Pilot], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a pilot."""
    record, texts = entry.record, parts.texts
    result = record.result
    if result:
        facts = (
            *parts.fact("result", parts.badges(result.outcome), label=texts["panel.result"]),
            *parts.fact("value", parts.amount(result.value, _unit(record, parts))),
            *parts.fact("date", parts.day(result.date), label=texts["column.date"]),
            *parts.fact("led_to", *parts.documents(result.led_to)),
        )
        yield Facts("result", texts["panel.result"], facts)
    facts = (
        *parts.fact("start", parts.day(record.start)),
        *parts.fact("end", parts.day(record.end, due=result is None)),
        *parts.fact(
            "tests", *((parts.document(a, "assumption", status=True),) for a in record.tests)
        ),
    )
    yield from parts.facts(facts)
    if record.success or record.guardrails:
        yield _criteria(record, parts)
    yield from _decides(record, parts)


def _unit(record: Pilot, parts: Parts) -> str:
    if not record.success:
        return ""
    target, _ = target_cells(parts, record.success[0].metric, record.success[0].target)
    return getattr(target[0], "unit", "") if target else ""


def _criteria(record: Pilot, parts: Parts) -> Grid:
    held = [("target", s.metric, s.target) for s in record.success]
    held += [("limit", g.metric, g.limit) for g in record.guardrails]
    rows: list[GridRow] = []
    for what, metric, number in held:
        shown, _ = target_cells(parts, metric, number)
        label = parts.words(parts.texts[f"column.{what}"])
        rows.append(GridRow((cell((parts.document(metric, "metric"),)), cell(label), cell(shown))))
    columns = (
        parts.column("metric"),
        parts.column("criterion"),
        parts.column("value", numeric=True),
    )
    return Grid("success", parts.texts["panel.success"], columns, tuple(rows))


def _decides(record: Pilot, parts: Parts) -> Iterator[Panel]:
    held = record.decides
    if held is None:
        return
    chosen = record.result.outcome if record.result else ""
    rows = tuple(
        GridRow(
            (cell(parts.badges(outcome)), cell(parts.words(consequence))),
            mark="chosen" if outcome == chosen else "",
        )
        for outcome, consequence in (
            ("met", held.met),
            ("missed", held.missed),
            ("unclear", held.unclear),
        )
        if consequence
    )
    columns = (parts.column("outcome-if"), parts.column("then"))
    yield Grid("decides", parts.texts["panel.decides"], columns, rows)
