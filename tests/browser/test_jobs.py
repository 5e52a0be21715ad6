"""The twelve things that staff look up, each from the home page of this repository's playbook.

Each is walked by keyboard on a desktop, from a server below a path; by touch on a phone, from the
disk; and without scripts. The playbook is published as its forge would: with its history, in which
one target has been moved, and with the addresses at which its files are edited.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import ROOT, STORY_DAY
from browser.readers import KeyboardReader, Reader, ScriptlessReader, TouchReader
from browser.serving import served_below
from browser.visitors import Equipment, Visitors
from playbook.engine.history.past import Past
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options
from repositories import Repo

pytestmark = pytest.mark.browser

NOON = f"{STORY_DAY}T12:00:00"
READERS: dict[str, tuple[type[Reader], Equipment]] = {
    "keyboard": (KeyboardReader, Equipment(noon=NOON)),
    "touch": (TouchReader, Equipment(390, 844, has_touch=True, noon=NOON)),
    "no scripts": (ScriptlessReader, Equipment(390, 844, has_touch=True, has_scripts=False)),
}

AGREEMENT = "content/agreements/weekend-cover.md"
FORGE = "https://forge.example.org/alder-finch/playbook/edit/main/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the playbook is published together with its history."""
    folder = tmp_path_factory.mktemp("jobs")
    repo = Repo(folder / "book")
    shutil.copytree(ROOT / "content", repo.folder / "content")
    settings = (ROOT / "site.yml").read_text("utf-8")
    now = (repo.folder / AGREEMENT).read_text("utf-8")
    before = now.replace("weekend-first-reply, target: 45", "weekend-first-reply, target: 60")
    assert before != now
    repo.commit(
        date(2026, 6, 1),
        {"site.yml": settings, AGREEMENT: before},
    )
    repo.commit(date(2026, 6, 19), {AGREEMENT: now})
    project = Project.open(repo.folder)
    past = Past.around(repo.folder)
    workspace, _ = project.workspace(Options(as_of=STORY_DAY, past=past))
    publish(folder / "site", outputs(workspace, project.read))
    return folder / "site"


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    """The address of that folder below a path of a server."""
    with served_below(published, "/handbooks/staff/") as served:
        yield served


@pytest.fixture(params=READERS)
def reader(
    request: pytest.FixtureRequest, visitors: Visitors, published: Path, address: str
) -> Iterator[Reader]:
    """A member of staff on the home page, on the day of the story."""
    kind, equipment = READERS[request.param]
    home = address if kind is KeyboardReader else f"{published.as_uri()}/"
    with visitors.visitor(equipment) as context:
        staff = kind(context, home)
        staff.begin()
        yield staff
        staff.leave()


def test_who_can_approve_it_who_can_stop_it_and_how_fast(reader: Reader) -> None:
    reader.follow("Who decides")
    if reader.has_scripts:
        reader.ask("What is to be decided?", "40,000 GBP on a tool")
        expect(reader.main.get_by_role("status")).to_contain_text("Chief operating officer")
        expect(reader.page.locator("[data-who]:visible")).to_have_count(1)
        expect(reader.page.locator(".row-chosen")).to_contain_text("from 25,000 GBP/year")
    card = reader.page.locator("[data-who]").filter(has_text="Large tools")
    for fact in (
        "Approver Chief operating officer",
        "May veto Finance director",
        "Answer within 10 days",
        "If nobody answers",
        "Grounds for a veto",
    ):
        expect(card).to_contain_text(re.compile(fact.replace(" ", r"\s*")))


def test_the_search_says_at_once_who_approves(reader: Reader) -> None:
    reader.look_in(
        "Decision rights",
        "Changing weekend cover",
        "who approves weekend cover",
        "Decided by: Finance director",
    )
    expect(reader.main).to_contain_text("standby would exceed the limit in people's contracts")


