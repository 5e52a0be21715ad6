"""Sealed bytes by name, in one file below the project.

Nothing in the file is trusted: every value carries a seal made with a key that lies outside the
project, so that a value that was damaged, put there by somebody else or written by another version
counts as absent, and what it held is found out anew. SQLite keeps the file whole when a run is
killed while it writes; a file that is none is replaced.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import sqlite3
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from playbook.engine.cache.salt import version_salt

KEPT = ".playbook"
"""Where everything lies that runs leave to later ones, relative to the project."""

FOLDER = f"{KEPT}/cache"
"""Where the file lies."""

LASTING = "left:"
"""How the names begin of what stays until it is replaced."""

_FILE = "answers.sqlite"
_SEAL = 16
_KEY = 32
_COMPRESSED_FROM = 512
_MANY_GONE = 100
_BUSY = 5.0  # seconds to wait for another run that writes


Item = tuple[str, bytes | memoryview | Callable[[], bytes]]
"""A name and what is put under it; what is made only then takes its memory only then."""


class Lost(Exception):  # noqa: N818 - a situation: do without the cache
    """A value that this run relied on is gone or damaged: it must be done without the cache."""


def machine_key() -> bytes | None:
    """Return the key with which this user's runs seal what they keep; None where none can be kept.

    It lies in the user's own cache folder and is made at the first run.
    """
    base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    path = Path(base) / "playbook" / "key"
    for _ in range(2):
        with suppress(OSError):
            key = path.read_bytes()
            if len(key) == _KEY:
                return key
            path.unlink()
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"key.{os.getpid()}")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(_KEY))
            new.replace(path)
    return None


class Store:
    """The file; `salt` is what everything in it depends on, such as the version of the program."""

    @classmethod
    def of(cls, root: Path) -> "Store | None":
        """Return the store of a project for this version; None where no key can be kept."""
        key = machine_key()
        return None if key is None else cls(root, key, version_salt())

    def __init__(self, root: Path, key: bytes, salt: bytes) -> None:
        self._path = root / FOLDER / _FILE
        self._key = hashlib.blake2b(key + salt, digest_size=_KEY).digest()
        self._connection: sqlite3.Connection | None = None
        self._owner = 0
        self._let_go: Callable[[], object] = lambda: None

    def get(self, name: str) -> bytes | None:
        """Return what was put under a name; None if there is nothing that has our seal."""
        try:
            found = self._open().execute("SELECT data FROM kept WHERE name = ?", (name,)).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return self._unsealed(name, found[0]) if found else None

    def save(
        self,
        items: Iterable[Item],
        keep: Iterable[str],
        known: tuple[str, bytes] | None = None,
    ) -> bool:
        """Put values under names, and drop all that is neither among them nor in `keep`.

        What has a name that begins with `LASTING` stays until it is replaced. All of it happens or
        nothing; tells which. A file that cannot be used is made anew once. Nothing happens where
        `known`, a name and a value, is not what stands there.
        """
        held = list(items)
        kept = {name for name, _ in held}.union(keep)

        def unwanted(connection: sqlite3.Connection) -> set[str]:
            there = {name for (name,) in connection.execute("SELECT name FROM kept")}
            if not all(isinstance(name, str) for name in there):
                message = "a name is damaged"
                raise sqlite3.DatabaseError(message)
            return {name for name in there - kept if not name.startswith(LASTING)}

        return self._tried(lambda: self._write(held, unwanted, known))

    def change(self, items: Iterable[Item], gone: Iterable[str], known: tuple[str, bytes]) -> bool:
        """Put values under names, and drop those that are named; else as `save`."""
        held, dropped = list(items), set(gone)
        return self._tried(lambda: self._write(held, lambda _: dropped, known))

    def put(self, items: Iterable[Item]) -> bool:
        """Put values under names, and drop nothing; tells whether that was done."""
        held = list(items)
        return self._tried(lambda: self._write(held, lambda _: set(), None))

    def _tried(self, write: Callable[[], bool]) -> bool:
        for _ in range(2):
            try:
                return write()
            except sqlite3.OperationalError:
                return False  # somebody else is writing, or the disk is full
            except (sqlite3.DatabaseError, OSError):
                self.close()
                self.clear()
        return False

    def clear(self) -> None:
        """Remove the file."""
        self.close()
        for name in (_FILE, f"{_FILE}-journal"):
            with suppress(OSError):
                self._path.with_name(name).unlink()

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()
        self._connection = None

    def _open(self, *, create: bool = False) -> sqlite3.Connection:
        # A connection must not be used on the other side of a fork.
        if self._connection is not None and self._owner == os.getpid():
            return self._connection
        if create:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            ignore = self._path.parent.parent / ".gitignore"
            if not (ignore.exists() and ignore.stat().st_size):  # a full disk left it empty
                ignore.write_text("*\n", encoding="utf-8")
        mode = "rwc" if create else "rw"
        address = f"{self._path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            address, uri=True, timeout=_BUSY, isolation_level=None, check_same_thread=False
        )
        self._connection, self._owner = connection, os.getpid()
        # Who drops the store without a word lets go of the file too.
        self._let_go = weakref.finalize(self, _close, connection, self._owner)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    def _write(
        self,
        items: list[Item],
        unwanted: Callable[[sqlite3.Connection], set[str]],
        known: tuple[str, bytes] | None,
    ) -> bool:
        connection = self._open(create=True)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, data BLOB NOT NULL)"
        )
        connection.execute("BEGIN IMMEDIATE")
        try:
            if known is not None and self.get(known[0]) != known[1]:
                connection.execute("ROLLBACK")
                return False
            gone = unwanted(connection).difference(name for name, _ in items)
            # What is made only now may be made of what goes.
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._sealed(items))
            connection.executemany(
                "DELETE FROM kept WHERE name = ?", ((name,) for name in sorted(gone))
            )
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        if len(gone) > _MANY_GONE:
            (left,) = connection.execute("SELECT count(*) FROM kept").fetchone()
            if len(gone) > left:
                connection.execute("VACUUM")
        return True

    def _sealed(self, items: Iterable[Item]) -> Iterator[tuple[str, bytes]]:
        for name, held in items:
            data = held() if callable(held) else held
            yield name, b"".join((self._seal(name, data), data))

    def _unsealed(self, name: str, found: object) -> bytes | None:
        if not isinstance(found, bytes):
            return None
        seal, data = found[:_SEAL], found[_SEAL:]
        return data if hmac.compare_digest(seal, self._seal(name, data)) else None

    def _seal(self, name: str, data: bytes | memoryview) -> bytes:
        made = hashlib.blake2b(name.encode(), key=self._key, digest_size=_SEAL)
        made.update(b"\0")
        made.update(data)
        return made.digest()


def _close(connection: sqlite3.Connection, owner: int) -> None:
    """Close a connection in the process that opened it; a fork of it has nothing to close."""
    if owner == os.getpid():
        connection.close()


def small(data: bytes) -> bytes:
    """Return bytes compressed, if that is worth it."""
    return b"z" + zlib.compress(data, 1) if len(data) >= _COMPRESSED_FROM else loose(data)


def loose(data: bytes) -> bytes:
    """Return bytes as they are, in the form of `small`: for what is to be there soon."""
    return b"p" + data


def whole(data: bytes | memoryview) -> bytes:
    """Return what `small` was given."""
    return zlib.decompress(data[1:]) if data[:1] == b"z" else bytes(data[1:])


def clear(root: Path) -> bool:
    """Remove a project's cache; tells whether there was one.

    Raises `OSError` with the name of what cannot be removed.
    """
    found = False
    for spare in (root / KEPT).glob("spare-*"):
        if spare.is_dir() and not spare.is_symlink():
            found = True
            shutil.rmtree(spare)
    folder = root / FOLDER
    items: list[os.DirEntry[str]] = []
    with suppress(FileNotFoundError, NotADirectoryError), closing(os.scandir(folder)) as there:
        items = [item for item in there if item.name.startswith(_FILE)]
    for item in items:
        found = True
        Path(item.path).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return found
