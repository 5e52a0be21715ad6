"""Which views of the whole playbook readers are led to: those that have something to show."""

import json
from typing import cast

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.shapes import HomePage, MapPage
from playbook.rendering.views.lists import home, site_map
from rendering.site_of import TEAMS, save, sheet_of, site, text_of
from story import theme_files

TERM = {"content/terms/reply.md": "---\nstatus: agreed\n---\n# Reply\n\nA person's words.\n"}
RIGHT = (
    "---\nparties: [support, finance]\nstatus: in-force\ndecision: Tools.\n"
    "approver: [support.lead]\n---\n# Tools\n\nSo.\n"
)
DESK = 'id="ui:desk"'


def offered(built: Workspace) -> list[str]:
    """Return the addresses of the views, which all that lead to views must agree on."""
    script = text_of(built, "navigation.js")
    data = json.loads(script.removeprefix("globalThis.playbookNavigation=").removesuffix(";\n"))
    found = [url for _, url in data["views"]]
    first = cast("HomePage", sheet_of(built, "index.html", home).page)
    assert [held.href for held in first.views] == found
    every = cast("MapPage", sheet_of(built, "map.html", site_map).page)
    assert [link.href for link in every.others][3:] == found
    return found


def test_a_glossary_leads_to_no_empty_ledger() -> None:
    built = site(TERM)
    assert offered(built) == ["changes.html"]
    assert built.page("ledger.html"), "an address that somebody kept leads somewhere"
    assert '"ledger.html"' in text_of(built, "search/index.js"), "who asks for it by name gets it"


def test_a_view_is_offered_with_the_first_document_of_a_kind_it_is_made_of() -> None:
    built = site({**TERM, **TEAMS})
    assert offered(built) == ["desk.html", "changes.html"]
    save(built, "content/rights/tools.md", RIGHT)
    assert offered(built) == ["rights/index.html", "desk.html", "changes.html", "escalation.html"]
    save(built, "content/rights/tools.md", None)
    assert offered(built) == ["desk.html", "changes.html"]


def test_an_introduction_and_a_draft_are_nothing_to_show() -> None:
    built = site({**TERM, "content/rights/index.md": "# Who decides\n\nAsk here.\n"})
    save(built, "content/rights/tools.md", RIGHT.replace("in-force", "draft"))
    assert "rights/index.html" not in offered(built)


def test_the_header_leads_to_a_desk_once_there_is_a_team() -> None:
    built = Workspace()
    built.sync({**theme_files(), **{path: text.encode() for path, text in TERM.items()}})
    assert DESK not in text_of(built, "terms/reply.html")
    for path, text in TEAMS.items():
        save(built, path, text)
    assert DESK in text_of(built, "terms/reply.html")
