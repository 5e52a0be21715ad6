"""A day or number that is written in another way is shown as it is to be written."""

import pytest

from playbook.engine.workspace import Options, Workspace


def said(path: str, text: str) -> list[tuple[str, str]]:
    """What is found in the only document of a playbook, and how to mend it."""
    workspace = Workspace(Options())
    workspace.sync({path: text.encode()})
    found = [d for d in workspace.diagnostics() if d.code.startswith("text/")]
    return [(diagnostic.message, diagnostic.hint) for diagnostic in found]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("26.11.2026", "write 2026-11-26"),
        ("6. 3. 2026", "write 2026-03-06"),
        ("2026-3-6", "write 2026-03-06"),
        ("2026/03/06", "write 2026-03-06"),
        ("11/26/2026", "write 2026-11-26"),
        ("26/11/2026", "write 2026-11-26"),
        ("4/4/2026", "write 2026-04-04"),
        ("3/4/2026", ""),
        ("31.02.2026", ""),
        ("next Monday", ""),
    ],
)
def test_a_day_that_can_only_be_one_is_suggested(written: str, hint: str) -> None:
    text = f"---\nreviewed: {written}\n---\n# Visitors\n"
    message = "`reviewed` expects a date such as 2026-03-09"
    assert said("content/visitors.md", text) == [(message, hint)]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("50%", "write 50"),
        ("-2.5 %", "write -2.5"),
        ("12,000", "write 12000"),
        ("1 250 000", "write 1250000"),
        ("2,5", "write 2.5"),
        ("1,2,3", ""),
        ("ninety", ""),
    ],
)
def test_a_number_is_suggested_without_what_people_add_to_it(written: str, hint: str) -> None:
    target = f'target: {{value: "{written}", by: 2026-12-31}}'
    text = f"---\nunit: calls\nbetter: lower\n{target}\n---\n# Calls\n"
    message = "`target.value` expects a number such as 45 or 2.5"
    assert said("content/metrics/calls.md", text) == [(message, hint)]


@pytest.mark.parametrize(
    ("folder", "owner"), [("agreements", "an agreement"), ("norms", "a norm"), ("pages", "a page")]
)
def test_a_kind_has_its_article(folder: str, owner: str) -> None:
    text = "---\nparties: [a, b]\nqqqqq: 1\n---\n# Visitors\n"
    messages = [message for message, _ in said(f"content/{folder}/visitors.md", text)]
    assert f"{owner} has no field `qqqqq`" in messages


@pytest.mark.parametrize("folder", ["agreement", "agrements", "Agreements"])
def test_a_misspelt_folder_is_said_once(folder: str) -> None:
    text = "---\nparties: [a, b]\noutcome: calm\nsigned: {a: 2026-03-01}\n---\n# Visitors\n"
    ((message, hint),) = said(f"content/{folder}/visitors.md", text)
    assert message == "a page has no field `parties`"
    assert hint == f"what lies in “{folder}” is a page; did you mean the folder “agreements”?"


def test_a_page_that_says_its_kind_is_told_of_each_field() -> None:
    text = "---\nkind: page\nparties: [a, b]\nsigned: {a: 2026-03-01}\n---\n# Visitors\n"
    assert len(said("content/agreement/visitors.md", text)) == 2


def test_a_name_that_is_like_no_other_brings_the_list_of_names() -> None:
    ((_, hint),) = said("content/visitors.md", "---\nsigned: today\n---\n# Visitors\n")
    assert hint.startswith("fields are: audience, ")


def test_who_has_no_front_matter_is_told_what_it_is() -> None:
    ((message, hint),) = said("content/norms/rounds.md", "# Rounds\n\nWe speak in turn.\n")
    assert message == "this norm has no `parties`"
    assert hint == (
        "begin the file with a line `---`, then `parties:` (the teams that keep to it), "
        "then a line `---`"
    )
    ((_, hint),) = said("content/norms/rounds.md", "---\ntags: [a]\n---\n# Rounds\n")
    assert hint == "add `parties:` to the front matter: the teams that keep to it"


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("tags: late", "`tags` expects a list, such as [a, b]", "write [late]"),
        ("tags: late, night", "`tags` expects a list, such as [a, b]", "write [late, night]"),
        ("tags: at night", "`tags` expects a list, such as [a, b]", ""),
        ("owner: [support]", "`owner` expects a text", "write support"),
        ("owner: [support, legal]", "`owner` expects a text", ""),
        ("waive: late", "`waive` expects a list, such as [a, b]", ""),
    ],
)
def test_brackets_too_few_or_too_many_are_shown(field: str, message: str, hint: str) -> None:
    assert said("content/visitors.md", f"---\n{field}\n---\n# Visitors\n") == [(message, hint)]


def test_a_field_that_stands_there_empty_is_not_to_be_added_once_more() -> None:
    ((_, hint), *_) = said("content/norms/list.md", "---\nparties:\n---\n# List\n")
    assert hint == "write it behind `parties:`: the teams that keep to it"
