"""`playbook build`: what is published, where, and when nothing is."""

import errno
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from disk import LISTENING, PROGRAM, lay, play, run, site
from playbook.engine.publishing import switch
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.publishing.publish import Stage

CLEAN = {
    "site.yml": "site_name: Ours\naudience: [partners]\n",
    "content/index.md": "# Home\n\nWelcome. [All](pages/all.md)\n",
    "content/pages/all.md": "# All\n\nWords. ![a picture](dot.png)\n",
    "content/pages/dot.png": "png",
}
DRAFT = "---\nparties: [a, b]\nstatus: draft\n---\n# Half a thought\n\nZanzibar.\n"
TEAM = "# Team\n\nWe answer people and like [drafts](../outcomes/half.md).\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return lay(tmp_path / "project", CLEAN)


def words(folder: Path) -> bytes:
    return b"\n".join(site(folder).values())


def test_a_build_writes_the_site_and_says_so_on_standard_error(clean: Path) -> None:
    done = run(clean, "build")
    assert done.stdout == ""
    count = len(site(clean / "site")) - 1
    assert done.stderr.startswith("no findings in 2 documents\n")
    assert f"/site: {count} files written, 0 unchanged, 0 removed, in " in done.stderr
    assert (clean / "site/pages/dot.png").read_bytes() == b"png"
    assert b"Words." in (clean / "site/pages/all.html").read_bytes()
    assert (clean / "site" / MANIFEST).exists()


def test_a_second_build_writes_nothing(clean: Path) -> None:
    play(clean, "build")
    before = {path: path.stat().st_mtime_ns for path in (clean / "site").rglob("*")}
    assert ": 0 files written, " in play(clean, "build").stderr
    assert {path: path.stat().st_mtime_ns for path in (clean / "site").rglob("*")} == before


def test_clean_writes_every_file(clean: Path) -> None:
    play(clean, "build")
    count = len(site(clean / "site")) - 1
    assert f": {count} files written, 0 unchanged" in play(clean, "build", "--clean").stderr


def test_a_deleted_document_leaves_no_word_behind(clean: Path) -> None:
    lay(clean, {"content/pages/gone.md": "# Gone\n\nXylophone [all](all.md).\n"})
    play(clean, "build")
    assert b"ylophon" in words(clean / "site")
    (clean / "content/pages/gone.md").unlink()
    play(clean, "build")
    assert b"ylophon" not in words(clean / "site")


def test_errors_leave_the_published_site_as_it_was(clean: Path) -> None:
    play(clean, "build")
    before = site(clean / "site")
    lay(clean, {"content/pages/all.md": "# All\n\n[[nobody]]\n"})
    done = play(clean, "build", code=1)
    assert "[ref/unknown]" in done.stdout
    assert done.stderr.endswith("nothing was published: mend the findings above first\n")
    assert site(clean / "site") == before


def test_an_error_in_a_draft_stops_only_a_build_that_publishes_drafts(clean: Path) -> None:
    lay(clean, {"content/outcomes/half.md": DRAFT.replace("Zanzibar", "[[nobody]]")})
    play(clean, "check", code=1)
    for _ in range(2):  # the second time, from what the first one left
        done = play(clean, "build")
        assert "[ref/unknown]" in done.stdout
        assert "the errors stand in drafts that are left out" in done.stderr
        assert (clean / "site/pages/all.html").is_file()
    done = play(clean, "build", "--drafts", code=1)
    assert done.stderr.endswith("nothing was published: mend the findings above first\n")


@pytest.mark.parametrize(
    "slip",
    [
        ("status: agreed", "status: agred"),
        ("status: agreed", "statu: agreed"),
        ("status: agreed", "status: draft\nstatus: agreed"),
        ("parties: [a, b]", "parties: [a, b"),
    ],
)
def test_what_only_seems_to_be_a_draft_stops_the_build(slip: tuple[str, str], clean: Path) -> None:
    agreed = DRAFT.replace("status: draft", "status: agreed")
    lay(clean, {"content/outcomes/half.md": agreed.replace(*slip)})
    assert "nothing was published" in play(clean, "build", code=1).stderr


def test_warnings_stop_a_strict_build_only(clean: Path) -> None:
    lay(clean, {"content/pages/all.md": "No title.\n", "content/index.md": "[a](pages/all.md)\n"})
    play(clean, "build", "--strict", code=1)
    assert not (clean / "site").exists()
    play(clean, "build")


