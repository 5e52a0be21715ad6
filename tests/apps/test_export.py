"""`playbook export`: to a file or to standard output, whole or not at all, the same each time."""

import json
import stat
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from disk import lay, play, run
from playbook.engine.workspace import workspace
from playbook.queries.export.catalogue import EXPORTS
from story import STORY

ROOT = Path(__file__).parents[2]
BAD = STORY["content/agreements/cover.md"].replace("from: 2026-03-01", "from: spring")
DRAFT = "---\nstatus: draft\nfrom: spring\nparties: [support]\n---\n# Later\n"


def test_without_a_file_it_is_printed(tmp_path: Path) -> None:
    done = play(lay(tmp_path), "export", "json")
    assert json.loads(done.stdout)["site"]["name"] == "Tested"
    assert done.stderr == ""
    assert play(tmp_path, "export", "json", "-o", "-").stdout == done.stdout


@pytest.mark.parametrize("what", list(EXPORTS))
def test_a_file_has_the_bytes_that_are_printed_and_they_are_the_same_each_time(
    tmp_path: Path, what: str
) -> None:
    printed = play(lay(tmp_path), "export", what).stdout_bytes
    done = play(tmp_path, "export", what, "-o", "made")
    assert (done.stdout, done.stderr) == ("", "wrote made\n")
    assert (tmp_path / "made").read_bytes() == printed
    play(tmp_path, "check")  # leaves a cache, out of which the next run reads the documents
    assert play(tmp_path, "export", what).stdout_bytes == printed


def test_the_console_script_writes_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "content/pages/plain.md": "# Größe → 🎈\n"})
    done = run(tmp_path, "export", "json", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert "Größe → 🎈" in done.stdout


def test_this_repositorys_own_playbook_is_exported_as_its_schema_says() -> None:
    data = json.loads(play(ROOT, "export", "json", "--drafts").stdout)
    schema = json.loads(play(ROOT, "export", "json-schema").stdout)
    errors = Draft202012Validator(schema).iter_errors(data)
    assert [error.message for error in errors] == []
    documents = {one["address"]: one for one in data["documents"]}
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.md")]
    assert {one["path"] for one in data["documents"]} == set(files)
    assert all(one["complete"] for one in documents.values())
    cover = documents["agreement:weekend-cover"]
    assert {"tradeoff:slower-first-reply", "amendment:raise-standby-limit"} <= {
        edge["from"] for edge in cover["referenced_by"]
    }


def test_an_unknown_name_has_a_suggestion(tmp_path: Path) -> None:
    lay(tmp_path)
    done = play(tmp_path, "export", "jason", code=2)
    assert "there is no export “jason”: did you mean “json”?" in done.stderr
    done = play(tmp_path, "export", "zzz", code=2)
    assert "there is no export “zzz”; what can be exported: json, json-schema" in done.stderr
    done = play(tmp_path, "export", code=2)
    assert "say what is to be exported: json, json-schema, ledger" in done.stderr


def test_what_could_be_read_is_exported_and_errors_are_told_apart_from_it(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "content/agreements/cover.md": BAD})
    done = play(tmp_path, "export", "json", code=1)
    documents = {one["address"]: one for one in json.loads(done.stdout)["documents"]}
    assert documents["agreement:cover"]["front_matter"]["outcome"] == "calm"
    assert "content/agreements/cover.md:5:7: error: " in done.stderr
    assert done.stderr.endswith("what could be read is exported\n")
    play(tmp_path, "export", "json", "-o", "made.json", code=1)
    assert (tmp_path / "made.json").read_text(encoding="utf-8") == done.stdout


def test_an_error_in_a_draft_that_is_left_out_is_no_error_of_the_export(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "content/agreements/later.md": DRAFT})
    assert "later.md" not in play(tmp_path, "export", "json").stderr
    assert "later.md" in play(tmp_path, "export", "json", "--drafts", code=1).stderr


def test_what_a_check_found_out_is_not_found_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, {**STORY, "content/agreements/cover.md": BAD})
    printed = play(tmp_path, "export", "ledger", code=1)
    play(tmp_path, "check", "--as-of", "2026-06-20", code=1)

    def again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(workspace, "diagnose", again)
    done = play(tmp_path, "export", "ledger", "--as-of", "2026-06-20", code=1)
    assert (done.stdout, done.stderr) == (printed.stdout, printed.stderr)


def test_the_exit_code_is_that_of_a_build_on_the_day_and_the_bytes_are_the_same_on_all(
    tmp_path: Path,
) -> None:
    lay(tmp_path)  # its agreement was signed in 2026
    for choice, code in ((("--as-of", "2020-01-01"), 1), (("--no-time",), 0), ((), 0)):
        play(tmp_path, "build", *choice, code=code)
        done = play(tmp_path, "export", "json", *choice, code=code)
        assert done.stdout == play(tmp_path, "export", "json", "--no-history").stdout


def test_settings_with_mistakes_are_told_by_the_exit_code(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "site.yml": "site_nam: Tested\n"})
    done = play(tmp_path, "export", "json", code=2)
    assert "agreement:cover" in done.stdout
    assert "site.yml:1:1: error: " in done.stderr


def test_an_audience_must_be_named_in_the_settings(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "site.yml": "audience: [board]\n"})
    assert json.loads(play(tmp_path, "export", "json", "--audience", "board").stdout)
    done = play(tmp_path, "export", "json", "--audience", "bored", code=2)
    assert "names no audience “bored” (it names: board)" in done.stderr


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, {**STORY, "out/made.json": "as it was"})

    def full(_: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    done = play(tmp_path, "export", "json", "-o", "out/made.json", code=1)
    assert done.stderr == "out/made.json: No space left on device\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["made.json"]
    assert (tmp_path / "out/made.json").read_text() == "as it was"


def test_a_file_that_was_there_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "there/made.json": ""})
    (tmp_path / "there/made.json").chmod(0o600)
    (tmp_path / "link.json").symlink_to("there/made.json")
    play(tmp_path, "export", "json", "-o", "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "there/made.json").read_text(encoding="utf-8"))
    assert stat.S_IMODE((tmp_path / "there/made.json").stat().st_mode) == 0o600


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    lay(tmp_path)
    done = play(tmp_path, "export", "json", "-o", "no/such/folder.json", code=1)
    assert done.stderr == "no/such/folder.json: No such file or directory\n"


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    play(lay(tmp_path), "export", "json", "-o", "/dev/null")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
