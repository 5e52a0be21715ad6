"""A small playbook in one place, for tests that edit it."""

from playbook.engine.files.survey import THEME_PREFIX, theme_folder
from playbook.engine.files.tree import DiskTree
from playbook.engine.runs.project import Project

STORY: dict[str, str] = {
    "site.yml": "site_name: Tested\n",
    "content/index.md": "# Home\n\nBegin with [cover](agreements/cover.md).\n",
    "content/teams/support.md": (
        "---\nroles:\n  lead: {title: Lead, holder: ana}\n---\n# Support\n\nWe answer people.\n"
    ),
    "content/teams/finance.md": (
        "---\nroles:\n  director: {title: Director, holder: bo, final: true}\n---\n"
        "# Finance\n\nWe plan.\n"
    ),
    "content/outcomes/calm.md": (
        "---\nparties: [support, finance]\nstatus: agreed\nbeneficiaries: customers\n"
        "indicators: [reply]\nout_of_scope: [telephone]\n---\n# Calm weekends\n\nNo long waits.\n"
    ),
    "content/metrics/reply.md": (
        "---\nunit: min\nbetter: lower\nbaseline: {value: 60, date: 2026-01-01}\n"
        "readings:\n  - {date: 2026-06-01, value: 44}\n---\n# First reply time\n\nMinutes.\n"
    ),
    "content/agreements/cover.md": (
        "---\nparties: [support, finance]\nstatus: in-force\noutcome: calm\nfrom: 2026-03-01\n"
        "review_every: 3 months\nchanges_by: change\ncommitments:\n"
        "  - {party: support, does: answer at weekends, every: week}\n"
        "  - {party: finance, does: pay for it, due: 2026-04-01, status: done}\n"
        "acceptance:\n  - {metric: reply, target: 45, by: 2026-12-31}\n"
        "risks:\n  - {risk: volume doubles, shares: {support: 50, finance: 50}}\n"
        "signed: {support: 2026-02-01, finance: 2026-02-02}\n---\n# Cover\n\n"
        "A first reply comes soon. See [who decides](../trees/rota.md#who-asks).\n\n"
        "## Terms\n\nSupport gives a first reply within the hour.\n"
    ),
    "content/rights/change.md": (
        "---\ndecision: Change cover\nstatus: in-force\ndriver: support.lead\n"
        "approver: finance.director\nanswer_within: 5 days\n---\n# Changing cover\n\nAsk.\n"
    ),
    "content/terms/first-reply.md": (
        "---\naliases: [FRT]\nstatus: agreed\n---\n# First reply\n\nThe first answer of a person.\n"
    ),
    "content/trees/rota.md": (
        "---\nparties: [support, finance]\nstatus: in-force\nstages:\n"
        "  ask: {driver: support.lead}\n  decide: {approver: finance.director}\n---\n# Rota\n\n"
        "Start here.\n\n## Ask\n\n### Who asks?\n\n- Support → [Just do it](#just-do-it)\n"
        "- Others → [Ask Finance](#ask-finance)\n\n## Decide\n\n### Just do it\n\nTell "
        "[[first-reply]] people.\n\n### Ask Finance\n\nUse [the right](../rights/change.md).\n"
    ),
    "content/norms/update.md": (
        "---\nparties: [support, finance]\ncadence: {what: update, every: week, day: Tuesday}\n"
        "adopted: 2026-03-01\n---\n# Tuesday update\n\nEach team posts three lines.\n"
    ),
    "content/pages/listening.md": "# Listening\n\nSay back what you heard. [[agreement:cover]]\n",
    "content/pages/plain.md": "# Plain\n\nNothing refers to this.\n",
}


def theme_files() -> dict[str, bytes]:
    """Return the files of the built-in theme, as a workspace takes them."""
    folder = theme_folder()
    tree = DiskTree(folder, ("templates", "assets"))
    return {f"{THEME_PREFIX}{path}": tree.read(path) or b"" for path in tree.paths()}


def story() -> dict[str, bytes]:
    """Return the story's files as bytes."""
    return {path: text.encode() for path, text in STORY.items()}


__all__ = ["STORY", "Project", "story", "theme_files"]
