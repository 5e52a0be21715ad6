"""The cache's file: what has our seal comes back, everything else counts as absent."""

import gc
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from playbook.engine.cache.salt import version_salt
from playbook.engine.cache.stamp import Stamp, proves
from playbook.engine.cache.store import FOLDER, Store, clear, machine_key, small, whole

KEY = b"k" * 32
FILE = f"{FOLDER}/answers.sqlite"


def store(root: Path, key: bytes = KEY, salt: bytes = b"1") -> Store:
    return Store(root, key, salt)


def test_what_is_saved_is_found_and_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    assert store(tmp_path).save([("one", b"1"), ("two", b"2")], [])
    assert store(tmp_path).get("one") == b"1"
    assert store(tmp_path).save([("three", b"3")], ["two"])
    assert [store(tmp_path).get(name) for name in ("one", "two", "three")] == [None, b"2", b"3"]


@pytest.mark.parametrize(("key", "salt"), [(b"x" * 32, b"1"), (KEY, b"2")])
def test_another_key_or_version_finds_nothing(tmp_path: Path, key: bytes, salt: bytes) -> None:
    store(tmp_path).save([("one", b"1")], [])
    assert store(tmp_path, key, salt).get("one") is None


def test_a_value_that_was_changed_or_put_under_another_name_counts_for_nothing(
    tmp_path: Path,
) -> None:
    store(tmp_path).save([("one", b"1"), ("two", b"2")], [])
    with sqlite3.connect(tmp_path / FILE) as held:
        held.execute("UPDATE kept SET data = data || x'00' WHERE name = 'one'")
        held.execute("UPDATE kept SET name = 'three' WHERE name = 'two'")
    held.close()
    assert [store(tmp_path).get(name) for name in ("one", "two", "three")] == [None] * 3


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_store_is_replaced(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FILE).write_bytes(data)
    assert store(tmp_path).get("one") is None
    assert store(tmp_path).save([("one", b"1")], [])
    assert store(tmp_path).get("one") == b"1"


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / ".playbook").write_text("a file is in the way")
    assert not store(tmp_path).save([("one", b"1")], [])
    assert store(tmp_path).get("one") is None


def test_the_store_keeps_itself_out_of_git(tmp_path: Path) -> None:
    store(tmp_path).save([("one", b"1")], [])
    assert (tmp_path / ".playbook/.gitignore").read_text() == "*\n"


def test_clearing_says_whether_there_was_anything(tmp_path: Path) -> None:
    store(tmp_path).save([("one", b"1")], [])
    assert clear(tmp_path)
    assert not (tmp_path / FOLDER).exists()
    assert not clear(tmp_path)


def test_the_key_is_made_once_and_is_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    key = machine_key()
    assert key is not None
    assert machine_key() == key
    assert (tmp_path / "playbook/key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "playbook/key"))
    assert machine_key() is None


@pytest.mark.parametrize("data", [b"", b"short", b"long " * 1000])
def test_what_was_made_small_comes_back_whole(data: bytes) -> None:
    assert whole(small(data)) == data
    assert len(small(data)) <= len(data) + 1


@pytest.mark.parametrize(
    ("written", "read", "proven"),
    [
        (1_000_000_000_123, 1_001_000_000_000, True),  # long before
        (1_000_000_000_123, 1_000_050_000_000, False),  # within a tick
        (1_000_000_000_000, 1_001_000_000_000, False),  # a clock of whole seconds
        (1_000_000_000_000, 1_003_000_000_000, True),
    ],
)
def test_a_stamp_proves_something_only_if_the_clock_went_on(
    written: int, read: int, *, proven: bool
) -> None:
    assert proves(Stamp(1, 0, written, 1), read) is proven


def test_a_store_that_is_dropped_lets_go_of_its_file(tmp_path: Path) -> None:
    def held() -> int:
        file = (tmp_path / FILE).stat()
        found = 0
        for descriptor in range(256):
            with suppress(OSError):
                found += os.path.samestat(os.fstat(descriptor), file)
        return found

    kept = store(tmp_path)
    kept.save([("one", b"1")], [])
    assert held() == 1
    del kept
    gc.collect(1)  # it is young; to look through all that the tests hold would take seconds
    assert held() == 0


def test_another_version_of_a_library_counts_as_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    (folder / "markdown_it_py-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(folder)])
    salts = [version_salt.__wrapped__()]
    (folder / "markdown_it_py-1.0.dist-info").rename(folder / "markdown_it_py-1.1.dist-info")
    salts.append(version_salt.__wrapped__())
    (folder / "some_other-2.0.dist-info").mkdir()
    salts.append(version_salt.__wrapped__())
    assert salts[0] != salts[1] == salts[2]


def test_a_name_that_is_damaged_is_no_trouble(tmp_path: Path) -> None:
    held = store(tmp_path)
    assert held.save([("one", b"1")], ())
    held.close()
    with closing(sqlite3.connect(tmp_path / FOLDER / "answers.sqlite")) as connection:
        connection.execute("DROP TABLE kept")
        connection.execute("CREATE TABLE kept (name, data BLOB NOT NULL)")
        connection.execute("INSERT INTO kept VALUES (7, x'00')")
        connection.commit()
    assert held.save([("two", b"2")], ("one",))
    assert held.get("two") == b"2"


def test_the_cache_is_kept_from_git_again_where_a_full_disk_left_that_half_done(
    tmp_path: Path,
) -> None:
    ignore = tmp_path / ".playbook" / ".gitignore"
    ignore.parent.mkdir()
    ignore.touch()
    assert store(tmp_path).save([("one", b"1")], ())
    assert ignore.read_text("utf-8") == "*\n"
