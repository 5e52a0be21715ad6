"""The beginning of a document says what all of it says, or it is not read by itself."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.engine.cache.documents.codec import pack_rows
from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import read_settings
from playbook.engine.workspace.contribution import File, Place, contribute, contribute_beginning
from playbook.kinds.custom.kinds import with_own
from playbook.model.indexes import OF_ALL
from playbook.model.text import Source
from playbook.reading.beginning import beginning
from playbook.reading.parse import Library

ROOT = Path(__file__).parents[2]
OWN = b"kinds: {playtest: {statuses: [draft, done], fields: {score: {type: number}}}}"
PLACE = Place(Library(with_own(KINDS, read_settings("site.yml", OWN)[0].kinds)), "default")

FRONT = ["", "---\nstatus: draft\n---\n", "---\ntitle: In front\nowner: support\n---\n"]
BEGINNINGS = [
    "",
    "# Title\n\n",
    "# Title\n\nFirst [a][b] and [b].[^1]\n",
    "\n# Title\nFirst words\n",
]
LINES = [
    *(
        "# Title",
        "# Title {#own}",
        "## Terms",
        "### Deeper",
        "Plain words.",
        "**Strong** words",
        "",
    ),
    *("*", "* item", "- item", "1. item", "> quote", "> [!NOTE]", "    code", "```"),
    *(
        "~~~",
        "---",
        "===",
        "| a | b |",
        "| - | - |",
        "a | b",
        ":- | -:",
        ": definition",
        "[a](b.md) and [[c]]",
    ),
    *("[a][b]", "[b]: c.md", "  [b]: c.md", "> [b]: c.md", "[^1]", "[^1]: note", "*[HR]: words"),
    *("<!-- c -->", "<!--", "-->", "<b>", "a &amp; b", "a%20b", "a\\", "[", "]", "]:", "(", "“q”"),
]
TEXTS = st.tuples(
    st.sampled_from(FRONT),
    st.sampled_from(BEGINNINGS),
    st.lists(st.one_of(st.just(""), st.sampled_from(LINES)), max_size=12).map("\n".join),
    st.sampled_from(["", "\n"]),
).map("".join)


def says_the_same(path: str, text: str) -> bool | None:
    """Tell whether the rows of a document's beginning are those of all of it; None without one."""
    file = File.of(path, text.encode())
    alone, all_ = contribute_beginning(path, file, PLACE), contribute(path, file, PLACE)
    if alone is None:
        return None
    expected = [
        row
        for row in all_.rows
        if row.index not in OF_ALL or (row.index == "backlinks" and row.value.field != "body")
    ]
    return bytes(alone.rows) == pack_rows(expected, all_.entry)


@pytest.mark.parametrize("content", ["content", "src/playbook/starter/content"])
def test_most_documents_have_one_and_it_says_the_same(content: str) -> None:
    texts = {
        f"content/{path.relative_to(ROOT / content).as_posix()}": path.read_text("utf-8")
        for path in (ROOT / content).rglob("*.md")
    }
    same = [says_the_same(path, text) for path, text in texts.items()]
    assert False not in same
    assert same.count(True) > len(same) * 0.8


@given(TEXTS, st.sampled_from(["pages", "terms", "norms", "outcomes", "playtests"]))
@settings(max_examples=400)
def test_whatever_follows_it_says_the_same(text: str, folder: str) -> None:
    assert says_the_same(f"content/{folder}/one.md", text) is not False


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nWords.\n\n[b]: c.md\n",
        "# Title\n\nWords.[^1]\n\n[^1]: A note.\n",
        "# Title\n\nWords.\n\nSee [x](a%2Db.md).\n",
        "# Title\n\nWords.\n\nSee [x](a&#45;b.md).\n",
        "# Title\n\nWords.\n\nSee [x](a\\-b.md).\n",
        "# Title\n\nTerm\n\n: what it means\n",
        "# Title\n\n- A list\n\nWords.\n",
        "Words.\n\n# Title\n",
        "---\nstatus: draft\n\n# Title\n\nWords.\n",
    ],
)
def test_a_document_whose_rest_may_change_what_it_means_has_none(text: str) -> None:
    assert beginning(Source.of("content/pages/a.md", text)) is None


def test_it_ends_behind_the_first_paragraph() -> None:
    text = "---\nowner: support\n---\n# Title\n\nSome words,\nand more.\n"
    found = beginning(Source.of("content/pages/a.md", f"{text}\n- The rest.\n"))
    assert found is not None
    assert found.text.rstrip() == text.rstrip()


@pytest.mark.parametrize("folder", ["trees", "matrices"])
def test_kinds_that_are_made_of_their_body_have_none(folder: str) -> None:
    path = f"content/{folder}/one.md"
    file = File.of(path, b"# Title\n\nWords.\n\n## Terms\n")
    assert contribute_beginning(path, file, PLACE) is None
