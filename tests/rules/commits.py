"""Small histories: what is committed when, and what the rules about the history find in it."""

from collections.abc import Mapping
from datetime import date, timedelta

from committed import Step, past
from playbook.engine.settings.registry import RULES
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Diagnostic
from rules.spec_pages import USUAL_DAY, background

RIGHT = "content/rights/swap.md"
START = date(2026, 3, 1)


def right(within: str, status: str = "in-force") -> str:
    return (
        f"---\ndecision: Swap\nstatus: {status}\napprover: support.lead\n"
        f"answer_within: {within}\nescalate_to: leadership.coo\n---\n# Swapping\n\nAsk.\n"
    )


def check(
    *steps: tuple[date, Mapping[str, str | None]],
    now: dict[str, str] | None = None,
    as_of: date | None = USUAL_DAY,
    history: bool = True,
) -> list[Diagnostic]:
    """Return what rules about the history find after these commits, and what is not committed."""
    done: list[Step] = [(START - timedelta(days=30), background())]
    files: dict[str, bytes] = background()
    for day, written in steps:
        data = {path: None if text is None else text.encode() for path, text in written.items()}
        done.append((day, data))
        files = {p: d for p, d in {**files, **data}.items() if d is not None}
    files |= {path: text.encode() for path, text in (now or {}).items()}
    workspace = Workspace(Options(as_of, past=past(*done) if history else None))
    workspace.sync(files)
    about = {rule.code for rule in RULES if rule.history} | {"waiver/idle", "waiver/waived"}
    return [found for found in workspace.diagnostics() if found.code in about]


def after(days: int) -> date:
    return START + timedelta(days=days)
