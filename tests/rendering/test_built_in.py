"""Templates of the built-in theme: without Jinja's detours they write what they write with them."""

from collections.abc import Mapping

import pytest
from markupsafe import Markup, escape

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.templates.built_in import escaped
from playbook.rendering.templates.problem import TemplateProblem
from rendering.site_of import site
from story import STORY, theme_files

FILES = {**{f"content/{path}": text for path, text in SAMPLES.items()}, **STORY}
TEMPLATES = sorted(
    path.removeprefix("theme:templates/")
    for path in theme_files()
    if path.startswith("theme:templates/")
)


def pages(more: Mapping[str, str]) -> dict[str, bytes | None]:
    workspace = Workspace(Options(drafts=True))
    given = {path: text.encode() for path, text in {**FILES, **more}.items()}
    workspace.sync({**theme_files(), **given})
    return {url: workspace.page(url) for url in workspace.urls() if url.endswith(".html")}


def test_every_page_is_the_same_in_the_sandbox() -> None:
    """A template of the project takes all that a page uses into the sandbox with it."""
    whole = {f"templates/{path}": theme_files()[f"theme:templates/{path}"] for path in TEMPLATES}
    ours, theirs = pages({}), pages({path: text.decode() for path, text in whole.items()})
    assert len(ours) > 50
    assert [url for url in ours if ours[url] != theirs[url]] == []


@pytest.mark.parametrize(
    "value", ["plain", "a & b", "<b>", "it's", '"so"', "", 3, 2.5, None, Markup("<b>&amp;</b>")]
)
def test_values_are_escaped_as_ever(value: object) -> None:
    assert escaped(value) == escape(value)


MACROS = """
{%- macro pair(first, second="-") %}({{ first }}|{{ second }}){% endmacro -%}
{%- macro around() %}[{{ caller() }}]{% endmacro -%}
{%- macro many() %}{{ varargs|join("+") }}{{ kwargs["x"] }}{% endmacro -%}
"""


@pytest.mark.parametrize(
    ("call", "written"),
    [
        ('{{ pair("a") }}', "(a|-)"),
        ('{{ pair("<", "b") }}', "(&lt;|b)"),
        ('{{ pair(second="b", first="a") }}', "(a|b)"),
        ('{{ pair("a", second="b") }}', "(a|b)"),
        ("{{ pair(pair(1)) }}", "((1|-)|-)"),
        ('{% call around() %}{{ pair("a") }}{% endcall %}', "[(a|-)]"),
        ("{{ many(1, 2, x=3) }}", "1+23"),
        ("{% for n in [1, 2] %}{{ pair(n, second=loop.index0) }}{% endfor %}", "(1|0)(2|1)"),
        ("{{ 'yes' if page.title }}{{ 'no' if not page.title }}.", "yes."),
    ],
)
def test_macros_are_called_in_every_way(call: str, written: str) -> None:
    for name in ("theme:templates/document.html", "templates/document.html"):
        files = {"content/pages/a.md": "# A\n", name: MACROS + call}
        assert (site(files).page("pages/a.html") or b"").decode().strip() == written


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("\n{{ nothing }}", 2, "there is no value “nothing”"),
        ("\n{{ page.nothing }}", 2, "no attribute 'nothing'"),
        ("\n{% macro one(it) %}{{ it.nothing }}{% endmacro %}{{ one(page) }}", 2, "'nothing'"),
        ("{% macro one(it) %}{{ it }}{% endmacro %}\n{{ one() }}", 1, "'it' was not provided"),
        ("{% macro one(it) %}{% endmacro %}\n{{ one(1, 2) }}", 2, "2 were given"),
        ("{% macro one(it) %}{% endmacro %}\n{{ one(that=2) }}", 2, "'that'"),
    ],
)
def test_a_mistake_in_the_theme_is_told_with_its_line(template: str, line: int, words: str) -> None:
    built = site({"content/pages/a.md": "# A\n", "theme:templates/document.html": template})
    with pytest.raises(TemplateProblem) as raised:
        built.page("pages/a.html")
    assert (raised.value.path, raised.value.line) == ("theme:templates/document.html", line)
    assert words in raised.value.message
