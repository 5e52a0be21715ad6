"""The files of the search index: what is in them, what is not, and which an edit touches."""

import random
from datetime import date
from typing import cast

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.shapes import IndexPage
from playbook.rendering.views.lists import kind_index
from rendering.index_of import documents, files, words
from rendering.site_of import TEAMS, ask, save, sheet_of, site, text_of

TREE = (
    "---\nparties: [support]\nstatus: in-force\n---\n# May I?\n\nStart.\n\n## Is it dear?\n\n"
    "- Yes → [Ask first](#ask-first)\n- No → [Just do it](#just-do-it)\n\n"
    "## Ask first\n\nWrite to the lead.\n\n## Just do it\n\nTell nobody.\n"
)
FILES = {
    **TEAMS,
    "content/pages/plain.md": "# Plain\n\nZebras run.\n\n## Stripes\n\nBlack `white` and grey.\n",
    "content/terms/batna.md": (
        "---\nstatus: agreed\naliases: [Plan B, Rückfall]\navoid: [threat point]\n---\n"
        "# No-deal\n\nWhat a team does without an agreement.\n"
    ),
    "content/rights/buy.md": (
        "---\ndecision: Buy a tool\nstatus: in-force\ndriver: support.lead\n"
        "approver: finance.director\n---\n# Buying\n\nAsk.\n"
    ),
    "content/trees/may.md": TREE,
}
DRAFT = (
    "---\nparties: [support, finance]\nstatus: draft\n---\n# Unborn\n\nWalrus in the second line.\n"
)


def shards(workspace: Workspace) -> dict[str, bytes | None]:
    return {url: workspace.page(url) for url in workspace.urls() if url.startswith("search/")}


def changed(workspace: Workspace, path: str, text: str | None) -> set[str]:
    """Return which files of the index differ after a file was saved."""
    before = shards(workspace)
    save(workspace, path, text)
    after = shards(workspace)
    return {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}


# --- what is found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "url"),
    [
        pytest.param("zebras", "pages/plain.html", id="text"),
        pytest.param("stripes", "pages/plain.html", id="heading"),
        pytest.param("white", "pages/plain.html", id="code"),
        pytest.param("plain", "pages/plain.html", id="title"),
        pytest.param("deal", "terms/batna.html", id="part of a title"),
        pytest.param("batna", "terms/batna.html", id="id"),
        pytest.param("ruckfall", "terms/batna.html", id="alias without its accent"),
        pytest.param("threat", "terms/batna.html", id="front matter"),
        pytest.param("director", "rights/buy.html", id="answer in words"),
        pytest.param("approver", "rights/buy.html", id="label of a fact"),
        pytest.param("ana", "teams/support.html", id="holder of a role"),
        pytest.param("right", "rights/buy.html", id="kind"),
    ],
)
def test_a_word_leads_to_its_document(word: str, url: str) -> None:
    assert url in words(site(FILES))[word]


def test_forms_of_one_stem_stand_together() -> None:
    found = files(site({"content/pages/a.md": "# A\n\nReleased.\n", **FILES, **_page("releases")}))
    groups = [group[0] for name in found if name[:2] == "w-" for group in found[name]["words"]]
    assert "released,releases" in groups


def _page(body: str, name: str = "more") -> dict[str, str]:
    return {f"content/pages/{name}.md": f"# {name.title()}\n\n{body}\n"}


def test_a_result_shows_title_address_status_answer_and_sections() -> None:
    held = site(FILES)
    kinds = [kind[0] for kind in files(held)["index"]["kinds"]]
    record = documents(held)["rights/buy.html"]
    assert record[1:3] == ["Buying", "rights/buy.html"]
    assert (kinds[record[3]], record[4]) == ("right", "in-force")
    assert record[5].startswith("Finance director")
    assert documents(held)["pages/plain.html"][6] == [
        ["", "", "Zebras run."],
        ["#stripes", "Stripes", "Black white and grey."],
    ]


def test_what_stands_apart_stays_apart_in_an_excerpt() -> None:
    body = (
        "Choose:\n\n- Finance\n  may veto\n- Support decides alone\n\nAsk first.\nThen go\n\n"
        "| Who | What |\n| --- | --- |\n| Ana | Standby |\n\n```\nlet a\n\nlet b\n```\n"
    )
    excerpt = (
        "Choose: Finance may veto · Support decides alone · Ask first. Then go · "
        "Who · What · Ana · Standby · let a let b"
    )
    assert documents(site(_page(body)))["pages/more.html"][6] == [["", "", excerpt]]


REFERRING = {
    **FILES,
    "content/pages/how.md": "# How\n\nRead [[batna]] and [[term:batna|plan B]], not `[[batna]]` or "
    "[[norm:gone]].\n\n- See [[may]].\n",
}


def test_a_reference_is_found_and_shown_by_the_words_that_its_page_shows() -> None:
    held = site(REFERRING)
    record = documents(held)["pages/how.html"]
    assert record[5] == "Read No-deal and plan B, not [[batna]] or norm:gone."
    assert record[6] == [["", "", f"{record[5]} See May I?."]]
    assert "pages/how.html" in words(held)["deal"]


