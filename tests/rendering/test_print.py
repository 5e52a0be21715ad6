"""Pages made to be printed: every document once, links inside the page, the state of the texts."""

import re
from datetime import date
from urllib.parse import unquote

import pytest

from committed import past
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.binding import Binding, Chapter, moved
from playbook.rendering.views import printed
from rendering.site_of import save, text_of
from story import STORY, theme_files

DAY = date(2026, 6, 20)
DRAFT = "---\nstatus: draft\nparties: [support, finance]\n---\n# Unfinished matter\n"


def built(extra: dict[str, str] | None = None, options: Options | None = None) -> Workspace:
    """Return a workspace of the story, with the built-in theme."""
    workspace = Workspace(options or Options(as_of=DAY))
    files = {**STORY, "content/agreements/later.md": DRAFT, **(extra or {})}
    workspace.sync({**theme_files(), **{path: text.encode() for path, text in files.items()}})
    return workspace


@pytest.fixture(scope="module")
def story() -> Workspace:
    """The story, whose index is an introduction."""
    return built()


def chapters(html: str) -> list[str]:
    """Return the documents of a page in their order."""
    return re.findall(r'<article class="book-chapter" id="([^"]+)" ', html)


def test_the_whole_playbook_holds_every_published_document_once_as_the_sidebar_has_them(
    story: Workspace,
) -> None:
    html = text_of(story, "print/index.html")
    navigation = text_of(story, "navigation.js").partition('"kinds":')[2]
    listed = re.findall(r'\["[^"]*","([a-z]+/[^"]+\.html)"', navigation)
    kinds = {kind.plural: kind.name for kind in story.playbook.ask(("kinds", ""))}
    expected = [
        f"{kinds[url.partition('/')[0]]}:{url.partition('/')[2].removesuffix('.html')}"
        for url in listed
    ]
    assert [found.replace("page:pages/", "page:") for found in chapters(html)] == expected
    assert "Unfinished matter" not in html
    assert "Begin with" in html


def test_a_kind_is_printed_by_itself_and_its_links_lead_out_where_they_must(
    story: Workspace,
) -> None:
    html = text_of(story, "print/agreements.html")
    assert chapters(html) == ["agreement:cover"]
    assert 'href="../outcomes/calm.html"' in html
    whole = text_of(story, "print/index.html")
    assert 'href="#outcome:calm" data-chapter="2.1"' in whole
    assert 'href="../outcomes/calm.html"' not in whole


def test_links_between_documents_lead_to_places_in_the_page(story: Workspace) -> None:
    html = text_of(story, "print/index.html")
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    inside = re.findall(r'\shref="#([^"]+)"', html)
    assert {unquote(place) for place in inside} <= ids
    assert "tree:rota:who-asks" in inside  # a node of a tree has a place in its outline
    assert "tree:rota:ask-finance" in inside


def test_contents_name_and_number_every_part_and_chapter(story: Workspace) -> None:
    html = text_of(story, "print/index.html")
    contents = html[html.index('<nav class="book-contents"') :]
    contents = contents[: contents.index("</nav>")]
    assert re.findall(r'href="#(\w[^"]*)"><span class="book-number">([\d.]+)</span>', contents)[
        :3
    ] == [("ui:teams", "1"), ("team:finance", "1.1"), ("team:support", "1.2")]


def test_more_documents_than_a_page_can_hold_are_printed_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printed, "MOST_PRINTED", 2)
    workspace = built()
    whole = text_of(workspace, "print/index.html")
    assert chapters(whole) == []
    assert 'href="../print/teams.html"' in whole or 'href="teams.html"' in whole
    assert chapters(text_of(workspace, "print/teams.html")) == ["team:finance", "team:support"]
    save(workspace, "content/teams/third.md", "# Third\n")
    third = text_of(workspace, "print/teams.html")
    assert chapters(third) == []
    assert "too much for one page" in third


def test_a_kind_without_documents_says_so(story: Workspace) -> None:
    assert "There is nothing of this kind yet." in text_of(story, "print/pilots.html")


def test_documents_lead_to_the_pages_that_print_them(story: Workspace) -> None:
    page = text_of(story, "agreements/cover.html")
    assert 'href="../print/agreements.html"' in page
    assert 'href="print/index.html"' in text_of(story, "map.html")


# --- the state of the texts -----------------------------------------------------------------------


def committed(**changed: str) -> Workspace:
    """Return the story as it was committed on two days, then changed."""
    files = {path: text.encode() for path, text in STORY.items()}
    later = {"content/pages/plain.md": b"# Plain\n\nNothing refers to this now.\n"}
    kept = past((date(2026, 3, 1), files), (date(2026, 5, 4), later))
    texts = {path: text.decode() for path, text in later.items()}
    texts |= {f"content/pages/{name}.md": text for name, text in changed.items()}
    texts["content/agreements/later.md"] = ""
    return built(texts, Options(as_of=DAY, past=kept))


