"""What the preview reads at a save, what it is told of, and what has to wait."""

import logging
import shutil
import threading
from collections.abc import Collection, Generator
from pathlib import Path
from typing import Any

import pytest

from apps.serving import PATIENCE, wait_for
from disk import lay, play, put
from playbook.apps.preview.state import Preview
from playbook.apps.preview.watching import Watcher
from playbook.engine.cache.documents import shelf
from playbook.engine.cache.documents.packed import Packed
from playbook.engine.cache.documents.unread import Unread
from playbook.engine.runs import scanning, session
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options

FILES = {
    "site.yml": "site_name: Tested\n",
    "content/index.md": "# Home\n\nWelcome. [All](pages/all.md)\n",
    "content/pages/all.md": "# All\n\nFirst words.\n",
}
ALL = "content/pages/all.md"


def page(words: str) -> str:
    return f"# All\n\n{words}\n"


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

    monkeypatch.setattr(watcher._ears, "start", refused)
    watcher.start()
    try:
        put(tmp_path / ALL, page("Second words."))
        wait_for(lambda: preview.revision == 1, "the change was not seen")
        put(tmp_path / ALL, page("Second birds."))
        wait_for(lambda: preview.revision == 2, "a change of equal size was not seen")
    finally:
        watcher.stop()
    assert warned == ["looking for changes every second: inotify watch limit reached"]


def test_a_playbook_that_is_moved_away_keeps_its_pages_and_is_followed_when_it_is_back(
    tmp_path: Path,
) -> None:
    root = tmp_path / "project"
    lay(root, FILES)
    preview = Preview(Project.open(root), Options())
    warned: list[str] = []
    watcher = watched(preview, warned)
    watcher.start()
    try:
        root.rename(tmp_path / "elsewhere")
        watcher._ears.ask_for_everything()
        wait_for(lambda: warned, "that the folder is gone was not said")
        assert b"First words." in preview.answer("pages/all.html").data
        lay(root, FILES | {ALL: page("Second words.")})
        wait_for(lambda: preview.revision == 1, "that the folder is back was not seen")
        wait_for(lambda: len(warned) > 1, "that the folder is back was not said")
        put(root / ALL, page("Third words."))
        wait_for(lambda: preview.revision > 1, "the folder that is back is not listened to")
    finally:
        watcher.stop()
    gone = f"{root} is gone: the pages stay as they are until it is back"
    assert warned == [gone, f"{root} is back"]


def test_a_save_that_cannot_be_taken_in_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    warned: list[str] = []
    watcher = watched(preview, warned)
    refresh, fail = preview.refresh, threading.Event()

    def failing(paths: Collection[str] | None) -> tuple[str, ...]:
        if not fail.is_set():
            raise ZeroDivisionError
        return refresh(paths)

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


def test_only_the_files_that_were_saved_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is looked at that is not the playbook's: the published site, hidden files."""
    files = {f"content/pages/{number}.md": f"# Page {number}\n" for number in range(50)}
    lay(tmp_path, {**FILES, **files})
    preview = Preview(Project.open(tmp_path), Options())
    asked: list[Collection[str] | None] = []
    refresh, read = preview.refresh, preview._disk.read
    opened: list[str] = []

    def asking(paths: Collection[str] | None) -> tuple[str, ...]:
        changed = refresh(paths)
        asked.append(paths)
        return changed

    def reading(path: str) -> bytes | None:
        opened.append(path)
        return read(path)

    monkeypatch.setattr(preview, "refresh", asking)
    watcher = watched(preview, [])
    watcher.start()
    try:
        wait_for(lambda: asked, "there was no first look")
        monkeypatch.setattr(preview._disk, "read", reading)
        lay(tmp_path, {"site/a.html": "x", "content/.draft.md": "x", "notes/b.md": "x"})
        put(tmp_path / ALL, page("Second words."))
        wait_for(lambda: preview.revision == 1, "the change was not seen")
    finally:
        watcher.stop()
    assert set(opened) == {ALL}
    assert asked[0] is None
    assert [paths for paths in asked[1:] if paths] == [{ALL}]


def test_events_that_were_lost_are_made_good(tmp_path: Path) -> None:
    """What the library warns of means that events may be missing: everything is looked at."""
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    watcher = watched(preview, [])
    watcher.start()
    try:
        wait_for(lambda: watcher._looked, "there was no first look")
        watcher._ears._note = lambda *_, **__: None  # type: ignore[method-assign]  # all are lost
        lay(tmp_path, {ALL: page("Second words.")})
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        wait_for(lambda: preview.revision, "the change was not seen")
    finally:
        watcher.stop()


