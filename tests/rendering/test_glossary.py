"""Words of the glossary, linked where they are first used."""

import json
import re
from html import unescape
from typing import cast

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.glossary import Match, Matcher
from playbook.rendering.shapes import GlossaryPage
from playbook.rendering.views.lists import kind_index
from rendering.site_of import (
    TEAMS,
    document_of,
    fact,
    panel,
    rendered,
    save,
    sheet_of,
    site,
    text_of,
)

TERM = "---\naliases: [FRT]\nstatus: agreed\n---\n# First reply\n\nThe answer of a person.\n"
FILES = {
    "content/terms/first-reply.md": TERM,
    "content/terms/reply.md": "---\nstatus: agreed\n---\n# Reply\n\nAny answer.\n",
    "content/pages/uses.md": "# Uses\n\nA first reply, then a first reply.\n\n"
    "## More\n\nFirst replys.\n",
    "content/pages/none.md": "# None\n\nNothing of that sort.\n",
}


def found(text: str, *labels: str) -> list[str]:
    matcher = Matcher(tuple((label, label.lower()) for label in labels))
    return [text[match.start : match.end] for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("a First Reply here", ["first reply"], ["First Reply"]),
        ("first\nreply", ["first reply"], ["first\nreply"]),
        ("first replys and taxes", ["first reply", "tax"], ["first replys", "taxes"]),
        ("firstly, replying", ["first", "reply"], []),
        ("the first reply time", ["first reply", "first reply time"], ["first reply time"]),
        ("it is IT", ["IT"], ["IT"]),
        ("SLAs and slas", ["SLA"], ["SLAs"]),
        ("a (first reply).", ["first reply"], ["first reply"]),
        ("C++ and c", ["C++"], ["C++"]),
        ("x", ["", " ", "…"], []),
    ],
)
def test_labels_are_found_as_whole_words(text: str, labels: list[str], expected: list[str]) -> None:
    assert found(text, *labels) == expected


def test_a_match_says_where_and_what() -> None:
    assert list(Matcher((("reply", "r"),)).find("a reply")) == [Match(2, 7, "r")]


@pytest.fixture
def built() -> Workspace:
    return site(FILES)


def test_the_first_use_in_each_section_is_linked_with_its_definition(built: Workspace) -> None:
    page = document_of(built, "pages/uses.html")
    link = (
        '<a class="term" href="../terms/first-reply.html" '
        'data-definition="The answer of a person.">{}</a>'
    )
    assert page.lead.count('class="term"') == 1
    assert link.format("first reply") in page.lead
    assert link.format("First replys") in page.body


@pytest.mark.parametrize(
    "text", ["`first reply`", "[first reply](none.md)", "    first reply", "### First reply"]
)
def test_code_links_and_headings_are_left_alone(text: str) -> None:
    built = site({**FILES, "content/pages/x.md": f"# First reply\n\n{text}\n"})
    assert 'class="term"' not in text_of(built, "pages/x.html")


def test_a_term_is_not_linked_on_its_own_page() -> None:
    built = site({**FILES, "content/terms/first-reply.md": TERM + "\nA first reply is quick.\n"})
    assert 'class="term"' not in text_of(built, "terms/first-reply.html")


def test_the_settings_switch_it_off() -> None:
    built = site({**FILES, "site.yml": "glossary: {links: false}\n"})
    assert 'class="term"' not in text_of(built, "pages/uses.html")


def test_a_new_definition_renders_only_pages_that_use_the_term(built: Workspace) -> None:
    changed = TERM.replace("The answer", "The very first answer")
    again = rendered(built, lambda: save(built, "content/terms/first-reply.md", changed))
    assert "pages/uses.html" in again
    assert "pages/none.html" not in again
    assert "The very first answer" in text_of(built, "pages/uses.html")


def test_a_new_term_renders_only_pages_whose_text_holds_it(built: Workspace) -> None:
    text = "---\nstatus: agreed\n---\n# Sort\n\nA kind.\n"
    again = rendered(built, lambda: save(built, "content/terms/sort.md", text))
    documents = {
        url for url in again if url.startswith("pages/") and not url.endswith("index.html")
    }
    assert documents == {"pages/none.html"}


def test_a_draft_term_is_not_linked() -> None:
    hidden = TERM.replace("status: agreed", "status: agreed\naudience: board")
    built = site({**FILES, "content/terms/first-reply.md": hidden})
    assert "The answer of a person" not in text_of(built, "pages/uses.html")


