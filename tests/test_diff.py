"""`playbook diff` on a repository with the story of `content/`: what a reviewer reads."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from disk import lay, play
from playbook.apps.changes import markdown
from repositories import Repo

ROOT = Path(__file__).parents[1]
AGREED, PROPOSED = date(2026, 7, 2), date(2026, 7, 6)
AS_OF = ("--as-of", "2026-07-06")

COVER = "content/agreements/weekend-cover.md"
EXPORT = "content/rights/approve-data-export.md"
MEDIUM, LARGE = "content/rights/spend-medium.md", "content/rights/spend-large.md"
TREE = "content/trees/rota-change.md"
WORD = "content/terms/first-reply.md"
LESSONS = "content/debriefs/cover-round-one.md"
APPROVES = "[Finance approves, Platform may veto](#finance-approves-platform-may-veto)"
SECURITY = "content/amendments/security-watches-data.md"

EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    COVER: (
        ("target: 45, by: 2026-06-30", "target: 60, by: 2026-06-30"),
        ("{support: 45, platform: 35, finance: 20}", "{support: 60, platform: 35, finance: 5}"),
        ("Unspent money stays in\nit until 31 December.", "Unspent money goes\nback in December."),
    ),
    EXPORT: (("approver: security.lead", "approver: security.lead\nveto: [product.lead]"),),
    MEDIUM: (("to: 25000", "to: 10000"),),
    LARGE: (("from: 25000", "from: 10000"),),
    TREE: (
        (
            "- No → [Support decides alone](#support-decides-alone)\n\n## D",
            f"- No → {APPROVES}\n\n## D",
        ),
    ),
    WORD: (("agreed: support", "agreed: finance"),),
    LESSONS: (("status: doing}", "status: done, evidence: plan:cover-negotiation}"),),
    "content/pages/new-here.md": (("# ", "# A "),),
}
AMENDMENT = """\
---
amends: right:approve-data-export
status: approved
proposed_by: security
under: change-shared-ways
approved_by: leadership.coo
approved: 2026-07-04
changes:
  - {what: veto, was: none, now: Product lead}
---
# Product may stop an export

A copy of the wrong practice was nearly made.
"""


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return the story as it was agreed on `main`, and a branch on which it was changed."""
    found = Repo(tmp_path)
    found.commit(AGREED, {path: (ROOT / path).read_bytes() for path in _story()})
    found.git("switch", "-q", "-c", "relax-cover")
    changed: dict[str, str | bytes | None] = {SECURITY: AMENDMENT}
    for path, turns in EDITS.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        for old, new in turns:
            assert old in text, (path, old)
            text = text.replace(old, new, 1)
        changed[path] = text
    found.commit(PROPOSED, changed)
    return found


def _story() -> list[str]:
    files = (ROOT / "content").rglob("*")
    return ["site.yml", *(p.relative_to(ROOT).as_posix() for p in files if p.is_file())]


def _without_ids(text: str, repo: Repo) -> str:
    for name in ("main", "relax-cover"):
        text = text.replace(repo.git("rev-parse", "--short=7", name), f"id-of-{name}")
    return text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_reviewer_reads_what_changed(
    repo: Repo, form: str, golden: Callable[[str, str], None]
) -> None:
    done = play(repo.folder, "diff", "main", "relax-cover", "--format", form, *AS_OF)
    golden(f"diff.{'md' if form == 'markdown' else 'txt'}", _without_ids(done.stdout, repo))


def test_the_page_about_it_shows_that_report() -> None:
    report = (ROOT / "tests/golden/diff.md").read_text(encoding="utf-8")
    for name, shown in (("main", "3f2c1aa"), ("relax-cover", "9b07e54")):
        report = report.replace(f"id-of-{name}", shown)
    assert report in (ROOT / "docs/comparing.md").read_text(encoding="utf-8")


def test_programs_get_the_same(repo: Repo) -> None:
    done = play(repo.folder, "diff", "main", "relax-cover", "--format", "json", *AS_OF)
    data = json.loads(done.stdout)
    target = next(c for c in data["changes"] if c["code"] == "agreement/target-changed")
    assert target["document"] == "agreement:weekend-cover"
    assert target["values"] == [
        {"name": "", "before": "45", "after": "60 min by 2026-06-30"},
    ]
    assert (target["sense"], target["covered"], target["line"]) == ("weaker", False, 17)
    assert data["base"]["name"] == "main"
    assert {eye["party"] for eye in data["eyes"]} >= {"finance.director", "support"}


