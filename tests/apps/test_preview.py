"""The preview follows what is saved, and says what is wrong and goes on."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.serving import Served, serving, wait_for
from disk import lay, play
from playbook.apps.preview.state import Preview
from playbook.apps.preview.watching import Watcher
from playbook.engine.project import Project
from playbook.engine.workspace import Options

FILES = {
    "site.yml": "site_name: Tested\n",
    "content/index.md": "# Home\n\nWelcome. [All](pages/all.md)\n",
    "content/pages/all.md": "# All\n\nFirst words.\n",
}
ALL = "content/pages/all.md"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(lay(tmp_path / "project", FILES)) as server:
        yield server


def page(words: str) -> str:
    return f"# All\n\n{words}\n"


def test_a_save_is_an_event_and_the_page_is_new(served: Served) -> None:
    before = served.get("/pages/all.html")
    with served.events() as following:
        first = following()
        assert first == before.stamp
        lay(served.root, {ALL: page("Second words.")})
        assert following() != first
    after = served.get("/pages/all.html")
    assert b"Second words." in after.body
    assert after.stamp != before.stamp
    served.wait_for_words(f"{ALL}: taken in within ")


def test_a_page_that_is_older_than_the_stream_is_told_at_once(served: Served) -> None:
    """A save between loading a page and listening must not be missed."""
    old = served.get("/pages/all.html").stamp
    lay(served.root, {ALL: page("Second words.")})
    served.wait_for_page("/pages/all.html", b"Second words.")
    with served.events() as following:
        assert following() != old


def test_the_page_after_a_save_is_that_of_a_build(served: Served) -> None:
    lay(served.root, {ALL: page("Second words.")})
    after = served.wait_for_page("/pages/all.html", b"Second words.")
    play(served.root, "build", "--drafts", "-d", "built")
    assert after.page == (served.root / "built/pages/all.html").read_bytes()


def test_a_save_that_changes_no_byte_is_no_event(tmp_path: Path) -> None:
    preview = Preview(Project.open(lay(tmp_path, FILES)), Options())
    lay(tmp_path, {ALL: FILES[ALL], "notes.txt": "beside", "site/x.html": "beside"})
    (tmp_path / "site.yml").touch()
    assert (preview.refresh(), preview.revision) == ((), 0)
    lay(tmp_path, {ALL: page("Second words.")})
    assert (preview.refresh(), preview.revision) == ((ALL,), 1)
    (tmp_path / ALL).unlink()
    assert (preview.refresh(), preview.revision) == ((ALL,), 2)
    (tmp_path / "content/pipe.md").symlink_to("nowhere")
    assert (preview.refresh(), preview.revision) == (("content/pipe.md",), 2)
    assert (preview.refresh(), preview.revision) == ((), 2)


@pytest.mark.parametrize("how", ["in place", "rename", "delete", "folder", "burst", "bytes"])
def test_however_a_file_is_saved_the_last_bytes_are_shown(how: str, served: Served) -> None:
    path, words = served.root / ALL, "Last words."
    if how == "in place":
        path.write_text(page(words))
    elif how == "rename":
        beside = path.with_name(".all.md.swp")
        beside.write_text(page(words))
        beside.replace(path)
    elif how == "delete":
        path.unlink()
        served.wait_for_page("/pages/all.html", b"", status=404)
        path.write_text(page(words))
    elif how == "folder":
        path.parent.rename(served.root / "aside")
        served.wait_for_page("/pages/all.html", b"", status=404)
        (served.root / "aside/all.md").write_text(page(words))
        (served.root / "aside").rename(path.parent)
    elif how == "burst":
        for number in range(50):
            path.write_text(page(f"Words {number}."))
            served.get("/pages/all.html")
        path.write_text(page(words))
    else:
        with path.open("wb") as file:
            for byte in page(words).encode():
                file.write(bytes([byte]))
                file.flush()
    served.wait_for_page("/pages/all.html", words.encode())


def test_a_new_folder_with_many_files_is_taken_in(served: Served) -> None:
    lay(served.root, {f"content/new/{n}.md": f"# Number {n}\n\nText.\n" for n in range(200)})
    for number in (0, 99, 199):
        served.wait_for_page(f"/new/{number}.html", f"Number {number}".encode())


def test_a_changed_setting_is_taken_in(served: Served) -> None:
    lay(served.root, {"site.yml": "site_name: Renamed\n"})
    served.wait_for_page("/", b"Renamed")


def test_broken_settings_leave_the_last_good_ones_in_use_and_are_told(served: Served) -> None:
    lay(served.root, {"site.yml": "site_name: [\n"})
    served.wait_for_words("site.yml:1:12: error: ")
    served.wait_for_words("the settings that were good last stay in use until this is mended")
    assert b"Tested" in served.get("/").body
    lay(served.root, {ALL: page("Second words.")})
    served.wait_for_page("/pages/all.html", b"Second words.")
    lay(served.root, {"site.yml": "site_nam: x\n"})
    served.wait_for_words("did you mean “site_name”?")
    assert b"Tested" in served.get("/").body
    lay(served.root, {"site.yml": "site_name: Mended\n"})
    served.wait_for_page("/", b"Mended")


@pytest.mark.parametrize("instead", ["nothing", "folder", "link"])
def test_settings_that_go_away_leave_the_last_ones_in_use(
    instead: str, served: Served, tmp_path: Path
) -> None:
    config = served.root / "site.yml"
    config.unlink()
    if instead == "folder":
        config.mkdir()
    if instead == "link":
        lay(tmp_path, {"elsewhere/site.yml": "site_name: Elsewhere\n"})
        config.symlink_to(tmp_path / "elsewhere/site.yml")
    served.wait_for_words("site.yml:1:1: error: ")
    assert b"Tested" in served.get("/").body
    if config.is_dir():
        config.rmdir()
    config.unlink(missing_ok=True)
    lay(served.root, {"site.yml": "site_name: Back\n"})
    served.wait_for_page("/", b"Back")


def test_a_server_may_start_with_broken_settings(tmp_path: Path) -> None:
    root = lay(tmp_path, {**FILES, "site.yml": "nonsense: 1\n"})
    with serving(root) as server:
        assert "site.yml:1:1: error: a site.yml has no field `nonsense`" in server.said[0]
        assert server.get("/pages/all.html").status == 200
        lay(root, {"site.yml": "site_name: Mended\n"})
        server.wait_for_page("/", b"Mended")


def test_a_broken_template_is_shown_and_recovers_by_itself(served: Served) -> None:
    lay(served.root, {"templates/document.html": "<p>\n{% if <b> %}"})
    broken = served.wait_for_page("/pages/all.html", b"", status=500)
    assert b"templates/document.html, line 2: " in broken.body
    assert b"<b>" not in broken.body
    assert broken.headers["content-type"] == "text/html; charset=utf-8"
    with served.events() as following:
        assert following() == broken.stamp
        (served.root / "templates/document.html").unlink()
        assert following() != broken.stamp
    assert b"First words." in served.get("/pages/all.html").body


def test_findings_are_told_after_each_save(served: Served) -> None:
    lay(served.root, {ALL: "# All\n\n[[nobody]]\n"})
    served.wait_for_words(f"{ALL}:3:3: error: ")
    lay(served.root, {ALL: page("Mended.")})
    served.wait_for_words("no findings in 2 documents", since=len(served.said))


def test_a_file_that_cannot_be_shown_is_told(served: Served) -> None:
    (served.root / "content/link.md").symlink_to("/etc/passwd")
    served.wait_for_words("content/link.md:1:1: error: this is a symbolic link [file/not-regular]")
    assert served.get("/link.html").status == 404


def test_drafts_are_shown(served: Served) -> None:
    text = "---\nparties: [a, b]\nstatus: draft\n---\n# Half a thought\n\nZanzibar.\n"
    lay(served.root, {"content/outcomes/half.md": text})
    served.wait_for_page("/outcomes/half.html", b"Zanzibar")


def test_a_port_that_is_taken_is_passed_over_and_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(lay(tmp_path, FILES), "--port", str(port)) as server:
            server.wait_for_words(f"port {port} is taken; using {server.port}")
            assert server.port > port
            assert server.get("/").status == 200


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-p", "70000"], "70000 is not in the range 0<=x<=65535"),
        (["-p", "x"], "'x' is not a valid integer"),
        (["--host", "256.1.1.1"], "cannot listen on 256.1.1.1: "),
        (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1: "),
    ],
)
def test_an_address_that_cannot_be_had_is_wrong_usage(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    assert told in play(lay(tmp_path, FILES), "serve", *arguments, code=2).stderr


def test_ctrl_c_ends_the_server_and_all_that_belongs_to_it(tmp_path: Path) -> None:
    """Even with a reader on the event stream and a request that never ends."""
    with serving(lay(tmp_path, FILES)) as server, server.events() as following:
        following()
        with server.connect() as half:
            half.sendall(b"GET / HTTP/1.1\r\n")
            started = time.monotonic()
            assert server.stop() == 0
            assert time.monotonic() - started < 3
        server.wait_for_words("stopped\n")
        with pytest.raises(ConnectionError):
            server.connect()
        with pytest.raises(ProcessLookupError):
            os.kill(server.process.pid, 0)


def test_ctrl_c_twice_is_no_traceback(tmp_path: Path) -> None:
    with serving(lay(tmp_path, FILES)) as server:
        server.process.send_signal(2)
        assert server.stop() in {0, 1, -2}


def watched(preview: Preview, warned: list[str]) -> Watcher:
    return Watcher(preview, lambda _paths, _seconds: None, warned.append)


def test_where_the_system_tells_of_no_changes_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    warned: list[str] = []
    watcher = watched(preview, warned)

    def refused() -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watcher._observer, "start", refused)
    watcher.start()
    try:
        lay(tmp_path, {ALL: page("Second words.")})
        wait_for(lambda: preview.revision == 1, "the change was not seen")
    finally:
        watcher.stop()
    assert warned == ["looking for changes every second: inotify watch limit reached"]


def test_a_save_that_cannot_be_taken_in_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    warned: list[str] = []
    watcher = watched(preview, warned)
    refresh, fail = preview.refresh, threading.Event()

    def failing() -> tuple[str, ...]:
        if not fail.is_set():
            raise ZeroDivisionError
        return refresh()

    monkeypatch.setattr(preview, "refresh", failing)
    watcher.start()
    try:
        lay(tmp_path, {ALL: page("Second words.")})
        wait_for(lambda: warned, "nothing was told")
        fail.set()
        lay(tmp_path, {ALL: page("Third words.")})
        wait_for(lambda: preview.revision, "the change was not seen")
    finally:
        watcher.stop()
    assert warned[0] == "the last save could not be taken in: ZeroDivisionError: "


def test_the_published_site_is_not_watched(tmp_path: Path) -> None:
    lay(tmp_path, {**FILES, "site_notes.md": "x"})
    preview = Preview(Project.open(tmp_path), Options())
    looked: list[int] = []
    refresh = preview.refresh

    def counting() -> tuple[str, ...]:
        looked.append(1)
        return refresh()

    preview.refresh = counting  # type: ignore[method-assign]  # counted, and done all the same
    watcher = watched(preview, [])
    watcher.start()
    try:
        wait_for(lambda: looked, "there was no first look")
        lay(tmp_path, {f"site/{number}.html": "x" for number in range(20)})
        shutil.rmtree(tmp_path / "site")
        os.utime(tmp_path / "site_notes.md")
        wait_for(lambda: len(looked) > 1, "a file beside was not noticed")
    finally:
        watcher.stop()
    assert len(looked) < 5
