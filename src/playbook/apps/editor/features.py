"""What the server does at which message of the protocol: a few lines each between two rooms."""

from collections.abc import Iterable

from lsprotocol import types

from playbook.apps.editor.server import Place, PlaybookServer
from playbook.apps.editor.wire import markdown
from playbook.engine.settings.site import Settings
from playbook.engine.settings.specs import specification
from playbook.model.diagnostic import Diagnostic
from playbook.queries.editor.body import complete_body
from playbook.queries.editor.explain import explain
from playbook.queries.editor.front import complete_front, complete_yaml
from playbook.queries.editor.mending import mendings
from playbook.queries.editor.outline import outline
from playbook.queries.editor.target import Target, place_of, references_to, target_at

TRIGGERS = [" ", ":", "{", "[", ",", ".", "#", "/", "("]
"""Signs after which an editor asks what may follow, besides letters."""


def register(server: PlaybookServer) -> None:
    """Let the server answer; the library hands it to what has a parameter `ls`."""
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    triggers = types.CompletionOptions(trigger_characters=TRIGGERS)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(_completion)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(_references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_symbols)
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    actions = types.CodeActionOptions(code_action_kinds=kinds)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, actions)(_actions)


def _initialized(ls: PlaybookServer, _params: types.InitializedParams) -> None:
    ls.begin()


def _opened(ls: PlaybookServer, params: types.DidOpenTextDocumentParams) -> None:
    ls.open_text(params.text_document.uri, params.text_document.text)


def _changed(ls: PlaybookServer, params: types.DidChangeTextDocumentParams) -> None:
    ls.change_text(params.text_document.uri, list(params.content_changes))


def _saved(ls: PlaybookServer, params: types.DidSaveTextDocumentParams) -> None:
    ls.saved(params.text_document.uri)


def _closed(ls: PlaybookServer, params: types.DidCloseTextDocumentParams) -> None:
    ls.close_text(params.text_document.uri)


def _files_changed(ls: PlaybookServer, params: types.DidChangeWatchedFilesParams) -> None:
    ls.files_changed([change.uri for change in params.changes])


def _completion(ls: PlaybookServer, params: types.CompletionParams) -> types.CompletionList | None:
    place = ls.place(params.text_document.uri)
    if place is None:
        return None
    text, desk = place.source.text, place.desk
    offset = ls.places.offset(place.source, params.position)
    if place.path == place.folder.editing.config:
        found = complete_yaml(text, (0, len(text)), offset, Settings, desk)
    else:
        found = complete_front(text, offset, desk) or complete_body(text, offset, desk)
    proposals = place.folder.wire.completion(found, place.source, offset)
    if not place.folder.editing.loaded:
        proposals.is_incomplete = True  # or the editor would not ask again once all is read
    return proposals


async def _hover(ls: PlaybookServer, params: types.HoverParams) -> types.Hover | None:
    place = await ls.place_once_read(params.text_document.uri)
    if place is None:
        return None
    offset = ls.places.offset(place.source, params.position)
    found = explain(offset, place.desk, place.findings, specification)
    if found is None:
        return None
    return types.Hover(markdown(found.markdown), ls.places.range(place.source, found.span))


async def _definition(ls: PlaybookServer, params: types.DefinitionParams) -> types.Location | None:
    place = await ls.place_once_read(params.text_document.uri)
    target = _target(ls, place, params.position) if place else None
    if place is None or target is None:
        return None
    span = place_of(target, place.desk.view)
    return place.folder.wire.location(span) if span else None


async def _references(
    ls: PlaybookServer, params: types.ReferenceParams
) -> list[types.Location] | None:
    place = await ls.place_once_read(params.text_document.uri)
    target = _target(ls, place, params.position) if place else None
    if place is None or target is None:
        return None
    view = place.desk.view
    spans = list(references_to(target, view))
    own = place_of(target, view) if params.context.include_declaration else None
    if own:
        spans.insert(0, own)
    return [place.folder.wire.location(span) for span in spans]


def _target(ls: PlaybookServer, place: Place, position: types.Position) -> Target | None:
    desk = place.desk
    offset = ls.places.offset(place.source, position)
    return target_at(desk.entry, offset, desk.view) if desk.entry else None


def _symbols(
    ls: PlaybookServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    place = ls.place(params.text_document.uri)
    entry = place.desk.entry if place else None
    if place is None or entry is None:
        return None
    return [place.folder.wire.symbol(symbol) for symbol in outline(entry)]


async def _actions(
    ls: PlaybookServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    place = await ls.place_once_read(params.text_document.uri)
    if place is None:
        return None
    start = ls.places.offset(place.source, params.range.start)
    end = ls.places.offset(place.source, params.range.end)
    wire, text = place.folder.wire, place.source.text
    wanted = params.context.only
    found: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, wanted):
        here = (finding for finding in place.findings if _meets(finding, start, end))
        found += [wire.action(mending) for mending in mendings(here, text)]
    sure = [mending for mending in mendings(place.findings, text) if mending.sure]
    if sure and _is_wanted(types.CodeActionKind.SourceFixAll, wanted):
        found.append(wire.all_at_once(sure))
    return found


def _is_wanted(kind: str, wanted: Iterable[str] | None) -> bool:
    """Tell whether an editor asks for actions of a kind: `source` is `source.fixAll` too."""
    return wanted is None or any(kind == held or kind.startswith(f"{held}.") for held in wanted)


def _meets(finding: Diagnostic, start: int, end: int) -> bool:
    return finding.span.start <= end and start <= finding.span.end
