"""A change of the glossary reaches the documents that hold its words, and no others."""

import pytest

from playbook.engine.workspace.workspace import Workspace
from story import theme_files

TERM = "---\naliases: [service level, RFP]\navoid: [sign-off]\n---\n# Handover\n\nTo pass on.\n"
FILES = {
    "site.yml": "site_name: Words\nglossary: {require: [penalty clause]}\n",
    "content/terms/handover.md": TERM,
    "content/pages/one.md": "# One\n\nEach handover is logged.\n",
    "content/pages/many.md": "# Many\n\nHandovers; and **service** levels; RFPs.\n",
    "content/pages/apart.md": "# Apart\n\nA level of service, on or off.\n",
    "content/pages/avoids.md": "# Avoids\n\nThe Sign-off comes last. No penalty clause.\n",
    "content/pages/other.md": "# Other\n\nDie Übergabe, the transfers, nothing else.\n",
    "content/pages/front.md": "---\nsummary: A transfer of work.\n---\n# Front\n",
}
PAGES = sorted(path for path in FILES if "/pages/" in path)


def opened(files: dict[str, str]) -> Workspace:
    workspace = Workspace()
    workspace.sync({**theme_files(), **{path: text.encode() for path, text in files.items()}})
    return workspace


def everything(workspace: Workspace) -> tuple[object, ...]:
    return workspace.diagnostics(), {url: workspace.page(url) for url in workspace.urls()}


def retitled(title: str) -> str:
    return TERM.replace("Handover", title)


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        (retitled("Transfer"), {"one", "many", "other", "front", "avoids"}),
        (retitled("Übergabe"), {"one", "many", "other", "avoids"}),
        (TERM.replace("service level", "level of service"), {"many", "apart", "avoids"}),
        (TERM.replace("RFP", "transfer"), {"many", "other", "front", "avoids"}),
        (TERM.replace("[sign-off]", "[on or off]"), {"avoids", "apart"}),
        (TERM.replace("aliases", "status: deprecated\naliases"), {"avoids"}),
        (TERM.replace("aliases", "related: [other]\naliases"), set()),
        (TERM.replace("[sign-off]", "[penalty clause]"), {"avoids"}),
        (TERM.replace("handover", "penalty clause"), set()),
    ],
)
def test_only_documents_that_hold_the_words_are_asked_again(text: str, concerned: set[str]) -> None:
    workspace = opened(FILES)
    everything(workspace)
    workspace.sync({"content/terms/handover.md": text.encode()})
    asked = {path for path in workspace.unchecked() if path in PAGES}
    assert asked == {f"content/pages/{name}.md" for name in concerned}
    assert everything(workspace) == everything(opened({**FILES, "content/terms/handover.md": text}))


def test_a_document_that_begins_to_hold_a_word_is_linked_and_told() -> None:
    workspace = opened(FILES)
    everything(workspace)
    text = "# Other\n\nA handover, without any sign-off.\n"
    workspace.sync({"content/pages/other.md": text.encode()})
    assert b'<a class="term"' in (workspace.page("pages/other.html") or b"")
    codes = {found.code for found in workspace.diagnostics() if "other" in found.span.path}
    assert "term/avoided-word" in codes
    assert everything(workspace) == everything(opened({**FILES, "content/pages/other.md": text}))


def test_a_term_that_comes_and_goes_reaches_who_holds_its_words() -> None:
    workspace = opened(FILES)
    before = everything(workspace)
    text = "# Transfer\n\nThe same.\n"
    workspace.sync({"content/terms/transfer.md": text.encode()})
    files = {**FILES, "content/terms/transfer.md": text}
    assert everything(workspace) == everything(opened(files))
    workspace.sync({"content/terms/transfer.md": None})
    assert everything(workspace) == before
