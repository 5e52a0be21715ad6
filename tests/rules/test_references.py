"""References: every valid form is left alone, every broken one is found at its exact place."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.body import LinkSyntax
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Entry
from rules.spec_pages import USUAL_DAY, background

GUIDE = "content/notes/guide.md"
AROUND: dict[str, bytes] = {
    "content/notes/other.md": (
        "# Other\n\n## One\n\n## One\n\n## Why? (and how)\n\n## Überblick\n".encode()
    ),
    "content/notes/with space.md": b"# With space\n\n## A part\n",
    "content/notes/größe.md": "# Größe\n".encode(),
    "content/notes/README.md": b"# Notes\n",
    "content/notes/a(b).md": b"# Brackets\n",
    "content/notes/plan.pdf": b"%PDF",
    "content/notes/rota.png": b"PNG",
    "content/notes/100%.csv": b"a,b\n",
    "content/terms/old-word.md": b"---\nformerly: [older-word]\n---\n# Old word\n\nA word.\n",
}
VALID = {
    # addresses outside
    "web address": "[a](https://example.org/a?b=c&d=e#f)",
    "upper-case scheme": "[a](HTTPS://example.org)",
    "web address with port and user": "[a](http://someone@example.org:8080/)",
    "web address with brackets": "[a](https://example.org/a_(b))",
    "web address with a title": '[a](https://example.org "a title")',
    "a server of one's own": "[a](http://localhost:3000/x.html) <http://127.0.0.1:8000/>",
    "mail": "[a](mailto:cover@example.org?subject=Cover)",
    "autolink": "<https://example.org/a>",
    "autolink of a mail address": "<cover@example.org>",
    "bare address is text": "https://example.org/nowhere.md and www.example.org",
    # files
    "file beside": "[a](other.md)",
    "dot slash": "[a](./other.md)",
    "up and down": "[a](../notes/../notes/other.md)",
    "doubled slash": "[a](..//notes//other.md)",
    "itself": "[a](guide.md)",
    "itself by heading": "[a](guide.md#guide)",
    "in angle brackets": "[a](<other.md>)",
    "space in angle brackets": "[a](<with space.md>)",
    "space encoded": "[a](with%20space.md#a-part)",
    "letter encoded": "[a](gr%C3%B6%C3%9Fe.md)",
    "letter plain": "[a](größe.md)",
    "brackets in a name": "[a](a(b).md)",
    "brackets escaped": r"[a](a\(b\).md)",
    "brackets encoded": "[a](a%28b%29.md)",
    "per cent sign encoded": "[a](100%25.csv)",
    "entity in an address": "[a](other&#46;md)",
    "query": "[a](other.md?plain=1)",
    "query and heading": "[a](other.md?plain=1#one)",
    "with a title": '[a](other.md "Other (really)")',
    "over two lines": "[a\nb](other.md\n'title')",
    "other sort of file": "[a](plan.pdf)",
    "place in another sort of file": "[a](plan.pdf#page=3)",
    "folder": "[a](../agreements/)",
    "folder without slash": "[a](../agreements)",
    "folder with an introduction": "[a](../notes/)",
    "this folder": "[a](./) and [b](.)",
    "folder above": "[a](../) and [b](..)",
    "introduction of a folder": "[a](README.md)",
    "page that every playbook has": "[a](../map.html)",
    "page of a node": "[a](../trees/rota-change/support-decides-alone.html)",
    "draft": "[a](../terms/old-word.md)",
    # headings
    "heading here": "[a](#guide)",
    "heading with explicit file": "[a](other.md#one)",
    "repeated heading": "[a](other.md#one-1)",
    "heading with punctuation": "[a](other.md#why-and-how)",
    "heading in another script": "[a](other.md#überblick)",
    "heading encoded": "[a](other.md#%C3%BCberblick)",
    "heading with a pound sign": "[a](../trees/rota-change.md#is-the-yearly-cost-above-5000)",
    "empty fragment": "[a](#) and [b](other.md#)",
    "top": "[a](#top)",
    "text fragment": "[a](other.md#:~:text=One)",
    "text fragment behind a heading": "[a](other.md#one:~:text=One)",
    "nested item of a debrief": "[a](../debriefs/cover-round-one.md#late-surprises)",
    # definitions
    "by definition": "[a][x]\n\n[x]: other.md#one",
    "collapsed": "[x][]\n\n[x]: other.md",
    "shortcut": "[x]\n\n[x]: <other.md> 'title'",
    "definition of another case": "[a][ABC]\n\n[abc]: other.md",
    "definition that nobody uses": "[x]: nowhere.md",
    "comment by definition": "[//]: # (see nowhere.md and [[nowhere]])",
    # images
    "image": "![The rota](rota.png)",
    "image with a title": '![The rota](rota.png "July")',
    "image in a link": "[![The rota](rota.png)](other.md)",
    "image by definition": "![x][]\n\n[x]: rota.png",
    # short references
    "bare id": "[[first-reply]]",
    "kind and id": "[[agreement:weekend-cover]]",
    "with a text": "[[weekend-cover|the cover agreement]]",
    "with a text in emphasis": "[[weekend-cover|the *cover* agreement]]",
    "with an item": "[[debrief:cover-round-one#late-surprises]]",
    "bare id with an item": "[[cover-round-one#pilot-worked]]",
    "with a heading": "[[agreement:weekend-cover#terms|its terms]]",
    "node of a tree": "[[tree:rota-change#ask-finance-for-the-figure]]",
    "page by its path": "[[page:notes/other]]",
    "twice": "[[first-reply]][[first-reply]]",
    # what is none
    "link in a code span": "`[a](nowhere.md)` and `[[nowhere]]`",
    "link in a fence": "```\n[a](nowhere.md)\n[[nowhere]]\n```",
    "link in a fence of tildes": "~~~ markdown\n[a](nowhere.md) [[nowhere]]\n~~~",
    "link in indented code": "    [a](nowhere.md) [[nowhere]]",
    "link in a comment": "<!-- [a](nowhere.md) [[nowhere]] -->",
    "formula": "$x_[1]$ and $[y]$",
    "escaped brackets": r"\[a](nowhere.md) and \[\[nowhere]]",
    "table of contents": "[TOC]",
    "callout": "> [!NOTE]\n> Read [this](other.md).",
    "task": "- [ ] open\n- [x] done",
    "footnote": "A claim.[^1]\n\n[^1]: See [there](other.md).",
    "brackets alone": "array[0] and [sic] and []",
    "double brackets with spaces": "[[ not one ]]",
    "nested brackets": "[a [b] c](other.md)",
    "in a table": "| a | b |\n| - | - |\n| [a](other.md) | [[first-reply\\|text]] |",
    "escaped bar in a table": "| a |\n| - |\n| `a \\| [b](nowhere.md)` |",
    "in a heading": "## See [other](other.md)",
    "in a quote in a list": "- > [a](other.md#one)",
    "html stays text": '<a href="nowhere.md">a</a>',
}


def ref_findings(workspace: Workspace, path: str) -> list[Diagnostic]:
    found = workspace.diagnostics_of(path)
    return [d for d in found if d.code.startswith("ref/") or d.code == "tree/answer-nowhere"]


def shown(workspace: Workspace, diagnostic: Diagnostic) -> str:
    source = workspace.source(diagnostic.span.path)
    assert source
    at = source.position(diagnostic.span.start)
    return f"{diagnostic.span.path}:{at.line}:{at.column} {diagnostic.code}"


@pytest.fixture(scope="module")
def playbook() -> Workspace:
    workspace = Workspace(Options(as_of=USUAL_DAY))
    workspace.sync({**background(), **AROUND})
    return workspace


@pytest.mark.parametrize("form", [pytest.param(text, id=name) for name, text in VALID.items()])
@pytest.mark.parametrize("ends", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf")])
def test_a_valid_form_gives_no_finding(playbook: Workspace, form: str, ends: str) -> None:
    text = f"# Guide\n\n{form}\n".replace("\n", ends)
    playbook.sync({GUIDE: text.encode()})
    found = playbook.diagnostics_of(GUIDE)
    assert [f"{shown(playbook, d)}: {d.message}" for d in found] == []


FIELDS = {
    "bare id where one kind fits": "outcome: calm-weekends",
    "kind written out": "outcome: outcome:calm-weekends",
    "in quotes": 'outcome: "calm-weekends"',
    "bare id where two kinds fit, and one has it": "disputes: rota-change",
    "kind where two kinds fit": "disputes: tree:rota-change",
    "with spaces around": "outcome:   calm-weekends   # the shared one",
    "team": "owner: support",
    "role": "owner: support.lead",
    "empty list": "supersedes: []",
    "empty value": "outcome:",
    "in brackets": "commitments: [{party: support, does: reply, metric: weekend-first-reply}]",
    "as keys": "signed: {support: 2026-03-02, platform: 2026-03-03}",
    "literal for a party": "acceptance: [{metric: weekend-first-reply, applies_to: all}]",
}


@pytest.mark.parametrize("field", [pytest.param(text, id=name) for name, text in FIELDS.items()])
def test_a_valid_reference_in_front_matter_gives_no_finding(
    playbook: Workspace, field: str
) -> None:
    path = "content/agreements/sample.md"
    text = f"---\nparties: [support, platform]\n{field}\n---\n# Sample\n\nSee [[first-reply]].\n"
    playbook.sync({path: text.encode()})
    found = [f"{shown(playbook, d)}: {d.message}" for d in ref_findings(playbook, path)]
    assert [line for line in found if "ref/orphan" not in line] == []
    playbook.sync({path: None})


BROKEN = [
    ("[a](othr.md)", "1:5 ref/link-file", "did you mean “other.md”?"),
    ("[a](../agreement/weekend-cover.md)", "1:5 ref/link-file", "../agreements/weekend-cover.md"),
    ("[a](../agreements/weekend-cover)", "1:5 ref/link-file", "../agreements/weekend-cover.md"),
    ("[a](../agreements/weekend-cover.html)", "1:5 ref/link-file", "weekend-cover.md"),
    ("[a](with%20spac.md)", "1:5 ref/link-file", "with%20space.md"),
    ("[a](other.md/#one)", "1:5 ref/link-file", "other.md"),
    ("[a](Other.md)", "1:5 ref/link-file", "other.md"),
    ("[a](../terms/older-word.md)", "1:5 ref/link-file", "it is now called “../terms/old-word.md”"),
    ("[a](../../README.md)", "1:5 ref/link-file", "move the file"),
    ("[a](nowhere/)", "1:5 ref/link-file", ""),
    ("[a]()", "1:1 ref/link-file", ""),
    ("text ![a](b.png)", "1:11 ref/link-file", ""),
    ("![a](other.md)", "1:6 ref/link-file", "take out the “!”"),
    ("a [b](other.md#tow)", "1:16 ref/link-heading", ""),
    ("[a](other.md#one-2)", "1:14 ref/link-heading", "did you mean “one-1”?"),
    ("[a](other.md#One)", "1:14 ref/link-heading", "did you mean “one”?"),
    ("[a](#gide)", "1:6 ref/link-heading", "did you mean “guide”?"),
    ("x\ny [a](#gide)", "2:8 ref/link-heading", "did you mean “guide”?"),
    ("> - [a](other.md#on)", "1:18 ref/link-heading", "did you mean “one”?"),
    ("| a |\n| - |\n| x \\| [a](othr.md) |", "3:12 ref/link-file", "other.md"),
    ("[a][x]\n\n[x]: othr.md", "3:6 ref/link-file", "other.md"),
    ("[a](javascript:alert(1))", "1:5 ref/link-scheme", "https:"),
    ("[a](&#106;avascript:alert)", "1:5 ref/link-scheme", "https:"),
    ("[a](data:text/html,x)", "1:5 ref/link-scheme", "https:"),
    ("[a](vbscript:x)", "1:5 ref/link-scheme", "https:"),
    ("[a](blob:x)", "1:5 ref/link-scheme", "https:"),
    ("[a](feed:x)", "1:5 ref/link-scheme", "https:"),
    ("[a](htps://example.org)", "1:5 ref/link-scheme", "did you mean “https”?"),
    ("[a](term:first-reply)", "1:5 ref/link-scheme", "write “[[term:first-reply|a]]” in place"),
    ("[a](file:///C:/plan.docx)", "1:5 ref/link-scheme", "put the file beside this page"),
    ("[a](http://localhost:8000/terms/first-reply.html#b)", "1:5 ref/link-scheme", "-reply.md#b”"),
    ("[a](a.b@example.org)", "1:5 ref/link-file", "write “mailto:a.b@example.org”"),
    ("[a](//example.org/x)", "1:5 ref/link-scheme", "write “https://example.org/x”"),
    ("[a](/teams/support.md#support)", "1:5 ref/link-scheme", "“../teams/support.md#support”"),
    ("[a](../../../x.md)", "1:5 ref/link-scheme", ""),
    ("[a](..%2f..%2f..%2fx.md)", "1:5 ref/link-scheme", ""),
    ("<ftp://example.org>", "1:2 ref/link-scheme", ""),
    ("![a](https://example.org/a.png)", "1:6 ref/remote-image", ""),
    ("![a](data:image/png;base64,x)", "1:6 ref/link-scheme", ""),
    ("see [[first-repl]]", "1:7 ref/unknown", "did you mean “first-reply”?"),
    ("[[First-Reply]]", "1:3 ref/unknown", "did you mean “first-reply”?"),
    ("[[term:first-repl|the reply]]", "1:3 ref/unknown", "did you mean “term:first-reply”?"),
    ("[[metric:first-reply]]", "1:3 ref/unknown", "did you mean “term:first-reply”?"),
    ("[[trem:first-reply]]", "1:3 ref/unknown", "did you mean “term:first-reply”?"),
    ("[[term:older-word]]", "1:3 ref/unknown", "it is now called “term:old-word”"),
    ("[[older-word]]", "1:3 ref/unknown", "it is now called “old-word”"),
    ("[[cover-round-one#late-surprise]]", "1:19 ref/unknown", "did you mean “late-surprises”?"),
    ("**bold** [[nowhere-at-all]]", "1:12 ref/unknown", "make it with `playbook new`"),
    ("😀 [[first-repl]]", "1:5 ref/unknown", "did you mean “first-reply”?"),
]


@pytest.mark.parametrize(("text", "place", "hint"), BROKEN)
def test_a_broken_form_is_found_at_its_place(
    playbook: Workspace, text: str, place: str, hint: str
) -> None:
    playbook.sync({GUIDE: f"{text}\n\n# Guide\n".encode()})
    found = ref_findings(playbook, GUIDE)
    assert [shown(playbook, d) for d in found] == [f"{GUIDE}:{place}"]
    assert hint in found[0].hint


def test_where_nothing_is_near_the_few_that_there_are_are_named() -> None:
    workspace = Workspace(Options())
    files = {
        "content/teams/support.md": "# Support\n\nWe care.\n",
        "content/agreements/cover.md": "---\nparties: [zzz, support]\nchanges_by: qqq\n"
        "outcome: www\n---\n# Cover\n\nSee [it](#kkk) and [that](../norms/xyz.md).\n\n## Terms\n",
        "content/rights/one.md": "# One\n",
        "content/rights/other.md": "# Other\n",
    }
    workspace.sync({path: text.encode() for path, text in files.items()})
    found = workspace.diagnostics_of("content/agreements/cover.md")
    hints = {d.message: d.hint for d in found if d.code.startswith("ref/")}
    assert hints == {
        "there is no team “zzz”": "choose from: support",
        "there is no right “qqq”": "choose from: one, other",
        "there is no outcome “www”": "there is none yet: make one with `playbook new outcome`",
        "this document has no heading “#kkk”": "choose from: cover, terms",
        "there is no file “content/norms/xyz.md”": "put the file there, or mend the address",
    }


def test_a_right_that_is_named_like_a_party_is_shown_as_it_is_written(playbook: Workspace) -> None:
    path = "content/rights/spending.md"
    playbook.sync({path: b"---\nescalate_to: change-weekend-cover\n---\n# Spending\n"})
    (found,) = ref_findings(playbook, path)
    assert found.hint == "write “right:change-weekend-cover” for the decision right of this name"


def test_links_that_share_a_definition_are_one_finding(playbook: Workspace) -> None:
    playbook.sync({GUIDE: b"# Guide\n\n[a][x] [b][x]\n\n[x]: nowhere.md\n"})
    assert [shown(playbook, d) for d in ref_findings(playbook, GUIDE)] == [
        f"{GUIDE}:5:6 ref/link-file"
    ]


def test_a_damaged_file_is_reported_in_full_and_gets_few_suggestions(playbook: Workspace) -> None:
    wrong = [f"[[first-repl-{n}]] [a](othr-{n}.md) [b](#gid-{n})" for n in range(500)]
    playbook.sync({GUIDE: "\n".join(["# Guide", "", *wrong, ""]).encode()})
    found = ref_findings(playbook, GUIDE)
    for code in ("ref/unknown", "ref/link-file", "ref/link-heading"):
        of_code = [d for d in found if d.code == code]
        assert len(of_code) == 500
        assert sum(bool(d.hint) for d in of_code) <= 20


# --- every reference of the sample playbook, broken one at a time ---------------------------------


def mutations(entry: Entry[Any]) -> Iterator[tuple[str, int, str]]:
    """Yield (new text, offset of the finding, what the hint should name)."""
    text = entry.source.text
    for reference in entry.references:
        start, end = reference.span.start, reference.span.end
        written = text[start:end]
        for part in re.finditer(r"[\w-]+", written):
            if part.start() and written[part.start() - 1] not in ".#:":
                continue
            if written[part.end() : part.end() + 1] == ":":
                continue  # the kind: another sort of mistake
            at = start + part.end()
            of_item = part.start() and written[part.start() - 1] in ".#"
            place = start + part.start() if of_item else start
            yield f"{text[:at]}q{text[at:]}", place, part[0]
    for link in entry.body.links:
        start, end = link.span.start, link.span.end
        path, hash_mark, fragment = text[start:end].partition("#")
        if link.syntax is not LinkSyntax.LINK or ":" in path:
            continue
        if path:
            at = start + len(path) - len(".md")
            yield f"{text[:at]}q{text[at:]}", start, path
        if hash_mark:
            yield f"{text[:end]}q{text[end:]}", start + len(path) + 1, fragment


def test_each_reference_of_the_sample_is_missed_when_it_is_broken(playbook: Workspace) -> None:
    count = 0
    for entry in list(playbook.entries()):
        if entry.path not in background():
            continue
        for text, place, name in mutations(entry):
            playbook.sync({entry.path: text.encode()})
            at = entry.source.position(place)
            hits = [
                d
                for d in ref_findings(playbook, entry.path)
                if shown(playbook, d).startswith(f"{entry.path}:{at.line}:{at.column} ")
            ]
            assert hits, f"{entry.path}:{at.line}:{at.column}: “{name}” broken, nothing found"
            assert any(name in d.hint for d in hits), (
                f"{entry.path}:{at.line}:{at.column}: {hits[0].message}: {hits[0].hint}"
            )
            count += 1
        playbook.sync({entry.path: entry.source.text.encode()})
    assert count > 120


def test_the_sample_without_mutations_has_no_finding(playbook: Workspace) -> None:
    playbook.sync({GUIDE: b"# Guide\n"})
    for path in background():
        if path.endswith(".md"):
            assert ref_findings(playbook, path) == []


@pytest.mark.parametrize(
    ("written", "hint"),
    [("team-1-4", ""), ("taem-1-5", "did you mean “team-1-5”?")],
)
def test_another_number_is_no_slip(written: str, hint: str) -> None:
    teams = {f"content/teams/team-1-{n}.md": f"# Team {n}\n".encode() for n in range(5, 15)}
    norm = f"---\nparties: [team-1-5]\nowner: {written}\n---\n# Norm\n\nSee [[team:{written}]].\n"
    workspace = Workspace(Options())
    workspace.sync({**teams, "content/norms/norm.md": norm.encode()})
    found = [d for d in workspace.diagnostics() if d.code in {"ref/unknown", "ref/party-unknown"}]
    assert len(found) == 2
    assert all(("did you mean" in d.hint) == bool(hint) for d in found)


@pytest.mark.parametrize("written", ["bo", "Bo", '"@bo"', "B. O."])
def test_a_person_is_told_by_which_role_to_be_named(written: str) -> None:
    team = b"---\nroles:\n  lead: {title: Lead, holder: '@bo'}\n  second: {title: S, deputy: bo}\n"
    norm = f"---\nparties: [support]\nowner: {written}\n---\n# Norm\n"
    workspace = Workspace(Options())
    files = {"content/teams/support.md": team + b"---\n# Support\n"}
    workspace.sync({**files, "content/norms/norm.md": norm.encode()})
    (found,) = [d for d in workspace.diagnostics() if d.code == "ref/party-unknown"]
    assert found.hint == (
        "it is roles that are named, not people: write “support.lead” or “support.second”"
    )
    assert found.message == f"there is no team “{written.strip(chr(34))}”"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("lead", "a role is named with its team: write “ops.lead” or “support.lead”"),
        ("Head of support", "a role is named with its team: write “support.lead”"),
        ("Support lead", "a role is named with its team: write “support.lead”"),
        ("doctors", "choose from: ops, support"),
    ],
)
def test_a_role_without_its_team_or_by_its_title_is_told_how_to_be_named(
    written: str, hint: str
) -> None:
    workspace = Workspace(Options())
    workspace.sync(
        {
            "content/teams/ops.md": b"---\nroles:\n  lead: {title: Lead}\n---\n# Ops\n",
            "content/teams/support.md": b"---\nroles:\n  lead: {title: Head of support}\n---\n",
            "content/rights/right.md": f"---\napprover: {written}\n---\n# Right\n".encode(),
        }
    )
    (found,) = [d for d in workspace.diagnostics() if d.code == "ref/party-unknown"]
    assert found.hint == hint


def test_a_role_that_is_gone_is_not_taken_for_the_one_that_is_left() -> None:
    team = b"---\nroles:\n  lead: {title: Lead}\n---\n# Support\n"
    norm = b"---\nparties: [support]\nowner: support.planner\n---\n# Norm\n"
    workspace = Workspace(Options())
    workspace.sync({"content/teams/support.md": team, "content/norms/norm.md": norm})
    (found,) = [d for d in workspace.diagnostics() if d.code == "ref/role-unknown"]
    assert found.hint == "add it to the team's page under `roles`, or write “support.lead”"