SENSES = (
    "---\nstatus: agreed\nsenses:\n  finance: any answer\n  support: an answer by a person\n"
    "agreed: support\navoid: [reaction]\nrelated: [reply]\n---\n# First reply\n\nAn answer.\n"
)


def glossary_of(built: Workspace) -> GlossaryPage:
    return cast("GlossaryPage", sheet_of(built, "terms/index.html", kind_index).page)


@pytest.mark.parametrize("written", ["off", "false", '"off"'])
def test_a_document_may_leave_its_words_alone_without_a_finding(
    built: Workspace, written: str
) -> None:
    save(
        built, "content/pages/uses.md", f"---\nglossary: {written}\n---\n# Uses\n\nA first reply.\n"
    )
    assert 'class="term"' not in document_of(built, "pages/uses.html").lead
    assert "text/yaml-trap" not in {
        found.code for found in built.diagnostics_of("content/pages/uses.md")
    }


def test_a_switch_is_on_or_off(built: Workspace) -> None:
    save(built, "content/pages/uses.md", "---\nglossary: maybe\n---\n# Uses\n\nA first reply.\n")
    (found,) = [
        found
        for found in built.diagnostics_of("content/pages/uses.md")
        if found.code == "text/bad-value"
    ]
    assert "on or off" in found.message


def test_a_link_carries_what_each_team_means_the_sense_that_counts_first() -> None:
    built = site({**FILES, **TEAMS, "content/terms/first-reply.md": SENSES})
    lead = document_of(built, "pages/uses.html").lead
    written = re.search(r'data-senses="([^"]*)"', lead)
    assert written
    assert json.loads(unescape(written[1])) == [
        ["support", "Support", "an answer by a person", True],
        ["finance", "Finance", "any answer", False],
    ]


def test_the_glossary_says_what_a_word_means_to_whom_and_where_it_is_used() -> None:
    built = site({**FILES, **TEAMS, "content/terms/first-reply.md": SENSES})
    first, reply = (letter.terms[0] for letter in glossary_of(built).letters)
    assert [(s.team.text, s.words, s.counts) for s in first.senses] == [
        ("Support", "an answer by a person", True),
        ("Finance", "any answer", False),
    ]
    assert first.avoid == ("reaction",)
    assert [link.text for link in first.related] == ["Reply"]
    assert [(link.text, link.note, link.href) for link in first.used_in] == [
        ("Uses", "Page", "../pages/uses.html")
    ]
    assert first.used == "1 page"
    assert [link.text for link in reply.used_in] == ["First reply"]
    page = document_of(built, "terms/first-reply.html")
    assert fact(panel(page, "used-in"), "used-in") == ["Uses"]


def test_of_many_documents_that_use_a_term_the_glossary_names_some() -> None:
    files = {f"content/pages/p{n:02}.md": f"# Page {n:02}\n\nA first reply.\n" for n in range(13)}
    built = site({"content/terms/first-reply.md": TERM, **files})
    (first,) = (letter.terms[0] for letter in glossary_of(built).letters)
    assert [link.text for link in first.used_in] == [f"Page {number:02}" for number in range(10)]
    assert (first.used, first.more) == ("13 pages", "3 more, on the page of the term")
    page = document_of(built, "terms/first-reply.html")
    assert len(fact(panel(page, "used-in"), "used-in")) == 13
    save(built, "content/pages/p12.md", "# Page 12\n")
    (first,) = (letter.terms[0] for letter in glossary_of(built).letters)
    assert (len(first.used_in), first.more) == (12, "")


def test_an_edit_makes_anew_the_entries_of_the_glossary_that_it_concerns() -> None:
    built = site({**FILES, **TEAMS, "content/terms/first-reply.md": SENSES})
    before = [term for letter in glossary_of(built).letters for term in letter.terms]
    text = "# Uses them all\n\nA first reply.\n"
    save(built, "content/pages/uses.md", text)
    after = [term for letter in glossary_of(built).letters for term in letter.terms]
    assert [term.card.title for term in after] == ["First reply", "Reply"]
    assert [old is new for old, new in zip(before, after, strict=True)] == [False, True]
    assert [link.text for link in after[0].used_in] == ["Uses them all"]


def test_an_edit_that_uses_the_same_words_renders_no_glossary(built: Workspace) -> None:
    text = "# Uses\n\nBefore it all, a first reply.\n"
    again = rendered(built, lambda: save(built, "content/pages/uses.md", text))
    assert "terms/first-reply.html" not in again
