"""One browser and one built site for all tests that need them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from browser.markup import pages_of, richest
from browser.serving import served_below
from browser.visitors import Equipment, Visitors
from browser.watching import Watch
from playbook.engine.publishing.publish import publish
from playbook.engine.runs.project import Project
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options

ROOT = Path(__file__).parents[2]
STORY_DAY = date(2026, 6, 20)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What comes is seen at once; the wait is long for the sake of a machine that has much else to do.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which this repository's own playbook is published."""
    target = tmp_path_factory.mktemp("published") / "site"
    project = Project.open(ROOT)
    workspace, _ = project.workspace(Options(as_of=STORY_DAY))
    publish(target, outputs(workspace, project.read))
    return target


@pytest.fixture(scope="session")
def sorts(site: Path) -> dict[str, str]:
    """The address of one page of every sort: a document of each kind, indexes, nodes, the rest."""
    return richest(pages_of(site))


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address, with a slash at its end, under which that folder is served over HTTP."""
    with served_below(site, "/deep/er/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail("these tests need Chromium: apt-get install chromium", pytrace=False)
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=program, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="session")
def visitors(browser: Browser) -> Visitors:
    """Those who visit, one after the other."""
    return Visitors(browser)


@pytest.fixture
def context(visitors: Visitors) -> Iterator[BrowserContext]:
    """A fresh visitor with a desktop's window."""
    with visitors.visitor() as made:
        yield made


@pytest.fixture
def phone_context(visitors: Visitors) -> Iterator[BrowserContext]:
    """A fresh visitor with a phone."""
    with visitors.visitor(Equipment(390, 844, has_touch=True)) as made:
        yield made


@pytest.fixture
def scriptless_context(visitors: Visitors) -> Iterator[BrowserContext]:
    """A fresh visitor whose browser runs no scripts."""
    with visitors.visitor(Equipment(has_scripts=False)) as made:
        yield made


@pytest.fixture(params=["disk", "server"])
def home(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """Where the site begins, with a slash at its end."""
    return served if request.param == "server" else f"{site.as_uri()}/"


@pytest.fixture
def watch(context: BrowserContext, home: str) -> Watch:
    """What the pages of the visitor do that they should not do."""
    return Watch(context, home)
