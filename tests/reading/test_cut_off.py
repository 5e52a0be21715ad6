"""What a comma cuts off from a text between brackets is never lost without a word."""

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Severity

WITHOUT_QUOTES = "a comma ends a text between brackets: put the whole text in quotes"


def said(gives: str) -> list[tuple[str, str, str]]:
    """What is found in a trade-off that gives one thing: the rule, the message and the hint."""
    text = f"---\nagreement: cover\ngives:\n  - {gives}\ngains: []\n---\n# Slower\n"
    workspace = Workspace(Options())
    workspace.sync({"content/tradeoffs/slower.md": text.encode()})
    return [
        (found.code, found.message, found.hint)
        for found in workspace.diagnostics()
        if found.code.startswith("text/") and found.severity is not Severity.NOTICE
    ]


@pytest.mark.parametrize(
    ("gives", "key", "hint"),
    [
        ("{party: a, what: pack, then ship}", "then ship", WITHOUT_QUOTES),
        ("{party: a, what: pack, ship, and call, unit: EUR}", "ship", WITHOUT_QUOTES),
        ("{party: a, what: x, to: 85,000, unit: EUR}", "000", "write 85000"),
        ("{party: a, what: x, to: 1,085,000}", "085", "write 1085000"),
        ("{party: a, what: x, to: 1,3, unit: EUR}", "3", "write 1.3"),
        ("{party: a, what: call 112,12}", "12", WITHOUT_QUOTES),
        ("{party: a, what: x, to:98}", "to:98", "write a space behind the colon: to: 98"),
    ],
)
def test_what_a_comma_or_colon_makes_a_key_is_one_error(gives: str, key: str, hint: str) -> None:
    ((code, message, how),) = said(gives)
    assert (code, message) == ("text/unknown-field", f"`gives` has no field `{key}`")
    assert how.endswith(hint)


def test_a_misspelt_field_without_a_value_gets_its_name() -> None:
    ((_, _, hint),) = said("party: a\n    what: x\n    unti:")
    assert hint == "did you mean “until”?"


def test_a_field_with_nothing_behind_it_is_absent() -> None:
    assert said("{party: a, what: pack, unit: }") == []


def test_a_text_with_commas_in_quotes_is_one_text() -> None:
    assert said('{party: a, what: "pack, then ship", to: 85000}') == []
