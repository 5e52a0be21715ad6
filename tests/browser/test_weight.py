"""The first visit of a page costs at most 50 kB, compressed as servers do it."""

import gzip
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from browser.watching import Watch

pytestmark = pytest.mark.browser

MOST = {".html": 7_000, ".js": 27_000, ".css": 17_000}
MOST_OF_ALL = 50_000


@pytest.mark.parametrize("url", ["agreements/weekend-cover.html", "index.html"])
def test_a_first_visit_is_light(url: str, context: BrowserContext, served: str, site: Path) -> None:
    watch = Watch(context, served)
    context.new_page().goto(f"{served}{url}", wait_until="networkidle")
    weights: Counter[str] = Counter()
    for address in watch.requests:
        path = site / urlsplit(address.removeprefix(served)).path
        weights[path.suffix] += len(gzip.compress(path.read_bytes(), 6))
    for suffix, most in MOST.items():
        assert 0 < weights[suffix] <= most, weights
    assert weights.total() <= MOST_OF_ALL, weights


def test_a_query_loads_a_small_part_of_the_index(
    context: BrowserContext, served: str, site: Path
) -> None:
    watch = Watch(context, served)
    page = context.new_page()
    page.goto(f"{served}search.html", wait_until="networkidle")
    before = len(watch.requests)
    page.get_by_role("searchbox").fill("weekend")
    page.locator("li.result").first.wait_for()
    loaded = [address for address in watch.requests[before:] if "/search/" in address]
    assert 0 < len(loaded) < len(list((site / "search").iterdir())) / 2