def test_a_reference_in_a_heading_is_found_and_shown_by_its_title() -> None:
    held = site({**FILES, "content/pages/how.md": "# How\n\n## On [[batna]]\n\nText.\n"})
    assert [section[1] for section in documents(held)["pages/how.html"][6]] == ["", "On No-deal"]
    assert "pages/how.html" in words(held)["deal"]


def test_a_new_title_is_found_in_what_refers_to_it() -> None:
    held = site(REFERRING)
    shards(held)
    renamed = TREE.replace("# May I?", "# Ask yourself")
    save(held, "content/trees/may.md", renamed)
    assert documents(held)["pages/how.html"][6][0][2].endswith("See Ask yourself.")
    assert "pages/how.html" in words(held)["yourself"]
    assert shards(held) == shards(site({**REFERRING, "content/trees/may.md": renamed}))


def test_an_edit_that_leaves_the_title_costs_no_more_where_others_refer_to_it() -> None:
    def calls(body: str) -> int:
        held = site({**FILES, **_page(body, "how")})
        shards(held)
        held.memo.work.clear()
        save(held, "content/trees/may.md", TREE.replace("Start.", "Begin."))
        shards(held)
        return held.memo.work["call"]

    name_is_asked_for_again = 1
    assert calls("[[may]]") == calls("may") + name_is_asked_for_again


def test_a_node_of_a_tree_is_found_by_its_own_page() -> None:
    sections = documents(site(FILES))["trees/may.html"][6]
    assert [section[0] for section in sections] == [
        "",
        "trees/may/is-it-dear.html",
        "trees/may/ask-first.html",
        "trees/may/just-do-it.html",
    ]


def test_pairs_of_characters_stand_for_words_where_there_are_no_spaces() -> None:
    found = words(site(_page("周末值班 second")))
    assert {"周末", "末值", "值班", "班", "second"} <= found.keys()
    assert "周末值班" not in found


def test_the_stems_are_those_of_the_language() -> None:
    german = {"site.yml": "language: de\n", **_page("Häuser"), **_page("Haus", "house")}
    groups = [
        group[0]
        for name, file in files(site(german)).items()
        if name[:2] == "w-"
        for group in file["words"]
    ]
    assert "haus,hauser" in groups


def test_the_filters_know_kind_and_status() -> None:
    held = files(site({**FILES, **_page("more")}))
    kinds = held["index"]["kinds"]
    number = next(n for n, kind in enumerate(kinds) if kind[0] == "right")
    assert kinds[number][1:] == ["Decision right", True, [["in-force", "In force"]], "Decided by:"]
    assert list(held[f"k-{number}"]) == ["in-force"]
    assert not next(kind for kind in kinds if kind[0] == "debrief")[2]


def test_statuses_to_choose_from_stand_as_the_list_of_the_kind_has_them() -> None:
    front = "---\nparties: [support, finance]\nstatus: {}\n---\n# {}\n"
    statuses = ("ended", "expired", "in-force", "proposed", "suspended")
    texts = {f"content/agreements/{s}.md": front.format(s, s.title()) for s in statuses}
    held = site({**TEAMS, **texts})
    kind = next(kind for kind in files(held)["index"]["kinds"] if kind[0] == "agreement")
    chosen = [status for status, _ in kind[3]]
    assert chosen == ["in-force", "suspended", "proposed", "ended", "expired"]
    page = cast("IndexPage", sheet_of(held, "agreements/index.html", kind_index).page)
    assert chosen == [group.slug.removeprefix("status-") for group in page.groups]


def test_a_long_document_is_found_by_its_last_word_and_shown_in_part() -> None:
    held = site(_page(f"{'many words ' * 20_000} zebra"))
    assert "zebra" in words(held)
    assert len(documents(held)["pages/more.html"][6][0][2]) <= 12_000


# --- what is not ----------------------------------------------------------------------------------


def test_a_draft_is_in_the_index_only_where_drafts_are_shown() -> None:
    path = "content/agreements/unborn.md"
    hidden = site({**FILES, path: DRAFT})
    assert "walrus" not in words(hidden)
    assert b"Unborn" not in b"".join(data or b"" for data in shards(hidden).values())
    shown = site({**FILES, path: DRAFT}, Options(as_of=date(2026, 6, 20), drafts=True))
    assert "walrus" in words(shown)
    hidden.choose(Options(as_of=date(2026, 6, 20), drafts=True))
    assert shards(hidden) == shards(shown)


def test_a_page_for_others_is_in_no_index_but_theirs() -> None:
    page = {"content/pages/inner.md": "---\naudience: board\n---\n# Inner\n\nWalrus.\n"}
    settings = {"site.yml": "audience: [board]\n"}
    assert "walrus" not in words(site({**settings, **page}))
    assert "walrus" in words(site({**settings, **page}, Options(audience="board")))


