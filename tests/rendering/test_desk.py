"""A team's desk, the choice of one, and the calendars: what is due, by day and for whom."""

from datetime import date
from typing import cast

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.calendar_file import Event, calendar_file, recurrence
from playbook.rendering.shapes import DeskPage, HomePage
from playbook.rendering.views.desk import desk
from playbook.rendering.views.lists import home
from rendering.site_of import (
    TEAMS,
    document_of,
    fact,
    panel,
    rendered,
    rows,
    save,
    sheet_of,
    site,
    text_of,
)

AGREEMENT = """---
parties: [support, finance]
status: in-force
from: 2026-03-01
review_every: 3 months
commitments:
  - {id: budget, party: finance.director, does: release the budget, due: 2026-05-02}
  - {party: finance, does: count it, due: 2026-05-01, status: done}
  - {party: support, does: answer at weekends, every: week}
acceptance:
  - {metric: reply, target: 45, by: 2026-12-31, applies_to: [support]}
---
# Cover; or, "weekends, mostly"

So.
"""
FILES = {
    **TEAMS,
    "site.yml": "site_name: Tested\n",
    "content/metrics/reply.md": "---\nunit: min\nbetter: lower\n---\n# Reply time\n\nMinutes.\n",
    "content/agreements/cover.md": AGREEMENT,
    "content/rights/change.md": "---\ndecision: Change it\nstatus: in-force\n"
    "approver: finance.director\ndriver: support.lead\n---\n# Changing it\n",
    "content/debriefs/round.md": "---\nabout: [agreement:cover]\nheld: 2026-06-01\n"
    "status: reviewed\nowner: support\ninput: {finance: written}\nlessons:\n  late:\n"
    "    lesson: We heard too late\n    improvements:\n"
    "      - {do: tell earlier, owner: finance, due: 2026-07-01}\n---\n# Round one\n",
    "content/pilots/try.md": "---\nparties: [support]\nstatus: running\nstart: 2026-06-01\n"
    "end: 2026-06-28\n---\n# Trying it\n",
    "content/norms/update.md": "---\nparties: [support, finance]\nadopted: 2026-03-04\n"
    "cadence: {what: one-page update, every: week, day: Tuesday, channel: '#cover'}\n---\n"
    "# Tuesday update\n\nThree lines.\n",
    "content/terms/reply.md": "---\nsenses: {finance: any answer}\nagreed: finance\n---\n"
    "# First reply\n\nAn answer.\n",
}
AGREEMENT_TITLE = 'Cover; or, "weekends, mostly"'


@pytest.fixture
def built() -> Workspace:
    return site(FILES)


def lines_of(built: Workspace, url: str) -> list[str]:
    """Return the lines of a calendar, unfolded; what is not as RFC 5545 has it fails."""
    text = text_of(built, url)
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in physical)
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events_of(built: Workspace, url: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in lines_of(built, url):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name.partition(";")[0], value)
    return found


# --- the desk -------------------------------------------------------------------------------------


def test_a_desk_says_what_is_due_by_day(built: Workspace) -> None:
    page = document_of(built, "teams/finance.html")
    assert rows(panel(page, "due")) == [
        ["2 May 2026", "Promised: release the budget", AGREEMENT_TITLE],
        ["1 June 2026", "Review", AGREEMENT_TITLE],
        ["1 July 2026", "Improvement: tell earlier", "Round one"],
    ]
    assert panel(page, "due").note.startswith("The playbook as of 20 June 2026")
    assert panel(page, "due").rows[0].cells[0].values[0][0].due


def test_a_target_concerns_those_whom_it_binds_and_a_pilot_its_parties(built: Workspace) -> None:
    due = rows(panel(document_of(built, "teams/support.html"), "due"))
    assert ["28 June 2026", "Pilot ends", "Trying it"] in due
    assert ["31 December 2026", "Target: Reply time", AGREEMENT_TITLE] in due


