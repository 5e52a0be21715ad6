"""Drawings of decision trees: what they show, node by node."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.drawing.picture import Band, Picture, Shape, Way
from playbook.rendering.drawing.svg import svg
from playbook.rendering.shapes import Drawing
from rendering.site_of import TEAMS, document_of, panel, site

TREE = SAMPLES["trees/rota-change.md"].replace("parties:", "status: in-force\nparties:")


def drawing_of(text: str, **others: str) -> Drawing:
    files = {f"content/trees/{name}.md": other for name, other in others.items()}
    built = site({**TEAMS, "content/trees/t.md": text, **files})
    return drawing_in(built)


def drawing_in(built: Workspace) -> Drawing:
    found: Drawing = panel(document_of(built, "trees/t.html"), "drawing")
    return found


def drawn(drawing: Drawing) -> list[Element]:
    texts = [f"<figure>{held.svg}</figure>" for held in drawing.sketches]
    return [fromstring(text) for text in texts]  # noqa: S314 - we made this text ourselves


def texts(element: Element, name: str) -> list[str]:
    """Return what the texts of a class say, lines joined by a space."""
    return [
        " ".join(found.itertext())
        if len(found) == 0
        else " ".join(line.text or "" for line in found)
        for found in element.iter("text")
        if found.get("class") == name
    ]


def titles(element: Element) -> list[str]:
    return [found.findtext("title", "") for found in element.iter("a")]


def tree(body: str, front: str = "") -> str:
    return f"---\nstatus: in-force\n{front}---\n# T\n\n{body}"


# --- what it shows --------------------------------------------------------------------------------


def test_the_drawing_of_the_example_is_this(golden: Callable[[str, str], None]) -> None:
    (held,) = drawing_of(TREE).sketches
    lines = str(held.svg).replace("><", ">\n<")
    golden("drawing.svg", f"{lines}\n")


def test_every_node_is_a_link_to_its_page_and_says_what_it_is() -> None:
    (found,) = drawn(drawing_of(TREE))
    links = {link.findtext("title"): link.get("href") for link in found.iter("a")}
    assert links == {
        "Question: Does the change alter paid hours?": "t/does-the-change-alter-paid-hours.html",
        "Question: Does anyone lose an agreed free weekend?": "t/does-anyone-lose-an-agreed-free-"
        "weekend.html",
        "Do this: Ask Finance for the figure": "t/ask-finance-for-the-figure.html",
        "Question: Is the yearly cost above £5,000?": "t/is-the-yearly-cost-above-5000.html",
        "Outcome: Support decides alone": "t/support-decides-alone.html",
        "Outcome: Finance approves, Platform may veto": "t/finance-approves-platform-may-veto.html",
    }
    assert texts(found, "drawing-caption") == ["Do this", "Outcome", "Outcome"]


def test_lines_carry_the_answers_and_bands_the_names_of_the_stages() -> None:
    (found,) = drawn(drawing_of(TREE))
    assert texts(found, "drawing-stage") == ["Prepare", "Price", "Decide"]
    assert sorted(texts(found, "drawing-label")) == sorted(
        ["Yes", "No", "Not sure", "Yes", "No", "I have the figure", "Yes", "No"]
    )
    stages = [link.get("data-stage") for link in found.iter("a")]
    assert stages == ["prepare", "prepare", "price", "price", "decide", "decide"]


def test_title_and_description_tell_in_words_what_there_is() -> None:
    (found,) = drawn(drawing_of(TREE))
    picture = found.find("svg")
    assert picture is not None
    assert picture.findtext("title") == "Drawing of “Who decides on a rota change?”"
    assert picture.findtext("desc") == (
        "3 questions, 1 step, 2 outcomes. Stages from above: Prepare, Price, Decide. "
        "The list below it says the same in words."
    )
    named = [picture.get("aria-labelledby"), picture.get("aria-describedby")]
    assert named == [child.get("id") for child in picture][:2]


def test_shapes_differ_by_their_form() -> None:
    (found,) = drawn(drawing_of(TREE))
    forms = {
        (link.get("class", "").split()[1], link.find("rect").get("rx"), link.find("path") is None)  # type: ignore[union-attr]  # every node has one
        for link in found.iter("a")
    }
    assert forms == {
        ("drawing-question", "14", True),
        ("drawing-step", None, False),
        ("drawing-outcome", None, True),
    }


def test_what_leads_elsewhere_is_a_box_that_leads_there() -> None:
    body = (
        "## Q?\n\n- Over there → [there](other.md#next)\n- Again → [Q?](#q)\n- On → [End](#end)\n\n"
        "## End\n\nDone.\n"
    )
    drawing = drawing_of(tree(body), other=tree("## Next\n\nDo it.\n"))
    (found,) = drawn(drawing)
    assert titles(found)[2:] == ["Another decision tree: T", "Goes on at: Q?"]
    links = [link.get("href") for link in found.iter("a")]
    assert links[2:] == ["other/next.html", "t/q.html"]
    assert [look for look, _ in drawing.looks] == ["question", "outcome", "elsewhere"]


def test_of_very_many_answers_some_are_drawn_and_the_others_counted() -> None:
    answers = "".join(f"- Answer {n} → [End](#end)\n" for n in range(300))
    (found,) = drawn(drawing_of(tree(f"## Q?\n\n{answers}\n## End\n")))
    assert len(texts(found, "drawing-label")) == 13
    assert titles(found)[-1] == "288 more answers: Q?"
    assert [link.get("href") for link in found.iter("a")][-1] == "t/q.html"


def test_an_answer_without_words_has_a_line_all_the_same() -> None:
    (found,) = drawn(drawing_of(tree("## Q?\n\n- \u00a0 → [\u00a0](#end)\n\n## End\n")))
    assert len([path for path in found.iter("path") if path.get("class") == "drawing-head"]) == 1


def test_an_answer_that_leads_back_points_up() -> None:
    body = (
        "## A?\n\n- x → [B?](#b)\n- y → [C](#c)\n\n"
        "## B?\n\n- back → [A?](#a)\n- on → [C](#c)\n\n## C\n"
    )
    (found,) = drawn(drawing_of(tree(body)))
    heads = [
        path.get("d", "") for path in found.iter("path") if path.get("class") == "drawing-head"
    ]
    turned = [head for head in heads if _is_upward(head)]
    assert (len(heads), len(turned)) == (4, 1)


def _is_upward(head: str) -> bool:
    _, tip, _, base, _ = map(float, re.findall(r"[\d.]+", head))
    return tip < base


def chain(count: int, *stages: str) -> str:
    """Return a tree of so many steps in a row, those of each stage in a part of equal size."""
    level = "###" if stages else "##"
    lines: list[str] = []
    for number in range(count):
        if stages and number % (count // len(stages)) == 0:
            lines.append(f"## {stages[number // (count // len(stages))].capitalize()}\n")
        onward = (
            f"- On → [Step {number + 1}](#step-{number + 1})\n" if number + 1 < count else "End."
        )
        lines.append(f"{level} Step {number}\n\n{onward}\n")
    front = "".join(f"  {stage}: {{driver: support.lead}}\n" for stage in stages)
    return tree("\n".join(lines), f"stages:\n{front}" if stages else "")


def test_up_to_forty_nodes_are_drawn_at_once() -> None:
    (held,) = drawing_of(chain(40, "first", "second")).sketches
    assert (held.title, held.stage) == ("", "")


def test_a_larger_tree_is_drawn_a_stage_at_a_time() -> None:
    drawing = drawing_of(chain(42, "first", "second"))
    assert [(held.title, held.stage, held.count) for held in drawing.sketches] == [
        ("First", "first", "21 boxes"),
        ("Second", "second", "21 boxes"),
    ]
    first, second = drawn(drawing)
    assert titles(first)[-1] == "Goes on at: Step 21"
    assert [link.get("href") for link in first.iter("a")][-1] == "t/step-21.html"
    assert titles(second)[0] == "Do this: Step 21"
    ids = [found.get("id") for part in (first, second) for found in part.iter() if found.get("id")]
    assert len(ids) == len(set(ids))


def test_a_stage_that_is_still_too_large_is_drawn_in_parts() -> None:
    staged = drawing_of(chain(130, "first", "second"))
    assert [held.title for held in staged.sketches] == [
        "First, part 1 of 2",
        "First, part 2 of 2",
        "Second, part 1 of 2",
        "Second, part 2 of 2",
    ]
    assert [held.title for held in drawing_of(chain(90)).sketches] == [
        f"Part {n} of 3" for n in (1, 2, 3)
    ]


def test_a_tall_drawing_is_there_once_more_in_pieces_for_paper() -> None:
    (found,) = drawn(drawing_of(chain(20)))
    whole, *pieces = found.iter("svg")
    assert len(pieces) > 1
    boxes = [[float(n) for n in piece.get("viewBox", "").split()] for piece in pieces]
    assert all(
        top + height == pytest.approx(following[1])
        for (_, top, _, height), following in pairwise(boxes)
    )
    assert boxes[-1][1] + boxes[-1][3] == pytest.approx(float(whole.get("height", "0")))
    assert max(height for *_, height in boxes) <= 900
    assert not list(drawn(drawing_of(TREE))[0].iter("use"))


def test_text_of_an_author_stays_text() -> None:
    hostile = '</text></svg><script>alert(1)</script> "x" & y'
    body = f"## Q {hostile}\n\n- {hostile} → [End](#end)\n\n## End\n"
    (found,) = drawn(drawing_of(tree(body)))
    assert {element.tag for element in found.iter()} <= {
        *"figure svg title desc g rect path text tspan a".split()
    }


def test_a_picture_without_shapes_is_nothing() -> None:
    assert svg(Picture("", "", (), (), ()), "x") == ""


def test_the_same_tree_has_the_same_drawing_whatever_else_is_there() -> None:
    alone = drawing_of(TREE)
    beside = drawing_of(TREE.replace("Paid hours are", "These are"), other=tree("## Q\n"))
    assert alone.sketches == beside.sketches


def test_a_shape_without_a_page_is_no_link() -> None:
    shape = Shape("elsewhere", "", "Gone", "Gone", "", 0)
    start = Shape("question", "", "Start?", "Question: Start?", "start.html", 0)
    text = svg(Picture("T", "", (start, shape), (Way(0, 1, "On"),), (Band("", ""),)), "x")
    assert text.count("<a ") == 1
    assert '<g class="drawing-node drawing-elsewhere"><title>Gone</title>' in text
