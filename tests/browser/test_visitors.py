"""Those who visit a site in these tests find nothing of who was there before them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.visitors import Visitors
from browser.watching import Watch

pytestmark = pytest.mark.browser

KEEP = """
() => {
  localStorage.setItem("kept", "1");
  sessionStorage.setItem("kept", "1");
  document.cookie = "kept=1";
  return Promise.all([
    new Promise((done) => { indexedDB.open("kept").onsuccess = done; }),
    globalThis.caches && isSecureContext ? caches.open("kept") : null,
  ]);
}
"""
LOOK = """
async () => [
  localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length,
  globalThis.caches && isSecureContext ? (await caches.keys()).length : 0,
  history.length,
  (await navigator.permissions.query({ name: "geolocation" })).state,
]
"""
URL = "desk.html"


def test_a_visitor_finds_nothing_of_the_one_before(visitors: Visitors, home: str) -> None:
    with visitors.visitor() as context:
        page = context.new_page()
        page.goto(f"{home}{URL}")
        fresh = page.evaluate(LOOK)
        assert fresh == [0, 0, "", 0, 0, 2, "prompt"]
        page.evaluate(KEEP)
        context.grant_permissions(["geolocation"])
        context.route("**/*.css", lambda route: route.abort())
        page.goto(f"{home}index.html")
        assert page.evaluate(LOOK) != fresh
    with visitors.visitor() as again:
        assert again is context
        page = again.new_page()
        page.goto(f"{home}{URL}")
        assert page.evaluate(LOOK) == fresh
        expect(page.locator("body")).to_have_css("margin", "0px")


def test_what_one_visitor_does_is_not_told_to_who_watched_another(
    visitors: Visitors, site: Path
) -> None:
    with visitors.visitor() as context:
        first = Watch(context, site.as_uri())
        context.new_page().goto((site / URL).as_uri())
    seen = len(first.requests)
    assert seen > 1
    with visitors.visitor() as context:
        second = Watch(context, site.as_uri())
        page = context.new_page()
        page.goto((site / URL).as_uri())
        page.evaluate("() => { new Image().src = 'data:,'; }")  # the policy forbids it
        page.evaluate("")
    assert first.faults == []
    assert len(first.requests) == seen
    assert len([fault for fault in second.faults if "error: policy: img-src" in fault]) == 1


def test_a_clock_that_one_visitor_has_set_goes_with_him(visitors: Visitors, home: str) -> None:
    own = "/native code/.test(String(setTimeout))"
    with visitors.visitor() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-10-01T12:00:00")
        page.goto(f"{home}{URL}")
        assert not page.evaluate(own)
    with visitors.visitor() as context:
        page = context.new_page()
        page.goto(f"{home}{URL}")
        assert page.evaluate(own)
        page.wait_for_function("(then) => Date.now() > then", arg=page.evaluate("Date.now()"))