def test_what_is_refused_is_news_once_and_gone_when_it_is_mended(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    for name in ("content/WRONG.MD", "content/pages/a\\b.md"):
        lay(tmp_path, {name: "# Wrong\n"})
        assert preview.refresh([name]) == (name,)
        assert [problem.code for problem in preview.project.problems] == ["file/bad-name"]
        assert preview.refresh() == ()
        (tmp_path / name).unlink()
        assert preview.refresh([name]) == (name,)
        assert preview.project.problems == ()


def test_a_file_that_was_named_and_then_moved_away_with_its_folder_is_gone(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    preview = Preview(Project.open(tmp_path), Options())
    lay(tmp_path, {"content/new/one.md": "# One\n"})
    assert preview.refresh(["content/new/one.md"]) == ("content/new/one.md",)
    (tmp_path / "content/new").rename(tmp_path / "aside")
    assert preview.refresh() == ("content/new/one.md",)
    assert preview.answer("new/one.html").status == 404


def test_pages_go_before_what_can_wait(tmp_path: Path) -> None:
    """Work in the background is ended for a page, goes on afterwards, and comes to the same."""
    lay(tmp_path, {**FILES, **{f"content/p/{n}.md": f"# P{n}\n\nword{n}\n" for n in range(200)}})
    preview = Preview(Project.open(tmp_path), Options())
    done = threading.Event()

    def prepare() -> None:
        preview.prepare_search()
        done.set()

    interrupted = 0
    turns, look_round = preview.turns, preview.turns._look_round

    def counting(until: float) -> None:
        nonlocal interrupted
        if not interrupted:
            wait_for(lambda: turns._queue, "nobody asked for a page")
        try:
            look_round(until)
        except BaseException:
            interrupted += 1
            raise

    turns._look_round = counting  # type: ignore[method-assign]  # counted, and done all the same
    thread = threading.Thread(target=prepare)
    thread.start()
    while not done.is_set():
        assert preview.answer("pages/all.html").status == 200
    thread.join()
    assert interrupted, "a page was let in"
    clean = Preview(Project.open(tmp_path), Options())
    for url in clean.workspace.urls():
        assert preview.answer(url).data == clean.answer(url).data


def test_a_cache_that_goes_away_meanwhile_is_done_without(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    play(tmp_path, "build", "--drafts")
    preview = Preview(Project.open(tmp_path), Options(drafts=True), cache=True)
    shutil.rmtree(tmp_path / ".playbook")
    clean = Preview(Project.open(tmp_path), Options(drafts=True))
    for url in clean.workspace.urls():
        assert preview.answer(url).data == clean.answer(url).data
    assert preview.judge().findings == clean.judge().findings
    lay(tmp_path, {ALL: page("Second words.")})
    assert preview.refresh() == (ALL,)
    assert b"Second words." in preview.answer("pages/all.html").data


def test_who_searches_while_documents_are_read_keeps_no_page_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read, has_begun = threading.Event(), threading.Event()
    wait = Unread.wait

    def noted(unread: Unread, seconds: float | None = None) -> None:
        has_begun.set()
        wait(unread, seconds)

    def slowly(*given: Any) -> Generator[tuple[str, Packed]]:
        for found in scanning.read_on(*given):
            yield found
            is_read.wait()

    monkeypatch.setattr(session, "READ_ON_FROM", 1)
    monkeypatch.setattr(scanning, "SHARED_FROM", 2)
    monkeypatch.setattr(session, "read_on", slowly)
    monkeypatch.setattr(session, "cores", lambda: 2)
    monkeypatch.setattr(shelf, "MOST", 3)
    monkeypatch.setattr(Unread, "wait", noted)
    others = {f"content/pages/{name}.md": f"# {name}\n\nWords.\n" for name in "abcdef"}
    preview = Preview(Project.open(lay(tmp_path, {**FILES, **others})), Options(), cache=True)
    answered: list[str] = []

    def ask(url: str) -> threading.Thread:
        asking = threading.Thread(
            target=lambda: answered.append(preview.answer(url).url), daemon=True
        )
        asking.start()
        return asking

    search = ask("search/index.js")
    assert has_begun.wait(PATIENCE)
    ask("pages/all.html").join(PATIENCE)
    assert answered == ["pages/all.html"]
    is_read.set()
    search.join(PATIENCE)
    assert answered == ["pages/all.html", "search/index.js"]