def test_forges_get_a_result_for_each_change(repo: Repo) -> None:
    done = play(repo.folder, "diff", "main", "relax-cover", "--format", "sarif", *AS_OF)
    (found,) = json.loads(done.stdout)["runs"]
    levels = {result["ruleId"]: result["level"] for result in found["results"]}
    assert levels["agreement/target-changed"] == "error"
    assert levels["right/veto-changed"] == "warning"
    assert {result["ruleId"] for result in found["results"]} <= {
        rule["id"] for rule in found["tool"]["driver"]["rules"]
    }
    place = found["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == COVER
    assert "\x1b" not in done.stdout


def test_a_pull_request_gets_an_annotation_beside_each_line_that_means_something_else(
    repo: Repo,
) -> None:
    done = play(repo.folder, "diff", "main", "relax-cover", "--format", "github", *AS_OF)
    lines = done.stdout.splitlines()
    (target,) = [line for line in lines if "title=agreement/target-changed," in line]
    assert target.startswith(f"::error file={COVER},title=agreement/target-changed,line=")
    assert "::Weekend cover: acceptance" in target
    assert "45 → 60" in target
    assert "%0A" in target
    assert "Needs an amendment" in target
    levels = {line.partition("title=")[2].partition(",")[0]: line.split()[0] for line in lines}
    assert levels["right/veto-changed"] == "::warning"
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_annotations_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(date(2026, 1, 2), {"docs/site.yml": "", "docs/content/pages/a.md": "# A\n"})
    lay(tmp_path, {"docs/content/outcomes/calm.md": "---\nparties: [sales]\n---\n# Calm\n"})
    done = play(tmp_path / "docs", "diff", "--format", "github", *AS_OF)
    assert done.stdout.startswith("::warning file=docs/content/outcomes/calm.md,title=")
    done = play(tmp_path / "docs", "diff", "--format", "sarif", *AS_OF)
    assert '"uri": "docs/content/outcomes/calm.md"' in done.stdout


@pytest.fixture
def half_read(repo: Repo) -> Repo:
    """The same with a slip in one more document: its outcome cannot be read."""
    path = "content/outcomes/calm-weekends.md"
    lay(repo.folder, {path: f"---\nparties: [support\n{(repo.folder / path).read_text()[4:]}"})
    return repo


UNREAD = "content/outcomes/calm-weekends.md"
WHY = "the bracket that is opened here is never closed"


def test_what_cannot_be_read_is_counted_apart_and_told_with_its_place(half_read: Repo) -> None:
    told = play(half_read.folder, "diff", *AS_OF).stdout
    assert "\n1 file not read in full\n" in told
    assert f"  {UNREAD}:2:10, as it is: {WHY} [text/yaml-error]" in told
    data = json.loads(play(half_read.folder, "diff", *AS_OF, "--format", "json").stdout)
    assert data["unread"] == [
        {
            "side": "head",
            "rule": "text/yaml-error",
            "path": UNREAD,
            "line": 2,
            "column": 10,
            "message": WHY,
            "hint": "write ] at the end",
        }
    ]


def test_forges_and_pull_requests_are_told_of_what_cannot_be_read(half_read: Repo) -> None:
    words = f"this was not compared, since it cannot be read: {WHY}"
    lines = play(half_read.folder, "diff", *AS_OF, "--format", "github").stdout.splitlines()
    place = f"file={UNREAD},title=text/yaml-error,line=2,col=10,endLine=2,endColumn=11"
    assert f"::warning {place}::{words}%0Awrite ] at the end" in lines
    log = json.loads(play(half_read.folder, "diff", *AS_OF, "--format", "sarif").stdout)
    (run,) = log["runs"]
    (found,) = run["results"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "text/yaml-error"
    assert found["level"] == "warning"
    assert found["message"]["text"].startswith(words)


@pytest.mark.parametrize(
    ("wanted", "kept", "code"),
    [
        ("none", (), 0),
        ("material", (WORD,), 1),
        ("material-uncovered", (WORD,), 0),
        ("material-uncovered", (TREE,), 1),
        ("uncovered", (EXPORT, SECURITY), 0),
        ("uncovered", (EXPORT,), 1),
    ],
)
def test_the_exit_code_is_what_was_asked_for(
    repo: Repo, wanted: str, kept: tuple[str, ...], code: int
) -> None:
    repo.git("switch", "-q", "--detach", "main")
    repo.git("checkout", "relax-cover", "--", *kept) if kept else None
    play(repo.folder, "diff", "--fail-on", wanted, *AS_OF, code=code)


def test_changed_words_alone_are_no_material_change(repo: Repo) -> None:
    repo.git("switch", "-q", "main")
    path = repo.folder / COVER
    path.write_text(path.read_text().replace("Unspent money stays", "Spare money stays"))
    play(repo.folder, "diff", "--fail-on", "material-uncovered", *AS_OF)
    told = play(repo.folder, "diff", "--fail-on", "uncovered", *AS_OF, code=1).stdout
    assert "+ Spare money stays in it until 31 December." in told


def test_nothing_is_told_of_nothing(repo: Repo) -> None:
    done = play(repo.folder, "diff", "--fail-on", "material")
    assert "no change in meaning" in done.stdout
    assert "Whose eyes" not in done.stdout


def test_what_cannot_be_compared_ends_with_two(repo: Repo, tmp_path: Path) -> None:
    said = play(repo.folder, "diff", "mian", code=2).stderr
    assert said == "Error: the repository has no revision “mian”: did you mean “main”?\n"
    alone = lay(tmp_path / "alone")
    (tmp_path / ".git").rename(tmp_path / "no-git")
    assert "no git repository here" in play(alone, "diff", code=2).stderr


def test_what_authors_wrote_is_shown_and_marks_nothing_up(repo: Repo) -> None:
    repo.git("switch", "-q", "main")
    path = repo.folder / COVER
    text = path.read_text()
    hostile = "a <b>bold</b> `code` @everyone [x](javascript:1)"
    path.write_text(
        text.replace("Volume doubles during a launch", json.dumps(hostile)).replace(
            "Unspent money stays", "``` ends the fence\n\nUnspent money stays"
        )
    )
    told = play(repo.folder, "diff", "--format", "markdown", *AS_OF).stdout
    assert "\\<b\\>bold\\</b\\>" in told
    assert "@everyone" not in told
    assert "\x1b" not in told
    assert "\x1b" not in play(repo.folder, "diff", *AS_OF).stdout


def test_a_comment_that_a_forge_would_refuse_is_cut(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "_LONGEST", 1_500)
    told = play(repo.folder, "diff", "main", "relax-cover", "--format", "markdown", *AS_OF).stdout
    assert len(told) < 1_700
    assert "agreement/target-changed" in told
    assert told.endswith(" more; `playbook diff` tells all of it.\n")
