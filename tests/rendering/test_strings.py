"""The catalogue of texts: complete, consistent, and used for every word of the interface."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from playbook.engine.settings.registry import KINDS
from playbook.model.fields import Duration
from playbook.model.label import humanised
from playbook.rendering.strings import LANGUAGES, Texts
from playbook.rendering.strings.en import TEXTS

ROOT = Path(__file__).parents[2]
RENDERING = ROOT / "src" / "playbook" / "rendering"
STRINGS = RENDERING / "strings"
TEMPLATES = ROOT / "themes" / "default" / "templates"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ENGLISH = Texts("en")
GERMAN = Texts("de")
PURPOSES = {f"purpose.{kind.name}": kind.purpose for kind in KINDS.values()}
"""Texts whose English stands with the kinds."""


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
    english = {**PURPOSES, **TEXTS}
    for key, text in LANGUAGES[language]().items():
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_a_language_has_every_text_and_none_that_english_lacks(language: str) -> None:
    expected = TEXTS.keys() | PURPOSES.keys()
    assert sorted(expected - LANGUAGES[language]().keys()) == [], "not translated"
    assert sorted(LANGUAGES[language]().keys() - expected) == [], "left over"
    assert not [key for key, text in LANGUAGES[language]().items() if not text.strip()]


TOPICS = sorted(STRINGS.glob("??/[a-z]*.py"))


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_topic_is_joined_to_its_language(path: Path) -> None:
    language, topic = path.parent.name, path.stem
    joined = (path.parent / "__init__.py").read_text("utf-8")
    line = f"from playbook.rendering.strings.{language}.{topic} import {topic.upper()}\n"
    assert line in joined, f"{language}/__init__.py lacks the line: {line}"
    assert f"    **{topic.upper()},\n" in joined, f"TEXTS in {language} lacks **{topic.upper()}"


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
    assert [ENGLISH.count("count.documents", n) for n in (0, 1, 2, 1476)] == [
        "0 pages",
        "1 page",
        "2 pages",
        "1,476 pages",
    ]


def test_german_writes_dates_numbers_and_counts_its_own_way() -> None:
    assert GERMAN.date(date(2026, 3, 6)) == "6. März 2026"
    assert [GERMAN.number(n) for n in (36000, 1234567.5, 450, 2.5, -3)] == [
        "36.000",
        "1.234.567,5",
        "450",
        "2,5",
        "−3",
    ]
    assert [GERMAN.count("count.documents", n) for n in (0, 1, 2, 1476)] == [
        "0 Seiten",
        "1 Seite",
        "2 Seiten",
        "1.476 Seiten",
    ]


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        ("3 months", ("3 months", "every 3 months"), ("3 Monate", "alle 3 Monate")),
        ("week", ("1 week", "every week"), ("1 Woche", "jede Woche")),
        ("1 quarter", ("1 quarter", "every quarter"), ("1 Quartal", "jedes Quartal")),
        ("P2Y", ("2 years", "every 2 years"), ("2 Jahre", "alle 2 Jahre")),
        ("P10D", ("10 days", "every 10 days"), ("10 Tage", "alle 10 Tage")),
        ("P1M1D", ("P1M1D", "every P1M1D"), ("P1M1D", "alle P1M1D")),
    ],
)
def test_a_length_of_time_is_said_in_the_language_of_the_site(
    written: str, english: tuple[str, str], german: tuple[str, str]
) -> None:
    length = Duration.parse(written)
    for texts, said in ((ENGLISH, english), (GERMAN, german)):
        assert (texts.duration(length), texts.every(length)) == said
        assert (texts.duration(None), texts.every(None)) == ("", "")


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