def test_sheets_bear_the_day_and_the_commit_of_the_texts() -> None:
    sheet = text_of(committed(), "as-of.css")
    assert 'content: "Tested · as of 4 May 2026, commit commit-";' in sheet
    assert "counter(page)" in sheet


def test_it_is_said_when_texts_are_newer_than_the_last_commit() -> None:
    sheet = text_of(committed(plain="# Plain\n\nEdited.\n"), "as-of.css")
    assert "as of 4 May 2026, commit commit-, with changes since" in sheet


def test_without_history_it_is_the_day_of_the_build_and_without_time_nothing() -> None:
    assert "as of 20 June 2026" in text_of(built(), "as-of.css")
    assert "as of" not in text_of(built(options=Options()), "as-of.css")


def test_no_page_but_the_style_sheet_holds_a_day_or_a_commit() -> None:
    workspace = committed()
    holding = [url for url in workspace.urls() if "commit-" in text_of(workspace, url)]
    assert holding == ["as-of.css"]


@pytest.mark.parametrize("name", ['"; } body { color: red', "\\", "a\\nb</style>", "*/ }"])
def test_no_name_of_a_site_can_end_the_text_of_the_sheet(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    sheet = text_of(built({"site.yml": f'site_name: "{quoted}"\n'}), "as-of.css")
    strings = re.findall(r'content: "([^"\n]*)";', sheet)
    assert len(strings) == 3
    assert not re.search(r"[{}<>*/]", "".join(strings))


# --- binding --------------------------------------------------------------------------------------

BINDING = Binding(
    {"../a/b.html": Chapter("a:b", "1.2"), "../t/n.html": Chapter("t:t", "2", "n")}, 2
)


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ('<a href="other.html">', '<a href="../pages/other.html">'),
        ('<a href="../teams/a%20b.html#c%20d">', '<a href="../teams/a%20b.html#c%20d">'),
        ('<a href="sub/other.html?node=start">', '<a href="../pages/sub/other.html?node=start">'),
        ('<a href="../print/pages.html">', '<a href="pages.html">'),
        ('<a href="../index.html">', '<a href="../index.html">'),
        ('<img alt="" src="plan.svg">', '<img alt="" src="../pages/plan.svg">'),
        ('<a href="#here">', '<a href="#here">'),
        ('<a href="https://example.org/x.html">', '<a href="https://example.org/x.html">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ("<code>href=other.html</code>", "<code>href=other.html</code>"),
        ('<a data-href="other.html">', '<a data-href="other.html">'),
        ('<a\nhref="other.html">', '<a\nhref="../pages/other.html">'),
    ],
)
def test_links_of_a_document_lead_to_the_same_places_from_pages_to_print(
    written: str, led: str
) -> None:
    assert moved(written, "pages/plain.html", "print/index.html") == led


@pytest.mark.parametrize(
    ("html", "bound"),
    [
        ('<h2 id="x">A</h2>', '<h4 id="c:x">A</h4>'),
        ("<h5>A</h5>", "<h6>A</h6>"),
        ("<hr>", "<hr>"),
        ('<a href="#x">A</a>', '<a href="#c:x">A</a>'),
        ('<a href="../a/b.html">A</a>', '<a href="#a:b" data-chapter="1.2">A</a>'),
        ('<a href="../a/b.html#x">A</a>', '<a href="#a:b:x" data-chapter="1.2">A</a>'),
        ('<a href="../t/n.html">A</a>', '<a href="#t:t:n" data-chapter="2">A</a>'),
        ('<a href="../z.html#x">A</a>', '<a href="../z.html#x">A</a>'),
        ('<a title="see id=" href="#x">A</a>', '<a title="see id=" href="#c:x">A</a>'),
        ('<p>id="x" href="#x"</p>', '<p>id="x" href="#x"</p>'),
        ('<div role="region" id="x">', '<div role="group" id="c:x">'),
        ('<svg aria-labelledby="a b">', '<svg aria-labelledby="c:a c:b">'),
        ('<div role="note">', '<div role="note">'),
        ('<img src="x.png" alt="" loading="lazy">', '<img src="x.png" alt="">'),
        ('<input type="checkbox" disabled id="x">', '<input type="checkbox" disabled id="c:x">'),
        ('<p class="a b"\n   id="x">', '<p class="a b"\n   id="c:x">'),
        ('<my-note id="x">', '<my-note id="c:x">'),
    ],
)
def test_a_document_is_bound_with_its_anchors_apart(html: str, bound: str) -> None:
    assert BINDING.bound(html, "c") == bound


def test_a_chapter_says_no_number_where_a_link_stays_in_it() -> None:
    assert BINDING.bound('<a href="../a/b.html#x">A</a>', "a:b") == '<a href="#a:b:x">A</a>'
