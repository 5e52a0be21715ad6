"""`playbook import adr`: decision records become pages, or drafts of trade-offs."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disk import found, lay, play, site
from playbook.engine.authoring.importing import foreign_of, refuse_faults
from playbook.engine.files.writing import Writing
from playbook.engine.workspace.workspace import Workspace
from playbook.queries.importing.decisions import Form, take_decisions
from playbook.queries.importing.foreign import CannotImport, Surroundings
from playbook.queries.importing.records import Status, status_of
from playbook.queries.importing.wording import document
from playbook.reading.source.decode import decode
from story import STORY

TODAY = date(2026, 6, 20)
NOWHERE = Surroundings("home/pb", "content", frozenset({"content/teams/support.md"}))
PAGES = Form("page", "content/pages")
TRADEOFFS = Form("tradeoff", "content/tradeoffs", "cover")

NYGARD = {
    "0001-record-decisions.md": (
        "# 1. Record decisions\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n"
        "## Context\n\nWe forget.\n"
    ),
    "0002-use-paper.md": (
        "# 2. Use paper\n\nDate: 2016-02-13\n\n## Status\n\n"
        "Superseded by [3. Use a wiki](0003-use-a-wiki.md)\n\n## Context\n\nWe have paper.\n"
    ),
    "0003-use-a-wiki.md": (
        "# 3. Use a wiki\n\n## Status\n\nAccepted\n\n"
        "Supersedes [2. Use paper](0002-use-paper.md)\n\n## Context\n\n"
        "See [why](0002-use-paper.md#context), [here](#context), [top](#3-use-a-wiki), "
        "[old](0002-use-paper.md#status) and [gone](0009-gone.md).\n"
    ),
}

MADR = """\
---
status: accepted
date: 2024-01-02
decision-makers: [Ana, B_o_]
consulted: Cy
nav_order: 3
last_reviewed_on: 2026-01-02
review_in: 1 year
tags: [stores]
---
# Use a queue

## Context and Problem Statement

Too slow.

## Considered Options

* Queue
* Nothing

## Decision Outcome

Chosen option: "Queue", because it is simple.

### Consequences

* Good, because answers are *fast*.
* Bad, because it costs more

## Pros and Cons of the Options

### Queue

* Good, because it is known
* Neutral, because it is new
* Bad, because it costs more

### Nothing

* Good, because it is cheap
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "pb", STORY)


def taken(files: dict[str, str], form: Form = PAGES) -> tuple[dict[str, str], list[str]]:
    """Return the documents that records become, by id, and what is told, by file and line."""
    sources = {name: decode(name, text.encode())[0] for name, text in files.items()}
    read = [foreign_of(source, f"home/pb/adr/{name}") for name, source in sources.items()]
    made = take_decisions(read, form, NOWHERE, TODAY)
    documents = {draft.id: document(draft) for draft in made.drafts}
    return documents, [f"{note.path}:{note.line}: {note.message}" for note in made.notes]


def test_records_of_adr_tools_become_pages() -> None:
    documents, told = taken(NYGARD)
    assert documents == {
        "record-decisions": (
            "---\nstatus: accepted\n---\n# Record decisions\n\nDate: 2016-02-12\n\n"
            "## Context\n\nWe forget.\n"
        ),
        "use-paper": (
            "---\nstatus: superseded\n---\n# Use paper\n\nDate: 2016-02-13\n\n"
            "## Context\n\nWe have paper.\n"
        ),
        "use-a-wiki": (
            "---\nstatus: accepted\nsupersedes: [use-paper]\n---\n# Use a wiki\n\n## Context\n\n"
            "See [why](use-paper.md#context), [here](#context), [top](#top), "
            "[old](use-paper.md) and gone (`0009-gone.md`).\n"
        ),
    }
    gone = "the link to “0009-gone.md” leads to nothing in the playbook, and became words"
    assert told == [f"0003-use-a-wiki.md:11: {gone}"]


