"""`playbook schema`, and the files that `init` writes for an editor."""

import json
import re
from pathlib import Path

from disk import lay, play
from playbook.engine.settings.registry import KINDS
from playbook.queries.editor_files import FINDING

OWN = "kinds:\n  playtest: {fields: {score: {type: number, label: Mark}}}\n"


def test_the_schema_of_a_kind_is_printed(tmp_path: Path) -> None:
    printed = json.loads(play(tmp_path, "schema", "agreement").stdout)
    assert printed["title"] == "Front matter: agreement"
    assert printed["else"]["required"] == ["parties"]


def test_without_a_kind_it_is_that_of_the_settings(tmp_path: Path) -> None:
    assert json.loads(play(tmp_path, "schema").stdout)["title"] == "site.yml"


def test_all_are_written_with_those_of_the_playbooks_own_kinds(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": OWN})
    done = play(tmp_path, "schema", "--all", "made/here")
    assert done.stdout == f"wrote {len(KINDS) + 2} schemas to made/here\n"
    names = {path.name for path in (tmp_path / "made/here").iterdir()}
    assert names == {*(f"{name}.json" for name in KINDS), "playtest.json", "site.yml.json"}
    printed = play(tmp_path, "schema", "playtest").stdout
    assert (tmp_path / "made/here/playtest.json").read_text(encoding="utf-8") == printed
    assert json.loads(printed)["properties"]["score"]["title"] == "Mark"


def test_an_unknown_kind_has_a_suggestion(tmp_path: Path) -> None:
    assert "did you mean “agreement”?" in play(tmp_path, "schema", "agrement", code=2).stderr
    lay(tmp_path, {"site.yml": OWN})
    assert "did you mean “playtest”?" in play(tmp_path, "schema", "playtst", code=2).stderr


def test_a_kind_and_all_kinds_are_not_asked_for_at_once(tmp_path: Path) -> None:
    assert "not both" in play(tmp_path, "schema", "term", "--all", "x", code=2).stderr


def test_settings_with_mistakes_still_have_a_schema(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "kinds: {teams: {}}\n"})
    done = play(tmp_path, "schema", "team")
    assert json.loads(done.stdout)["title"] == "Front matter: team"
    assert done.stderr == "site.yml has mistakes: `playbook check` names them\n"


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    lay(tmp_path, {"taken": "a file"})
    assert "taken" in play(tmp_path, "schema", "--all", "taken/below", code=1).stderr


def test_a_new_playbook_has_settings_for_an_editor_that_fit_together(tmp_path: Path) -> None:
    play(tmp_path, "init")
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    ((schema, pattern),) = settings["yaml.schemas"].items()
    assert json.loads((tmp_path / schema).read_text(encoding="utf-8"))["title"] == "site.yml"
    assert (tmp_path / pattern).is_file()
    before = {path: path.read_bytes() for path in (tmp_path / ".vscode/playbook").iterdir()}
    assert len(before) == len(KINDS) + 1
    play(tmp_path, "schema", "--all", ".vscode/playbook")
    assert {path: path.read_bytes() for path in before} == before


def test_the_editors_task_understands_every_finding(tmp_path: Path) -> None:
    play(tmp_path, "init")
    text = "---\nparties: [product, nobody]\nrole: [x]\n---\n# Bad\n\n[x](y.md)\n"
    lay(tmp_path, {"content/agreements/bad.md": text})
    tasks = json.loads((tmp_path / ".vscode/tasks.json").read_text(encoding="utf-8"))
    (task,) = tasks["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    assert pattern["regexp"] == FINDING
    lines = play(tmp_path, task["command"] and task["args"][0], code=1).stdout.splitlines()
    heads = [line for line in lines if line.startswith("content/")]
    matched = [re.fullmatch(pattern["regexp"], line) for line in heads]
    assert len(heads) > 3
    assert all(matched)
    found = {match[pattern["code"]]: match for match in matched if match}
    unknown = found["ref/party-unknown"]
    assert unknown[pattern["file"]] == "content/agreements/bad.md"
    assert (unknown[pattern["line"]], unknown[pattern["column"]]) == ("2", "20")
    assert unknown[pattern["severity"]] == "error"
    assert unknown[pattern["message"]].startswith("there is no team “nobody”")
