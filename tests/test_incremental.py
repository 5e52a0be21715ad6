"""Incremental equals clean: after every edit, the same bytes and findings as from nothing.

The clean playbook gets its files one by one in shuffled order, so that an answer that depends on
the order of arrival is caught too.
"""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from amounts import times
from committed import past
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.template_finding import template_finding
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic
from playbook.rendering.templates.theme import TemplateProblem
from story import STORY, story, theme_files

OPTIONS = Options(
    as_of=date(2026, 6, 20),
    past=past(
        (
            date(2026, 3, 1),
            {
                **story(),
                "content/pages/gone.md": b"# Gone\n",
                "content/agreements/cover.md": story()["content/agreements/cover.md"].replace(
                    b"within the hour", b"within a day"
                ),
                "content/trees/rota.md": story()["content/trees/rota.md"].replace(
                    b"### Just do it", b"### Do it yourself"
                ),
            },
        ),
        (date(2026, 5, 1), {**story(), "content/pages/gone.md": None}),
    ),
)
THEME = theme_files()
OWN_KIND = (
    "kinds: {playtest: {statuses: [draft, done], fields: "
    "{score: {type: number}, agreement: {type: reference, to: agreement}}}}"
)
FILES = {
    **STORY,
    "content/playtests/sofa.md": "---\nscore: 4\nagreement: cover\nstatus: done\n---\n# Sofa\n",
}
BARE = "See [[playtest:sofa]], [[plain]] and [[agreement:cover]]."
PATHS = sorted(path for path in FILES if path.endswith(".md"))


def everything(workspace: Workspace, files: dict[str, bytes]) -> dict[str, bytes | Diagnostic]:
    """Return every file of the site, or the finding that stands in the way of one."""
    found: dict[str, bytes | Diagnostic] = {}
    for url in workspace.urls():
        try:
            found[url] = workspace.page(url) or b""
        except TemplateProblem as problem:
            found[url] = template_finding(problem)
    for asset in workspace.assets():
        found.setdefault(asset.url, files[asset.path])
    return found


class Edits(RuleBasedStateMachine):
    """Random edits of a small playbook, each compared with a clean build."""

    @initialize(drafts=st.booleans())
    def begin(self, drafts: bool) -> None:  # noqa: FBT001 - drawn by the state machine
        self.options = replace(OPTIONS, drafts=drafts)
        self.files = {**THEME, **{path: text.encode() for path, text in FILES.items()}}
        self.workspace = Workspace(self.options)
        self.workspace.sync(self.files)
        self.gone: dict[str, bytes] = {}

    def save(self, path: str, data: bytes | None) -> None:
        if data is None:
            self.files.pop(path, None)
        else:
            self.files[path] = data
        self.workspace.sync({path: data})

    def replace(self, path: str, old: str, new: str) -> None:
        data = self.files.get(path)
        if data is not None:
            self.save(path, data.replace(old.encode(), new.encode()))

    @rule(
        path=st.sampled_from(PATHS),
        words=st.sampled_from(["More.", "First reply.", "[x](y.md)", "## Terms", BARE]),
    )
    def edit_body(self, path: str, words: str) -> None:
        data = self.files.get(path)
        if data is not None:
            self.save(path, data + f"\n{words}\n".encode())

    @rule(
        path=st.sampled_from(PATHS),
        title=st.sampled_from(["Renamed", "First reply", "Änderung <b>"]),
    )
    def retitle(self, path: str, title: str) -> None:
        lines = self.files.get(path, b"").decode().splitlines()
        self.save(
            path, "\n".join(f"# {title}" if x.startswith("# ") else x for x in lines).encode()
        )

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        data = self.files.get(path)
        if data is not None:
            self.gone[path] = data
            self.save(path, None)

    @rule(path=st.sampled_from(PATHS))
    def restore(self, path: str) -> None:
        self.save(path, self.gone.get(path, FILES[path].encode()))

    @rule(path=st.sampled_from(PATHS), name=st.sampled_from(["moved", "cover", "a-b"]))
    def rename(self, path: str, name: str) -> None:
        data = self.files.get(path)
        if data is not None:
            self.save(path, None)
            self.save(f"{path.rpartition('/')[0]}/{name}.md", data)

    @rule(one=st.sampled_from(PATHS), other=st.sampled_from(PATHS))
    def swap(self, one: str, other: str) -> None:
        first, second = self.files.get(one), self.files.get(other)
        if first is not None and second is not None:
            self.files |= {one: second, other: first}
            self.workspace.sync({one: second, other: first})

    @rule(path=st.sampled_from(PATHS))
    def break_references(self, path: str) -> None:
        self.replace(path, "support", "supprt")

    @rule(path=st.sampled_from(PATHS))
    def mend_references(self, path: str) -> None:
        self.replace(path, "supprt", "support")

    @rule(
        path=st.sampled_from(PATHS),
        status=st.sampled_from(["draft", "in-force", "superseded", "agreed"]),
    )
    def change_status(self, path: str, status: str) -> None:
        for old in ("draft", "in-force", "superseded", "agreed"):
            self.replace(path, f"status: {old}", f"status: {status}")

    @rule(
        setting=st.sampled_from(
            [
                "site_name: Other",
                "rules: {ref/orphan: off}",
                "glossary: {links: false}",
                "nonsense: 1",
                OWN_KIND,
                OWN_KIND.replace("number", "text"),
                "kinds: {norm: {fields: {cost-centre: {}}}, teams: {}}",
                "content_dir: [",
                "",
            ]
        )
    )
    def change_settings(self, setting: str) -> None:
        self.save("site.yml", setting.encode())

    @rule(
        text=st.sampled_from(
            ["{% extends 'parent:base.html' %}", "<p>{{ broken", "{{ nothing_here }}", None]
        )
    )
    def override_template(self, text: str | None) -> None:
        self.save("templates/base.html", None if text is None else text.encode())

    @rule(text=st.sampled_from(["p { color: red }", "", None]))
    def change_style(self, text: str | None) -> None:
        self.save("content/extra.css", None if text is None else text.encode())

    @rule()
    def save_without_change(self) -> None:
        before = everything(self.workspace, self.files)
        work = dict(self.workspace.memo.work)
        self.workspace.sync({path: self.files[path] for path in sorted(self.files)[-9:]})
        assert everything(self.workspace, self.files) == before
        if not any(isinstance(found, Diagnostic) for found in before.values()):
            assert self.workspace.memo.work == work

    @invariant()
    def equals_a_clean_build(self) -> None:
        if not hasattr(self, "files"):
            return
        clean = Workspace(self.options)
        paths = list(self.files)
        random.Random(len(paths)).shuffle(paths)  # noqa: S311 - an order, not a secret
        for path in paths:
            clean.sync({path: self.files[path]})
        assert everything(self.workspace, self.files) == everything(clean, self.files)
        assert self.workspace.diagnostics() == clean.diagnostics()