def test_a_target_is_called_as_its_metric_is_however_that_is_named(built: Workspace) -> None:
    target = ["31 December 2026", "Target: Reply time", AGREEMENT_TITLE]
    for written in ("reply", "metric:reply"):
        text = AGREEMENT.replace("metric: reply", f"metric: {written}")
        save(built, "content/agreements/cover.md", text)
        assert target in rows(panel(document_of(built, "teams/support.html"), "due"))


def test_a_desk_says_what_a_team_owes_decides_and_looks_after(built: Workspace) -> None:
    page = document_of(built, "teams/finance.html")
    assert [row[0] for row in rows(panel(page, "promised"))] == ["release the budget", "count it"]
    assert rows(panel(page, "improvements")) == [
        ["tell earlier", "1 July 2026", "Open", "Round one"]
    ]
    assert rows(panel(page, "rights")) == [
        ["Changing it", "decides (Finance director)", "In force"]
    ]
    assert fact(panel(document_of(built, "teams/support.html"), "owns"), "debrief") == [
        "Round one Reviewed"
    ]


def test_a_newcomer_reads_how_to_work_with_a_team(built: Workspace) -> None:
    facts = panel(document_of(built, "teams/finance.html"), "working-with")
    assert facts.title == "Working with Finance"
    assert fact(facts, "norms") == ["Tuesday update – every week, on Tuesday, in #cover"]
    assert fact(facts, "senses") == ["First reply means “any answer”, and this sense counts"]


def test_a_team_with_nothing_on_its_desk_reads_what_would_be_there() -> None:
    page = document_of(site(TEAMS), "teams/finance.html")
    assert "Nothing has a date yet" in panel(page, "due").note


def test_what_is_closed_is_due_no_more(built: Workspace) -> None:
    save(built, "content/agreements/cover.md", AGREEMENT.replace("in-force", "ended"))
    due = rows(panel(document_of(built, "teams/finance.html"), "due"))
    assert [row[2] for row in due] == ["Round one"]


def test_the_choice_of_a_team_shows_roles_and_how_much_is_there(built: Workspace) -> None:
    page = cast("DeskPage", sheet_of(built, "desk.html", desk).page)
    finance, support = page.teams
    assert (finance.desk.team, finance.desk.href) == ("finance", "teams/finance.html")
    assert finance.counts == (
        "party to 1 agreement in force",
        "decides 1 thing",
        "3 things are due",
    )
    assert finance.next_due
    assert finance.next_due.iso == "2026-05-02"
    assert [(role.text, role.note) for role in support.roles] == [("Head of Support", "ana")]
    first = cast("HomePage", sheet_of(built, "index.html", home).page)
    assert [link.team for link in first.desks] == ["finance", "support"]


def test_what_is_suspended_is_not_counted_as_in_force(built: Workspace) -> None:
    save(built, "content/agreements/cover.md", AGREEMENT.replace("in-force", "suspended"))
    page = cast("DeskPage", sheet_of(built, "desk.html", desk).page)
    assert "in force" not in " ".join(page.teams[0].counts)


def test_a_desk_begins_with_what_is_in_force(built: Workspace) -> None:
    for name in ("suspended", "ended"):
        text = AGREEMENT.replace("in-force", name).replace("# Cover", f"# A {name} cover")
        save(built, f"content/agreements/{name}.md", text)
    held = rows(panel(document_of(built, "teams/finance.html"), "agreements"))
    assert [row[1] for row in held] == ["In force", "Suspended", "Ended"]


def test_a_text_that_moves_no_date_renders_no_desk(built: Workspace) -> None:
    longer = AGREEMENT + "\nMore words below.\n"
    again = rendered(built, lambda: save(built, "content/agreements/cover.md", longer))
    assert "teams/finance.html" not in again
    assert "desk.html" not in again
    assert "calendar.ics" not in again


# --- calendars ------------------------------------------------------------------------------------