def test_a_record_of_madr_keeps_what_a_page_has_no_field_for() -> None:
    documents, told = taken({"0007-use-a-queue.md": MADR})
    assert documents["use-a-queue"].startswith(
        '---\nstatus: accepted\nx-nav-order: "3"\nreviewed: 2026-01-02\nreview_every: 1 year\n'
        "tags: [stores]\n---\n# Use a queue\n\n- Date: 2024-01-02\n- Deciders: Ana, B_o\\_\n"
        "- Consulted: Cy\n\n## Context and Problem Statement\n\nToo slow.\n\n"
    )
    assert documents["use-a-queue"].endswith("### Nothing\n\n* Good, because it is cheap\n")
    assert told == ["0007-use-a-queue.md:6: `nav_order` was kept as `x-nav-order`"]


def test_a_placeholder_in_braces_is_its_words() -> None:
    documents, _ = taken({"x.md": "---\nconsulted: {list everyone}\n---\n# X\n"})
    assert documents["x"] == "# X\n\n- Consulted: list everyone\n"


def test_a_record_of_log4brains_becomes_a_page() -> None:
    old = (
        "# Use X\n\n- Status: superseded by [20240601-use-y](20240601-use-y.md)\n"
        "- Deciders: Ana\n- Date: 2024-05-01\n\n## Context\n\nX.\n"
    )
    documents, told = taken(
        {"20240501-use-x.md": old, "20240601-use-y.md": "# Use Y\n\n- Status: accepted\n"}
    )
    assert documents == {
        "use-x": (
            "---\nstatus: superseded\n---\n# Use X\n\n- Deciders: Ana\n- Date: 2024-05-01\n\n"
            "## Context\n\nX.\n"
        ),
        "use-y": "---\nstatus: accepted\nsupersedes: [use-x]\n---\n# Use Y\n",
    }
    assert told == []


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Accepted", Status("accepted")),
        ("**Approved.**", Status("accepted")),
        ("obsolete", Status("deprecated")),
        ("superseded by ADR-0005", Status("superseded", by=("0005",))),
        ("Superceded by [5. X](0005-x.md)", Status("superseded", by=("0005-x.md",))),
        ("Accepted\nSuperseded by [5](x.md)", Status("superseded", by=("x.md",))),
        ("superseded", Status("superseded")),
        ("Accepted\n\nSupersedes ADR 3", Status("accepted", over=("3",))),
        ("accepted on 3 May", Status("accepted", rest=("accepted on 3 May",))),
        ("Accepted\nAmends [2](b.md)", Status("accepted", rest=("Amends [2](b.md)",))),
        ("Perhaps", Status(rest=("Perhaps",))),
        ("", Status()),
    ],
)
def test_a_status_is_read_in_the_words_people_use(written: str, status: Status) -> None:
    assert status_of(written) == status


def test_a_status_that_says_more_stays_in_the_text_too() -> None:
    text = "# X\n\n## Status\n\nAccepted\n\nAmended in May\n\n## Context\n\nC.\n"
    documents, told = taken({"x.md": text})
    assert documents["x"] == f"---\nstatus: accepted\n---\n{text}"
    more = "not all that is said of its status fits into a field; it stays in the text"
    assert told == [f"x.md:3: {more}"]


def test_what_is_superseded_by_an_unknown_record_has_no_status() -> None:
    documents, told = taken({"x.md": "---\nstatus: superseded by ADR-9\n---\n# X\n\nText.\n"})
    assert documents["x"] == "# X\n\n- Status: superseded by ADR-9\n\nText.\n"
    assert "x.md:1: “9”, which its status names, is not among the records" in told


def test_records_that_supersede_each_other_make_no_ring() -> None:
    files = {
        "a.md": "---\nstatus: superseded by [b](b.md)\n---\n# A\n",
        "b.md": "---\nstatus: superseded by [a](a.md)\n---\n# B\n",
    }
    documents, told = taken(files)
    assert "supersedes: [a]" in documents["b"]
    assert "supersedes" not in documents["a"]
    assert "b.md:1: that one record supersedes another in a ring was left out" in told


