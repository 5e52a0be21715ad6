"""However a file is saved, the browser ends on its last bytes; an error page goes by itself."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from amounts import times
from apps.serving import Served, serving, wait_for
from browser.save_patterns import PATTERNS
from disk import lay, put
from story import STORY

pytestmark = pytest.mark.browser

TEXT = "content/pages/saved.md"
EACH = times(4, 30)
"""How often each way of saving is tried."""
RECOVERIES = times(20, 300)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = lay(tmp_path_factory.mktemp("saved") / "project", {**STORY, TEXT: "# Saved\n\nFirst.\n"})
    with serving(root, "-p", "0", "--as-of", "2026-06-20") as server:
        yield server


def text_of(page: Page) -> str:
    """What the main part of the page says now; "" while one page gives way to the next."""
    try:
        found: str = page.evaluate("document.querySelector('main')?.textContent ?? ''")
    except Error:
        return ""
    return found


def body(number: int, dice: random.Random) -> str:
    """A text that is told from all others by its number, of one of several shapes."""
    words = f"State {number:04} of the file."
    more = dice.choice(
        [
            "",
            "\n\nA second paragraph.",
            "\n\n## A heading\n\nAnd text.",
            "\n\n- one\n- two",
            "\n\n```\ncode\n```",
            "\n\nA first reply comes soon.",
            "\n\n[[agreement:cover]]",
            "\n\n[[nobody]]",
        ]
    )
    title = dice.choice(["Saved", "Saved", "Saved", f"Saved {number}"])
    return f"# {title}\n\n{words}{more}\n"


@pytest.mark.often
def test_saves_of_every_kind_end_on_the_final_bytes(
    context: BrowserContext, served: Served
) -> None:
    """Patterns in a random order, one right after the other, into one page that stays open."""
    dice = random.Random(7)  # noqa: S311 - the order of saves
    page = context.new_page()
    page.goto(f"http://{served.host}/pages/saved.html")
    path = served.root / TEXT
    order = [pattern for _ in range(EACH) for pattern in PATTERNS]
    dice.shuffle(order)
    assert len(order) >= 80
    for number, pattern in enumerate(order):
        text = body(number, dice)
        pattern(path, text)
        if dice.random() < 0.2:
            continue  # the next save comes before anybody has seen this one
        expect_state(page, number, pattern.__name__)
    last = body(len(order), dice)
    path.write_text(last)
    expect_state(page, len(order), "the last")
    fresh = context.new_page()
    fresh.goto(f"http://{served.host}/pages/saved.html")
    wait_for(lambda: text_of(page) == text_of(fresh), "it never came to the same")


def expect_state(page: Page, number: int, how: str) -> None:
    wait_for(
        lambda: f"State {number:04} of the file." in text_of(page),
        f"the page never came to state {number} ({how})",
    )


@pytest.mark.often
def test_an_error_page_recovers_by_itself_again_and_again(
    context: BrowserContext, served: Served
) -> None:
    """Opened while the template is broken, it is the page as soon as it is mended."""
    page = context.new_page()
    template = served.root / "templates/document.html"
    template.parent.mkdir(exist_ok=True)
    for number in range(RECOVERIES):
        # At one stroke: an empty template, half-way, would be a page to load as well.
        broken = ("{% if %}", "{{ nothing }}", "{% extends 'gone.html' %}", "{{")[number % 4]
        put(template, broken)
        served.wait_for_page("/pages/plain.html", b"", status=500)
        if number == 0:
            page.goto(f"http://{served.host}/pages/plain.html")
        else:
            page.reload()
        wait_for(lambda: "This page cannot be made" in text_of(page), "there is no error page")
        if number % 2:
            template.unlink()
        else:
            put(template, "{% extends 'parent:document.html' %}")
        wait_for(lambda: "Nothing refers to this." in text_of(page), "it did not recover")


def test_an_open_page_stays_readable_while_its_template_is_broken(
    context: BrowserContext, served: Served, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(f"http://{served.host}/pages/plain.html")
    text = served.root / "content/pages/plain.md"
    put(text, f"{text.read_text()}\nSeen to follow.\n")
    wait_for(lambda: "Seen to follow." in text_of(page), "the page does not follow")
    page.evaluate("globalThis.loadedOnce = true")
    template = served.root / "templates/document.html"
    for _ in range(3):
        template.parent.mkdir(exist_ok=True)
        put(template, "{% if %}")
        page.get_by_text("This page is the last good one").first.wait_for(state="visible")
        assert "Nothing refers to this." in text_of(page)
        template.unlink()
        page.get_by_text("This page is the last good one").first.wait_for(state="hidden")
    assert page.evaluate("globalThis.loadedOnce")
    assert not list(tmp_path.iterdir())
