"""`playbook diff` on a repository with the story of `content/`: what a reviewer reads."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from disk import play
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
