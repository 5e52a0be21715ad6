"""The built-in theme with the renderer: what a browser gets, for every page of a playbook."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.render import POLICY
from rendering.site_of import page_of
from story import theme_files

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute))]


def built(files: dict[str, str]) -> Workspace:
    workspace = Workspace(Options(drafts=True))
    workspace.sync({**theme_files(), **{path: text.encode() for path, text in files.items()}})
    return workspace


@pytest.fixture(scope="module")
def story() -> Workspace:
    samples = {f"content/{path}": text for path, text in SAMPLES.items()}
    home = {"content/index.md": "# Home\n\nBegin with [cover](agreements/weekend-cover.md).\n"}
    return built({**samples, **home, "site.yml": "site_name: Tested\n"})


def test_a_target_stands_at_the_foot_of_the_readings(story: Workspace) -> None:
    text = (story.page("metrics/weekend-first-reply.html") or b"").decode()
    body, _, foot = text.partition("<tfoot>")
    assert "Target" in foot.partition("</tfoot>")[0]
    assert "row-target" not in body


def html_pages(workspace: Workspace) -> dict[str, Reader]:
    return {
        url: Reader((workspace.page(url) or b"").decode())
        for url in workspace.urls()
        if url.endswith(".html")
    }


def test_every_page_carries_the_policy_and_no_inline_script(story: Workspace) -> None:
    for url, page in html_pages(story).items():
        if page_of(story, url).view == "redirect":
            continue
        policies = [
            a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [POLICY], url
        assert all(a.get("src") for tag, a in page.tags if tag == "script"), url
        assert not any(
            name.startswith("on") or name == "style" for _, a in page.tags for name in a
        ), url


def test_every_page_has_one_title_heading_and_its_language(story: Workspace) -> None:
    for url, page in html_pages(story).items():
        if page_of(story, url).view != "redirect":
            assert [tag for tag, _ in page.tags].count("h1") == 1, url
            assert page.tags[0][0] == "html", url
            assert page.all("lang")[0] == "en", url


def test_no_heading_level_is_skipped(story: Workspace) -> None:
    for url, page in html_pages(story).items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (url, levels)


def test_no_two_elements_of_a_page_have_one_id(story: Workspace) -> None:
    for url, page in html_pages(story).items():
        ids = page.all("id")
        assert len(ids) == len(set(ids)), (url, sorted(i for i in ids if ids.count(i) > 1))


def test_every_address_of_every_page_leads_to_a_file_and_an_anchor(story: Workspace) -> None:
    pages = html_pages(story)
    files = {*story.urls(), *(asset.url for asset in story.assets())}
    for url, page in pages.items():
        for address in [*page.all("href"), *page.all("src")]:
            parts = urlsplit(address)
            # The page for what is not there looks for the site in every folder above it.
            if parts.scheme or (url == "404.html" and parts.path.startswith("../")):
                continue
            folder = PurePosixPath(url).parent
            target = normpath(f"{folder}/{unquote(parts.path)}") if parts.path else url
            assert target in files, (url, address)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].all("id"), (url, address)


def test_all_pages_name_each_kind_once_and_lead_to_its_overview(story: Workspace) -> None:
    page = (story.page("map.html") or b"").decode()
    assert page.count(">Teams<") == page.count(">Agreements<") == 1
    assert '<a href="teams/index.html">Overview<' in page


def test_nothing_that_an_author_writes_becomes_a_tag_or_an_attribute() -> None:
    text = EVIL.replace('"', '\\"')
    workspace = built(
        {
            "site.yml": f'site_name: "{text}"\nsite_description: "{text}"\n',
            "content/pages/p.md": f'---\ntitle: "{text}"\ntags: ["{text}"]\n---\n\n{EVIL}\n\n'
            f'[{EVIL}](q.md "{text}") ![{EVIL}](q.png) `{EVIL}`\n\n```{EVIL}\n{EVIL}\n```\n',
            "content/terms/t.md": f'---\ntitle: "{text}"\naliases: ["word"]\nstatus: agreed\n'
            f'avoid: ["{text}"]\nsenses: {{"{text}": "{text}"}}\n---\n\n{EVIL}\n',
            "content/pages/uses.md": f"# Uses\n\nA word. {EVIL}\n",
            "content/teams/a.md": f'---\nroles: {{lead: {{title: "{text}", holder: "{text}"}}}}\n'
            f'contact: "{text}"\n---\n# {EVIL}\n',
            "content/trees/x.md": f"# {EVIL}\n\n## {EVIL}\n\n- {EVIL} → [{EVIL}](#end) {EVIL}\n\n"
            "## End\n",
        }
    )
    for url, page in html_pages(workspace).items():
        assert not [a for tag, a in page.tags if tag == "script" and not a.get("src")], url
        assert not [name for _, a in page.tags for name in a if name.startswith("on")], url
        assert "x" not in page.all("src"), url
        assert not [h for h in page.all("href") if h.startswith(("javascript:", "data:"))], url


def test_what_is_empty_names_the_command_that_fills_it() -> None:
    nothing = built({})
    commands = {
        "index.html": "agreement",
        "desk.html": "team",
        "lessons.html": "debrief",
        "rights/index.html": "right",
        "ledger.html": "tradeoff",
        "terms/index.html": "term",
        "pilots/index.html": "pilot",
        "trees/index.html": "tree",
        "norms/index.html": "norm",
    }
    for url, kind in commands.items():
        assert f"playbook new {kind} " in (nothing.page(url) or b"").decode(), url
