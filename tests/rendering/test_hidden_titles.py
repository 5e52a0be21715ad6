"""What a build hides is not named by it either: its title stands on no page and in no file."""

import re
from datetime import date

import pytest

from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options, Workspace
from rules.spec_pages import background
from story import theme_files

SETTINGS = {"site.yml": b"audience: [board]\nsite_url: https://example.org/\n"}
MARK = b"Zyzzyva"
FOLDERS = sorted({path.split("/")[1] for path in background() if path.endswith(".md")})


def hidden(text: bytes) -> bytes:
    """Return a document that only the board may see, and whose titles are known among all others.

    These are its own title, those of its roles, and its first sentence.
    """
    text = re.sub(
        rb"^# (.*)\n\n", rb"# " + MARK + rb" \1\n\n" + MARK + b" ", text, flags=re.MULTILINE
    )
    text = re.sub(rb"(title: )(?=[A-Z])", rb"\1" + MARK + b" ", text)
    front = b"---\naudience: board\n"
    return text.replace(b"---\n", front, 1) if text.startswith(b"---") else front + b"---\n" + text


def built(folder: str, audience: str) -> dict[str, bytes]:
    """Return the files of a site of which one folder of documents is for the board."""
    files = {
        path: hidden(text) if path.startswith(f"content/{folder}/") else text
        for path, text in background().items()
    }
    files |= {**SETTINGS, **theme_files()}
    workspace = Workspace(Options(date(2026, 6, 20), audience=audience), read=files.get)
    workspace.sync(files)
    return dict(outputs(workspace, lambda path: files.get(path, b"")))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_titles_of_hidden_documents_are_nowhere(folder: str) -> None:
    site = built(folder, "")
    assert [url for url, data in site.items() if MARK.lower() in data.lower()] == []


@pytest.mark.parametrize("folder", ["metrics", "teams"])
def test_those_who_may_see_them_do(folder: str) -> None:
    site = built(folder, "board")
    assert MARK in site["calendar.ics" if folder == "metrics" else "terms/index.html"]
