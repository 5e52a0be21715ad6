"""The dashboard: does it work? Each criterion of each agreement in force, measured the same way."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from playbook.kinds.common.faces import Face
from playbook.kinds.common.statuses import is_in_force
from playbook.model.page import Page
from playbook.model.value import replace
from playbook.model.view import View
from playbook.rendering.charts.series import Series
from playbook.rendering.charts.spark import spark
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    AgreementCriteria,
    Anchor,
    Badge,
    Criterion,
    DashboardPage,
    Day,
    Spark,
    Tally,
    Value,
)
from playbook.rendering.views.criteria import VERDICTS, Held, agreements_measured, criteria
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.kinds.measures import target_words
from playbook.rendering.views.sheet import Sheet

_TONES = {"met": "good", "not-yet": "wait", "not-met": "bad", "unknown": "plain"}
_LONGEST_TIME = 2 * 366
"""The sparks show two years at most, counted back from the newest reading."""

_READ_ALOUD = 12
"""So many of the latest readings are in the words of a spark."""

_LATE = 1.5
"""A reading is old when it is older than this many times the time between two."""


def dashboard(page: Page, view: View) -> Sheet:
    """Return the dashboard of the whole playbook."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    shown = agreements_measured(view)
    held = {found.id: view.call(criteria, found.id) for found in shown}
    every = [one for many in held.values() for one in many]
    counted = [one for found in shown if is_in_force(found.status) for one in held[found.id]]
    ranges = _ranges(every)
    time = _time(every)
    agreements = tuple(
        _agreement(found, held[found.id], ranges, time, parts) for found in shown if held[found.id]
    )
    title, purpose = texts["view.dashboard.title"], texts["view.dashboard.purpose"]
    as_of = view.as_of
    shape = DashboardPage(
        title=title,
        purpose=purpose,
        as_of=Day(texts.date(as_of), as_of.isoformat()) if as_of else None,
        time=texts("dashboard.time", first=texts.date(time[0]), last=texts.date(time[1]))
        if time and time[0] < time[1]
        else "",
        tallies=tuple(_tallies(counted, parts)),
        uncounted=texts["dashboard.uncounted"] if len(counted) < len(every) else "",
        agreements=agreements,
        without=tuple(parts.face(found) for found in shown if not held[found.id]),
        contents=tuple(Anchor(2, one.link.text, to_anchor(one.slug)) for one in agreements),
        breadcrumbs=breadcrumbs(parts),
        empty=None if every else first_words("agreement", parts, "dashboard.empty"),
    )
    return Sheet(shape, title, ("dashboard.html",), purpose)


def _tallies(every: Sequence[Held], parts: Parts) -> Iterator[Tally]:
    for verdict in VERDICTS:
        if count := sum(one.verdict == verdict for one in every):
            yield Tally(_badge(verdict, parts), count)


def _badge(verdict: str, parts: Parts) -> Badge:
    return Badge(parts.texts.name("status", verdict), verdict, _TONES[verdict])


def _ranges(every: Iterable[Held]) -> dict[str, Series]:
    """Return each metric's readings with all targets set for it: one scale for all."""
    found: dict[str, Series] = {}
    for one in every:
        if one.metric and one.series:
            known = found.get(one.metric.id, one.series)
            more = () if one.target is None else (one.target,)
            found[one.metric.id] = replace(known, targets=(*known.targets, *more))
    return found


def _time(every: Iterable[Held]) -> tuple[date, date] | None:
    """Return the first and the last day of all readings, two years at most."""
    days = [point.day for one in every if one.series for point in one.series.points]
    if not days:
        return None
    last = max(days)
    first = max(min(days), date.fromordinal(max(last.toordinal() - _LONGEST_TIME, 1)))
    return first, last


def _agreement(
    found: Face,
    held: Sequence[Held],
    ranges: dict[str, Series],
    time: tuple[date, date] | None,
    parts: Parts,
) -> AgreementCriteria:
    return AgreementCriteria(
        slug=f"agreement-{found.id}",
        link=parts.face(found),
        status=parts.badge(found.status) if not is_in_force(found.status) else None,
        parties=tuple(parts.party(party) for party in found.parties),
        criteria=tuple(_criterion(one, ranges, time, parts) for one in held),
    )


def _criterion(
    one: Held, ranges: dict[str, Series], time: tuple[date, date] | None, parts: Parts
) -> Criterion:
    measured, texts = one.measure, parts.texts
    unit = measured.unit if measured else ""
    day = measured.day if measured else None
    return Criterion(
        metric=parts.face(one.metric) if one.metric else None,
        baseline=_baseline(one, unit, parts),
        target=target_words(parts, measured, one.target),
        by=parts.day(one.by, due=True),
        latest=parts.amount(measured.value, unit) if measured else (),
        day=Day(texts.date(day), day.isoformat()) if day else None,
        days=str(round(one.every_days * _LATE)) if one.every_days else "",
        spark=_spark(one, ranges, time, parts),
        verdict=_badge(one.verdict, parts),
        why=texts[f"dashboard.why.{one.why}"] if one.why else "",
        collected_by=parts.party(one.collected_by) if one.collected_by else None,
        bound=tuple(parts.party(party) for party in one.bound),
    )


def _baseline(one: Held, unit: str, parts: Parts) -> Value:
    base = one.series.baseline if one.series else None
    return parts.amount(base.value, unit) if base else ()


def _spark(
    one: Held, ranges: dict[str, Series], time: tuple[date, date] | None, parts: Parts
) -> Spark | None:
    if one.metric is None or time is None or not one.series:
        return None
    held = ranges[one.metric.id]
    latest = [parts.texts.number(point.value) for point in held.points[-_READ_ALOUD:]]
    label = parts.texts("dashboard.readings", values=", ".join(latest), unit=held.unit)
    return spark(held, one.target, time, label)
