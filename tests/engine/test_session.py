"""Run after run over a project on disk: what the cache saves is work, and nothing else."""

import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from amounts import times
from disk import PROGRAM, lay
from playbook.engine.answers import memo
from playbook.engine.cache.naming import name_of, number_of
from playbook.engine.cache.store import FOLDER, Lost, clear
from playbook.engine.cache.tables import merging, remembered
from playbook.engine.cache.tables.answer import State
from playbook.engine.files import survey
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.runs import scanning, sharing
from playbook.engine.runs.building import build
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.runs.sharing import check
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.rendering.templates.problem import TemplateProblem
from repositories import Repo
from story import STORY

PATHS = sorted(path for path in STORY if path.endswith(".md"))
STORE = f"{FOLDER}/answers.sqlite"
DAY = date(2026, 6, 20)
LATER = 10_000_000_000
"""Nanoseconds: a stamp taken so much later proves that nothing was written in the same tick."""


@pytest.fixture(autouse=True)
def _much_is_shared() -> Iterator[None]:
    few = mock.patch.object(scanning, "SHARED_FROM", 2)
    with few, mock.patch.object(sharing, "SHARED_FROM", 2):
        yield


def _later() -> int:
    return time.time_ns() + LATER


class Ran:
    """What a run made of a project, with the cache that earlier runs left."""

    def __init__(self, root: Path, options: Options, *, jobs: int, cache: bool = True) -> None:
        self.target = root / "site"
        opened = Session.open(Project.open(root), options, cache=cache, workers=jobs)
        self.workspace = opened.workspace
        self.findings: tuple[Diagnostic, ...] = ()
        self.problem: TemplateProblem | None = None

        def approve() -> bool:
            self.findings = opened.workspace.diagnostics()
            return True

        try:
            self.published = build(opened, self.target, clean=False, approve=approve)
        except TemplateProblem as problem:
            self.problem = problem
        opened.save()
        opened.close()

    @property
    def site(self) -> dict[str, bytes]:
        """Every file that was published, by address."""
        return {
            path.relative_to(self.target).as_posix(): path.read_bytes()
            for path in self.target.rglob("*")
            if path.is_file() and path.name != MANIFEST
        }


