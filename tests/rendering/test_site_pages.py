"""Pages that exist once: home, indexes, map, search, and the files for machines."""

import json
from typing import cast

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.playbook import Row
from playbook.rendering.plan import site_pages
from playbook.rendering.shapes import HomePage, IndexPage, MapPage, SearchPage
from playbook.rendering.views.files.sitemap import sitemap
from playbook.rendering.views.lists import home, kind_index, site_map
from playbook.rendering.views.plain import search_page
from rendering.site_of import TEAMS, ask, page_of, rendered, save, sheet_of, site, text_of

AGREEMENT = (
    "---\nparties: [support, finance]\nstatus: {}\nfrom: 2026-03-01\nreview_every: 1 year\n---\n"
    "# {}\n\nSo.\n"
)
FILES = {
    **TEAMS,
    "content/agreements/one.md": AGREEMENT.format("in-force", "One"),
    "content/agreements/two.md": AGREEMENT.format("ended", "Two"),
    "content/agreements/three.md": AGREEMENT.format("proposed", "Three"),
    "content/agreements/hidden.md": AGREEMENT.format("draft", "Hidden"),
    "content/terms/b.md": "---\nstatus: agreed\n---\n# batna\n\nBest alternative.\n",
    "content/terms/e.md": "---\nstatus: agreed\n---\n# Écart\n\nA difference.\n",
    "content/terms/n.md": "---\nstatus: agreed\n---\n# 24/7\n\nAlways.\n",
}


def home_of(built: Workspace) -> HomePage:
    return cast("HomePage", sheet_of(built, "index.html", home).page)


def index_of(built: Workspace, plural: str) -> IndexPage:
    return cast("IndexPage", sheet_of(built, f"{plural}/index.html", kind_index).page)


def navigation(built: Workspace) -> dict[str, list[list[str]]]:
    script = text_of(built, "navigation.js")
    data = json.loads(script.removeprefix("globalThis.playbookNavigation=").removesuffix(";\n"))
    return {kind["name"]: kind["items"] for kind in data["kinds"]}


def test_an_index_lists_documents_by_status_what_is_history_last() -> None:
    page = index_of(site(FILES), "agreements")
    assert [(group.title, [c.title for c in group.cards]) for group in page.groups] == [
        ("In force", ["One"]),
        ("Proposed", ["Three"]),
        ("Ended", ["Two"]),
    ]
    assert page.groups[0].cards[0].href == "one.html"
    assert page.groups[0].cards[0].status is None, "the title of the group says it"
    paused = "content/agreements/three.md"
    files = {**FILES, paused: FILES[paused].replace("status: proposed", "status: suspended")}
    titles = [group.title for group in index_of(site(files), "agreements").groups]
    assert titles == ["In force", "Suspended", "Ended"]


def test_what_was_concluded_is_history_too() -> None:
    pilot = "---\nparties: [support]\nstatus: {}\n---\n# A {}\n"
    states = ("planned", "running", "concluded", "stopped")
    pilots = {f"content/pilots/{name}.md": pilot.format(name, name) for name in states}
    titles = [group.title for group in index_of(site({**TEAMS, **pilots}), "pilots").groups]
    assert titles == ["Running", "Planned", "Concluded", "Stopped"]


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    page = index_of(site(FILES), "terms")
    assert [(group.slug, group.title) for group in page.groups] == [
        ("letter-b", "B"),
        ("letter-e", "E"),
        ("letter-other", "0–9 and signs"),
    ]
    assert page.groups[0].cards[0].answer == "Best alternative."


def test_of_many_documents_the_first_page_shows_the_newest_and_says_where_the_others_are() -> None:
    text = "---\nparties: [a, b]\nstatus: in-force\nfrom: 2026-01-{:02}\n---\n# Promise {:02}\n"
    days = {number: 1 + 7 * number % 13 for number in range(1, 14)}
    files = {f"content/agreements/a{n}.md": text.format(day, n) for n, day in days.items()}
    (group,) = home_of(site(files)).groups
    oldest = next(number for number, day in days.items() if day == 1)
    assert [card.title for card in group.cards] == [
        f"Promise {number:02}" for number in sorted(days) if number != oldest
    ]
    assert (group.more, group.href) == ("1 more in the list", "agreements/index.html")
    del files[f"content/agreements/a{oldest}.md"]
    (group,) = home_of(site(files)).groups
    assert (len(group.cards), group.more) == (12, "")


def test_an_author_introduces_the_home_page_and_an_index() -> None:
    built = site(
        {
            **FILES,
            "content/index.md": "# Our playbook\n\nBegin with [one](agreements/one.md).\n",
            "content/agreements/README.md": "# What we promise\n\nSee [one](one.md).\n",
        }
    )
    first, index = home_of(built), index_of(built, "agreements")
    assert first.title == "Our playbook"
    assert '<a href="agreements/one.html">one</a>' in first.introduction
    assert index.title == "What we promise"
    assert '<a href="one.html">one</a>' in index.introduction
    assert "page" not in navigation(built)
    assert page_of(built, "index.html").view == "home"


def test_a_folder_of_pages_has_the_index_its_author_wrote() -> None:
    built = site({"content/guides/README.md": "# Guides\n\nAll.\n"})
    assert page_of(built, "guides/index.html").view == "document"
    assert [item[0] for item in navigation(built)["page"]] == ["Guides"]


