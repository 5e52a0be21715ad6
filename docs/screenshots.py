"""Take the README's screenshots of this repository's own playbook: `make screenshots`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHOTS = (
    ("agreement", "agreements/weekend-cover.html", "", "light", 1280, 800),
    ("who-decides", "rights/index.html?q=12,000 GBP on tools", "", "light", 1280, 760),
    ("search", "agreements/index.html", "who decides on tools", "light", 1120, 680),
    ("drawing", "trees/rota-change.html#drawing", "", "light", 1120, 680),
    ("dashboard", "dashboard.html", "", "light", 1280, 760),
    ("phone", "trees/rota-change/is-the-yearly-cost-above-5000.html", "", "dark", 390, 760),
)
"""Name, address, what is typed into the search, colours, width and height in pixels."""
DAY = "2026-06-20T12:00:00"
"""The reader's day: that on which the story of the content stands."""


def main(site: Path, folder: Path) -> None:
    """Write a picture of each page of the built site that the README shows."""
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, url, typed, scheme, width, height in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",  # no picture of a page that is still scrolling
            )
            context.clock.set_fixed_time(DAY)
            page = context.new_page()
            page.goto(f"{site.resolve().as_uri()}/{url}")
            if typed:
                page.keyboard.press("/")
                page.locator("[id='ui:search-input']").fill(typed)
                page.locator("[id='ui:search-results'] li").first.wait_for()
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
