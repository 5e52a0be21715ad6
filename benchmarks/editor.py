"""Measures the language server: how long until an editor shows findings and proposals."""

import json
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any, Final

from corpus import Document
from processes import Cost, Memory, ToolError, end, environment, settle, ticks
from projects import Project

TIMES: Final = 5
"""So many times something is typed or asked in one session; the median counts."""

_QUIET: Final = 3.0
"""Seconds without work after which a server has done all that it does by itself."""

Message = dict[str, Any]


class Editor:
    """What an editor says to a language server, and hears from it."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path, seconds: float) -> None:
        """Talk with a server about the documents of a folder; wait so many seconds for anything."""
        self.process = process.pid
        self._folder = folder
        self._seconds = seconds
        self._heard: Queue[Message] = Queue()
        self._asked = 0
        self._version = 0
        if process.stdin is None or process.stdout is None:
            raise ToolError("the language server cannot be spoken with")
        self._out = process.stdin
        threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def begin(self) -> None:
        """Introduce ourselves, as an editor that can do little."""
        root = self._folder.as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self._tell("initialized", {})

    def open(self, path: Path, text: str) -> None:
        """Open a document."""
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 0, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def type(self, path: Path, text: str) -> None:
        """Have a document say something else, unsaved."""
        self._version += 1
        document = {"uri": path.as_uri(), "version": self._version}
        changed = {"textDocument": document, "contentChanges": [{"text": text}]}
        self._tell("textDocument/didChange", changed)

    def propose(self, path: Path, text: str) -> int:
        """Return how many proposals there are at the end of a document that says this."""
        lines = text.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        asked = {"textDocument": {"uri": path.as_uri()}, "position": place}
        found = self.ask("textDocument/completion", asked)
        return len(found["items"] if isinstance(found, dict) else found or ())

    def wait(self, path: Path, word: str) -> None:
        """Wait for a finding about a document that has a word in it."""
        until = time.perf_counter() + self._seconds
        while True:
            told = self._next(until, f"no finding about {word!r}")
            about = told.get("params", {})
            if told.get("method") == "textDocument/publishDiagnostics" and (
                about["uri"] == path.as_uri()
                and any(word in found["message"] for found in about["diagnostics"])
            ):
                return

    def ask(self, method: str, params: Message) -> Any:  # noqa: ANN401 - each has its own answer
        """Ask something, and return the answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        until = time.perf_counter() + self._seconds
        while True:
            told = self._next(until, f"no answer to {method}")
            if told.get("id") == self._asked and "method" not in told:
                return told.get("result")

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self._out.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
            self._out.flush()
        except OSError as error:
            raise ToolError("the language server has stopped") from error

    def _next(self, until: float, lacking: str) -> Message:
        try:
            told = self._heard.get(timeout=max(0.0, until - time.perf_counter()))
        except Empty as error:
            raise ToolError(lacking) from error
        if not told:
            raise ToolError("the language server has stopped")
        if "method" in told and "id" in told:  # it asks something: an editor that can do little
            self._send({"id": told["id"], "result": None})
        return told

    def _listen(self, words: IO[bytes]) -> None:
        with suppress(ValueError):  # it was closed
            while head := words.readline():
                length = int(head.partition(b":")[2])
                while words.readline().strip():
                    continue
                self._heard.put(json.loads(words.read(length)))
        self._heard.put({})


def measure(
    command: tuple[str, ...],
    project: Project,
    turn: str,
    documents: list[Document],
    word: str,
    log: Path,
    seconds: float,
) -> Cost:
    """Return what one measurement of a language server took. Raises `ToolError`.

    `lsp-start` is from its start to a finding in the document that was opened, `lsp-complete` from
    a question to its proposals, `lsp-type` from a keystroke to the finding that it makes: the
    median of several, each in another document. `lsp-memory` is the most that the server had until
    it had done all that it does by itself. A finding names `word`, so that it is no other one.
    """
    first, *others = documents
    start = time.perf_counter()
    with _session(command, project, log, seconds) as editor:
        watch = Memory(editor.process) if turn == "lsp-memory" else None
        try:
            editor.begin()
            _open(editor, project, first, word)
            if turn == "lsp-start":
                return Cost(time.perf_counter() - start, _cpu(editor))
            settle(editor.process, quiet=_QUIET, most=seconds)
        finally:
            most = watch.stop() if watch else 0
        if turn == "lsp-memory":
            return Cost(0, 0, most)
        act = _propose if turn == "lsp-complete" else _type
        costs = [
            act(editor, project, document, f"{word}{place}")
            for place, document in enumerate(others)
        ]
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
    )


def _open(editor: Editor, project: Project, document: Document, word: str) -> None:
    """Open a document with a mistake in it, and wait until that is found."""
    path, text = project.path(document), project.shape.text(document)
    editor.open(path, f"{text}\n{_mistake(word)}\n")
    editor.wait(path, word)


def _type(editor: Editor, project: Project, document: Document, word: str) -> Cost:
    """Type into a document that has been open for a while, and wait for the finding."""
    _open(editor, project, document, f"{word}-before")
    settle(editor.process)
    path, text = project.path(document), project.shape.text(document)
    before, start = _cpu(editor), time.perf_counter()
    editor.type(path, f"{text}\n{_mistake(f'{word}-after')}\n")
    editor.wait(path, f"{word}-after")
    return _cost(editor, before, start)


def _propose(editor: Editor, project: Project, document: Document, word: str) -> Cost:
    """Begin to name another document, and wait for the proposals."""
    _open(editor, project, document, word)
    path, text = project.path(document), f"{project.shape.text(document)}\n[["
    editor.type(path, text)
    settle(editor.process)
    before, start = _cpu(editor), time.perf_counter()
    if not editor.propose(path, text):
        raise ToolError("no proposals")
    return _cost(editor, before, start)


def _cost(editor: Editor, before: float, start: float) -> Cost:
    wall = time.perf_counter() - start
    settle(editor.process)
    return Cost(wall, _cpu(editor) - before)


def _mistake(word: str) -> str:
    """Return a reference to a document that there is not."""
    return f"[[page:{word}]]"


def _cpu(editor: Editor) -> float:
    return ticks(editor.process) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _session(
    command: tuple[str, ...], project: Project, log: Path, seconds: float
) -> Iterator[Editor]:
    """Start a language server in a project, until the block ends."""
    os.sync()
    with log.open("wb") as words:
        process = subprocess.Popen(
            command,
            cwd=project.folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            start_new_session=True,
        )
        try:
            yield Editor(process, project.folder, seconds)
        finally:
            end(process.pid)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