def test_what_was_given_up_what_was_got_for_it_and_why(reader: Reader) -> None:
    reader.follow("Ledger")
    if reader.has_scripts:
        reader.choose("Party", "Finance")
        expect(reader.main.get_by_role("status")).to_contain_text("lines are shown")
        expect(reader.page.locator(".ledger-totals tbody tr:visible")).to_have_count(1)
    total = reader.page.locator(".ledger-totals tbody tr").filter(has_text="Finance")
    assert total.locator("th, td").all_inner_texts() == [
        "Finance",
        "GBP/year",
        "36,000",
        "61,000",
        "+25,000",
    ]
    lines = reader.page.locator(".ledger-agreement").filter(has_text="cover budget")
    spent = lines.locator("tbody tr").filter(has_text="cover budget")
    expect(spent).to_contain_text("agency spend")
    for words in ("until 31 December 2026", "Weekend volume stays below 900 tickets"):
        expect(lines).to_contain_text(words)
    reader.follow("A slower first reply for weekends off")
    expect(reader.title).to_have_text("A slower first reply for weekends off")
    expect(reader.main).to_contain_text("it cost more and could not fix anything")


def test_what_has_changed_since_the_last_visit(reader: Reader) -> None:
    reader.follow("What changed")
    change = reader.page.locator("[data-day]").first
    for words in ("Weekend cover", "Target", "60", "45", "Support, Platform, Finance"):
        expect(change).to_contain_text(words)
    if not reader.has_scripts:
        return
    status = reader.page.locator("[id='ui:changes']")
    expect(status).to_contain_text("From your next visit on")
    reader.begin()
    reader.follow("What changed")
    expect(status).to_have_text("Nothing is new since your last visit.")


def test_what_my_team_is_party_to_and_what_is_due(reader: Reader) -> None:
    reader.follow("My desk")
    if reader.has_scripts:
        reader.press(reader.page.get_by_role("button", name="This is my team: Finance"))
        reader.begin()
        reader.follow("My desk: Finance")
    else:
        reader.follow("Finance")
    expect(reader.title).to_have_text("Finance")
    due = reader.page.locator(".panel-due tbody tr").first
    expect(due).to_contain_text("30 June 2026")
    if reader.has_scripts:
        expect(due).to_contain_text("in 10 days")
    for words in ("Tool renewals", "release the cover budget", "Review due", "What is due"):
        expect(reader.main).to_contain_text(words)
    calendar = reader.link("The team’s dates as a calendar")
    assert calendar.get_attribute("href") == "finance.ics"


def test_whether_a_page_is_still_valid(reader: Reader) -> None:
    reader.look_in(
        "Agreements", "Weekend tickets go to an agency", "weekend tickets agency", "Superseded"
    )
    expect(reader.main).to_contain_text("This has been replaced by Weekend cover")
    reader.follow("Weekend cover")
    expect(reader.title).to_have_text("Weekend cover")
    for words in ("In force", "8 June 2026", "8 September 2026"):
        expect(reader.page.locator(".strip")).to_contain_text(words)


def test_an_old_address_leads_to_what_holds_and_says_what_is_about_to_change(
    reader: Reader,
) -> None:
    reader.page.goto(f"{reader.home}agreements/release-freeze.html")
    expect(reader.page).to_have_url(re.compile("release-handover"))
    expect(reader.main).to_contain_text("A change of this has been proposed")
    reader.follow("Every second Friday until noon")
    expect(reader.main).to_contain_text("Monday to Thursday and every second Friday until noon")


def test_where_it_goes_next_when_we_are_stuck(reader: Reader) -> None:
    reader.follow("Who decides")
    if reader.has_scripts:
        reader.ask("What is to be decided?", "1500 GBP on a tool")
    reader.follow("Step by step", "[id='spend-small']")
    expect(reader.page.get_by_role("heading", name="If you are stuck")).to_be_in_viewport()
    rungs = reader.page.locator(".rung")
    expect(rungs).to_contain_text(
        ["Head of Platform", "Finance director", "Chief operating officer"]
    )
    expect(rungs.nth(1)).to_contain_text("at the latest 2 days after it was asked")
    expect(rungs.nth(2)).to_contain_text("at the latest 7 days after it was asked")
    reader.begin()
    reader.follow("Escalations")
    expect(reader.main).to_contain_text("7 decisions end here")


def test_whether_approval_is_needed_at_all(reader: Reader) -> None:
    reader.follow("Who decides on a rota change?")
    reader.follow(re.compile("^Start here"))
    expect(reader.title).to_have_text("Does the change alter paid hours?")
    reader.follow("No")
    expect(reader.title).to_have_text("Does anyone lose an agreed free weekend?")
    reader.follow("No")
    expect(reader.title).to_have_text("Support decides alone")
    if reader.has_scripts:
        expect(reader.page.locator(".route-step")).to_have_count(2)
        reader.follow("Start again")
    else:
        reader.page.go_back()
        reader.page.go_back()
    reader.follow("Yes")
    reader.follow("Yes")
    expect(reader.title).to_have_text("Finance approves, Platform may veto")
    card = reader.page.get_by_role("region", name="Changing weekend cover")
    expect(card).to_contain_text("Finance director")
    expect(card).to_contain_text("5 days")