def from_nothing(root: Path, options: Options) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return site and findings as a workspace in memory makes them of all files at once."""
    project = Project.open(root)
    workspace, _ = project.workspace(options)
    findings = workspace.diagnostics()
    return dict(outputs(workspace, project.read)), findings


class Runs(RuleBasedStateMachine):
    """Edits, damage to the cache, and runs among one or two processes, in any order."""

    @initialize()
    def begin(self) -> None:
        self.root = lay(Path(tempfile.mkdtemp()))
        self.options = Options(DAY)
        self.jobs = 1
        self.changed = True
        self.patches: list[Any] = [
            mock.patch.object(scanning, "SHARED_FROM", 2),
            mock.patch.object(sharing, "SHARED_FROM", 2),
            mock.patch.object(survey, "now", _later),
        ]
        for patch in self.patches:
            patch.start()

    def teardown(self) -> None:
        for patch in self.patches:
            patch.stop()
        shutil.rmtree(self.root)

    def save(self, path: str, text: str | None) -> None:
        time.sleep(0.02)  # longer than a tick of the file system's clock
        if text is None:
            (self.root / path).unlink(missing_ok=True)
        else:
            lay(self.root, {path: text})
        self.changed = True

    def text(self, path: str) -> str:
        file = self.root / path
        return file.read_text("utf-8") if file.exists() else STORY[path]

    @rule(path=st.sampled_from(PATHS), words=st.sampled_from(["More.", "[x](y.md)", "## Terms"]))
    def edit(self, path: str, words: str) -> None:
        self.save(path, f"{self.text(path)}\n{words}\n")

    @rule(path=st.sampled_from(PATHS), title=st.sampled_from(["Renamed", "First reply", "<b>"]))
    def retitle(self, path: str, title: str) -> None:
        lines = self.text(path).splitlines()
        self.save(path, "\n".join(f"# {title}" if x.startswith("# ") else x for x in lines))

    @rule(path=st.sampled_from(PATHS))
    def change_a_letter_and_set_the_time_back(self, path: str) -> None:
        file = self.root / path
        if file.exists():
            before = file.stat()
            self.save(path, self.text(path).replace("e", "o", 1))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        self.save(path, None)

    @rule(path=st.sampled_from(PATHS))
    def rename(self, path: str) -> None:
        text = self.text(path)
        self.save(path, None)
        self.save(path.replace(".md", "-moved.md"), text)

    @rule(path=st.sampled_from(PATHS), status=st.sampled_from(["draft", "agreed", "in-force"]))
    def change_status(self, path: str, status: str) -> None:
        text = self.text(path)
        for old in ("draft", "agreed", "in-force"):
            text = text.replace(f"status: {old}", f"status: {status}")
        self.save(path, text)

    @rule(
        text=st.sampled_from(
            (
                "site_name: Other\n",
                "rules: {ref/orphan: off}\n",
                "glossary: {links: false}\n",
                "kinds: {norm: {fields: {cost-centre: {}}}}\n",
                "site_url: https://example.org/\n",
            )
        )
    )
    def change_settings(self, text: str) -> None:
        self.save("site.yml", text)

    @rule(text=st.sampled_from(["{% extends 'parent:base.html' %}", "<p>{{ frame.title }}", None]))
    def override_template(self, text: str | None) -> None:
        self.save("templates/base.html", text)

    @rule(day=st.sampled_from([DAY, date(2027, 1, 1)]), drafts=st.booleans())
    def choose(self, day: date, drafts: bool) -> None:  # noqa: FBT001 - drawn by the state machine
        self.options = Options(day, drafts)
        self.changed = True

    @rule()
    def check_only(self) -> None:
        for cache in (True, False):
            try:
                opened = Session.open(
                    Project.open(self.root), self.options, cache=cache, workers=self.jobs
                )
                check(opened)
                found = opened.workspace.diagnostics()
                opened.save()
                opened.close()
            except Lost:
                clear(self.root)
                continue
            break
        assert found == from_nothing(self.root, self.options)[1]

    @rule(seed=st.integers(0, 1000))
    def damage(self, seed: int) -> None:
        store = self.root / STORE
        if not store.exists():
            return
        dice = random.Random(seed)  # noqa: S311 - damage, not a secret
        data = bytearray(store.read_bytes())
        for _ in range(dice.choice((1, 20, 400))):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        store.write_bytes(data[: dice.choice((len(data), len(data) // 2, 7, 0))])
        self.changed = True

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / FOLDER, ignore_errors=True)
        self.changed = True

    @rule(url=st.sampled_from(["index.html", "pages/plain.html", "assets/base.css"]))
    def meddle_with_the_site(self, url: str) -> None:
        file = self.root / "site" / url
        if file.exists():
            time.sleep(0.02)
            file.write_bytes(file.read_bytes().replace(b"e", b"o"))
            self.changed = True

    @rule(jobs=st.sampled_from([1, 2]))
    def choose_processes(self, jobs: int) -> None:
        self.jobs = jobs

    @invariant()
    def a_run_equals_one_from_nothing(self) -> None:
        if not getattr(self, "changed", False):
            return
        self.changed = False
        site, findings = from_nothing(self.root, self.options)
        try:
            ran = Ran(self.root, self.options, jobs=self.jobs)
        except Lost:  # what a command does then
            clear(self.root)
            ran = Ran(self.root, self.options, jobs=self.jobs, cache=False)
        assert ran.problem is None
        assert ran.site == site
        assert ran.findings == findings


TestRuns = Runs.TestCase
TestRuns.settings = settings(
    max_examples=times(6, 100), stateful_step_count=times(10, 30), deadline=None
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "project")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_computes_nothing_and_writes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(survey, "now", lambda: time.time_ns() + LATER)
    Ran(root, Options(DAY), jobs=jobs)
    again = Ran(root, Options(DAY), jobs=jobs)
    assert again.workspace.memo.work == {}
    assert again.published is not None
    assert again.published.written == again.published.removed == 0


def test_a_body_edit_between_two_runs_renders_its_page_and_the_shards_of_its_words(
    root: Path,
) -> None:
    first = Ran(root, Options(DAY), jobs=1)
    before = first.site
    lay(root, {"content/pages/plain.md": STORY["content/pages/plain.md"] + "\nA zebra.\n"})
    second = Ran(root, Options(DAY), jobs=1)
    changed = {url for url, data in second.site.items() if before.get(url) != data}
    printed = {"print/index.html", "print/pages.html"}
    shown = {url for url in changed if not url.startswith("search/")}
    assert shown == {"pages/plain.html", *printed}
    assert second.workspace.memo.work["check"] == 1
    assert second.workspace.memo.work["page"] == len(changed)


def test_a_build_after_a_document_is_gone_equals_one_from_nothing(root: Path) -> None:
    """Its words are looked at before the list of its batch, and there are none of it any more."""
    Ran(root, Options(DAY), jobs=1)
    (root / "content/agreements/cover.md").unlink()
    then = Ran(root, Options(DAY), jobs=1)
    assert (then.site, then.findings) == from_nothing(root, Options(DAY))


@pytest.mark.parametrize("few", [64, 0])
def test_an_edit_that_uses_the_same_terms_puts_no_page_of_a_term_in_doubt(
    root: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(memo, "_FEW", few)
    first = Ran(root, Options(DAY), jobs=1)
    page = first.workspace.page_at("terms/first-reply.html")
    assert page is not None
    number = number_of(name_of(("page", page.url, page)) or b"")
    for words, is_sure in ("A zebra.", few > 0), ("Time to first reply.", False):
        lay(root, {"content/pages/plain.md": f"{STORY['content/pages/plain.md']}\n{words}\n"})
        opened = Session.open(Project.open(root), Options(DAY), workers=1)
        state = opened.workspace.memo.remembered.state(number)
        assert (state is State.CLEAN) is is_sure
        opened.close()
        then = Ran(root, Options(DAY), jobs=1)
        assert then.site == from_nothing(root, Options(DAY))[0]


def test_answers_are_put_into_the_table_of_an_earlier_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_PART", 64)
    monkeypatch.setattr(remembered, "_LEAST", 0)
    monkeypatch.setattr(remembered, "_LITTLE", 1_000_000)
    Ran(root, Options(DAY), jobs=1)
    for words in ("A zebra.", "A walrus.", "A first reply."):
        lay(root, {"content/pages/plain.md": f"{STORY['content/pages/plain.md']}\n{words}\n"})
        then = Ran(root, Options(DAY), jobs=1)
        assert then.workspace.memo.work["check"] == 1
        assert then.site == from_nothing(root, Options(DAY))[0]
    assert Ran(root, Options(DAY), jobs=1).workspace.memo.work == {}


def test_a_piece_that_is_damaged_keeps_a_run_from_leaving_anything_and_from_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "_LEAST", 0)
    monkeypatch.setattr(remembered, "_LITTLE", 1_000_000)
    Ran(root, Options(DAY), jobs=1)
    with sqlite3.connect(root / STORE) as connection:
        connection.execute("UPDATE kept SET data = x'00' WHERE name LIKE '%.questions.0'")
    connection.close()
    opened = Session.open(Project.open(root), Options(DAY), workers=1)
    lay(root, {"content/pages/plain.md": "# Plain\n\nA zebra.\n"})
    opened.workspace.sync({"content/pages/plain.md": b"# Plain\n\nA zebra.\n"})
    opened.workspace.diagnostics()
    assert not opened.save()
    opened.close()


def test_a_check_between_two_builds_costs_the_second_one_nothing(root: Path) -> None:
    Ran(root, Options(DAY), jobs=1)
    lay(root, {"content/pages/plain.md": STORY["content/pages/plain.md"] + "\nA zebra.\n"})
    opened = Session.open(Project.open(root), Options(DAY), workers=1)
    opened.workspace.diagnostics()
    opened.save()
    opened.close()
    second = Ran(root, Options(DAY), jobs=1)
    assert "check" not in second.workspace.memo.work
    assert second.workspace.memo.work["page"] < 20


def test_words_that_a_check_has_seen_and_no_build_are_found_after_the_next_one(root: Path) -> None:
    Ran(root, Options(DAY), jobs=1)
    for words in ("A zebra.", "A walrus."):
        lay(root, {"content/pages/plain.md": f"{STORY['content/pages/plain.md']}\n{words}\n"})
        checked = Session.open(Project.open(root), Options(DAY), workers=1)
        checked.workspace.diagnostics()
        checked.save()
        checked.close()
    built = Ran(root, Options(DAY), jobs=1)
    index = b"".join(data for url, data in built.site.items() if url.startswith("search/"))
    assert b"walrus" in index
    assert b"zebra" not in index
    assert built.site == from_nothing(root, Options(DAY))[0]


def test_a_title_edit_does_not_check_what_does_not_show_the_title(root: Path) -> None:
    Ran(root, Options(DAY), jobs=1)
    lay(root, {"content/pages/plain.md": "# Plainer\n\nNothing refers to this.\n"})
    second = Ran(root, Options(DAY), jobs=1)
    assert second.workspace.memo.work["check"] < len(PATHS)


def test_a_title_edit_asks_nothing_of_the_documents_that_git_knows(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(date(2026, 1, 2), STORY)
    checked(repo.folder)
    lay(repo.folder, {"content/pages/plain.md": "# Plainer\n\nNothing refers to this.\n"})
    second = checked(repo.folder)
    assert "check-whole" not in second.workspace.memo.work
    (repo.folder / "content/pages/plain.md").unlink()
    third = checked(repo.folder)
    assert "id/vanished" in {finding.code for finding in third.workspace.diagnostics()}


def checked(root: Path) -> Session:
    """Check a project with its history, and leave what was found out."""
    project = Project.open(root)
    opened = Session.open(project, Options(DAY, past=project.past()), workers=1)
    opened.workspace.diagnostics()
    opened.save()
    opened.close()
    return opened


def test_findings_that_nothing_touched_are_known_without_asking(root: Path) -> None:
    lay(root, {"content/pages/plain.md": "# Plain\n\n[[term:nothing-like-it]]\n"})
    first = checked(root).workspace.diagnostics()
    other = next(path for path in PATHS if path.startswith("content/terms/"))
    lay(root, {other: STORY[other] + "\nA zebra.\n"})
    opened = Session.open(Project.open(root), Options(DAY), workers=1)
    assert opened.workspace.unchecked() == {other}
    assert opened.workspace.diagnostics() == first
    opened.close()


def test_findings_that_nobody_looked_at_are_asked_for_in_the_next_run(root: Path) -> None:
    checked(root)
    lay(root, {"content/pages/plain.md": "# Plain\n\n[[term:nothing-like-it]]\n"})
    unseen = Session.open(Project.open(root), Options(DAY), workers=1)
    assert unseen.save()
    unseen.close()
    third = checked(root)
    assert "ref/unknown" in {finding.code for finding in third.workspace.diagnostics()}


def test_a_run_that_another_one_has_overtaken_leaves_what_that_one_left(root: Path) -> None:
    checked(root)
    lay(root, {"content/pages/plain.md": "# Plain\n\nA zebra.\n"})
    slow = Session.open(Project.open(root), Options(DAY), workers=1)
    lay(root, {"content/pages/plain.md": "# Plain\n\nTwo zebras.\n"})
    findings = checked(root).workspace.diagnostics()
    slow.workspace.diagnostics()
    assert not slow.save()
    slow.close()
    third = checked(root)
    assert third.workspace.memo.work == {}
    assert third.workspace.diagnostics() == findings


def test_one_process_and_many_publish_the_same_bytes(root: Path) -> None:
    one = Ran(root, Options(DAY), jobs=1, cache=False)
    site, findings = one.site, one.findings
    shutil.rmtree(one.target)
    many = Ran(root, Options(DAY), jobs=5, cache=False)
    assert (many.site, many.findings) == (site, findings)


def test_what_another_user_sealed_counts_for_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ran(root, Options(DAY), jobs=1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    again = Ran(root, Options(DAY), jobs=1)
    assert again.workspace.memo.work["check"] == len(PATHS)


def test_an_error_is_found_again_in_the_second_run_and_gone_in_the_third(root: Path) -> None:
    lay(root, {"content/pages/plain.md": "# Plain\n\n[[term:nothing-like-it]]\n"})
    for _ in range(2):
        ran = Ran(root, Options(DAY), jobs=2)
        assert [d.code for d in ran.findings if d.severity is Severity.ERROR] == ["ref/unknown"]
    lay(root, {"content/pages/plain.md": "# Plain\n"})
    ran = Ran(root, Options(DAY), jobs=2)
    assert [d for d in ran.findings if d.severity is Severity.ERROR] == []


def test_the_cache_holds_what_there_is_and_not_what_there_was(root: Path) -> None:
    sizes = []
    for number in range(6):
        lay(root, {"content/pages/plain.md": f"# Plain\n\n{f'word{number} ' * 4000}\n"})
        Ran(root, Options(DAY), jobs=1)
        sizes.append((root / STORE).stat().st_size)
    assert max(sizes[1:]) < 1.5 * sizes[0]


def test_runs_with_other_hash_seeds_and_zones_go_on_from_each_other(root: Path) -> None:
    def run(seed: str, zone: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [PROGRAM, "build", "--as-of", "2026-06-20", "--verify", "-v"],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stderr

    run("1", "UTC")
    assert "computed" not in run("2", "Asia/Tokyo")
    lay(root, {"content/pages/plain.md": STORY["content/pages/plain.md"] + "\nAnother word.\n"})
    assert "computed check: 1\n" in run("3", "America/Lima")
