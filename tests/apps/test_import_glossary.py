"""`playbook import glossary`: terms from a file, all or none, and what is told about the rest."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from disk import found, lay, play, site
from playbook.engine.authoring.importing import foreign_of, refuse_faults
from playbook.engine.files.writing import Writing, write
from playbook.engine.settings.registry import KINDS
from playbook.engine.workspace.workspace import Workspace
from playbook.model.diagnostic import Severity
from playbook.queries.importing.foreign import CannotImport, Surroundings
from playbook.queries.importing.glossary import take_glossary
from playbook.queries.importing.labels import Name, read_name
from playbook.queries.importing.wording import document, title_of
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode
from story import STORY

TODAY = date(2026, 6, 20)
NOWHERE = Surroundings("home/pb", "content", frozenset({"content/teams/support.md"}))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "pb", STORY)


def taken(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the documents that a glossary becomes, by id, and what is told, by line."""
    source, problems = decode("g.md", text.encode())
    assert not problems
    made = take_glossary(foreign_of(source, "home/pb/g.md"), NOWHERE, TODAY)
    documents = {draft.id: document(draft) for draft in made.drafts}
    return documents, [f"{note.line}: {note.message}" for note in made.notes]


def refused(text: str) -> list[str]:
    with pytest.raises(CannotImport) as problem:
        taken(text)
    return [f"{note.line}: {note.message}" for note in problem.value.notes]


def term(title: str, body: str, *fields: str) -> str:
    front = "".join(f"{line}\n" for line in ("status: proposed", *fields))
    return f"---\n{front}---\n# {title}\n\n{body}\n"


# --- the forms of a glossary -------------------------------------------------------------------


def test_headings_with_text_are_terms() -> None:
    text = (
        "# Words\n\n## First reply\n\nA person's answer.\n\n## Rota\n\nWho is *there*.\n\nAnd when."
    )
    assert taken(text) == (
        {
            "first-reply": term("First reply", "A person's answer."),
            "rota": term("Rota", "Who is *there*.\n\nAnd when."),
        },
        [],
    )


def test_headings_that_only_gather_others_are_no_terms() -> None:
    text = "# Words\n\n## F\n\n### Freeze\n\nNo release.\n\n## Money\n\n### Cost\n\nWhat we pay.\n"
    assert list(taken(text)[0]) == ["freeze", "cost"]


def test_a_language_called_by_a_letter_is_a_term() -> None:
    assert list(taken("# Words\n\n## C\n\nA language.\n\n## C++\n\nAnother one.\n")[0]) == [
        "c",
        "c-2",
    ]


def test_headings_below_a_term_stay_with_it() -> None:
    text = "# Words\n\n## Rota\n\nWho is there.\n\n### See also\n\n```\n### code\n```\n"
    documents, told = taken(text)
    body = "Who is there.\n\n## See also\n\n```\n### code\n```"
    assert documents == {"rota": term("Rota", body)}
    assert told == ["3: “Rota” became one term together with the heading below it"]


def test_a_list_of_definitions_is_terms() -> None:
    text = (
        "First reply\n: A person's answer,\n  not a machine's.\n\n  See rota.\n: Or a call.\n\n"
        "Rota\n\n:   Who is there.\n"
    )
    assert taken(text) == (
        {
            "first-reply": term(
                "First reply", "A person's answer,\nnot a machine's.\n\nSee rota.\n\nOr a call."
            ),
            "rota": term("Rota", "Who is there."),
        },
        [],
    )


@pytest.mark.parametrize(
    "item", ["**Rota** – who", "**Rota**: who", "**Rota:** who", "__Rota__ - who"]
)
def test_items_that_begin_with_a_bold_word_are_terms(item: str) -> None:
    text = f"# Words\n\n- {item}\n  is there\n\n  and when\n- **Cost** — what we pay\n"
    assert taken(text)[0] == {
        "rota": term("Rota", "who\nis there\n\nand when"),
        "cost": term("Cost", "what we pay"),
    }


def test_paragraphs_that_begin_with_a_bold_word_are_terms() -> None:
    text = (
        "# Words\n\nWelcome.\n\n**Rota:** who is there\n\n- on Monday\n\n---\n\n"
        "**Cost** (also: price). What we pay\n\n## Note\n\n**Mind** – this is one term.\n"
    )
    assert taken(text) == (
        {
            "rota": term("Rota", "who is there\n\n- on Monday"),
            "cost": term("Cost", "What we pay", "aliases: [price]"),
            "note": term("Note", "**Mind** – this is one term."),
        },
        ["3: this text belongs to no term and was left out"],
    )


