"""Take the README's screenshots of this repository's own playbook: `make screenshots`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHOTS = (
    ("agreement", "agreements/weekend-cover.html", "light", 1280, 860),
    ("decision", "trees/rota-change/is-the-yearly-cost-above-5000.html", "light", 1280, 700),
    ("phone", "rights/change-weekend-cover.html", "dark", 390, 780),
    ("who-decides", "rights/index.html?q=12,000 GBP on tools", "light", 1280, 860),
    ("dashboard", "dashboard.html", "light", 1280, 860),
)
DAY = "2026-06-20T12:00:00"
"""The reader's day: that on which the story of the content stands."""


def main(site: Path, folder: Path) -> None:
    """Write a picture of each page of the built site that the README shows."""
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, url, scheme, width, height in SHOTS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            context.clock.set_fixed_time(DAY)
            page = context.new_page()
            path, mark, query = url.partition("?")
            page.goto(f"{(site / path).resolve().as_uri()}{mark}{query}")
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
