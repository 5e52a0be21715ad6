"""What is made of templates is made once: in a process, before work is shared, and between runs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jinja2
import pytest

from disk import lay
from playbook.engine.publishing.publish import Stage
from playbook.engine.runs import scanning, sharing
from playbook.engine.runs.building import build
from playbook.engine.runs.kept_templates import templates_of
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.runs.sharing import Piece
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.templates import codes as template_codes
from playbook.rendering.templates import environments, theme
from story import STORY

OPTIONS = Options(as_of=date(2026, 6, 20))


class Made(list[str]):
    """The names of the templates that were turned into Python, in this process."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    names = Made()
    compiled = jinja2.Environment.compile

    def compile_(
        self: jinja2.Environment, source: object, name: str, *rest: object, raw: bool
    ) -> str:
        names.append(name)
        return compiled(self, source, name, *rest, raw=raw)  # type: ignore[call-overload, no-any-return]  # as it is given

    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    forget(monkeypatch)
    yield names
    forget(monkeypatch)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know as little of templates as a new process."""
    monkeypatch.setattr(template_codes, "_made", {})
    monkeypatch.setattr(environments, "_CODES", environments._Codes(trusted=False))
    monkeypatch.setattr(environments, "_TRUSTED_CODES", environments._Codes(trusted=True))
    theme._uses.cache_clear()
    theme._compiled.cache_clear()


def ran(root: Path, jobs: int = 1) -> None:
    opened = Session.open(Project.open(root), OPTIONS, workers=jobs)
    build(opened, root / "site", clean=False, approve=lambda: True)
    opened.save()
    opened.close()


def test_an_edit_takes_what_the_last_run_made(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path, STORY)
    ran(root)
    assert len(made) > 20
    assert len(made) == len(set(made))
    made.clear()
    forget(monkeypatch)
    document = root / "content/agreements/cover.md"
    document.write_text(f"{document.read_text('utf-8')}\nMore.\n", encoding="utf-8")
    ran(root)
    assert "More." in (root / "site/agreements/cover.html").read_text("utf-8")
    assert made == []


def test_a_template_that_was_changed_is_made_again(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path, {**STORY, "templates/home.html": "one"})
    ran(root)
    made.clear()
    forget(monkeypatch)
    (root / "templates/home.html").write_text("two", encoding="utf-8")
    ran(root)
    assert (root / "site/index.html").read_text("utf-8") == "two"
    assert made == ["0:home.html"]


def test_another_version_of_jinja_makes_all_again(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(tmp_path, STORY)
    ran(root)
    made.clear()
    for module in (theme, environments):
        monkeypatch.setattr(module, "jinja_version", "0")
    forget(monkeypatch)
    document = root / "content/agreements/cover.md"
    document.write_text(f"{document.read_text('utf-8')}\nMore.\n", encoding="utf-8")
    ran(root)
    assert "2:document.html" in made


def test_what_has_not_our_seal_is_never_taken(tmp_path: Path, made: Made) -> None:
    root = lay(tmp_path, STORY)
    ran(root)
    assert made
    held = dict(template_codes.made())
    for is_ours in (False, True):
        opened = Session.open(Project.open(root), OPTIONS)
        store = opened._last_run.store
        assert store is not None
        if not is_ours:
            store._key = bytes(32)
        assert dict(templates_of(opened)) == (held if is_ours else {})
        opened.close()


def test_several_processes_find_the_templates_ready(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SHARED_FROM", 2)
    monkeypatch.setattr(sharing, "SHARED_FROM", 2)
    drawn = sharing._do

    def do(piece: Piece, workspace: Workspace, stage: Stage | None) -> object:
        ready = len(made)
        done = drawn(piece, workspace, stage)
        assert made[ready:] == [], "a worker had to make a template"
        return done

    monkeypatch.setattr(sharing, "_do", do)
    root = lay(tmp_path, STORY)
    ran(root, jobs=2)
    assert "2:document.html" in made
    assert (root / "site/agreements/cover.html").exists()