def test_lines_between_terms_belong_to_none() -> None:
    assert taken("## Rota\n\nWho.\n\n---\n\n***\n\n## Cost\n\nPay.\n\n---\n") == (
        {"rota": term("Rota", "Who."), "cost": term("Cost", "Pay.")},
        [],
    )


def test_a_table_of_two_columns_in_any_language_is_terms() -> None:
    text = "# 用語集\n\n| 用語 | 定義 |\n| --- | --- |\n| rota | 誰がいつ働くか |\n"
    assert taken(text) == (
        {"rota": term("rota", "誰がいつ働くか")},
        ["3: the columns “用語” and “定義” were taken for term and definition"],
    )


def test_a_table_is_terms_and_other_columns_are_told() -> None:
    text = (
        "| Term | Team | Definition | Synonyms |\n| --- | --- | --- | --- |\n"
        "| Rota | Support | Who `a \\| b`<br>is there | roster, plan |\n"
        "| Cost | | What we pay | |\n"
    )
    assert taken(text) == (
        {
            "rota": term("Rota", "Who `a | b`\n\nis there", "aliases: [roster, plan]"),
            "cost": term("Cost", "What we pay"),
        },
        ["1: the column “Team” was left out"],
    )


def test_what_belongs_to_no_term_is_told() -> None:
    text = (
        "# Words\n\nWelcome.\n\n- [Rota](#rota)\n\n## Rota\n\nWho.\n\n"
        "## Money\n\n- **Cost** – what we pay\n- other\n\n"
        "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n"
    )
    documents, told = taken(text)
    assert list(documents) == ["rota", "cost"]
    assert told == [
        "3: this text belongs to no term and was left out",
        "5: this list belongs to no term and was left out",
        "14: this item does not begin with a bold word and was left out",
        "16: this table belongs to no term and was left out",
    ]


# --- names, links, fields ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title", "aliases"),
    [
        ("Service level agreement (SLA)", "Service level agreement", ("SLA",)),
        ("Key performance indicators (KPIs)", "Key performance indicators", ("KPIs",)),
        ("Internet of things (IoT)", "Internet of things", ("IoT",)),
        ("Terms of the trade (TOTT)", "Terms of the trade", ("TOTT",)),
        ("SLA (service level agreement)", "SLA", ("service level agreement",)),
        ("Rota (also: roster, plan or shift)", "Rota", ("roster", "plan", "shift")),
        ("Rota [aka roster]", "Rota", ("roster",)),
        ("Charge (legal)", "Charge (legal)", ()),
        ("Sales tax (UK)", "Sales tax (UK)", ()),
        ("Rota (orange)", "Rota (orange)", ()),
        ("(a) b (c)", "(a) b (c)", ()),
    ],
)
def test_brackets_are_other_words_where_that_is_sure(
    written: str, title: str, aliases: tuple[str, ...]
) -> None:
    assert read_name(written) == Name(title, aliases)


def test_a_word_names_one_term_only() -> None:
    text = "## Rota (also: plan)\n\nWho.\n\n## Plan\n\nWhat next.\n"
    documents, told = taken(text)
    assert documents["rota"] == term("Rota", "Who.")
    assert told == ["1: “plan” was left out as another word for “Rota”: it names another term too"]


def test_links_lead_on_or_become_words() -> None:
    text = (
        "# Words\n\n## Service level (SL)\n\n"
        "A [*wait*](#rota) of [[rota]], [us](content/teams/support.md), "
        "[x](x.md#y), [web][w] and ![plan](plan.png).\n\n"
        "## Rota\n\nWho. See [SL][s], [top](#words).\n\n"
        "[s]: #service-level-sl\n[w]: https://example.org/a(b)\n"
    )
    documents, told = taken(text)
    assert documents["service-level"] == term(
        "Service level",
        "A [*wait*](rota.md) of [rota](rota.md), [us](../teams/support.md), x (`x.md#y`), "
        "[web](https://example.org/a%28b%29) and plan (`plan.png`).",
        "aliases: [SL]",
    )
    assert "See [SL](service-level.md), top (`#words`)." in documents["rota"]
    assert told == [
        "5: the image “plan.png” leads to nothing in the playbook, and became words",
        "5: the link to “x.md#y” leads to nothing in the playbook, and became words",
        "9: the link to “#words” leads to nothing in the playbook, and became words",
    ]


def test_reviews_are_taken_over_and_other_fields_told() -> None:
    text = (
        "---\ntitle: Words\nlast_reviewed_on: 2026-01-02\nreview_in: 6 months\n"
        "owner_slack: '#x'\n---\n## Rota\n\nWho.\n"
    )
    assert taken(text) == (
        {"rota": term("Rota", "Who.", "reviewed: 2026-01-02", "review_every: 6 months")},
        ["5: `owner_slack` was left out"],
    )