def test_wrong_settings_publish_nothing(clean: Path) -> None:
    lay(clean, {"site.yml": "site_nam: x\n"})
    done = play(clean, "build", code=2)
    assert "did you mean “site_name”?" in done.stdout
    assert not (clean / "site").exists()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<p>{% if %}</p>\n", 1, ""),
        ("\n\n{{ nothing_here }}\n", 3, "there is no value “nothing_here”"),
        ("\n{% extends 'nowhere.html' %}\n", 2, "there is no template nowhere.html"),
    ],
)
def test_a_broken_template_is_a_finding_at_its_line_and_publishes_nothing(
    text: str, line: int, words: str, clean: Path
) -> None:
    play(clean, "build")
    before = site(clean / "site")
    lay(clean, {"templates/document.html": text, "content/pages/new.md": "# New\n\n[a](all.md)\n"})
    done = play(clean, "build", code=1)
    assert f"templates/document.html:{line}:1: error: {words}" in done.stdout
    assert done.stdout.count("[theme/template-error]") == 1
    assert "nothing was published: a template could not be used" in done.stderr
    assert site(clean / "site") == before
    assert [path.name for path in clean.glob(".site*")] == []


def test_notices_that_are_not_printed_are_said_with_the_way_to_see_them(clean: Path) -> None:
    lay(clean, {"site.yml": "rules: {ref/unknown: notice}\n"})
    lay(clean, {"content/pages/loose.md": "# Loose\n\n[[nobody]]\n"})
    hint = "notices stop nothing and are not printed; `playbook check` shows them"
    assert hint in play(clean, "build").stderr
    assert hint not in play(clean, "build", "--verbose").stderr


def test_drafts_are_left_out_unless_wanted(clean: Path) -> None:
    lay(clean, {"content/outcomes/half.md": DRAFT, "content/teams/a.md": TEAM})
    lay(clean, {"content/teams/b.md": TEAM})
    done = play(clean, "build")
    assert "1 draft left out; `--drafts` publishes them, `serve` shows them" in done.stderr
    assert b"anzibar" not in words(clean / "site")
    play(clean, "build", "--drafts")
    assert b"Zanzibar" in (clean / "site/outcomes/half.html").read_bytes()
    play(clean, "build")
    assert b"anzibar" not in words(clean / "site")


def test_a_page_for_some_is_only_in_their_build(clean: Path) -> None:
    lay(clean, {"content/pages/p.md": "---\naudience: partners\n---\n# For some\n\nZanzibar.\n"})
    play(clean, "build")
    assert b"anzibar" not in words(clean / "site")
    play(clean, "build", "--audience", "partners")
    assert b"Zanzibar" in (clean / "site/pages/p.html").read_bytes()


def test_an_audience_that_the_settings_do_not_name_is_wrong_usage(clean: Path) -> None:
    done = play(clean, "build", "--audience", "press", code=2)
    assert "site.yml names no audience “press” (it names: partners)" in done.stderr


def test_the_site_can_be_written_elsewhere(clean: Path, tmp_path: Path) -> None:
    play(clean, "build")
    play(clean / "content", "build", "-d", "../other")
    play(clean, "build", "--site-dir", str(tmp_path / "far" / "mein Ordner"))
    assert site(clean / "other") == site(clean / "site") == site(tmp_path / "far" / "mein Ordner")
    lay(clean, {"site.yml": CLEAN["site.yml"] + "site_dir: out/www\n"})
    play(clean / "content", "build")
    assert (clean / "out/www/index.html").exists()


def test_a_folder_of_somebody_else_is_refused(clean: Path, tmp_path: Path) -> None:
    lay(tmp_path / "home", {"thesis.txt": "years"})
    done = play(clean, "build", "-d", str(tmp_path / "home"), code=1)
    assert f"not published: {tmp_path}/home holds files that playbook did not write" in done.stderr
    assert site(tmp_path / "home") == {"thesis.txt": b"years"}


def test_a_file_is_no_place_for_a_site(clean: Path) -> None:
    (clean / "taken").write_bytes(b"x")
    assert "taken" in play(clean, "build", "-d", "taken", code=2).stderr
    lay(clean, {"site.yml": "site_dir: taken\n"})
    assert "taken is a file, not a folder" in play(clean, "build", code=1).stderr


