"""`playbook init --editor`: settings by which an editor starts the language server."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from disk import lay, play
from playbook.apps.commands.init import EDITORS

FILES = {
    "helix": ".helix/languages.toml",
    "neovim": ".nvim.lua",
    "emacs": ".dir-locals.el",
    "vscode": ".vscode/settings.json",
}
OWN = "kinds: {playtest: {fields: {score: {type: number}}}}\n"


def hidden(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith(".")}


@pytest.mark.parametrize("editor", EDITORS)
def test_only_what_the_editor_reads_is_written(editor: str, tmp_path: Path) -> None:
    play(tmp_path, "init", "--editor", editor)
    assert hidden(tmp_path) == {".gitignore", FILES[editor].partition("/")[0]}
    words = re.findall(r"[\w.]+", (tmp_path / FILES[editor]).read_text("utf-8"))
    assert "playbook lsp" in " ".join(words) or {"playbook", "lsp"} <= set(words)


def test_without_a_choice_it_is_visual_studio_code_and_none_is_a_choice(tmp_path: Path) -> None:
    play(tmp_path, "init", "one")
    assert hidden(tmp_path / "one") == {".gitignore", ".vscode"}
    play(tmp_path, "init", "two", "--editor", "none")
    assert hidden(tmp_path / "two") == {".gitignore"}


def test_a_playbook_that_is_there_gets_the_settings_alone(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": OWN, ".nvim.lua": "-- mine\n"})
    done = play(tmp_path, "init", "--editor", "helix", "--editor", "neovim")
    assert done.stdout == "kept .nvim.lua\nwrote 1 file for helix, neovim\n"
    assert (tmp_path / ".nvim.lua").read_text() == "-- mine\n"
    assert {path.name for path in tmp_path.iterdir()} == {"site.yml", ".nvim.lua", ".helix"}


def test_the_schemas_know_the_playbooks_own_kinds(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": OWN})
    play(tmp_path, "init", "--editor", "vscode")
    assert (tmp_path / ".vscode/playbook/playtest.json").is_file()


def test_helix_keeps_the_servers_it_has_for_markdown(tmp_path: Path) -> None:
    play(tmp_path, "init", "--editor", "helix")
    held = tomllib.loads((tmp_path / FILES["helix"]).read_text("utf-8"))
    (language,) = held["language"]
    assert language["name"] == "markdown"
    assert language["language-servers"] == ["playbook", "marksman", "markdown-oxide"]
    assert held["language-server"]["playbook"] == {"command": "playbook", "args": ["lsp"]}


def test_visual_studio_code_is_told_to_propose_in_markdown(tmp_path: Path) -> None:
    play(tmp_path, "init")
    held = json.loads((tmp_path / FILES["vscode"]).read_text("utf-8"))
    assert held["glspc.server.commandArguments"] == ["lsp"]
    assert held["[markdown]"]["editor.quickSuggestions"]["other"] == "on"
