"""The dashboard and the charts: what was agreed to be measured, and how it stands."""

from datetime import date
from math import inf
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.charts.scale import Scale, round_steps
from playbook.rendering.charts.series import Base, Point, Series
from playbook.rendering.charts.spark import spark
from playbook.rendering.charts.timeline import timeline
from playbook.rendering.shapes import Criterion, DashboardPage
from playbook.rendering.strings import Texts
from playbook.rendering.views.dashboard import dashboard
from rendering.site_of import TEAMS, document_of, panel, rendered, save, sheet_of, site, words

AGREEMENT = (
    "---\nparties: [support, finance]\nstatus: {}\nacceptance:\n"
    "  - {{metric: reply, target: {}, by: 2026-06-30, applies_to: [support]}}\n"
    "  - {{metric: quiet}}\n---\n# {}\n"
)
REPLY = """\
---
unit: min
better: lower
baseline: {value: 62, date: 2026-01-01}
collected_by: finance.director
every: 1 month
readings:
  - {date: 2026-04-01, value: 51}
  - {date: 2026-05-01, value: 44}
---
# First reply

How long it takes.
"""
FILES = {
    **TEAMS,
    "content/agreements/cover.md": AGREEMENT.format("in-force", 45, "Cover"),
    "content/metrics/reply.md": REPLY,
    "content/metrics/quiet.md": "---\nunit: per week\nbetter: higher\n---\n# Quiet\n",
}
DAYS = (date(2026, 1, 1), date(2026, 5, 1))


def page_of(built: Workspace) -> DashboardPage:
    return cast("DashboardPage", sheet_of(built, "dashboard.html", dashboard).page)


def criteria(built: Workspace) -> list[Criterion]:
    return [one for agreement in page_of(built).agreements for one in agreement.criteria]


def test_a_criterion_shows_where_it_began_what_is_wanted_and_where_it_is() -> None:
    first, second = criteria(site(FILES))
    assert first.metric
    assert first.metric.text == "First reply"
    assert words(first.baseline) == "62 min"
    assert words(first.target) == "45 min or less"
    assert words(first.by) == "30 June 2026"
    assert words(first.latest) == "44 min"
    assert first.day
    assert first.day.iso == "2026-05-01"
    assert first.days == "45", "one and a half months, after which a reading is old"
    assert first.collected_by
    assert first.collected_by.text == "Finance director"
    assert [link.text for link in first.bound] == ["Support"]
    assert (first.verdict.slug, first.why) == ("met", "")
    assert first.spark
    assert first.spark.label == "Readings: 51, 44 min"
    assert (second.verdict.slug, second.why) == ("unknown", "no target is set")
    assert second.spark is None


def test_what_was_read_before_its_day_is_not_yet_met_and_from_that_day_on_it_is_not_met() -> None:
    slow = {**FILES, "content/agreements/cover.md": AGREEMENT.format("in-force", 40, "Cover")}
    late = {
        **slow,
        "content/metrics/reply.md": REPLY.replace("2026-05-01", "2026-06-30"),
    }
    assert [criteria(site(files))[0].verdict.slug for files in (slow, late)] == [
        "not-yet",
        "not-met",
    ]


def test_verdicts_are_counted_of_what_is_in_force_and_what_is_suspended_is_marked() -> None:
    others = {"Ended": "ended", "Rest": "suspended", "Strict": "in-force"}
    more = {
        f"content/agreements/{title.lower()}.md": AGREEMENT.format(status, 40, title)
        for title, status in others.items()
    }
    page = page_of(site({**FILES, **more}))
    assert [(found.link.text, found.status and found.status.slug) for found in page.agreements] == [
        ("Cover", None),
        ("Rest", "suspended"),
        ("Strict", None),
    ]
    assert [(tally.badge.slug, tally.count) for tally in page.tallies] == [
        ("met", 1),
        ("not-yet", 1),
        ("unknown", 2),
    ]
    assert page.uncounted
    assert not page_of(site(FILES)).uncounted


def test_one_metric_has_one_scale_and_all_charts_one_time() -> None:
    more = {
        "content/agreements/strict.md": AGREEMENT.format("in-force", 10, "Strict"),
        "content/metrics/quiet.md": "---\nunit: per week\nbetter: higher\nreadings:\n"
        "  - {date: 2025-12-01, value: 3}\n---\n# Quiet\n",
    }
    sparks = [one.spark for one in criteria(site({**FILES, **more}))]
    cover, quiet, strict, _ = sparks
    assert cover
    assert strict
    assert quiet
    assert cover.line == strict.line, "the target of either is on the scale of both"
    assert cover.target != strict.target
    assert (cover.x, quiet.x) == ("124", "4")
    assert page_of(site({**FILES, **more})).time.startswith(
        "All small charts show the same time: 1 December 2025 to 1 May 2026."
    )


