"""A trade-off's facts: what each party gives, what it gains, and what it all rests on."""

from collections.abc import Iterator

from playbook.kinds.tradeoff import TradedItem, Tradeoff
from playbook.model.entry import Entry
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Change, Grid, GridRow, Panel, Value


def panels(entry: Entry[Tradeoff], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a trade-off."""
    record = entry.record
    facts = (
        *parts.fact("agreement", *parts.documents(given(record.agreement), "agreement")),
        *parts.fact(
            "assumes",
            *((parts.document(a, "assumption", status=True),) for a in record.assumes),
        ),
    )
    yield from parts.facts(facts)
    for name, items in (("gives", record.gives), ("gains", record.gains)):
        if items:
            yield traded(name, items, parts)


def traded(name: str, items: tuple[TradedItem, ...], parts: Parts) -> Grid:
    """Return what is given or gained, a row an item."""
    rows = tuple(
        GridRow(
            (
                cell((parts.party(item.party),)),
                cell(parts.words(item.what)),
                cell(_quantity(item, parts)),
                cell(_time(item, parts)),
            )
        )
        for item in items
    )
    columns = tuple(parts.column(column) for column in ("party", "what", "change", "until"))
    return Grid(name, parts.texts[f"panel.{name}"], columns, rows)


def _quantity(item: TradedItem, parts: Parts) -> Value:
    if item.from_ is not None and item.to is not None:
        before = parts.quantity(item.from_)
        return (Change(before, parts.quantity(item.to, item.unit)),)
    if item.to is not None:
        return parts.amount(item.to, item.unit)
    if item.from_ is not None:
        return parts.words(parts.texts("range.from", low=parts.quantity(item.from_, item.unit)))
    if item.unquantified:
        return parts.words(parts.texts("word.not-quantified", reason=item.unquantified))
    return ()


def _time(item: TradedItem, parts: Parts) -> Value:
    if item.by:
        return (*parts.words(parts.texts["word.due"]), *parts.day(item.by, due=True))
    return parts.day(item.until, due=True)
