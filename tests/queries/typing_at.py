"""Documents with a cursor, `¦`, and what is proposed there."""

from collections.abc import Iterable
from datetime import date

from playbook.engine.settings.registry import RULES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.queries.editor.body import complete_body
from playbook.queries.editor.front import complete_front
from playbook.queries.editor.proposal import Completion, Desk, Proposal
from story import STORY

TODAY = date(2026, 6, 20)
AGREEMENT = "content/agreements/new.md"
BODY = "\n---\n# New\n\nText.\n"


def at_cursor(marked: str) -> tuple[str, int]:
    """Return a text without its cursor, and where that stood."""
    at = marked.index("¦")
    return marked.replace("¦", "", 1), at


def workspace_with(path: str, text: str) -> Workspace:
    """Return the story with one more document."""
    workspace = Workspace(Options(as_of=TODAY))
    workspace.sync({name: held.encode() for name, held in {**STORY, path: text}.items()})
    return workspace


def desk(workspace: Workspace, path: str, *, snippets: bool = True) -> Desk:
    """Return what is known where a document is typed."""
    view = workspace.view()
    return Desk(view.first("entry", path), view, RULES, TODAY, snippets)


def completion(marked: str, path: str = AGREEMENT, *, snippets: bool = True) -> Completion:
    """Return what is proposed at the cursor of a document."""
    text, at = at_cursor(marked)
    known = desk(workspace_with(path, text), path, snippets=snippets)
    return complete_front(text, at, known) or complete_body(text, at, known)


def front(marked: str, path: str = AGREEMENT, *, snippets: bool = True) -> Completion:
    """Return what is proposed at the cursor of front matter."""
    return completion(f"---\n{marked}{BODY}", path, snippets=snippets)


def labels(found: Completion | Iterable[Proposal]) -> list[str]:
    """Return what the list shows."""
    proposals = found.proposals if isinstance(found, Completion) else found
    return [proposal.label for proposal in proposals]


def accepted(marked: str, label: str, path: str = AGREEMENT, *, snippets: bool = False) -> str:
    """Return the document after a proposal was taken."""
    text, at = at_cursor(marked)
    found = completion(marked, path, snippets=snippets).proposals
    proposal = next(held for held in found if held.label == label)
    assert proposal.start <= at <= proposal.end
    return text[: proposal.start] + proposal.insert + text[proposal.end :]