def test_whether_we_are_keeping_what_we_agreed(reader: Reader) -> None:
    reader.follow("Dashboard")
    criteria = reader.page.locator("tr.criterion")
    kept = criteria.filter(has_text="Weekend first reply")
    for words in ("Met", "62 min", "45 min or less", "43 min", "1 June 2026", "Operations analyst"):
        expect(kept).to_contain_text(words)
    if reader.has_scripts:
        expect(kept).to_contain_text("19 days ago")
    expect(criteria.filter(has_text="Release surprises").first).to_contain_text("Not yet met")
    expect(kept.get_by_role("img")).to_have_attribute("aria-label", re.compile("Readings: .*43"))
    reader.follow("Weekend first reply")
    expect(reader.main).to_contain_text("automatic replies do not count")


def test_what_a_word_means_here_and_whether_finance_means_the_same(reader: Reader) -> None:
    reader.follow("Weekend cover")
    term = reader.page.locator("main a.term", has_text="standby").first
    if reader.has_scripts:
        reader.peek(term)
        tooltip = reader.page.get_by_role("tooltip")
        expect(tooltip).to_contain_text("Being reachable and able to start work")
        expect(tooltip).to_contain_text("Counts in agreements")
        reader.press(term)
    else:
        term.tap()
    expect(reader.title).to_have_text("Standby")
    senses = reader.page.get_by_role("row")
    counts = senses.filter(has_text="Platform")
    expect(counts).to_contain_text("able to start work on a laptop")
    expect(counts).to_contain_text("Counts in agreements")
    theirs = senses.filter(has_text="Finance")
    expect(theirs).to_contain_text("every hour that payroll counts as worked")
    for words in ("standby duty", "on-call duty", "Where it is used", "Weekend cover"):
        expect(reader.main).to_contain_text(words)


def test_what_we_learnt_and_whether_we_acted_on_it(reader: Reader) -> None:
    reader.follow("Lessons and improvements")
    if reader.has_scripts:
        reader.choose("Team", "Platform")
        expect(reader.page).to_have_url(re.compile(r"\?party=platform$"))
    lesson = reader.page.locator(".lesson").filter(has_text="Finance heard of the launch weekend")
    expect(lesson).to_contain_text("2 of 2 improvements done")
    improvement = reader.page.locator(".improvement").filter(has_text="relax the standby time")
    expect(improvement).to_contain_text("Because: Finance heard of the launch weekend")
    reader.follow("Standby joins within 30 minutes", ".improvement")
    expect(reader.title).to_have_text("Standby joins within 30 minutes")
    expect(reader.main).to_contain_text("Approved")


def test_why_this_option_and_not_mine(reader: Reader) -> None:
    reader.look_in("Matrices", "Which weekend cover?", "which weekend cover", "Rota with standby")
    rows = reader.page.get_by_role("row")
    expect(rows.filter(has_text="Rota with standby").first).to_contain_text("4.27")
    expect(rows.filter(has_text="Agency").first).to_contain_text("3.57")
    for words in (
        "No: Rota with standby stays first",
        "16 points less for Strategic fit: Agency comes first",
        "Agency scores one for fit because what it learns leaves with it",
    ):
        expect(reader.main).to_contain_text(words)
    reader.follow("Weekend cover")
    expect(reader.title).to_have_text("Weekend cover")


def test_how_to_change_an_agreement_or_to_object(reader: Reader) -> None:
    reader.follow("Weekend cover")
    box = reader.page.locator("section", has=reader.page.locator("#propose-a-change"))
    for words in (
        "Finance director",
        "Head of Platform",
        "5 days",
        "standby would exceed the limit in people's contracts",
        "playbook new amendment",
        "Approved 12 June 2026",
    ):
        expect(box).to_contain_text(words)
    assert reader.page.locator(f"main a[href^='{FORGE}{AGREEMENT}']").count() > 0
    reader.follow("Changing weekend cover")
    expect(reader.main).to_contain_text("Anyone in the three teams may propose a change")
    reader.begin()
    reader.follow("How to propose a change")
    expect(reader.title).to_have_text("How to propose a change")
