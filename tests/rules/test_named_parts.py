"""Names inside documents, parties that are none, and files that nobody would see."""

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from story import STORY

PLAN = "content/plans/new.md"
DEBRIEF = "content/debriefs/new.md"


def found(files: dict[str, str], *codes: str) -> list[tuple[str, str]]:
    """Return what rules find in the story with more files: what is underlined, and the words."""
    workspace = Workspace(Options())
    held = {**STORY, **files}
    workspace.sync({path: text.encode() for path, text in held.items()})
    return [
        (held.get(d.span.path, "")[d.span.start : d.span.end], d.message)
        for d in workspace.diagnostics()
        if d.code in codes
    ]


@pytest.mark.parametrize("name", ["Late surprises", "late_surprises", "-late", "spät", "a#b", "É"])
def test_a_name_that_nobody_can_write_is_found(name: str) -> None:
    lessons = f"---\nlessons:\n  {name}: {{lesson: we heard late}}\n---\n# Back\n"
    ((place, message),) = found({DEBRIEF: lessons}, "id/item")
    assert place == name
    assert message.startswith(f"“{name}” cannot be named")


def test_two_stages_of_one_name_are_found_at_the_second() -> None:
    plan = "---\nstages:\n  - {id: try}\n  - {id: settle}\n  - {id: try}\n---\n# Plan\n"
    ((place, message),) = found({PLAN: plan}, "id/item")
    assert (place, message) == ("try", "“try” is the name of something else here too")


def test_names_of_ordinary_parts_pass() -> None:
    plan = "---\nstages:\n  - {id: try}\n  - {id: settle-2}\n---\n# Plan\n"
    assert found({PLAN: plan}, "id/item") == []


def test_a_party_that_does_not_exist_is_no_outsider() -> None:
    text = "---\nparties: [support]\nno_deal: {nobody: wait, finance: wait}\n---\n# Plan\n"
    assert found({PLAN: text}, "plan/outsider", "ref/party-unknown") == [
        ("nobody", "there is no team “nobody”"),
        ("finance", "Finance has a way without an agreement and is not a party"),
    ]


def test_nobody_is_an_outsider_while_the_parties_are_in_doubt() -> None:
    text = "---\nparties: [suport]\nno_deal: {finance: wait}\n---\n# Plan\n"
    assert found({PLAN: text}, "plan/outsider") == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"content/assets/base.css": "a{}", "theme:assets/base.css": "b{}"},
            ["readers find a file of the theme at “assets/base.css”, and never this file"],
            id="the built-in theme",
        ),
        pytest.param(
            {
                "site.yml": "theme: ours\n",
                "content/assets/own.svg": "<svg/>",
                "themes/ours/assets/own.svg": "<svg/>",
            },
            ["readers find a file of the theme at “assets/own.svg”, and never this file"],
            id="the chosen theme",
        ),
        pytest.param(
            {"content/navigation.js": "x"},
            ["readers find a page that every playbook has at “navigation.js”, and never this file"],
            id="a page of every playbook",
        ),
        pytest.param(
            {"content/assets/ours.css": "a{}", "theme:assets/base.css": "b{}"}, [], id="another"
        ),
    ],
)
def test_a_file_that_nobody_would_see(files: dict[str, str], expected: list[str]) -> None:
    assert [message for _, message in found(files, "file/hidden")] == expected


def test_a_hidden_file_is_seen_again_when_the_theme_lets_go_of_it() -> None:
    workspace = Workspace(Options())
    workspace.sync({"content/assets/base.css": b"a", "theme:assets/base.css": b"b"})
    assert [d.code for d in workspace.diagnostics()] == ["file/hidden"]
    workspace.sync({"theme:assets/base.css": None})
    assert [d.code for d in workspace.diagnostics()] == []
