"""A site in German says nothing in English of its own accord."""

import re
from html import unescape

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.strings import LANGUAGES
from rendering.site_of import text_of
from story import theme_files

BETWEEN_TAGS = re.compile(r">([^<>]+)<")
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|data-(?!status)[\w-]+)="([^"]*)"')
SAME_WORDS = 3
"""Up to so many letters a word may be one of both languages by chance."""

NOTES = """\
# Hinweise

> [!WARNING]
> Erst fragen.

| | b |
|-|-|
| 1 | 2 |

Ein Satz mit Fußnote[^1].

[^1]: Die Note.
"""


@pytest.fixture(scope="module")
def german() -> Workspace:
    """The sample story in a German site, with all that the reader of Markdown adds to a text."""
    workspace = Workspace(Options(drafts=True))
    files = {f"content/{path}": text for path, text in SAMPLES.items()}
    files |= {"site.yml": "language: de\n", "content/pages/notes.md": NOTES}
    workspace.sync({**theme_files(), **{path: text.encode() for path, text in files.items()}})
    return workspace


def test_no_page_shows_a_text_of_the_english_catalogue(german: Workspace) -> None:
    theirs = set(LANGUAGES["de"]().values())
    ours = {text for text in LANGUAGES["en"]().values() if len(text) > SAME_WORDS} - theirs
    for url in german.urls():
        if not url.endswith(".html"):
            continue
        html = text_of(german, url)
        said = [*BETWEEN_TAGS.findall(html), *SPOKEN.findall(html)]
        english = ours.intersection(unescape(words).strip() for words in said)
        # The story itself is in English, and some of its headings are words of the catalogue.
        assert english - {"Terms", "Approved", "Impact"} == set(), url
    assert '<html lang="de" dir="ltr"' in text_of(german, "index.html")


def test_what_the_reader_of_a_text_adds_is_german_too(german: Workspace) -> None:
    html = text_of(german, "pages/notes.html")
    assert '<p class="callout-title">Warnung</p>' in html
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Fußnoten">' in html
    assert 'role="doc-backlink" aria-label="Zurück zum Text"' in html


def test_kinds_statuses_dates_amounts_and_durations_are_german(german: Workspace) -> None:
    agreement = text_of(german, "agreements/weekend-cover.html")
    for words in ("Vereinbarungen", "In Kraft", "9. März 2026", "3 Monate", "jede Woche"):
        assert words in agreement, words
    assert "36.000" in text_of(german, "tradeoffs/slower-first-reply.html")
    assert "Was Teams einander zusagen" in text_of(german, "agreements/index.html")
    assert "gibt: " in text_of(german, "tradeoffs/index.html")
