"""`playbook fmt`: what is derived from elsewhere, written anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options

if TYPE_CHECKING:
    from playbook.engine.workspace.workspace import Workspace
    from playbook.model.diagnostic import Diagnostic

REFRESHED = ("tree/stale-link-text", "tree/stale-diagram")
"""The rules whose edits only repeat what the document says elsewhere."""


@click.command("fmt", short_help="Refresh what can be derived in decision trees.")
@options.config_file
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; fail if something would."
)
@click.option("--diff", is_flag=True, help="Show what changes.")
@click.pass_context
def command(context: click.Context, config: Path | None, *, only_check: bool, diff: bool) -> None:
    """Refresh the link texts of decision trees, and the diagrams that are kept for a forge.

    Nothing else is touched: comments, quotes and line ends stay as they are.
    """
    from playbook.apps.mending import write_mended
    from playbook.apps.opening import open_project
    from playbook.apps.sessions import asked
    from playbook.engine.authoring.fixing import mend
    from playbook.engine.workspace.workspace import Options

    project = open_project(config)
    found = asked(project, Options(), _stale)
    changed = mend({f.span.path: project.read(f.span.path) for f in found}, found)
    write_mended(project.root, changed, show=diff, write=not only_check, done="refreshed")
    context.exit(1 if only_check and changed else 0)


def _stale(workspace: Workspace) -> list[Diagnostic]:
    """Return what can be refreshed; only trees have anything."""
    trees = [card.path for card in workspace.view().cards("tree")]
    return [f for path in trees for f in workspace.check(path) if f.code in REFRESHED]
