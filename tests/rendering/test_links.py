"""Links in a body: what they become on the page."""

import posixpath

import pytest

from playbook.engine.workspace.workspace import Options
from rendering.site_of import TEAMS, document_of, save, site, text_of

OTHERS: dict[str, str | bytes] = {
    **TEAMS,
    "content/rights/change it.md": "---\nstatus: in-force\n---\n# Spaces\n",
    "content/rights/change.md": "---\nstatus: in-force\n---\n# Changing\n\n## How to ask\n\nAsk.\n",
    "content/rights/secret.md": "---\nstatus: draft\n---\n# A secret title\n",
    "content/rights/inner.md": "---\nstatus: in-force\naudience: board\n---\n# For the board\n",
    "content/pages/form.pdf": b"%PDF",
    "content/pages/map.png": b"PNG",
    "content/debriefs/one.md": "---\nabout: []\nstatus: reviewed\nlessons:\n"
    "  late: {lesson: Finance heard late}\n---\n# One\n",
    "content/trees/rota.md": "---\nstatus: in-force\n---\n# Rota\n\n## Who asks?\n\n"
    "- Us → [Do it](#do-it)\n- Them → [Ask](#ask)\n\n## Do it\n\n## Ask\n\nSay it.\n",
}


def body(text: str, options: Options | None = None) -> str:
    page = site({**OTHERS, "content/pages/here.md": f"# Here\n\n{text}\n"}, options)
    return str(document_of(page, "pages/here.html").lead)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](../rights/change.md)", '<a href="../rights/change.html">x</a>'),
        ("[x](../rights/change.md#how-to-ask)", '<a href="../rights/change.html#how-to-ask">x</a>'),
        ("[x](<../rights/change it.md>)", '<a href="../rights/change%20it.html">x</a>'),
        ("[x](../rights/change%20it.md)", '<a href="../rights/change%20it.html">x</a>'),
        ("[x](here.md)", '<a href="here.html">x</a>'),
        ("[x](form.pdf)", '<a href="form.pdf" class="asset">x</a>'),
        ("[[right:change]]", '<a href="../rights/change.html">Changing</a>'),
        ("[[change]]", '<a href="../rights/change.html">Changing</a>'),
        ("[[change|how *so*]]", '<a href="../rights/change.html">how <em>so</em></a>'),
        ("[[debrief:one#late]]", '<a href="../debriefs/one.html#late">One</a>'),
        ("[x](../trees/rota.md)", '<a href="../trees/rota.html">x</a>'),
        ("[x](../trees/rota.md#do-it)", '<a href="../trees/rota/do-it.html">x</a>'),
    ],
)
def test_a_link_leads_to_the_page_of_the_document(text: str, expected: str) -> None:
    assert expected in body(text)


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("../rights/", "../rights/index.html"),
        ("../rights", "../rights/index.html"),
        ("../notes/", "../notes/index.html"),
        ("..", "../index.html"),
        ("../ledger.html", "../ledger.html"),
        ("../trees/rota/ask.html", "../trees/rota/ask.html"),
    ],
)
def test_a_link_to_a_folder_or_to_a_page_that_is_made_leads_there(target: str, href: str) -> None:
    built = site(
        {
            **OTHERS,
            "content/notes/README.md": "# Notes\n",
            "content/pages/here.md": f"# Here\n\n[x]({target})\n",
        }
    )
    assert [d.code for d in built.diagnostics_of("content/pages/here.md")] == []
    lead = str(document_of(built, "pages/here.html").lead)
    assert f'<a href="{href}">x</a>' in lead
    assert built.page(posixpath.normpath(f"pages/{href}")) is not None


def test_a_link_to_a_node_of_a_tree_that_is_not_shown_leads_nowhere() -> None:
    tree = "---\nstatus: draft\n---\n# Hidden\n\n## First\n"
    built = site(
        {
            **OTHERS,
            "content/trees/hidden.md": tree,
            "content/pages/here.md": "# Here\n\n[x](../trees/hidden/first.html)\n",
        }
    )
    assert "<a " not in str(document_of(built, "pages/here.html").lead)


def test_a_link_to_the_outside_says_so_and_takes_nothing_along() -> None:
    html = body('[x](https://example.org/?a=1&b="2")')
    assert 'class="external" rel="noopener noreferrer"' in html
    assert 'href="https://example.org/?a=1&amp;b=' in html


@pytest.mark.parametrize(
    "target", ["missing.md", "../rights/change.md#nowhere", "a.txt", "../../x.md"]
)
def test_a_link_that_leads_nowhere_is_no_link(target: str) -> None:
    html = body(f"[words]({target})")
    assert "<a " not in html
    assert '<span class="broken" title="' in html
    assert ">words</span>" in html


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "ftp://x.y", "//example.org", "/etc/passwd"],
)
def test_other_schemes_never_become_an_address(target: str) -> None:
    html = body(f"[words]({target}) [more]: <{target}>")
    assert "<a " not in html
    assert "words" in html


def test_a_draft_is_text_with_a_mark_and_its_title_stays_inside() -> None:
    html = body("[words](../rights/secret.md) and [[secret]]")
    assert "<a " not in html
    assert '<span class="mark">draft</span>' in html
    assert "A secret title" not in html


def test_drafts_are_linked_where_drafts_are_shown() -> None:
    html = body("[[secret]]", Options(drafts=True))
    assert '<a href="../rights/secret.html">A secret title</a>' in html


def test_a_page_for_others_is_not_linked_and_not_named() -> None:
    html = body("[[inner]]")
    assert "For the board" not in html
    assert '<span class="mark">for others</span>' in html
    assert '<a href="../rights/inner.html">' in body("[[inner]]", Options(audience="board"))


def test_an_image_of_the_project_is_shown_and_a_remote_one_is_not() -> None:
    html = body('![A "map"](map.png)\n\n![far](https://example.org/spy.png)')
    assert '<img src="map.png" alt="A &#34;map&#34;" loading="lazy">' in html
    assert 'src="https' not in html
    assert html.count("<img") == 1


def test_a_page_keeps_the_room_of_a_picture_free() -> None:
    plan = {"content/pages/plan.svg": b'<svg width="640" height="480"></svg>'}
    built = site({**OTHERS, **plan, "content/pages/here.md": "# Here\n\n![Plan](plan.svg)\n"})
    image = '<img src="plan.svg" alt="Plan" width="640" height="{}" loading="lazy">'
    assert image.format(480) in text_of(built, "pages/here.html")
    save(built, "content/pages/plan.svg", '<svg width="640" height="320"></svg>')
    assert image.format(320) in text_of(built, "pages/here.html")


def test_a_former_id_still_leads_to_the_document() -> None:
    files = {
        "content/rights/new.md": "---\nstatus: in-force\nformerly: [old]\n---\n# New name\n",
        "content/pages/here.md": "# Here\n\n[[right:old]]\n",
    }
    built = site(files)
    assert '<a href="../rights/new.html">New name</a>' in document_of(built, "pages/here.html").lead
    assert text_of(built, "rights/old.html") == "new.html"


def test_a_link_mends_itself_when_its_target_appears() -> None:
    built = site({"content/pages/here.md": "# Here\n\n[x](there.md)\n"})
    assert "broken" in text_of(built, "pages/here.html")
    save(built, "content/pages/there.md", "# There\n")
    assert '<a href="there.html">x</a>' in text_of(built, "pages/here.html")
