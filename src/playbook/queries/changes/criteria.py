"""What changed in what must be reached: criteria of agreements, pilots and incentives."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from playbook.model.entry import Entry
from playbook.model.value import replace
from playbook.queries.changes.both import Both, amount, moved
from playbook.queries.changes.change import Change, Sense, Turn
from playbook.queries.changes.items import pairs


def criteria(
    before: Entry[Any],
    after: Entry[Any],
    both: Both,
    field: str,
    code: str,
    label: str,
    value: str = "target",
) -> Iterator[Change]:
    """Yield which criteria came, went, or ask for something else; `value` is the one to reach."""
    for old, new, steps in pairs(before, after, field):
        metric: str | None = (new or old).metric
        item = both.title(metric, "metric") if metric else ""
        base = Change(code, label, (), item, part=field, steps=steps)
        if old is None or new is None:
            turn = Turn(_criterion(old, both, value), _criterion(new, both, value))
            yield replace(base, turns=(turn,))
            continue
        was, now = getattr(old, value), getattr(new, value)
        if was != now:
            yield _moved(base, both, metric, value, was, now, _day(old, new))
        if (held := getattr(old, "by", None)) != (then := getattr(new, "by", None)):
            turn = Turn(f"{held or ''}", f"{then or ''}")
            later = _sense_of_days(held, then)
            yield replace(base, turns=(turn,), field="by", steps=(*steps, "by"), sense=later)
        bound = [_bound(item, both) for item in (old, new)]
        if bound[0] != bound[1]:
            place = (*steps, "applies_to")
            yield replace(base, turns=(Turn(*bound),), field="applies to", steps=place)


def _moved(
    base: Change,
    both: Both,
    metric: str | None,
    value: str,
    was: float | None,
    now: float | None,
    end: str,
) -> Change:
    unit = both.unit(metric)
    changed = replace(base, field=value, steps=(*base.steps, value))
    if was is None or now is None:
        return replace(changed, turns=(Turn(amount(was, unit), amount(now, unit)),))
    sense, why = both.sense(metric, was, now)
    turn = moved(was, now, unit, end)
    return replace(changed, turns=(turn,), sense=sense, why=why)


def _criterion(item: Any, both: Both, value: str) -> str:  # noqa: ANN401 - a criterion of any kind
    if item is None:
        return ""
    reached = amount(getattr(item, value), both.unit(item.metric))
    day = getattr(item, "by", None)
    return " ".join(filter(None, (reached, f"by {day}" if day else ""))) or "no value"


def _day(old: Any, new: Any) -> str:  # noqa: ANN401 - criteria of any kind
    day = getattr(new, "by", None)
    return f" by {day}" if day and day == old.by else ""


def _sense_of_days(before: date | None, after: date | None) -> Sense:
    """A day that is put off asks for less."""
    if before is None or after is None:
        return Sense.NEITHER
    return Sense.WEAKER if after > before else Sense.STRONGER


def _bound(item: Any, both: Both) -> str:  # noqa: ANN401 - a criterion of any kind
    bound = getattr(item, "applies_to", None)
    return bound if isinstance(bound, str) else both.parties(bound or ())
