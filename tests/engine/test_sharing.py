"""After work was shared among processes, a session goes on as if one had done it all."""

from datetime import date
from pathlib import Path

import pytest

from disk import lay
from playbook.engine.answers import node
from playbook.engine.runs import scanning, sharing
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.runs.sharing import check
from playbook.engine.workspace.workspace import Options
from story import STORY


def test_what_is_edited_after_shared_work_is_found_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SHARED_FROM", 2)
    monkeypatch.setattr(sharing, "SHARED_FROM", 2)
    monkeypatch.setattr(node, "_LONG", 0.0)  # as if each answer had taken long, and so stayed
    term = "---\nstatus: agreed\n---\n# Standing cover\n\nWho answers when nobody else is there.\n"
    page = "---\ntitle: Sundays\n---\n\nOn Sundays we have {}.\n"
    terms, pages = "content/terms/standing-cover.md", "content/pages/sundays.md"
    root = lay(tmp_path, {**STORY, terms: term, pages: page.format("nobody")})
    opened = Session.open(
        Project.open(root), Options(as_of=date(2026, 6, 20)), cache=False, workers=2
    )
    check(opened)
    workspace = opened.workspace

    def unused() -> set[str]:
        return {f.span.path for f in workspace.diagnostics() if f.code == "term/unused"}

    assert terms in unused()
    workspace.sync({pages: page.format("standing cover").encode()})
    assert terms not in unused()
    workspace.sync({pages: page.format("nobody").encode()})
    assert terms in unused()
