"""The catalogue of texts: complete, consistent, and used for every word of the interface."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from playbook.engine.registry import KINDS
from playbook.model.label import humanised
from playbook.rendering.strings import LANGUAGES, Texts
from playbook.rendering.strings.en import TEXTS

ROOT = Path(__file__).parents[2]
RENDERING = ROOT / "src" / "playbook" / "rendering"
TEMPLATES = ROOT / "themes" / "default" / "templates"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ENGLISH = Texts("en")


def keys_in_templates() -> set[str]:
    used: set[str] = set()
    for path in TEMPLATES.rglob("*.html"):
        used.update(re.findall(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""", path.read_text("utf-8")))
    return used


def keys_in_code() -> set[str]:
    """Find `texts["key"]` and `texts("key")`, whatever holds the texts."""
    used: set[str] = set()
    for path in RENDERING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named: ast.expr | None = None
            if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("texts"):
                named = node.slice
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("texts"):
                named = next(iter(node.args), None)
            if isinstance(named, ast.Constant) and isinstance(named.value, str):
                used.add(named.value)
    return used


def test_every_text_that_code_and_templates_name_exists() -> None:
    used = keys_in_code() | keys_in_templates()
    assert len(used) > 100
    assert used - TEXTS.keys() == set()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_translation_has_the_placeholders_of_the_english_text(language: str) -> None:
    for key, text in LANGUAGES[language].items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(TEXTS[key])), key


def test_dates_and_numbers_are_written_for_people() -> None:
    assert ENGLISH.date(date(2026, 3, 6)) == "6 March 2026"
    numbers = (36000, 1234567.5, 450, 2.5, -3, 0.1 + 0.2)
    assert [ENGLISH.number(n) for n in numbers] == [
        "36,000",
        "1,234,567.5",
        "450",
        "2.5",
        "−3",
        "0.3",
    ]
    assert [ENGLISH.count("count.documents", n) for n in (0, 1, 2)] == [
        "0 pages",
        "1 page",
        "2 pages",
    ]


def test_what_nobody_named_is_shown_as_it_is_written() -> None:
    assert ENGLISH.name("status", "in-force") == "In force"
    assert ENGLISH.name("status", "half_baked-idea") == "Half baked idea"
    assert humanised("") == ""


def test_an_unknown_language_speaks_english_in_its_own_direction() -> None:
    texts = Texts("ar-EG")
    assert texts.direction == "rtl"
    assert texts["frame.home"] == "Home"
    with pytest.raises(KeyError):
        texts("no-such-text")


def test_every_kind_and_every_status_has_a_name() -> None:
    wanted = {f"{family}.{name}" for family in ("kind", "kinds") for name in KINDS}
    wanted |= {f"status.{status}" for kind in KINDS.values() for status in kind.statuses}
    assert wanted - TEXTS.keys() == set()
