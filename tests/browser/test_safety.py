"""No page breaks its own policy or asks anyone else, from disk and below a path on a server."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from apps.serving import wait_for
from browser.watching import Watch

pytestmark = pytest.mark.browser

NEW_NAME = "is-the-yearly-cost-above-5000"
AGREEMENT = "agreements/weekend-cover.html"
FIRST_QUESTION = "trees/may-we-buy-this/do-we-already-pay-for-something-that-does-this.html"


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """A page that is listened to from its beginning."""
    assert watch.faults == []
    return context.new_page()


def test_every_sort_of_page_keeps_its_policy_and_asks_nobody_else(
    page: Page, watch: Watch, home: str, sorts: dict[str, str]
) -> None:
    for url in sorts.values():
        page.goto(f"{home}{url}")
        expect(page.locator("html[data-scripts]")).to_have_count(1)
        expect(page.locator("[id='ui:navigation'] .tree")).to_have_count(1)
    assert watch.faults == []
    assert len(watch.requests) > 15 * len(sorts)


def test_a_search_keeps_the_policy_and_asks_nobody_else(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{AGREEMENT}")
    page.keyboard.press("Control+k")
    for query in ("weekend", "weeknd", "first reply", "zzqq", '"><script>alert(1)</script>'):
        page.get_by_role("searchbox").fill(query)
        expect(page.get_by_role("status")).not_to_be_empty()
    page.get_by_role("searchbox").fill("standby")
    expect(page.locator("li.result").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tandby")
    page.goto(f"{home}search.html?q=weekend")
    expect(page.locator("li.result").first).to_be_visible()
    assert watch.faults == []


def test_what_is_done_by_keyboard_keeps_the_policy_and_asks_nobody_else(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{AGREEMENT}")
    page.locator("a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("[id='ui:theme-toggle']").press("Enter")
    page.locator(".tree summary").first.press("Enter")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Menu").press("Enter")
    page.keyboard.press("Escape")
    page.goto(f"{home}{FIRST_QUESTION}")
    page.locator("a[data-answer]").last.press("Enter")
    expect(page.locator(".route-step")).to_have_count(1)
    page.go_back()
    page.goto(f"{home}index.html#ui:upcoming")
    for _ in range(30):
        page.keyboard.press("Tab")
    assert watch.faults == []


def test_an_old_address_leads_on_to_the_new_one(page: Page, watch: Watch, home: str) -> None:
    page.goto(f"{home}agreements/release-freeze.html")
    page.wait_for_url("**/agreements/release-handover.html")
    assert watch.faults == []


def test_a_route_is_kept_in_the_address_and_can_be_changed(page: Page, home: str) -> None:
    page.goto(f"{home}{FIRST_QUESTION}")
    page.locator("a[data-answer]", has_text="Not sure").click()
    # The next question is there before the script by which its answers take this one along.
    expect(page.get_by_role("heading", level=2, name="Your answers")).to_be_visible()
    page.locator("a[data-answer]", has_text="It is on the list").click()
    expect(page.locator(".route-answer")).to_have_text(["Not sure", "It is on the list"])
    expect(page.get_by_role("heading", level=2, name="Your answers")).to_be_visible()
    page.reload()
    expect(page.locator(".route-answer")).to_have_text(["Not sure", "It is on the list"])
    page.locator(".route-change").last.click()
    expect(page.locator(".route-answer")).to_have_text(["Not sure"])
    page.go_back()
    expect(page.locator(".route-answer")).to_have_text(["Not sure", "It is on the list"])


def test_an_address_that_was_tampered_with_is_passed_over(
    page: Page, watch: Watch, home: str
) -> None:
    for query in (
        "?x=<img src=x onerror=alert(1)>",
        "?__proto__=1",
        "?%FF=%00",
        f"?{'a=b&' * 500}",
    ):
        page.goto(f"{home}{FIRST_QUESTION}{query}")
        expect(page.locator("a[data-answer]")).to_have_count(3)
        page.goto(f"{home}search.html{query.replace('?x', '?q')}")
        expect(page.get_by_role("searchbox")).to_be_visible()
    assert watch.faults == []


# --- a browser that must be stopped by the policy -------------------------------------------------


def test_the_policy_stops_what_would_run_load_or_be_sent(
    page: Page, watch: Watch, home: str
) -> None:
    page.goto(f"{home}{AGREEMENT}")
    page.evaluate(
        """() => setTimeout(() => {
          const attempt = (act) => { try { act(); } catch { console.error("policy: thrown"); } };
          const add = (name, change) => {
            const made = document.createElement(name);
            change(made);
            document.body.append(made);
          };
          attempt(() => add("script", (it) => { it.text = "globalThis.caught = 1"; }));
          attempt(() => add("script", (it) => { it.src = "https://elsewhere.invalid/x.js"; }));
          attempt(() => { document.body.setAttribute("onclick", "caught = 1"); });
          attempt(() => document.body.click());
          attempt(() => { document.body.innerHTML = "<p>replaced</p>"; });
          attempt(() => { eval("globalThis.caught = 1"); });
          attempt(() => trustedTypes.createPolicy("other", {}));
          attempt(() => add("img", (it) => { it.src = "https://elsewhere.invalid/x.png"; }));
          attempt(() => add("iframe", (it) => { it.src = "https://elsewhere.invalid/"; }));
          attempt(() => { fetch("https://elsewhere.invalid/").catch(() => {}); });
          attempt(() => navigator.sendBeacon("https://elsewhere.invalid/"));
        })"""
    )

    def are_stopped() -> bool:
        page.evaluate("")  # what the page has to say of it is heard meanwhile
        return len([fault for fault in watch.faults if "policy" in fault]) >= 10

    wait_for(are_stopped, "the policy did not stop all of it")
    assert page.evaluate("globalThis.caught") is None
    assert page.get_by_text("replaced").count() == 0
    assert all(f.endswith(" csp") for f in watch.faults if f.startswith("failed: https"))


# --- without scripts ------------------------------------------------------------------------------


@pytest.fixture
def plain(scriptless_context: BrowserContext) -> Page:
    """A page of a browser that runs no scripts."""
    return scriptless_context.new_page()


def test_without_scripts_every_page_is_reached_by_links(plain: Page, site: Path) -> None:
    plain.goto((site / AGREEMENT).as_uri())
    navigation = plain.get_by_role("navigation", name="Site")
    expect(navigation.get_by_role("link")).to_have_text(["Home", "All pages", "Glossary"])
    navigation.get_by_role("link", name="All pages").click()
    linked = set(
        plain.locator("main a").evaluate_all("(all) => all.map((it) => it.getAttribute('href'))")
    )
    documents = {
        path.relative_to(site).as_posix()
        for path in site.glob("*/*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
        if path.parent.name != "print"  # the documents of a kind again, reached from their index
    }
    assert documents <= linked
    plain.locator("details summary").first.click()
    expect(plain.locator("details").first).not_to_have_attribute("open", "")


def test_without_scripts_an_old_address_leads_on_to_the_new_one(plain: Page, site: Path) -> None:
    plain.goto((site / "trees/rota-change/is-it-above-5000.html").as_uri())
    expect(plain).to_have_url((site / f"trees/rota-change/{NEW_NAME}.html").as_uri())


def test_without_scripts_nothing_is_offered_that_needs_one(
    plain: Page, site: Path, sorts: dict[str, str]
) -> None:
    for url in sorts.values():
        plain.goto((site / url).as_uri())
        offered = "[...document.querySelectorAll('button, input:enabled, select:enabled, h1')]"
        shown = plain.evaluate(f"{offered}.filter((it) => it.checkVisibility()).map((it) => it.id)")
        assert shown in ([""], ["ui:walk-title"]), url


def test_without_scripts_the_colours_are_those_of_the_system(plain: Page, site: Path) -> None:
    for scheme, ground in (("light", "rgb(253, 253, 251)"), ("dark", None)):
        plain.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        plain.goto((site / AGREEMENT).as_uri())
        found = plain.locator("body")
        if ground:
            expect(found).to_have_css("background-color", ground)
        else:
            expect(found).not_to_have_css("background-color", "rgb(253, 253, 251)")


def test_without_scripts_a_whole_tree_is_walked_by_links(plain: Page, site: Path) -> None:
    folder = site / "trees" / "may-we-buy-this"
    waiting, seen = [(site / FIRST_QUESTION).as_uri()], set[str]()
    outcomes = 0
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        plain.goto(address)
        answers = plain.locator("a[data-answer]").all()
        outcomes += not answers
        expect(plain.locator(".route-step a").first).to_be_visible(visible=len(seen) > 1)
        for answer in answers:
            assert answer.is_visible()
            waiting.append(str(answer.evaluate("(it) => it.href")))
    assert {path.as_uri() for path in folder.glob("*.html")} == seen
    assert outcomes > 3


def test_without_scripts_the_outline_of_a_tree_holds_every_question_and_outcome(
    plain: Page, site: Path
) -> None:
    plain.goto((site / "trees/may-we-buy-this.html").as_uri())
    titles = set()
    for path in (site / "trees/may-we-buy-this").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        titles.add(text.partition('tabindex="-1">')[2].partition("</h1>")[0] or path.name)
    assert len(titles) > 10
    outline = plain.locator(".outline").inner_text()
    for details in plain.locator(".outline details:not([open]) > summary").all():
        if details.is_visible():
            details.click()
    outline += plain.locator(".outline").inner_text()
    anchors = {node.get_attribute("id") for node in plain.locator(".outline-node[id]").all()}
    assert anchors == {p.stem for p in (site / "trees/may-we-buy-this").glob("*.html")}
    assert "Use what we have" in outline


def test_without_scripts_a_definition_is_read_on_the_page_of_its_term(
    plain: Page, site: Path
) -> None:
    plain.goto((site / AGREEMENT).as_uri())
    term = plain.locator("a.term").first
    definition = term.get_attribute("data-definition") or "?"
    term.click()
    expect(plain.get_by_role("main")).to_contain_text(definition[:60])


def test_without_scripts_the_search_leads_to_the_lists(plain: Page, site: Path) -> None:
    plain.goto((site / AGREEMENT).as_uri())
    plain.locator("header a.search-open").click()
    expect(plain.get_by_role("searchbox")).to_be_hidden()
    expect(plain.get_by_text("The search needs a script")).to_be_visible()
    links = plain.get_by_role("main").get_by_role("link")
    expect(links.first).to_have_text("All pages")
    links.filter(has_text="Glossary").click()
    expect(plain.get_by_role("navigation", name="Letters")).to_be_visible()
