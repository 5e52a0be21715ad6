"""Edits and requests in any order: every answer is the page of a clean build of what is on disk.

Files are changed on disk as an author, an editor or git changes them; the preview is told of the
exact paths, as the system tells, or looks at everything, as after a lost event. In between pages
are asked for, findings are looked for and the search index is made, and ended half-way. Half of
the previews go on from what an earlier run has left.
"""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from amounts import times
from apps.asking import ask
from disk import lay
from playbook.apps.preview.server import Server, Serving
from playbook.apps.preview.state import Preview
from playbook.apps.preview.turns import GiveWay
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.templates.problem import TemplateProblem
from story import STORY

OPTIONS = Options(as_of=date(2026, 6, 20), drafts=True)
PATHS = sorted(path for path in STORY if path.endswith(".md"))
FOLDERS = sorted({path.rpartition("/")[0] for path in PATHS} - {"content"})


class Serves(RuleBasedStateMachine):
    """A preview, the folder that it shows, and what it has not been told yet."""

    @initialize(is_warm=st.booleans())
    def begin(self, is_warm: bool) -> None:  # noqa: FBT001 - drawn by the state machine
        self.root = lay(Path(tempfile.mkdtemp()) / "project", STORY)
        if is_warm:
            leave_a_cache(self.root)
        self.preview = Preview(Project.open(self.root), OPTIONS, cache=is_warm)
        self.server = Server(self.preview, Serving(frozenset({"localhost:80"})))
        self.untold: set[str] = set()
        self.moved = False

    def teardown(self) -> None:
        if hasattr(self, "server"):
            self.server.close()
            shutil.rmtree(self.root.parent)

    # --- what authors do -------------------------------------------------------------------------

    def save(self, path: str, data: bytes | None) -> None:
        place = self.root / path
        if data is None:
            place.unlink(missing_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.swp")
            beside.write_bytes(data)
            beside.replace(place)
        self.untold.add(path)

    def read(self, path: str) -> bytes:
        place = self.root / path
        return place.read_bytes() if place.is_file() else STORY[path].encode()

    @rule(
        path=st.sampled_from(PATHS), words=st.sampled_from(["More.", "[[nobody]]", "FRT", "## X"])
    )
    def edit(self, path: str, words: str) -> None:
        self.save(path, self.read(path) + f"\n{words}\n".encode())

    @rule(path=st.sampled_from(PATHS), title=st.sampled_from(["Renamed", "First reply"]))
    def retitle(self, path: str, title: str) -> None:
        lines = self.read(path).decode().splitlines()
        new = [f"# {title}" if line.startswith("# ") else line for line in lines]
        self.save(path, ("\n".join(new) + "\n").encode())

    @rule(path=st.sampled_from(PATHS))
    def restore(self, path: str) -> None:
        self.save(path, STORY[path].encode())

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        self.save(path, None)

    @rule(path=st.sampled_from(PATHS), old=st.sampled_from(["in-force", "agreed", "support"]))
    def replace(self, path: str, old: str) -> None:
        self.save(path, self.read(path).replace(old.encode(), b"draft"))

    @rule(folder=st.sampled_from(FOLDERS))
    def move_a_folder(self, folder: str) -> None:
        away = self.root / "away" / folder
        if (self.root / folder).is_dir() and not away.exists():
            away.parent.mkdir(parents=True, exist_ok=True)
            (self.root / folder).rename(away)
        elif away.is_dir() and not (self.root / folder).exists():
            (self.root / folder).parent.mkdir(exist_ok=True)
            away.rename(self.root / folder)
        self.moved = True

    @rule(
        text=st.sampled_from(
            ["site_name: Other", "site_name: [", "glossary: {links: false}", "nonsense: 1", ""]
        )
    )
    def change_settings(self, text: str) -> None:
        self.save("site.yml", text.encode())

    @rule(text=st.sampled_from(["{% extends 'parent:document.html' %}", "{{ broken", None]))
    def change_a_template(self, text: str | None) -> None:
        self.save("templates/document.html", text.encode() if text else None)

    @rule(name=st.sampled_from(["extra.css", "picture.png", "table.csv"]), size=st.integers(0, 3))
    def change_a_file(self, name: str, size: int) -> None:
        self.save(f"content/{name}", b"x" * size if size else None)

    # --- what the preview does -------------------------------------------------------------------

    @rule(whole=st.booleans())
    def hear(self, whole: bool) -> None:  # noqa: FBT001 - drawn by the state machine
        self.preview.refresh(None if whole or self.moved else self.untold)
        self.untold, self.moved = set(), False

    @rule(after=st.integers(0, 200))
    def work_that_is_ended(self, after: int) -> None:
        """As when a reader comes while findings are looked for or the index is made."""
        left = after

        def end() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise GiveWay

        workspace = self.preview.workspace
        workspace.checkpoint = end
        try:
            workspace.diagnostics()
            workspace.page("search/index.js")
        except GiveWay:
            pass
        finally:
            workspace.checkpoint = None

    @rule()
    def judge(self) -> None:
        self.preview.judge()

    @rule(share=st.integers(0, 6))
    def ask_for_some_pages(self, share: int) -> None:
        """Every answer is that of a build, once all has been heard."""
        self.hear(whole=False)
        clean = self.clean()
        for url in clean.urls()[share::7]:
            self.same(url, clean)

    @rule()
    def compare_everything(self) -> None:
        self.hear(whole=False)
        clean = self.clean()
        for url in sorted({*clean.urls(), *self.preview.workspace.urls()}):
            self.same(url, clean)
        for asset in (it for it in clean.assets() if it.url not in clean.urls()):
            answer = ask(self.server, f"/{asset.url}")
            assert (answer.status, answer.page) == (200, self.project.read(asset.path)), asset.url
        if not self.preview.faults:
            judged = self.preview.judge().findings
            found = [it for it in judged if it.code != "theme/template-error"]
            expected = sorted((*self.problems, *clean.diagnostics()), key=lambda d: d.order)
            assert found == expected

    def clean(self) -> Workspace:
        """Make everything anew; with settings that are broken, from those that were good last."""
        now = Project.open(self.root)
        if not now.faults:
            self.good = (self.root / "site.yml").read_bytes()
            workspace, self.problems = now.workspace(OPTIONS)
            self.project = now
            return workspace
        broken = (self.root / "site.yml").read_bytes()
        (self.root / "site.yml").write_bytes(getattr(self, "good", STORY["site.yml"].encode()))
        self.project = Project.open(self.root)
        workspace, self.problems = self.project.workspace(OPTIONS)
        (self.root / "site.yml").write_bytes(broken)
        return workspace

    def same(self, url: str, clean: Workspace) -> None:
        answer = ask(self.server, f"/{url}")
        try:
            expected = clean.page(url)
        except TemplateProblem:
            assert answer.status == 500, url
            return
        if expected is None:
            assert answer.status in {404, 500}, url
            return
        assert (answer.status, answer.page) == (200, expected), url


def leave_a_cache(root: Path) -> None:
    """Leave everything to the next run, as a build does."""
    session = Session.open(Project.open(root), OPTIONS, workers=1)
    session.workspace.diagnostics()
    for url in session.workspace.urls():
        session.workspace.page(url)
    assert session.save()
    session.close()


def test_findings_elsewhere_follow_an_edit_after_a_warm_start(tmp_path: Path) -> None:
    """What an earlier run found of other documents holds only until something it asked changes."""
    root = lay(tmp_path, STORY)
    leave_a_cache(root)
    preview = Preview(Project.open(root), OPTIONS, cache=True)
    before = preview.judge().findings
    team = next(path for path in PATHS if "/teams/" in path)
    (root / team).unlink()
    preview.refresh({team})
    expected = Preview(Project.open(root), OPTIONS).judge().findings
    assert preview.judge().findings == expected
    assert len(expected) > len(before)


def test_the_search_index_follows_edits_after_a_warm_start(tmp_path: Path) -> None:
    """It hears of an edit only when somebody wants it, which may be after several."""
    root = lay(tmp_path, STORY)
    leave_a_cache(root)
    preview = Preview(Project.open(root), OPTIONS, cache=True)
    preview.judge()
    first, second, *_ = (path for path in PATHS if "/teams/" in path)
    for saves in ((first,), (second, first), (first,)):
        preview.prepare_search()
        for number, path in enumerate(saves):
            text = (root / path).read_text("utf-8")
            (root / path).write_text(f"{text}\nZanzibar {number} comes last.\n", "utf-8")
            preview.refresh({path})
            preview.judge()
        clean, _ = Project.open(root).workspace(OPTIONS)
        assert preview.workspace.urls() == clean.urls()
        for url in clean.search_pages():
            assert preview.answer(url).data == clean.page(url), url


def test_outputs_are_what_is_compared() -> None:
    """The pages of a workspace are those that `build` publishes."""
    project = Project.open(lay(Path(tempfile.mkdtemp()), STORY))
    workspace, _ = project.workspace(OPTIONS)
    published = dict(outputs(workspace, project.read))
    assert {url: workspace.page(url) for url in workspace.urls()}.items() <= published.items()
    shutil.rmtree(project.root)


TestServes = Serves.TestCase
TestServes.settings = settings(
    max_examples=times(8, 100), stateful_step_count=times(20, 40), deadline=None
)
