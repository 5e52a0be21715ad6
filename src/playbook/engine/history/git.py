"""Running git on a repository that nobody vouches for.

A repository can hold settings that run programs: hooks, a file-system monitor, a pager, a remote
helper. So only plumbing that reads objects is run, by absolute path, in an environment of our own,
with everything switched off that could start something else or reach the network.
"""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from playbook.model.value import Value, replace

_USUAL_PLACES: Final = (
    "/usr/bin/git",
    "/usr/local/bin/git",
    "/opt/homebrew/bin/git",
    "/opt/local/bin/git",
    r"C:\Program Files\Git\cmd\git.exe",
)

_SWITCHED_OFF: Final = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.pager=cat",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)

_SECONDS: Final = 60
_MAX_OUTPUT: Final = 512 * 1024 * 1024
_MAX_COMPLAINT: Final = 4096
_CHUNK: Final = 1024 * 1024
_LAST_WORDS: Final = 1.0  # seconds in which the output of a process that was stopped must end


class GitProblem(Exception):  # noqa: N818 - a situation, told to the user, not an error of ours
    """Git could not answer; the message is what it said."""


class Git(Value, frozen=True):
    """The git program, run in one folder."""

    program: Path
    folder: Path
    settings: tuple[str, ...] = ()

    @classmethod
    def find(cls, folder: Path) -> "Git | None":
        """Find git; None where there is none that can be trusted.

        What lies in the project, or in the repository around it, is never run.
        """
        folder = folder.resolve()
        barred = (folder, repository_above(folder))
        for program in _candidates():
            places = (program.parent, program.parent.resolve(), program.resolve())
            if not any(place.is_relative_to(bar) for place in places for bar in barred):
                return cls(program, folder)
        return None

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Return what git prints for these arguments; raises `GitProblem`."""
        options = [part for setting in self._settings() for part in ("-c", setting)]
        command = [str(self.program), "--no-pager", "--literal-pathspecs", *options, *arguments]
        with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as complaint:
            question.write(given)
            question.seek(0)
            try:
                process = subprocess.Popen(  # noqa: S603 - an absolute path, no shell
                    command,
                    stdin=question,
                    stdout=subprocess.PIPE,
                    stderr=complaint,
                    cwd=self.folder,
                    env=_environment(self.program),
                    start_new_session=True,
                )
            except OSError as error:
                raise GitProblem(f"{self.program}: {error.strerror}") from error
            with _RUNNING.holding(process):
                answer = _read(process)
            if process.returncode:
                complaint.seek(0)
                raise GitProblem(_first_line(complaint.read(_MAX_COMPLAINT)))
        return answer

    def trusting_what_the_user_trusts(self) -> "Git":
        """Return a git that goes by the `safe.directory` of the user's own settings.

        They are read by themselves, in a folder without a repository; nothing else of them counts.
        """
        trusted: list[str] = []
        for scope in ("--system", "--global"):
            command = [str(self.program), "config", scope, "--get-all", "safe.directory"]
            try:
                found = subprocess.run(  # noqa: S603 - an absolute path, no shell
                    command,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    cwd=self.program.parent,
                    timeout=_SECONDS,
                    check=False,
                )
            except (OSError, subprocess.SubprocessError):
                continue
            trusted += found.stdout.decode("utf-8", "replace").split("\n")[:-1]
        return replace(self, settings=tuple(f"safe.directory={folder}" for folder in trusted))

    def _settings(self) -> tuple[str, ...]:
        return (*_SWITCHED_OFF, *self.settings)


class _Running:
    """The processes that run now, whichever thread waits for them."""

    def __init__(self) -> None:
        self._processes: set[subprocess.Popen[bytes]] = set()

    @contextlib.contextmanager
    def holding(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Have a process among those that can be ended, as long as it is waited for."""
        self._processes.add(process)
        try:
            yield
        finally:
            self._processes.discard(process)

    def end(self) -> None:
        """End them all."""
        for process in tuple(self._processes):
            _kill(process)


_RUNNING: Final = _Running()


def end_all() -> None:
    """End every git that runs: who asked is told that it failed. For a program that is ending."""
    _RUNNING.end()


def _candidates() -> Iterator[Path]:
    """Yield every git of the search path, then those in the usual places."""
    for folder in os.get_exec_path():
        found = shutil.which("git", path=folder)
        # A relative place is one of the folder that the command is run in: the project, mostly.
        if found and Path(found).is_absolute():
            yield Path(found)
    yield from (place for name in _USUAL_PLACES if (place := Path(name)).is_file())


def repository_above(folder: Path) -> Path:
    """Return the folder of the repository that a folder lies in, or the folder itself."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return folder


def place_in_repository(folder: Path) -> str:
    """Return where in its repository a folder lies, as in `docs/playbook/`; "" at its top."""
    inside = folder.relative_to(repository_above(folder)).as_posix()
    return "" if inside == "." else f"{inside}/"


def _environment(program: Path) -> dict[str, str]:
    """Return the whole environment of git: nothing of the caller's decides what it does."""
    needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {
        **needed,
        "PATH": str(program.parent),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        # A setting for one protocol wins over `protocol.allow`; this wins over both.
        "GIT_ALLOW_PROTOCOL": "none",
    }


def _read(process: subprocess.Popen[bytes]) -> bytes:
    """Return all output of a process; it is stopped when it takes too long or says too much.

    Whatever it may have started could hold its output open for ever, so nobody waits for that.
    """
    answer = bytearray()

    def collect() -> None:
        with process.stdout or io.BytesIO() as stream:
            while chunk := stream.read(_CHUNK):
                answer.extend(chunk)
                if len(answer) > _MAX_OUTPUT:
                    return

    reader = threading.Thread(target=collect, daemon=True)
    reader.start()
    try:
        reader.join(_SECONDS)
        if len(answer) > _MAX_OUTPUT:
            raise GitProblem("the repository is larger than can be read")
        if reader.is_alive():
            raise GitProblem(f"git did not answer within {_SECONDS} seconds")
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise GitProblem(f"git did not end within {_SECONDS} seconds") from problem
    finally:
        if process.poll() is None or reader.is_alive():
            _stop(process)
        reader.join(_LAST_WORDS)
    return bytes(answer)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, and wait until it has ended."""
    _kill(process)
    process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _first_line(complaint: bytes) -> str:
    text = complaint.decode("utf-8", "replace").strip()
    return text.partition("\n")[0].removeprefix("fatal: ") or "git failed"
