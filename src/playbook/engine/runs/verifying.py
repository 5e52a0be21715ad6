"""Proof that a site is what a build from nothing makes of the same files."""

from collections.abc import Iterator
from pathlib import Path

from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.runs.project import Project
from playbook.engine.runs.session import Session
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options


def differences(project: Project, options: Options, target: Path) -> Iterator[str]:
    """Yield a line for every file of a published site that a build in one process would not make.

    Files that somebody else put there do not count.
    """
    session = Session.open(project, options, cache=False, workers=1)
    listed = set((target / MANIFEST).read_text("utf-8").split("\n")) - {""}
    for url, data in outputs(session.workspace, project.read):
        listed.discard(url)
        try:
            held = (target / url).read_bytes()
        except OSError:
            yield f"{url}: missing in {target}"
            continue
        if held != data:
            yield f"{url}: not the same bytes"
    yield from (f"{url}: should not be there" for url in sorted(listed))