def test_the_day_of_the_build_is_shown_and_may_be_unknown() -> None:
    assert page_of(site(FILES)).as_of
    assert page_of(site(FILES, Options())).as_of is None


def test_agreements_without_a_criterion_are_named_and_an_empty_page_has_an_example() -> None:
    bare = "---\nparties: [support, finance]\nstatus: in-force\n---\n# Bare\n"
    built = site({**FILES, "content/agreements/bare.md": bare})
    assert [link.text for link in page_of(built).without] == ["Bare"]
    page = page_of(site(TEAMS))
    assert page.empty
    assert "acceptance:" in page.empty.example
    assert page.tallies == ()


def test_an_edit_of_a_text_leaves_the_dashboard_alone() -> None:
    built = site(FILES)
    changed = REPLY.replace("How long it takes.", "How long it took.")
    again = rendered(built, lambda: save(built, "content/metrics/reply.md", changed))
    assert "dashboard.html" not in again


def test_a_metric_has_a_chart_with_axes_and_says_in_words_what_it_shows() -> None:
    chart = panel(document_of(site(FILES), "metrics/reply.html"), "chart")
    assert chart.summary == (
        "2 readings, from 51 min on 1 April 2026 to 44 min on 1 May 2026. The baseline is 62 min."
    )
    assert [tick.text for tick in chart.values] == ["40", "50", "60", "70"]
    assert [tick.text for tick in chart.days] == ["1 January 2026", "2 March 2026", "1 May 2026"]
    assert [dot.text for dot in chart.dots] == [
        "1 January 2026: 62 min",
        "1 April 2026: 51 min",
        "1 May 2026: 44 min",
    ]
    assert [(level.name, level.text) for level in chart.levels] == [("baseline", "Baseline 62 min")]
    assert len(chart.line) == 2


def test_a_metric_with_one_reading_has_no_chart() -> None:
    page = document_of(site(FILES), "metrics/quiet.html")
    assert all(held.slug != "chart" for held in page.panels)


# --- drawing --------------------------------------------------------------------------------------

values = st.floats(min_value=-1e300, max_value=1e300)


@given(values, values)
def test_round_numbers_on_an_axis_are_few_and_enclose_the_values(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    steps = round_steps(low, high)
    assert 2 <= len(steps) <= 6
    assert list(steps) == sorted(steps)
    slack = 1e-9 * max(abs(low), abs(high))
    assert steps[0] - slack <= low
    assert high <= steps[-1] + slack


@given(values, values, values)
def test_a_place_on_a_scale_is_always_on_it(one: float, other: float, value: float) -> None:
    part = Scale(min(one, other), max(one, other)).part(value)
    assert 0 <= part <= 1


def test_values_no_axis_can_hold_are_not_drawn() -> None:
    assert round_steps(0, inf) == round_steps(-1e308, 1e308) == ()


@given(st.lists(st.tuples(st.dates(), values), max_size=8), values)
def test_any_readings_can_be_drawn(readings: list[tuple[date, float]], target: float) -> None:
    points = tuple(Point(day, value) for day, value in sorted(readings, key=lambda held: held[0]))
    series = Series("min", points, Base(target), (target,), (min(target, 0), max(target, 0)))
    if points:
        drawn = spark(series, target, (points[0].day, points[-1].day), "readings")
        assert drawn
        assert "nan" not in drawn.line
        assert "inf" not in drawn.line
    chart = timeline(series, Texts("en"), slug="chart", title="Chart", summary="")
    assert chart is None or all("nan" not in piece.y1 for piece in chart.line)


def test_a_spark_shows_only_the_time_it_is_given() -> None:
    points = tuple(Point(date(2026, month, 1), float(month)) for month in range(1, 7))
    drawn = spark(Series("min", points), 3, (date(2026, 4, 1), date(2026, 6, 1)), "readings")
    assert drawn
    assert drawn.line.count("L") == 2
    assert spark(Series("min", points), 3, DAYS[:1] * 2, "readings") is not None
    assert spark(Series("min", ()), 3, DAYS, "readings") is None
