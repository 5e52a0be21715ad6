"""Which two states are compared, what becomes of them that cannot be read, and what was agreed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from comparing import AGREED, TODAY, changes, differing, edited
from disk import lay
from playbook.apps.changes.telling import compared
from playbook.engine.runs.comparing import Comparison, Incomparable, compare
from playbook.engine.runs.project import Project
from repositories import Repo
from story import STORY

COVER, CHANGE = "content/agreements/cover.md", "content/rights/change.md"
RELAXED = edited(COVER, ("target: 45", "target: 60"))
AMENDMENT = (
    "---\namends: agreement:cover\nstatus: approved\napproved_by: finance.director\n"
    "approved: 2026-06-18\n---\n# A later reply\n\nFewer people.\n"
)
AMENDED = "content/amendments/later.md"


def codes(comparison: Comparison) -> list[str]:
    return [change.code for change in changes(comparison)]


def of_commits(repo: Repo, base: str = "", head: str = "") -> Comparison:
    return compare(Project.open(repo.folder), base, head, TODAY)


# --- which states ---------------------------------------------------------------------------------


def test_what_others_did_since_is_no_change_of_this_branch(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    first = repo.commit(AGREED, STORY)
    repo.git("switch", "-q", "-c", "branch")
    repo.commit(date(2026, 6, 2), RELAXED)
    repo.git("switch", "-q", "main")
    repo.commit(date(2026, 6, 3), edited(CHANGE, ("5 days", "9 days")))
    found = of_commits(repo, "main", "branch")
    assert codes(found) == ["agreement/target-changed"]
    assert (found.base.commit, found.base.fork, found.head.name) == (first, "branch", "branch")
    repo.git("switch", "-q", "branch")
    on_disk = of_commits(repo, "main")
    assert codes(on_disk) == ["agreement/target-changed"]
    assert on_disk.head.commit == ""
    assert codes(of_commits(repo)) == []


def test_without_a_base_the_files_are_compared_with_the_last_commit(tmp_path: Path) -> None:
    found = differing(tmp_path, RELAXED)
    assert codes(found) == ["agreement/target-changed"]
    assert found.base.name == "HEAD"


def test_a_playbook_in_a_folder_of_its_repository_is_compared(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(AGREED, {f"docs/{path}": text for path, text in STORY.items()})
    lay(tmp_path / "docs", RELAXED)
    found = compare(Project.open(tmp_path / "docs"), "", "", TODAY)
    assert codes(found) == ["agreement/target-changed"]


@pytest.mark.parametrize(("old", "new"), [("docs/", "books/ours/"), ("", "docs/"), ("docs/", "")])
def test_a_playbook_that_was_moved_since_is_compared_with_itself(
    old: str, new: str, tmp_path: Path
) -> None:
    repo = Repo(tmp_path)
    repo.commit(date(2026, 5, 1), {"README.md": "# Read\n"})
    repo.commit(AGREED, {f"{old}{path}": text for path, text in STORY.items()})
    repo.git("tag", "before")
    gone = dict.fromkeys(f"{old}{path}" for path in STORY)
    repo.commit(TODAY, {**gone, **{f"{new}{path}": text for path, text in STORY.items()}})
    lay(tmp_path / new, RELAXED)
    found = compare(Project.open(tmp_path / new), "before", "", TODAY)
    assert codes(found) == ["agreement/target-changed"]
    assert not found.is_from_nothing


def test_a_base_before_the_playbook_has_nothing(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(date(2026, 5, 1), {"README.md": "# Not yet\n"})
    repo.git("tag", "before")
    repo.commit(AGREED, STORY)
    found = of_commits(repo, "before", "main")
    assert {*codes(found)} == {"document/added"}
    assert found.is_from_nothing
    said = "before has no playbook in this folder, so that all of it is new"
    assert compared(found).endswith(said)
    assert said not in compared(of_commits(repo, "main", "main"))


@pytest.mark.parametrize(
    ("base", "head", "said"),
    [
        ("nowhere", "", "the repository has no revision “nowhere”; there are apart, main"),
        ("apert", "", "the repository has no revision “apert”: did you mean “apart”?"),
        ("main", "nowhere", "the repository has no revision “nowhere”"),
        ("--all", "", "the repository has no revision “--all”"),
        ("apart", "", "“apart” and “HEAD” have no commit in common"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, base: str, head: str, said: str) -> None:
    repo = Repo(tmp_path)
    repo.commit(AGREED, STORY)
    repo.git("checkout", "-q", "--orphan", "apart")
    repo.commit(AGREED, {"content/index.md": "# Another\n"})
    repo.git("switch", "-q", "main")
    with pytest.raises(Incomparable, match=said):
        of_commits(repo, base, head)


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(Incomparable, match="no git repository here"):
        compare(Project.open(lay(tmp_path)), "", "", TODAY)


def test_a_shallow_clone_says_how_to_get_the_rest(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "whole")
    first = repo.commit(AGREED, STORY)
    repo.commit(date(2026, 6, 2), RELAXED)
    Repo(tmp_path).git("clone", "-q", "--depth=1", f"file://{repo.folder}", "part")
    with pytest.raises(Incomparable, match="git fetch --unshallow"):
        compare(Project.open(tmp_path / "part"), first, "", TODAY)


# --- which document is which ----------------------------------------------------------------------


def test_a_document_is_found_by_its_former_id(tmp_path: Path) -> None:
    moved = edited(COVER, ("target: 45", "target: 60"), ("status:", "formerly: [cover]\nstatus:"))
    found = differing(tmp_path, {COVER: None, "content/agreements/weekends.md": moved[COVER]})
    assert codes(found) == ["agreement/target-changed"]
    assert found.changed[0].subject.was == COVER


def test_a_renamed_file_is_found_by_its_lines(tmp_path: Path) -> None:
    found = differing(tmp_path, {COVER: None, "content/agreements/new.md": RELAXED[COVER]})
    assert codes(found) == ["agreement/target-changed"]


def test_a_file_of_another_kind_is_another_document(tmp_path: Path) -> None:
    found = differing(tmp_path, {COVER: None, "content/pages/cover.md": STORY[COVER]})
    assert codes(found) == ["document/removed"]


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        {COVER: STORY[COVER].replace("acceptance:", "acceptence:")},
        {COVER: STORY[COVER].replace("target: 45", "target: soon")},
        {COVER: STORY[COVER].replace("parties: [support, finance]", "parties: [support, finance")},
        {COVER: b"\xff\xfe\x00broken"},
    ],
    ids=["misspelt", "no number", "no YAML", "no text"],
)
def test_what_cannot_be_read_is_told_and_not_taken_for_gone(
    tmp_path: Path, broken: dict[str, str | bytes]
) -> None:
    after = {**broken, **edited(CHANGE, ("5 days", "9 days"))}
    found = differing(tmp_path, after)
    assert codes(found) == ["right/deadline-changed"]
    assert {(state.commit, problem.span.path) for state, problem in found.faults} == {("", COVER)}


def test_what_could_not_be_read_before_is_told_too(tmp_path: Path) -> None:
    broken = {COVER: STORY[COVER].replace("target: 45", "target: soon")}
    found = differing(tmp_path, {COVER: STORY[COVER]}, broken)
    assert codes(found) == []
    assert [state is found.base for state, _ in found.faults] == [True]


def test_a_file_that_is_refused_on_one_side_is_told(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(AGREED, STORY)
    (tmp_path / COVER).unlink()
    (tmp_path / COVER).symlink_to("/etc/hostname")
    found = of_commits(repo)
    assert [(state is found.head, problem.code) for state, problem in found.faults] == [
        (True, "file/not-regular")
    ]
    repo.commit(date(2026, 6, 2))
    assert of_commits(repo).faults == ()


# --- what was agreed to ---------------------------------------------------------------------------


def test_a_change_without_an_amendment_wants_one(tmp_path: Path) -> None:
    found = differing(tmp_path, RELAXED)
    verdict = found.verdicts["agreement:cover"]
    assert verdict.uncovered == ("acceptance",)
    assert (verdict.right, verdict.deciders) == ("Changing cover", ("finance.director",))
    assert verdict.suspect == ("support", "finance")


def test_an_approved_amendment_covers_it(tmp_path: Path) -> None:
    found = differing(tmp_path, {**RELAXED, AMENDED: AMENDMENT})
    verdict = found.verdicts["agreement:cover"]
    assert (verdict.uncovered, verdict.consent) == ((), "amendment “A later reply”")


def test_an_amendment_that_is_only_proposed_does_not(tmp_path: Path) -> None:
    proposed = AMENDMENT.replace("approved\n", "proposed\n", 1).replace(
        "approved: 2026-06-18\n", ""
    )
    found = differing(tmp_path, {**RELAXED, AMENDED: proposed})
    verdict = found.verdicts["agreement:cover"]
    assert (verdict.uncovered, verdict.proposed) == (("acceptance",), ("A later reply",))


def test_an_amendment_approved_by_somebody_else_does_not(tmp_path: Path) -> None:
    wrong = AMENDMENT.replace("finance.director", "support.lead")
    found = differing(tmp_path, {**RELAXED, AMENDED: wrong})
    verdict = found.verdicts["agreement:cover"]
    assert verdict.uncovered == ("acceptance",)
    assert verdict.wrong == "“A later reply” was approved by Lead; it is decided by Director"


def test_nobody_makes_themselves_the_one_who_approves(tmp_path: Path) -> None:
    wrong = AMENDMENT.replace("finance.director", "support.lead")
    mine = edited(CHANGE, ("approver: finance.director", "approver: support.lead"))
    found = differing(tmp_path / "right", {**RELAXED, **mine, AMENDED: wrong})
    assert found.verdicts["agreement:cover"].uncovered == ("acceptance",)
    assert found.verdicts["agreement:cover"].deciders == ("finance.director",)
    own = "---\ndecision: Mine\nstatus: in-force\napprover: support.lead\n---\n# Mine\n\nAsk.\n"
    after = edited(COVER, ("target: 45", "target: 60"), ("changes_by: change", "changes_by: mine"))
    under = wrong.replace("approved_by", "under: mine\napproved_by")
    files = {**after, "content/rights/mine.md": own, AMENDED: under}
    verdict = differing(tmp_path / "other", files).verdicts["agreement:cover"]
    assert {*verdict.uncovered} == {"acceptance", "changes_by"}
    assert verdict.right == "Changing cover"


def test_who_signs_anew_agrees(tmp_path: Path) -> None:
    signed = edited(
        COVER,
        ("target: 45", "target: 60"),
        ("2026-02-01, finance: 2026-02-02", "2026-06-20, finance: 2026-06-20"),
    )
    verdict = differing(tmp_path, signed).verdicts["agreement:cover"]
    assert (verdict.uncovered, verdict.consent) == ((), "the signatures of all parties")


def test_what_was_not_in_force_needs_no_amendment(tmp_path: Path) -> None:
    draft = edited(COVER, ("status: in-force", "status: draft"))
    found = differing(tmp_path, RELAXED, draft)
    assert "agreement/target-changed" in codes(found)
    assert found.verdicts == {}


def test_to_take_it_out_of_force_meanwhile_does_not_help(tmp_path: Path) -> None:
    after = edited(COVER, ("target: 45", "target: 60"), ("status: in-force", "status: draft"))
    found = differing(tmp_path, after)
    assert found.verdicts["agreement:cover"].uncovered == ("acceptance",)


def test_what_was_in_force_is_not_simply_deleted(tmp_path: Path) -> None:
    found = differing(tmp_path, {COVER: None})
    assert found.verdicts["agreement:cover"].uncovered


def test_a_renamed_file_that_is_not_committed_yet_wants_an_amendment_too(tmp_path: Path) -> None:
    found = differing(tmp_path, {COVER: None, "content/agreements/new.md": RELAXED[COVER]})
    assert found.verdicts["agreement:new"].uncovered == ("acceptance",)


# --- settings and kinds of one's own --------------------------------------------------------------


def test_a_setting_by_which_documents_are_judged_is_told(tmp_path: Path) -> None:
    found = differing(tmp_path, {"site.yml": STORY["site.yml"] + "changes_by: change\n"})
    assert codes(found) == ["settings/changed"]
    assert found.changed[0].changes[0].span.path == "site.yml"
    assert changes(found)[0].turns[0].after == "Changing cover"


def test_of_a_setting_with_parts_the_part_is_told_that_changed(tmp_path: Path) -> None:
    found = differing(tmp_path, {"site.yml": STORY["site.yml"] + "fairness: {overload: 2}\n"})
    (change,) = changes(found)
    assert (change.label, change.field) == ("fairness", "overload")
    assert (change.turns[0].before, change.turns[0].after) == ("1.5", "2")


def test_settings_that_cannot_be_read_are_told_and_not_taken_for_the_same(tmp_path: Path) -> None:
    found = differing(tmp_path, {"site.yml": STORY["site.yml"] + "changes_bye: change\n"})
    assert [problem.code for _, problem in found.faults] == ["text/unknown-field"]
    assert (found.changed, found.unread, found.editorial) == ((), 1, 0)


def test_documents_of_ones_own_kind_are_compared_field_by_field(tmp_path: Path) -> None:
    settings = (
        STORY["site.yml"] + "kinds:\n  playtest:\n    fields:\n      score: {type: number}\n"
        "      held_by: {type: party}\n"
    )
    path = "content/playtests/one.md"
    before = {"site.yml": settings, path: "---\nscore: 3\n---\n# One\n\nFun.\n"}
    after = {path: "---\nscore: 4\nheld_by: support\n---\n# One\n\nMore fun.\n"}
    found = differing(tmp_path, after, before)
    assert codes(found) == ["document/field-changed", "document/field-changed"]
    assert [change.turns[0].after for change in changes(found)] == ["4", "Support"]


def test_files_that_differ_in_nothing_but_looks_are_counted(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    text = STORY[COVER].replace("A first reply comes soon.", "A first reply comes very soon.")
    page = {"content/pages/plain.md": "# Plain\n\nOther words.\n"}
    found = differing(tmp_path, {COVER: text.replace("\n", "\r\n"), **page})
    assert (codes(found), found.editorial) == ([], 2)