def test_a_disk_that_is_full_is_told_and_changes_nothing(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(clean, "build")
    before = site(clean / "site")
    lay(clean, {"content/pages/all.md": "# All\n\nOther words.\n"})

    def full(_first: Path, _second: Path) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device", str(clean / "site"))

    monkeypatch.setattr(switch, "exchange", full)
    done = play(clean, "build", code=1)
    told = f"not published: {clean}/site: No space left on device; the published site is as it was"
    assert told in done.stderr
    assert site(clean / "site") == before


def test_no_worker_goes_on_writing_while_its_site_is_cleared_away(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(clean, {f"content/pages/p{number}.md": f"# Page {number}\n" for number in range(80)})
    put, clear, fork = Stage.put, Stage.clear, os.fork
    workers: list[int] = []

    def full(stage: Stage, name: str, data: bytes) -> bool:
        if name == "pages/p7.html":
            raise OSError(errno.ENOSPC, "No space left on device", name)
        return put(stage, name, data)

    def noted() -> int:
        workers.append(fork())
        return workers[-1]

    def alone(stage: Stage) -> None:
        assert workers
        for worker in workers:
            with pytest.raises(ChildProcessError):
                os.waitpid(worker, os.WNOHANG)
        clear(stage)

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(Stage, "put", full)
    monkeypatch.setattr(Stage, "clear", alone)
    assert "No space left on device" in play(clean, "build", "-j", "2", code=1).stderr
    assert not (clean / ".site.new").exists()


def test_a_build_that_waits_for_another_one_says_so(clean: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from playbook.engine.publishing.publish import staged\n"
        "with staged(Path('site')):\n"
        "    print('locked', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=clean, stdin=pipe, stdout=pipe
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"locked\n"
        command = [str(PROGRAM), "build"]
        with subprocess.Popen(command, cwd=clean, stderr=pipe, text=True) as waiting:
            assert waiting.stderr is not None
            told = "another build of this site is at work; this one goes on when it is done\n"
            assert waiting.stderr.readline() == told
            other.stdin.close()
            assert " files written, " in waiting.stderr.read()
    assert (clean / "site/index.html").exists()


def test_two_owners_of_one_address_do_not_break_a_build(clean: Path) -> None:
    lay(clean, {"content/pages/all.html": "<p>mine</p>", "content/map.html": "<p>mine</p>"})
    done = play(clean, "build", code=1)
    assert "[id/clash]" in done.stdout


def test_a_page_whose_address_is_a_folder_is_told(clean: Path) -> None:
    """`pages/all.html` is a page, and `pages/all.html/x.png` would be a file inside it."""
    lay(clean, {"content/pages/all.html/x.png": "x"})
    done = play(clean, "build", code=1)
    assert "not published: " in done.stderr
    assert "pages/all.html" in done.stderr
    assert not (clean / "site").exists()


def test_ctrl_c_leaves_the_published_site_and_nothing_beside_it(clean: Path) -> None:
    play(clean, "build")
    before = site(clean / "site")
    lay(clean, {"content/pages/all.md": "# All\n\nOther words.\n"})
    code = LISTENING + (
        "import os\n"
        "from playbook.engine.publishing import switch\n"
        "from playbook.apps.cli import main\n"
        "def interrupted(first, second):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return False\n"
        "switch.exchange = interrupted\n"
        "main(['build'], prog_name='playbook')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=clean,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.endswith("Aborted!\n")
    assert "Traceback" not in done.stderr
    assert site(clean / "site") == before
    assert [path.name for path in clean.glob(".site*")] == []


def test_a_site_with_an_address_has_a_map_for_search_engines(clean: Path) -> None:
    play(clean, "build")
    assert not (clean / "site/sitemap.xml").exists()
    lay(clean, {"site.yml": "site_url: https://playbook.example/ours\n"})
    play(clean, "build")
    assert b"https://playbook.example/ours/pages/all.html" in words(clean / "site")


def test_open_shows_the_site_in_a_browser(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    play(clean, "build", "-o")
    assert opened == [str((clean / "site/index.html").resolve())]


def test_a_killed_build_leaves_the_old_site_or_the_new_one_and_the_next_is_clean(
    clean: Path,
) -> None:
    """The name of the site stands on every page, so that old and new differ everywhere."""

    def settle(name: str) -> dict[str, bytes]:
        lay(clean, {"site.yml": f"site_name: {name}\n"})
        play(clean, "build")
        return site(clean / "site")

    new, old = settle("New"), settle("Old")
    started = time.monotonic()
    run(clean, "check")
    whole = time.monotonic() - started
    for share in (0.8, 1.1, 1.4, 1.7):
        assert settle("Old") == old
        lay(clean, {"site.yml": "site_name: New\n"})
        with subprocess.Popen(
            [str(PROGRAM), "build"], cwd=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=whole * share)
            process.kill()
        assert site(clean / "site") in (old, new)
        play(clean, "build")
        assert site(clean / "site") == new
        assert [path.name for path in clean.glob(".site*")] == []