def test_the_home_page_shows_what_is_in_force_and_what_is_due() -> None:
    page = home_of(site(FILES))
    assert [(count.kind.plural, count.text) for count in page.kinds] == [
        ("Teams", "2 pages"),
        ("Agreements", "3 pages"),
        ("Glossary", "3 pages"),
    ]
    assert [card.title for card in page.groups[0].cards] == ["One"]
    assert [(due.day.text, due.link.text) for due in page.upcoming] == [
        ("1 March 2027", "One"),
        ("1 March 2027", "Three"),
    ]


def test_the_home_page_lists_what_is_suspended_under_its_own_word() -> None:
    name = "content/agreements/one.md"
    text = FILES[name].replace("status: in-force", "status: suspended")
    page = home_of(site({**FILES, name: text}))
    listed = [(group.title, [card.title for card in group.cards]) for group in page.groups]
    assert listed == [("Suspended agreements", ["One"])]


def test_the_map_lists_everything_that_is_published() -> None:
    page = cast("MapPage", sheet_of(site(FILES), "map.html", site_map).page)
    assert [card.title for card in page.groups[1].cards] == ["One", "Three", "Two"]


def test_drafts_are_listed_where_they_are_shown() -> None:
    assert "Hidden" not in text_of(site(FILES), "navigation.js")
    assert "Hidden" in text_of(site(FILES, Options(drafts=True)), "navigation.js")


def test_the_search_page_names_the_lists_of_all_kinds() -> None:
    page = cast("SearchPage", sheet_of(site(FILES), "search.html", search_page).page)
    assert ("term", "terms/index.html") in [(kind.name, kind.href) for kind in page.kinds]


def test_the_navigation_cannot_end_its_own_script() -> None:
    title = "</script><script>alert(1)</script> & \u2028"
    built = site({"content/pages/x.md": f"---\ntitle: '{title.strip()}'\n---\n\nText.\n"})
    script = text_of(built, "navigation.js")
    assert "<" not in script
    assert "\u2028" not in script
    assert navigation(built)["page"][0][0].startswith("</script>")


def test_the_page_for_lost_readers_finds_its_files_from_any_address() -> None:
    assert text_of(site({}), "404.html").startswith("Page not found")
    built = site({"site.yml": "site_url: https://org.example/playbook/\n"})
    assert text_of(built, "404.html").startswith("/playbook/Page not found")


def test_search_engines_are_kept_out_unless_asked_in() -> None:
    assert "Disallow: /\n" in text_of(site({}), "robots.txt")
    open_site = "site_url: https://org.example/p\nindexing: true\n"
    assert "Sitemap: https://org.example/p/sitemap.xml" in text_of(
        site({"site.yml": open_site}), "robots.txt"
    )


def test_there_is_a_sitemap_only_if_it_is_known_where_the_site_is() -> None:
    rows_of_pages = {row.key: row for row in site_pages((), "https://org.example")}
    assert rows_of_pages["sitemap.xml"].value.view == "sitemap"
    assert "sitemap.xml" not in {row.key for row in site_pages(())}


def test_the_sitemap_has_full_addresses() -> None:
    built = site({**FILES, "site.yml": "site_url: https://org.example/p/\n"})
    page = page_of(built, "robots.txt")
    text = ask(built, lambda view: sitemap(page, view))
    assert "<loc>https://org.example/p/agreements/one.html</loc>" in text
    assert "hidden" not in text


def test_a_retitled_document_leaves_pages_alone_that_do_not_name_it() -> None:
    built = site({**FILES, "content/pages/p.md": "# P\n\nText.\n"})
    text = AGREEMENT.format("in-force", "Renamed")
    again = rendered(built, lambda: save(built, "content/agreements/one.md", text))
    assert "pages/p.html" not in again
    assert {"navigation.js", "map.html", "agreements/index.html"} <= again


def test_rows_of_generated_pages_come_before_those_of_documents() -> None:
    row = next(row for row in site_pages(()) if row.key == "index.html")
    assert isinstance(row, Row)
    assert row.order < ("index", "content/index.md")


def test_an_old_address_leads_to_the_document_wherever_it_lies() -> None:
    built = site(
        {
            "content/norms/new.md": "---\nstatus: in-force\nformerly: [old]\n---\n# New\n",
            "content/pages/here.md": "---\nformerly: [there]\n---\n# Here\n",
            "content/guides/a.md": "---\nformerly: [guides/b]\n---\n# A\n",
        }
    )
    assert text_of(built, "norms/old.html") == "new.html"
    assert text_of(built, "pages/there.html") == "here.html"
    assert text_of(built, "guides/b.html") == "a.html"


def test_a_document_wins_over_the_old_address_of_another() -> None:
    built = site(
        {
            "content/norms/a.md": "---\nstatus: in-force\nformerly: [z]\n---\n# A\n",
            "content/norms/z.md": "---\nstatus: in-force\n---\n# Z\n",
        }
    )
    assert page_of(built, "norms/z.html").source == "content/norms/z.md"


def test_no_old_address_leads_out_of_the_site() -> None:
    built = site(
        {
            "content/pages/a.md": "---\nformerly: [../../up, /etc, 'c:x', a/../../b]\n---\n# A\n",
            "content/trees/t.md": "---\nstatus: in-force\nformerly: {../../x: a}\n---\n# T\n\n"
            "## A\n",
        }
    )
    urls = [url for url in built.urls() if not url.startswith("search/")]
    assert "pages/a.html" in urls
    assert not [url for url in urls if ".." in url or url.startswith("/") or ":" in url]
