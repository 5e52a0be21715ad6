"""Other sites in the author's browser get nothing from the preview, and it breaks no policy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from apps.serving import Served, serving
from browser.markup import Markup
from browser.serving import served_below
from browser.watching import Watch
from disk import lay
from story import STORY

pytestmark = pytest.mark.browser

WRONG = "content/pages/wrong.md"

ATTACK = """async (target) => {
  const got = [];
  for (const how of [{}, { mode: "no-cors" }, { credentials: "include" }]) {
    try {
      const answer = await fetch(target + "pages/plain.html", how);
      got.push(await answer.text());
    } catch {}
  }
  for (const path of ["-/events", "-/preview.js", "-/findings", "pages/plain.html"]) {
    got.push(await new Promise((resolve) => {
      const source = new EventSource(target + path);
      source.onmessage = (event) => { source.close(); resolve(event.data); };
      source.onerror = () => { source.close(); resolve(""); };
      setTimeout(() => { source.close(); resolve(""); }, 2000);
    }));
    got.push(await new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = target + path;
      script.onload = () => resolve("loaded " + path);
      script.onerror = () => resolve("");
      document.head.append(script);
    }));
  }
  const frame = document.createElement("iframe");
  frame.src = target;
  document.body.append(frame);
  await new Promise((resolve) => setTimeout(resolve, 500));
  try { got.push(frame.contentDocument?.querySelector("h1")?.textContent ?? ""); } catch {}
  return got.filter(Boolean);
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    files = {**STORY, WRONG: "# Wrong\n\n[[nobody]] and <b> & “x”.\n\n![x](gone.png)\n"}
    root = lay(tmp_path_factory.mktemp("guarded") / "project", files)
    with serving(root, "-p", "0", "--as-of", "2026-06-20", "--editor", "vscode") as server:
        server.wait_for_words("errors")
        yield server


def test_a_page_of_another_site_gets_nothing(
    context: BrowserContext, served: Served, tmp_path: Path
) -> None:
    """Neither another port of this computer nor another name that leads here."""
    lay(tmp_path, {"index.html": "<!doctype html><title>Evil</title><body>Evil"})
    with served_below(tmp_path, "/") as evil:
        page = context.new_page()
        for own in (evil, evil.replace("127.0.0.1", "localhost")):
            page.goto(own)
            for name in ("127.0.0.1", "localhost"):
                assert page.evaluate(ATTACK, f"http://{name}:{served.port}/") == []


def test_a_name_of_others_that_leads_here_is_refused(browser: Browser, served: Served) -> None:
    """What DNS rebinding does: the browser believes that the page is of the other site."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    rebound = browser.browser_type.launch(
        executable_path=program, args=["--no-sandbox", "--disable-gpu", rules]
    )
    page = rebound.new_page()
    for url in ("/", "/pages/plain.html", "/-/findings", "/-/preview.js"):
        answer = page.goto(f"http://rebound.example:{served.port}{url}")
        assert answer
        assert (answer.status, answer.text()) == (421, "unknown host\n")
    rebound.close()


def test_the_preview_keeps_the_policy_of_every_page_and_asks_nobody_else(
    context: BrowserContext, served: Served
) -> None:
    home = f"http://{served.host}"
    watch = Watch(context, home)
    page = context.new_page()
    for url in ("/", "/pages/wrong.html", "/-/findings", "/-/explain/ref/unknown", "/search.html"):
        with page.expect_response(lambda response: "/-/events" in response.url):
            page.goto(f"{home}{url}")
    page.goto(f"{home}/pages/wrong.html")
    expect(page.locator(".panel .finding").first).to_be_visible()
    lay(served.root, {WRONG: "# Wrong\n\nMended. [[nobody]]\n"})
    expect(page.get_by_text("Mended.").first).to_be_visible()
    lay(served.root, {WRONG: STORY["content/pages/plain.md"]})
    expect(page.locator(".panel")).to_be_hidden()
    lay(served.root, {WRONG: "# Wrong\n\n[[nobody]] and <b> & “x”.\n\n![x](gone.png)\n"})
    expect(page.locator(".panel .finding").first).to_be_visible()
    assert watch.faults == []


def test_findings_come_and_go_by_themselves_and_by_keyboard(
    context: BrowserContext, served: Served
) -> None:
    page = context.new_page()
    page.goto(f"http://{served.host}/pages/wrong.html")
    panel = page.locator(".panel")
    expect(panel).to_contain_text("there is no document “nobody”")
    expect(panel).to_contain_text("^^^^^^")
    expect(panel.get_by_role("link", name="ref/unknown")).to_have_attribute(
        "href", "/-/explain/ref/unknown"
    )
    expect(panel.get_by_role("link", name=f"{WRONG}:3:3")).to_have_attribute(
        "href", f"vscode://file/{str(served.root)[1:]}/{WRONG}:3:3"
    )
    close = panel.get_by_role("button", name="Close")
    close.focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    badge = page.get_by_role("button", name="error")
    expect(badge).to_be_focused()
    expect(badge).to_have_attribute("aria-expanded", "false")
    page.goto(f"http://{served.host}/pages/plain.html")
    expect(badge).to_be_visible()
    expect(panel).to_be_hidden()
    badge.press("Enter")
    expect(panel).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_what_the_preview_shows_is_accessible_and_valid(
    context: BrowserContext, served: Served, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    for url in ("/pages/wrong.html", "/-/findings", "/-/explain/ref/unknown"):
        page.goto(f"http://{served.host}{url}")
        if not url.startswith("/-/"):
            expect(page.locator(".panel .finding").first).to_be_visible()
        problems = violations(page)
        assert problems == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if url.startswith("/-/") and width == 1280:
            assert Markup(url, served.get(url).page.decode()).errors == []


def violations(page: Page) -> list[str]:
    """What axe has against a page, in words."""
    found = Axe().run(page).response["violations"]
    return [f"{it['id']}: {[node['html'] for node in it['nodes']]}" for it in found]
