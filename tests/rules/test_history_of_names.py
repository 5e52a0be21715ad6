"""Names that a document or a node had once: what became of them, and what is to be written."""

import pytest

from rules.commits import RIGHT, START, after, check, right
from rules.spec_pages import background


def test_a_document_that_moves_to_another_folder_keeps_its_name() -> None:
    moved = "content/archive/swap.md"
    text = right("5 days").replace("decision", "kind: right\ndecision")
    assert check((START, {RIGHT: text}), (after(5), {RIGHT: None, moved: text})) == []


def test_a_name_that_led_through_several_others_is_still_reachable() -> None:
    one, two, three = (f"content/pages/{name}.md" for name in ("one", "two", "three"))
    steps = (
        (START, {one: "# A page\n"}),
        (after(1), {one: None, two: "# A page\n"}),
        (after(2), {two: None, three: "# A page\n"}),
    )
    found = check(*steps)
    assert [one.message for one in found] == [
        "this was “one” until 2026-03-02; old links lead nowhere",
        "this was “two” until 2026-03-03; old links lead nowhere",
    ]
    both = "---\nformerly: [one, two]\n---\n# A page\n"
    assert check(*steps, (after(3), {three: both})) == []
    first = "---\nformerly: [one]\n---\n# A page\n"
    (found_,) = check(*steps, (after(3), {three: first}))
    assert found_.hint == "add `two` to `formerly`"


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("", "add `formerly: {wait: wait-a-day}`, if that took its place"),
        ("formerly: {go-on: go}\n", "add `wait: wait-a-day` to `formerly`, if that took its place"),
    ],
)
def test_of_a_node_that_is_gone_the_one_that_came_is_proposed(front: str, hint: str) -> None:
    path = "content/trees/may.md"
    head = f"---\nstatus: in-force\nparties: [support]\n{front}---\n# May I?\n\n"
    old, new = (
        f"{head}## Ask\n\n- Yes → [Go](#go)\n- No → [{title}](#{slug})\n\n## Go\n\n## {title}\n"
        for title, slug in (("Wait", "wait"), ("Wait a day", "wait-a-day"))
    )
    found = check((START, {path: old}), (after(5), {path: new}))
    assert [one.hint for one in found if one.code == "id/vanished"] == [hint]


def test_where_no_document_is_left_the_folder_is_told_and_not_each_that_is_gone() -> None:
    steps = ((START, {RIGHT: right("5 days")}),)
    gone: dict[str, str | None] = dict.fromkeys([*background(), RIGHT])
    left: dict[str, str | None] = {**gone, "content/index.md": "# Home\n"}
    assert "id/vanished" in {one.code for one in check(*steps, (after(9), left))}
    assert check(*steps, (after(9), gone)) == []