@pytest.mark.parametrize(
    ("file", "heading", "title"),
    [
        ("0003-x.md", "# 3. Use Y", "Use Y"),
        ("0003-x.md", "# ADR-0003: Use Y", "Use Y"),
        ("0003-x.md", "# 0003 - Use Y", "Use Y"),
        ("x.md", "# 3. Use Y", "Use Y"),
        ("0003-x.md", "# 3 tiers", "3 tiers"),
        ("0003-x.md", "# 2020: a plan", "2020: a plan"),
        ("0003-x.md", "# 42", "42"),
        ("0003-use-y.md", "Text.", "Use y"),
    ],
)
def test_numbers_are_taken_out_of_titles(file: str, heading: str, title: str) -> None:
    (text,) = taken({file: f"{heading}\n"})[0].values()
    assert text.startswith(f"# {title}\n")


def test_trade_offs_are_made_of_what_is_good_and_bad_of_the_chosen_option() -> None:
    text = taken({"0007-use-a-queue.md": MADR}, TRADEOFFS)[0]["use-a-queue"]
    assert text.startswith(
        "---\nstatus: draft\nagreement: cover\ngives:\n  - {what: it costs more}\ngains:\n"
        "  - {what: answers are fast}\n  - {what: it is known}\n"
    )
    assert "# Use a queue\n\n- Status: accepted\n- Date: 2024-01-02\n" in text


def test_positive_and_negative_consequences_count_too() -> None:
    text = (
        "# X\n\n## Decision Outcome\n\nChosen option: “Y”.\n\n### Positive Consequences\n\n"
        "- less noise, as [x](y.md) says\n\n### Negative Consequences\n\n- more work\n"
    )
    made = taken({"x.md": text}, TRADEOFFS)[0]["x"]
    assert 'gives:\n  - {what: more work}\ngains:\n  - {what: "less noise, as x says"}\n' in made


def test_a_record_that_weighs_nothing_is_told() -> None:
    documents, told = taken({"x.md": "# X\n\nText.\n"}, Form("tradeoff", "content/tradeoffs"))
    assert documents["x"].startswith("---\nstatus: draft\nagreement:\ngives: []\ngains: []\n---\n")
    assert told == ["x.md:1: no “Good, because” or “Bad, because” of the chosen option was found"]


LINES = st.sampled_from(
    [
        *("# 1. A", "# B {#c}", "## Status", "## Context", "Accepted", "- Status: x", "* a", ""),
        *("Superseded by [x](b.md)", "Supersedes ADR 1", "Status: rejected", "```", "---"),
        *("status: draft", "date: 2020-01-01", "tags: {a: [b]}", "title: no", "[x](#context)"),
        *("### Consequences", "* Good, because [x]", "* Bad, because `y`", "![a](b.png)", "[[b]]"),
    ]
)


@given(
    st.lists(st.lists(LINES, max_size=12).map("\n".join), min_size=1, max_size=2),
    st.sampled_from((PAGES, Form("tradeoff", "content/tradeoffs"))),
)
@example(["---\na: &a [*a, *a]\n---\n# A\n"], PAGES)
def test_any_records_are_refused_or_become_documents_without_a_mistake(
    texts: list[str], form: Form
) -> None:
    names = ("a.md", "b.md")
    try:
        read = [
            foreign_of(decode(name, text.encode())[0], f"home/pb/{name}")
            for name, text in zip(names, texts, strict=False)
        ]
        drafts = take_decisions(read, form, NOWHERE, TODAY).drafts
        files = {f"{form.folder}/{draft.id}.md": document(draft).encode() for draft in drafts}
        refuse_faults(Workspace(), Writing(files, origins=dict.fromkeys(files, ("a.md", 1))))
    except CannotImport as problem:
        assert problem.notes  # noqa: PT017 - most texts are not refused
        return
    assert len(files) == sum(1 for text in texts if text.strip())


# --- the command -------------------------------------------------------------------------------


