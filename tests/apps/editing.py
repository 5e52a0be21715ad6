"""An editor that talks to `playbook lsp` over its pipes, as real ones do."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from apps.aside import aside
from apps.serving import PATIENCE
from disk import PROGRAM

T = TypeVar("T")


class Editor:
    """A language client with documents; each method sends, and waits for the answer."""

    def __init__(self, root: Path, *, watches: bool = True, snippets: bool = True) -> None:
        self.root = root
        self.said: dict[str, list[types.Diagnostic]] = {}
        self.watched: list[str] = []
        self.log: list[str] = []
        self._texts: dict[str, str] = {}
        self._version = 0
        self._loop = asyncio.new_event_loop()
        self._news = asyncio.Event()
        self._client = LanguageClient("a test", "1")
        self._listen()
        self._run(self._start(watches=watches, snippets=snippets))

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        if text is None:
            text = (self.root / path).read_text("utf-8")
        self._texts[path] = text
        item = types.TextDocumentItem(self.uri(path), "markdown", 0, text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: str, old: str, new: str) -> None:
        """Replace one piece of text by another, told as the change that it is."""
        text = self._texts[path]
        assert text.count(old) == 1, (old, text)
        at = text.index(old)
        change = types.TextDocumentContentChangePartial(
            types.Range(self.position(path, at), self.position(path, at + len(old))), new
        )
        self._texts[path] = text.replace(old, new)
        self._version += 1
        document = types.VersionedTextDocumentIdentifier(self._version, self.uri(path))
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, path: str) -> None:
        (self.root / path).write_text(self._texts[path], "utf-8")
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(self._document(path)))

    def close_all(self) -> None:
        for path in [*self._texts]:
            self.close(path)

    def close(self, path: str) -> None:
        del self._texts[path]
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(self._document(path)))

    def tell_of_files(self, *paths: str) -> None:
        changes = [types.FileEvent(self.uri(p), types.FileChangeType.Changed) for p in paths]
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    def position(self, path: str, at: int) -> types.Position:
        """Return an offset as the protocol counts: lines, and units of UTF-16."""
        before = self._texts[path][:at]
        line = before.rpartition("\n")[2]
        return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)

    def at(self, path: str, words: str) -> types.Position:
        """Return the place behind some words."""
        text = self._texts[path]
        return self.position(path, text.index(words) + len(words))

    def text(self, path: str, range_: types.Range) -> str:
        """Return what stands in a range, on one line."""
        line = self._texts[path].split("\n")[range_.start.line].encode("utf-16-le")
        return line[2 * range_.start.character : 2 * range_.end.character].decode("utf-16-le")

    def complete(self, path: str, words: str) -> types.CompletionList:
        """Ask for proposals, again as editors do while there are none and may be some."""
        params = types.CompletionParams(self._document(path), self.at(path, words))
        ends = monotonic() + PATIENCE
        while True:
            found = self._run(self._client.text_document_completion_async(params))
            assert isinstance(found, types.CompletionList)
            if found.items or not found.is_incomplete or monotonic() > ends:
                return found

    def hover(self, path: str, words: str) -> str:
        params = types.HoverParams(self._document(path), self.at(path, words))
        found = self._run(self._client.text_document_hover_async(params))
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    def definition(self, path: str, words: str) -> tuple[str, int] | None:
        params = types.DefinitionParams(self._document(path), self.at(path, words))
        found = self._run(self._client.text_document_definition_async(params))
        return self._place(found) if isinstance(found, types.Location) else None

    def references(self, path: str, words: str) -> list[tuple[str, int]]:
        context = types.ReferenceContext(include_declaration=False)
        params = types.ReferenceParams(context, self._document(path), self.at(path, words))
        found = self._run(self._client.text_document_references_async(params))
        return [self._place(location) for location in found or ()]

    def symbols(self, path: str) -> list[types.DocumentSymbol]:
        params = types.DocumentSymbolParams(self._document(path))
        found = self._run(self._client.text_document_document_symbol_async(params))
        return [symbol for symbol in found or () if isinstance(symbol, types.DocumentSymbol)]

    def actions(
        self, path: str, words: str, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        place = self.at(path, words)
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(self._document(path), types.Range(place, place), context)
        found = self._run(self._client.text_document_code_action_async(params))
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    def findings(self, path: str) -> list[str]:
        """Return the rules that were told of a file last."""
        return [str(found.code) for found in self.said.get(self.uri(path), ())]

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until what the server says makes something true."""

        async def until() -> None:
            while not is_so():
                self._news.clear()
                await self._news.wait()

        self._run(asyncio.wait_for(until(), PATIENCE))

    def quit(self) -> int:
        """End the conversation; return the exit code of the server."""

        async def end() -> int:
            await self._client.shutdown_async(None)
            self._client.exit(None)
            process = self._client._server
            assert process is not None
            code = await asyncio.wait_for(process.wait(), PATIENCE)
            await self._client.stop()  # type: ignore[no-untyped-call]  # the library leaves it out
            return code

        code = self._run(end())
        self._loop.close()
        return code

    def _document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))

    def _place(self, location: types.Location) -> tuple[str, int]:
        path = location.uri.removeprefix(self.root.as_uri()).removeprefix("/")
        return path, location.range.start.line + 1

    def _run(self, awaitable: Awaitable[T]) -> T:
        async def whole() -> T:
            return await awaitable

        return aside(lambda: self._loop.run_until_complete(whole()))

    def _listen(self) -> None:
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.said[params.uri] = list(params.diagnostics)
            self._news.set()

        def registered(params: types.RegistrationParams) -> None:
            options: Any = params.registrations[0].register_options
            self.watched += [watcher["globPattern"] for watcher in options["watchers"]]
            self._news.set()

        def logged(params: types.LogMessageParams) -> None:
            self.log.append(params.message)
            self._news.set()

        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        self._client.feature(types.CLIENT_REGISTER_CAPABILITY)(registered)
        self._client.feature(types.WINDOW_LOG_MESSAGE)(logged)

    async def _start(self, *, watches: bool, snippets: bool) -> None:
        await self._client.start_io(str(PROGRAM), "lsp", "--as-of", "2026-06-20")
        item = types.ClientCompletionItemOptions(snippet_support=snippets)
        files = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watches)
        capabilities = types.ClientCapabilities(
            workspace=types.WorkspaceClientCapabilities(did_change_watched_files=files),
            text_document=types.TextDocumentClientCapabilities(
                completion=types.CompletionClientCapabilities(completion_item=item)
            ),
        )
        root = self.root.as_uri()
        params = types.InitializeParams(capabilities=capabilities, root_uri=root)
        await self._client.initialize_async(params)
        self._client.initialized(types.InitializedParams())
