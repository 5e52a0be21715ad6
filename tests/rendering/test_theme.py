"""Templates: the chain, what is refused, and what an edit renders again."""

import pytest

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.templates.theme import TemplateProblem
from rendering.site_of import PLAIN, rendered, save, site, text_of

PAGES = {
    "content/pages/a.md": "# A\n\nText.\n",
    "content/terms/t.md": "---\nstatus: agreed\n---\n# T\n\nMeans.\n",
}


def problem(built: Workspace, url: str = "pages/a.html") -> TemplateProblem:
    with pytest.raises(TemplateProblem) as raised:
        built.page(url)
    return raised.value


def test_the_projects_template_wins() -> None:
    built = site({**PAGES, "templates/document.html": "mine: {{ page.title }}"})
    assert text_of(built, "pages/a.html") == "mine: A"


def test_a_template_for_a_kind_wins_over_the_one_for_all() -> None:
    built = site({**PAGES, "templates/kinds/term.html": "term: {{ page.title }}"})
    assert text_of(built, "terms/t.html") == "term: T"
    assert text_of(built, "pages/a.html") != "term: A"


def test_the_chosen_theme_stands_between_the_project_and_the_built_in_one() -> None:
    chosen = {**PAGES, "site.yml": "theme: ours\n", "themes/ours/templates/document.html": "ours"}
    assert text_of(site(chosen), "pages/a.html") == "ours"
    both = {**chosen, "templates/document.html": "mine"}
    assert text_of(site(both), "pages/a.html") == "mine"


def test_parent_is_the_next_one_up_the_chain() -> None:
    built = site(
        {
            **PAGES,
            "site.yml": "theme: ours\n",
            "templates/base.html": "{% extends 'parent:base.html' %}"
            "{% block main %}project({{ super() }}){% endblock %}",
            "themes/ours/templates/base.html": "{% extends 'parent:base.html' %}"
            "{% block main %}theme({{ super() }}){% endblock %}",
            "templates/document.html": "{% extends 'base.html' %}",
        }
    )
    assert text_of(built, "pages/a.html") == "<title>A · Playbook</title>project(theme())"


def test_everything_is_escaped_but_the_renderers_own_html() -> None:
    built = site({"content/pages/a.md": "---\ntitle: <b>&\n---\n\n*Text*\n"})
    assert "&lt;b&gt;&amp;" in text_of(built, "pages/a.html")


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("\n{{ nothing }}", 2, "there is no value “nothing”"),
        ("\n\n{{ page.nothing }}", 3, "this document page has no “nothing”"),
        ("{% if %}", 1, "Expected an expression"),
        ("a\n{% block x %}", 2, "Unexpected end of template"),
        ("\n{% include 'gone.html' %}", 2, "there is no template gone.html"),
        ("{% extends 'parent:gone.html' %}", 1, "there is no template parent:gone.html"),
        ("{% set name = 'x' %}\n{% include name %}", 2, "must be written out"),
        ("{{ t('no-such-text') }}", 1, "there is no text “no-such-text”"),
        ("{{ [1, 2]|random }}", 1, "random"),
        ("{{ lipsum() }}", 1, "lipsum"),
        ("{{ page.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ 1 // 0 }}", 1, "division"),
        ("{% include 'document.html' %}", 1, "without end"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(template: str, line: int, words: str) -> None:
    found = problem(site({**PAGES, "templates/document.html": template}))
    assert (found.path, found.line) == ("templates/document.html", line)
    assert words in found.message


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("{{ page.titel }}", "did you mean “title”?"),
        ("{{ page.nothing }}", "`is defined` asks"),
        ("{{ pge.title }}", "in `page` and `frame`"),
        ("{{ page.title|uper }}", "did you mean “upper”?"),
        ("{% if page is strng %}{% endif %}", "did you mean “string”?"),
        ("{% include 'gone.html' %}", "below `templates/`"),
        ("{{ {}['x'] }}", ""),
    ],
)
def test_a_mistake_is_told_with_what_was_meant(template: str, hint: str) -> None:
    found = problem(site({**PAGES, "templates/document.html": template}))
    assert hint in found.hint
    assert bool(found.hint) is bool(hint)


def test_a_template_may_ask_for_what_only_some_pages_have() -> None:
    asking = (
        "{% if page.nothing is defined %}a{% else %}b{% endif %}{{ page.nothing|default('c') }}"
    )
    assert text_of(site({**PAGES, "templates/document.html": asking}), "pages/a.html") == "bc"


def test_a_mistake_is_told_in_the_file_that_holds_it() -> None:
    files = {
        "templates/document.html": "{% include 'part.html' %}",
        "templates/part.html": "\n{{ x }}",
    }
    found = problem(site({**PAGES, **files}))
    assert (found.path, found.line) == ("templates/part.html", 2)


def test_a_mended_template_gives_the_page() -> None:
    built = site({**PAGES, "templates/document.html": "{{ broken"})
    problem(built)
    save(built, "templates/document.html", "whole")
    assert text_of(built, "pages/a.html") == "whole"


def test_an_optional_include_appears_when_its_file_does() -> None:
    optional = "{% include 'extra.html' ignore missing %}."
    built = site({**PAGES, "templates/document.html": optional})
    assert text_of(built, "pages/a.html") == "."
    again = rendered(built, lambda: save(built, "templates/extra.html", "extra"))
    assert "pages/a.html" in again
    assert text_of(built, "pages/a.html") == "extra."


def test_of_several_names_the_first_that_exists_is_included() -> None:
    text = "{% include ['one.html', 'two.html'] %}"
    built = site({**PAGES, "templates/document.html": text, "templates/two.html": "two"})
    assert text_of(built, "pages/a.html") == "two"
    save(built, "templates/one.html", "one")
    assert text_of(built, "pages/a.html") == "one"


def test_an_edit_renders_the_pages_that_use_the_template_and_no_others() -> None:
    built = site({**PAGES, "templates/kinds/term.html": PLAIN})
    again = rendered(built, lambda: save(built, "templates/kinds/term.html", f"{PLAIN} "))
    assert again == {"terms/t.html"}


def test_an_override_that_appears_renders_the_pages_it_is_for() -> None:
    built = site(PAGES)
    again = rendered(built, lambda: save(built, "templates/kinds/term.html", "special"))
    assert again == {"terms/t.html"}
    assert text_of(built, "terms/t.html") == "special"


def test_an_overridden_template_that_nobody_uses_renders_nothing() -> None:
    built = site({**PAGES, "templates/document.html": "mine"})
    again = rendered(built, lambda: save(built, "theme:templates/document.html", "edited"))
    assert again == set()