def test_a_folder_of_records_passes_the_check(root: Path) -> None:
    lay(root / "doc/adr", {**NYGARD, "0004-queue.md": MADR, "README.md": "# x\n"})
    before = found(root)
    done = play(root, "import", "adr", "doc/adr")
    assert done.stdout == (
        "content/pages/queue.md\ncontent/pages/record-decisions.md\n"
        "content/pages/use-a-wiki.md\ncontent/pages/use-paper.md\n"
    )
    assert "doc/adr/README.md:1: this file was left out: it is no record\n" in done.stderr
    assert found(root) == before
    play(root, "build")
    assert "Use a wiki" in (root / "site/pages/use-paper.html").read_text()


def test_trade_offs_of_an_agreement_are_drafts_that_pass(root: Path) -> None:
    lay(root, {"q.md": MADR})
    play(root, "import", "adr", "q.md", "--as", "tradeoff", "--of", "cover")
    assert [told for told in found(root) if "tradeoffs/q.md" in told[0]] == []
    done = play(root, "import", "adr", "q.md", "--as", "tradeoff", "--of", "coverr", code=1)
    assert "exists already" in done.stderr
    (root / "content/tradeoffs/q.md").unlink()
    done = play(root, "import", "adr", "q.md", "--as", "tradeoff", "--of", "coverr", code=1)
    assert "there is no agreement “coverr” [ref/unknown]" in done.stderr
    assert (
        "--of is for --as tradeoff"
        in play(root, "import", "adr", "q.md", "--of", "x", code=2).stderr
    )


def test_what_is_the_same_in_many_records_is_told_once(root: Path) -> None:
    records = {f"{name}.md": f"---\nnav_order: 1\n---\n# {name}\n" for name in "abcd"}
    lay(root / "adr", records)
    done = play(root, "import", "adr", "adr")
    assert done.stderr == (
        "adr/a.md:2: `nav_order` was kept as `x-nav-order`; so in 3 other files\n"
        "4 files written; 4 remarks above\n"
    )


def test_one_bad_record_stops_all_of_them(root: Path) -> None:
    lay(root / "adr", {**NYGARD, "0004-x.md": "---\na: [\n---\n# X\n", "0005-y.md": b"\xff"})
    before = site(root)
    done = play(root, "import", "adr", "adr", code=1)
    assert "adr/0004-x.md:2: " in done.stderr
    assert "adr/0005-y.md:1: this file is not UTF-8 text" in done.stderr
    assert site(root) == before


def test_a_folder_without_records_is_told(root: Path) -> None:
    lay(root / "adr", {"index.md": "# x\n", ".hidden/a.md": "# A\n"})
    (root / "adr/link.md").symlink_to(root / "content/index.md")
    done = play(root, "import", "adr", "adr", code=1)
    assert done.stderr.startswith("adr:1: no Markdown file lies here")


def test_a_record_that_is_named_twice_becomes_one_page(root: Path) -> None:
    lay(root, {"adr/1-x.md": "# 1. X\n\nText.\n"})
    done = play(root, "import", "adr", "adr", str(root / "adr/1-x.md"))
    assert done.stdout == "content/pages/x.md\n"


def test_a_number_that_two_records_have_names_none_of_them() -> None:
    files = {"0005-a.md": "# A\n", "0005-b.md": "# B\n"}
    documents, told = taken(
        {**files, "0004-c.md": "---\nstatus: superseded by ADR-0005\n---\n# C\n"}
    )
    assert all("supersedes" not in text for text in documents.values())
    assert "0004-c.md:1: “0005”, which its status names, is the number of several records" in told
    named = "---\nstatus: superseded by [b](0005-b.md)\n---\n# C\n"
    assert "supersedes: [c]" in taken({**files, "0004-c.md": named})[0]["b"]


def test_a_full_disk_is_told_with_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    lay(root, {"adr/1-x.md": "# 1. X\n"})
    monkeypatch.setattr("playbook.engine.files.writing.write", full)
    done = play(root, "import", "adr", "adr", code=1)
    assert done.stderr == f"{root}: No space left on device\nnothing was written\n"