def test_reviews_that_cannot_be_are_told() -> None:
    text = "---\nlast_reviewed_on: 2027-01-02\nreview_in: often\n---\n## Rota\n\nWho.\n"
    assert taken(text)[1] == [
        "2: `last_reviewed_on: 2027-01-02` was left out: it lies in the future",
        "3: `review_in: often` was left out: it is written as in “6 months”",
    ]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Index", "index-term"),
        ("AUX", "aux-term"),
        ("日本", "term-f1ce8b3b"),
        ("x" * 300, "x" * 63),
    ],
)
def test_names_make_ids_that_work_everywhere(name: str, identifier: str) -> None:
    assert list(taken(f"## {name}\n\nText.\n")[0]) == [identifier]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1: this file is empty"),
        ("---\na: b\n---\n", "1: this file is empty"),
        ("Just text.\n", "1: no term was found here"),
        ("# Words\n\nText.\n", "1: no term was found here"),
        ("## A\n\na\n\n## a\n\nb\n", "5: “a” stands here for the second time, after line 1"),
        (
            "---\na: *b\n---\n## A\n",
            "2: “*b” would repeat a value from elsewhere, which is not supported",
        ),
        (
            "x\n: y\n" + "".join(f"\nx{n}\n: y\n" for n in range(2000)),
            "6001: more than 2,000 terms are in one file",
        ),
    ],
    ids=range(7),
)
def test_what_is_no_glossary_is_told(text: str, told: str) -> None:
    assert refused(text) == [told]


PIECES = st.sampled_from(
    [
        *"# ## ### - * : | ** __ – ( ) [ ] (#a) [[ ]] ``` ` \\ < > & ~ {#a} = +".split(),
        *(
            "1.",
            "a",
            "A",
            "b",
            "é",
            "日",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n: ",
            "![",
            "](",
            "---\n",
            "**a** – b",
        ),
        "| Term | Definition |\n| --- | --- |\n",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
@example("## a [b](c) `d` *e* #\n\nf\n")
@example("## a \\\n\nf\n")
@example(":\n: | Term | Definition |\n| --- | --- |\n#| Term | Definition |\n| --- | --- |\n")
def test_any_text_is_refused_or_becomes_documents_without_a_mistake(text: str) -> None:
    source, problems = decode("g.md", text.encode("utf-8", "surrogatepass"))
    if problems:
        return
    try:
        made = take_glossary(foreign_of(source, "home/pb/g.md"), NOWHERE, TODAY)
        files = {f"content/terms/{draft.id}.md": document(draft).encode() for draft in made.drafts}
        origins = dict.fromkeys(files, ("g.md", 1))
        refuse_faults(Workspace(), Writing(files, origins=origins))
    except CannotImport as problem:
        event("refused")
        told, files = problem.notes, {}
    else:
        told = made.notes
    for path, data in files.items():
        entry = parse(decode(path, data)[0], Library(KINDS))
        assert [found for found in entry.problems if found.severity is Severity.ERROR] == []
        assert (entry.kind, entry.card.status) == ("term", "proposed")
    assert files or told
    assert {note.path for note in told} <= {"g.md"}


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=50))
@example("a #")
@example("1. a_b_c _d_ &amp; <b> {#c}")
def test_a_title_is_read_as_it_was(text: str) -> None:
    source, problems = decode("content/terms/a.md", f"# {title_of(text)}\n".encode(errors="ignore"))
    if text.strip() and not problems:
        assert parse(source, Library(KINDS)).title == " ".join(text.split())


# --- the command -------------------------------------------------------------------------------


def test_an_imported_glossary_passes_the_check(root: Path) -> None:
    lay(root, {"words.md": "# Words\n\n## Late work\n\nWork after 6 p.m., see [[late-work]].\n"})
    before = found(root)
    done = play(root, "import", "glossary", "words.md")
    assert done.stdout == "content/terms/late-work.md\n"
    assert done.stderr == "1 file written\n"
    assert found(root) == before
    assert "Late work" in (root / "content/terms/late-work.md").read_text()


def test_a_dry_run_writes_nothing(root: Path) -> None:
    lay(root, {"words.md": "## Late work\n\nAfter six.\n\n## Noon\n\nTwelve.\n"})
    before = site(root)
    done = play(root, "import", "glossary", "words.md", "--dry-run", "--diff")
    assert "content/terms/noon.md\n--- a/content/terms/noon.md\n" in done.stdout
    assert "+# Noon\n+\n+Twelve.\n" in done.stdout
    assert done.stderr == "2 files would be written\n"
    assert site(root) == before