def test_the_words_of_a_deleted_document_are_gone() -> None:
    held = site(FILES)
    assert "zebras" in words(held)
    save(held, "content/pages/plain.md", None)
    text = b"".join(data or b"" for data in shards(held).values()).lower()
    assert b"zebra" not in text
    assert b"stripes" not in text


# --- what an edit touches -------------------------------------------------------------------------


def test_a_word_more_touches_its_files_and_the_document() -> None:
    body = "# Plain\n\nZebras run.\n\n## Stripes\n\nBlack `white` and grey{}.\n"
    many = {f"content/pages/p{n}.md": f"# Number {n}\n\nText {n * 7}.\n" for n in range(200)}
    held = site({**FILES, **many})
    touched = changed(held, "content/pages/plain.md", body.format(" xylophone"))
    letters = sorted(url.removeprefix("search/")[0] for url in touched)
    assert letters in (["d", "e", "w"], ["d", "e", "p", "w"])


def test_saving_the_same_again_touches_nothing() -> None:
    held = site(FILES)
    shards(held)
    work = dict(held.memo.work)
    save(held, "content/pages/plain.md", FILES["content/pages/plain.md"])
    assert not changed(held, "content/pages/plain.md", FILES["content/pages/plain.md"])
    assert held.memo.work == work


def test_an_answer_that_changes_elsewhere_changes_the_result() -> None:
    held = site(FILES)
    shards(held)
    teams = FILES["content/teams/finance.md"].replace("Finance director", "Head of money")
    save(held, "content/teams/finance.md", teams)
    assert documents(held)["rights/buy.html"][5].startswith("Head of money")
    assert "rights/buy.html" in words(held)["money"]


def test_the_index_is_the_same_from_whatever_order_of_edits() -> None:
    many = {f"content/pages/p{n}.md": f"# Number {n}\n\nText {n * 7}.\n" for n in range(100)}
    wanted = {**FILES, **many}
    grown = site({})
    paths = list(wanted)
    random.Random(7).shuffle(paths)  # noqa: S311 - an order, not a secret
    for path in paths:
        save(grown, path, wanted[path])
        if len(path) % 5 == 0:
            shards(grown)
    for path in paths[:40]:
        save(grown, path, "# Other\n\nWords that will go.\n")
    shards(grown)
    for path in paths[:40]:
        save(grown, path, wanted[path])
    assert shards(grown) == shards(site(wanted))


def test_few_documents_make_few_files_and_many_make_small_ones() -> None:
    small = shards(site(FILES))
    texts = (" ".join(f"w{n * k % 997}x" for k in range(90)) for n in range(400))
    many = {f"content/pages/p{n}.md": f"# {n}\n\n{text}\n" for n, text in enumerate(texts)}
    large = shards(site(many))
    assert len(small) < 30
    assert len(large) > 100
    postings = [data for url, data in large.items() if url.startswith("search/p-")]
    assert postings
    assert max(len(data or b"") for data in postings) < 40_000


# --- the files themselves -------------------------------------------------------------------------


def test_nothing_in_a_title_ends_the_script() -> None:
    title = '</script><script>alert(1)</script> \\u2028 <!-- ]]> & "quoted" \'); x'
    held = site({"content/pages/bad.md": f"# {title}\n\n## <img src=x>\n\n`</script>`\n"})
    for url, data in shards(held).items():
        text = (data or b"").decode()
        assert text.startswith(f'playbookSearch("{url[7:-3]}",'), url
        assert text.count("\n") == 1
        assert not set("<>&\u2028\u2029") & set(text)
    record = documents(held)["pages/bad.html"]
    assert "<script>" in record[1]
    assert record[6][1][1] == "<img src=x>"


def test_the_names_of_files_are_plain() -> None:
    for url in shards(site(FILES)):
        assert set(url) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/."), url


def test_there_is_no_file_beyond_the_plan() -> None:
    held = site(FILES)
    for name in ("w-ff", "p-0-0-0", "d-", "x-0", "", "..", "index.js"):
        assert held.page_at(f"search/{name}.js") is None, name


def test_a_playbook_without_documents_has_an_index() -> None:
    assert files(site({}))["index"]["documents"] == 1


def test_check_counts_no_words() -> None:
    held = site(FILES)
    held.diagnostics()
    assert not any(key[1] == "word_lines" for key in _calls(held))
    text_of(held, "search/index.js")
    shards(held)
    assert any(key[1] == "word_lines" for key in _calls(held))


def _calls(workspace: Workspace) -> list[tuple[str, str]]:
    calls = (key for key in workspace.memo._nodes if key[0] == "call")
    return [("call", getattr(key[1], "__name__", "")) for key in calls]


def test_the_layout_follows_the_number_of_documents_in_powers_of_two() -> None:
    from playbook.rendering.search.layout import layout  # noqa: PLC0415 - beside what it is for

    sizes = []
    for count in (1, 2, 3, 64, 65):
        pages = {f"content/pages/p{n}.md": f"# {n}\n" for n in range(count)}
        sizes.append(ask(site(pages), layout).size)
    assert sizes == [0, 1, 2, 6, 7]