TestIncremental = Edits.TestCase
TestIncremental.settings = settings(
    max_examples=times(8, 100), stateful_step_count=times(10, 30), deadline=None
)


@pytest.fixture
def built() -> Workspace:
    workspace = Workspace(OPTIONS)
    workspace.sync({**THEME, **story()})
    list(outputs(workspace, lambda _: b""))
    workspace.diagnostics()
    workspace.memo.work.clear()
    return workspace


def rebuild(workspace: Workspace, path: str, text: str) -> dict[str, bytes]:
    """Save one file and return the site again; `memo.work` then tells what was computed."""
    workspace.sync({path: text.encode()})
    workspace.diagnostics()
    return dict(outputs(workspace, lambda _: b""))


def test_a_body_edit_renders_one_page_its_prints_and_the_search_shards_of_its_words(
    built: Workspace,
) -> None:
    path = "content/pages/plain.md"
    before = rebuild(built, path, STORY[path])
    after = rebuild(built, path, STORY[path] + "\nAnother zebra stands here.\n")
    changed = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}
    assert {url for url in changed if not url.startswith("search/")} == {
        "pages/plain.html",
        "print/index.html",
        "print/pages.html",
        "as-of.css",  # it says that texts are newer than the last commit
    }
    assert built.memo.work["page"] == len(changed)
    assert built.memo.work["check"] == 1


def test_saving_a_file_unchanged_computes_nothing(built: Workspace) -> None:
    path = "content/agreements/cover.md"
    rebuild(built, path, STORY[path])
    assert built.memo.work == {}


def test_a_new_document_that_mends_a_reference_clears_the_finding(built: Workspace) -> None:
    path = "content/pages/plain.md"
    built.sync({path: b"# Plain\n\n[[term:patience]]\n"})
    assert [d.code for d in built.diagnostics_of(path) if d.code == "ref/unknown"]
    built.sync({"content/terms/patience.md": b"# Patience\n\nWaiting well.\n"})
    assert not [d for d in built.diagnostics_of(path) if d.code == "ref/unknown"]