def test_nothing_is_overwritten_and_nothing_written_beside_it(root: Path) -> None:
    lay(root, {"words.md": "## Late work\n\nNew.\n\n## Noon\n\nTwelve.\n"})
    lay(root, {"content/terms/late-work.md": "# Late work\n\nMine.\n"})
    before = site(root)
    done = play(root, "import", "glossary", "words.md", code=1)
    assert done.stderr == (
        "words.md:1: content/terms/late-work.md exists already, and is never overwritten; "
        "rename one of the two, or keep what is there with --skip-existing\nnothing was written\n"
    )
    assert site(root) == before
    done = play(root, "import", "glossary", "words.md", "--skip-existing")
    assert done.stdout == "content/terms/noon.md\n"
    assert "words.md:1: content/terms/late-work.md exists already, and was kept\n" in done.stderr
    assert "Mine." in (root / "content/terms/late-work.md").read_text()


def test_what_to_do_with_many_files_that_are_there_is_said_once(root: Path) -> None:
    lay(root, {"words.md": "## Dusk\n\nSix.\n\n## Noon\n\nTwelve.\n"})
    play(root, "import", "glossary", "words.md")
    done = play(root, "import", "glossary", "words.md", code=1)
    assert done.stderr == (
        "words.md:1: content/terms/dusk.md exists already, and is never overwritten\n"
        "words.md:5: content/terms/noon.md exists already, and is never overwritten; "
        "rename one of the two, or keep what is there with --skip-existing\nnothing was written\n"
    )


def test_what_would_be_an_error_is_told_where_it_comes_from(root: Path) -> None:
    lay(
        root, {"content/terms/overtime.md": "---\naliases: [late work]\n---\n# Overtime\n\nMore.\n"}
    )
    lay(root, {"words.md": "## Noon\n\nTwelve.\n\n## Late work\n\nWork.\n"})
    before = site(root)
    done = play(root, "import", "glossary", "words.md", code=1)
    assert done.stderr.startswith("words.md:5: content/terms/late-work.md would have an error: ")
    assert "[term/label-clash]" in done.stderr
    assert site(root) == before


def test_files_are_written_all_or_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(root, {"words.md": "".join(f"## Word {n}\n\nText.\n\n" for n in range(3))})
    before, link = site(root), os.link

    def fails_late(source: Path, target: Path) -> None:
        if target.name == "word-2.md":
            raise FileExistsError(17, "File exists", str(target))
        link(source, target)

    monkeypatch.setattr(os, "link", fails_late)
    done = play(root, "import", "glossary", "words.md", code=1)
    assert done.stderr.endswith("word-2.md: File exists\nnothing was written\n")
    assert site(root) == before
    assert not (root / "content/terms/.word-1.md.new").exists()


def test_who_interrupts_the_writing_finds_everything_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", interrupted)
    before = site(root)
    with pytest.raises(KeyboardInterrupt):
        write(root, Writing({"content/norms/a/b.md": b"# B\n", "content/terms/c.md": b"# C\n"}))
    assert site(root) == before
    assert not (root / "content/norms/a").exists()


def test_files_are_written_where_files_have_one_name_only(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(source), None, str(target))

    monkeypatch.setattr(os, "link", impossible)
    write(root, Writing({"content/terms/c.md": b"# C\n"}))
    assert (root / "content/terms/c.md").read_bytes() == b"# C\n"
    with pytest.raises(PermissionError):
        write(root, Writing({"content/terms/c.md": b"# Other\n"}))
    assert (root / "content/terms/c.md").read_bytes() == b"# C\n"


def test_a_folder_that_leads_elsewhere_is_not_written_to(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for path in (root / "content/terms").glob("*"):
        path.unlink()
    if (root / "content/terms").exists():
        (root / "content/terms").rmdir()
    (root / "content/terms").symlink_to(tmp_path / "other")
    lay(root, {"words.md": "## Noon\n\nTwelve.\n"})
    play(root, "import", "glossary", "words.md", code=1)
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"## \xff\n\nx\n",
            "words.md:1: this file is not UTF-8 text: the byte 0xFF cannot be read here",
        ),
        (b"## a\n\n" + b"x" * 2**20, "words.md:1: this file is larger than 1 MiB"),
        (b"## a\0\n", "words.md:1: the character U+0000 (NUL) is not allowed"),
    ],
    ids=["encoding", "size", "control"],
)
def test_files_that_cannot_be_read_are_told(data: bytes, told: str, root: Path) -> None:
    lay(root, {"words.md": data})
    done = play(root, "import", "glossary", "words.md", code=1)
    assert done.stderr.startswith(told)
    assert done.stderr.endswith("nothing was written\n")