def test_a_calendar_holds_what_is_due_for_a_team_and_nothing_else(built: Workspace) -> None:
    events = events_of(built, "teams/finance.ics")
    assert [(event["SUMMARY"], event["DTSTART"]) for event in events] == [
        ("Promised: release the budget", "20260502"),
        ('Review: Cover\\; or\\, "weekends\\, mostly"', "20260601"),
        ("Improvement: tell earlier", "20260701"),
        ("one-page update", "20260310"),
    ]
    assert events[-1]["RRULE"] == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU"
    everything = events_of(built, "calendar.ics")
    assert {event["UID"] for event in events} < {event["UID"] for event in everything}
    assert all("DTSTAMP" in event for event in everything)


def test_an_event_keeps_its_name_when_its_day_moves(built: Workspace) -> None:
    before = {event["SUMMARY"]: event["UID"] for event in events_of(built, "teams/finance.ics")}
    assert len(set(before.values())) == len(before)
    save(built, "content/agreements/cover.md", AGREEMENT.replace("2026-05-02", "2026-05-09"))
    events = events_of(built, "teams/finance.ics")
    assert {event["SUMMARY"]: event["UID"] for event in events} == before
    assert "20260509" in {event["DTSTART"] for event in events}


def test_a_calendar_is_the_same_on_every_day(built: Workspace) -> None:
    before = text_of(built, "calendar.ics")
    later = site(FILES)
    assert text_of(later, "calendar.ics") == before


def test_an_event_has_an_address_where_the_site_has_one() -> None:
    built = site({**FILES, "site.yml": "site_name: T\nsite_url: https://example.org/book/\n"})
    urls = {event["SUMMARY"]: event["URL"] for event in events_of(built, "teams/finance.ics")}
    assert urls["Promised: release the budget"] == (
        "https://example.org/book/agreements/cover.html#budget"
    )


def test_lines_are_folded_between_characters_and_signs_are_escaped() -> None:
    title = "ü, " * 60 + "\\ ;\n\x07end"
    day = date(2026, 1, 1)
    text = calendar_file("N", [Event("u", day, day, title, "", "c")])
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    held = text.replace("\r\n ", "")
    assert held.count("ü\\, ") == 60
    assert "\\\\ \\;\\nend" in held


def test_a_calendar_without_events_still_holds_a_component() -> None:
    lines = lines_of(site(TEAMS), "teams/finance.ics")
    assert lines.count("BEGIN:VTIMEZONE") == lines.count("END:VTIMEZONE") == 1
    assert "BEGIN:VEVENT" not in lines


@pytest.mark.parametrize(
    ("start", "months", "days", "weekday", "first", "rule"),
    [
        ("2026-03-04", 0, 7, 1, "2026-03-10", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU"),
        ("2026-03-04", 0, 14, None, "2026-03-04", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("2026-03-04", 0, 10, None, "2026-03-04", "FREQ=DAILY;INTERVAL=10"),
        ("2026-03-04", 3, 0, None, "2026-03-04", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=4"),
        ("2026-03-04", 1, 0, 1, "2026-03-10", "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU"),
        ("2026-03-30", 1, 0, 0, "2026-03-30", "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1MO"),
        (
            "2026-01-31",
            1,
            0,
            None,
            "2026-01-31",
            "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        ),
    ],
)
def test_a_rhythm_becomes_a_rule_that_its_first_day_follows(
    start: str, months: int, days: int, weekday: int | None, first: str, rule: str
) -> None:
    found = recurrence(date.fromisoformat(start), months, days, weekday)
    assert found == (date.fromisoformat(first), rule)


def test_a_rhythm_that_begins_at_the_end_of_all_years_begins_on_their_last_day() -> None:
    assert recurrence(date.max, 0, 7, 1)[0] == date.max


def test_a_day_of_a_calendar_has_eight_digits_in_a_mistyped_year_too() -> None:
    day = date(206, 3, 9)
    text = calendar_file("N", [Event("u", day, day, "T", "", "c")])
    assert "\r\nDTSTAMP:02060309T000000Z\r\nDTSTART;VALUE=DATE:02060309\r\n" in text
