"""Reads, checks and renders each hostile file in turn; prints a line of JSON about each.

Run as a script in a process of its own: it could be ended by a signal, or never end.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.files import hostile
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic
from rules.spec_pages import USUAL_DAY, background
from story import theme_files


def shown(workspace: Workspace, found: Iterable[Diagnostic]) -> list[str]:
    """Return findings as `path:line:column code`."""
    lines = []
    for diagnostic in found:
        source = workspace.source(diagnostic.span.path)
        place = source.position(diagnostic.span.start) if source else None
        where = f"{place.line}:{place.column}" if place else "0:0"
        lines.append(f"{diagnostic.span.path}:{where} {diagnostic.code}")
    return lines


def main() -> None:
    """Take in one file after the other, and then fifty at once."""
    workspace = Workspace(Options(as_of=USUAL_DAY, drafts=True))
    workspace.sync({**background(), **theme_files()})
    before = set(shown(workspace, workspace.diagnostics()))
    for name, file in hostile().items():
        held = background().get(file.path)
        workspace.sync({file.path: file.data})
        found = [line for line in shown(workspace, workspace.diagnostics()) if line not in before]
        pages = [workspace.page(url) for url in workspace.urls()]
        workspace.sync({file.path: held})
        report = {"name": name, "found": found[:5_000], "pages": sum(map(bool, pages))}
        sys.stdout.write(f"{json.dumps(report)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
