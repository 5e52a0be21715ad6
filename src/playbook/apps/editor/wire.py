"""Values of ours as values of the protocol."""

from collections.abc import Callable
from types import MappingProxyType

from lsprotocol import types

from playbook.apps.editor.places import Places
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, Span
from playbook.queries.editor.mending import Mending
from playbook.queries.editor.outline import Symbol
from playbook.queries.editor.proposal import Completion, Proposal, Sort

_SEVERITIES = MappingProxyType(
    {
        Severity.ERROR: types.DiagnosticSeverity.Error,
        Severity.WARNING: types.DiagnosticSeverity.Warning,
        Severity.NOTICE: types.DiagnosticSeverity.Information,
    }
)
_SORTS = MappingProxyType(
    {
        Sort.FIELD: types.CompletionItemKind.Field,
        Sort.VALUE: types.CompletionItemKind.EnumMember,
        Sort.REFERENCE: types.CompletionItemKind.Reference,
        Sort.PARTY: types.CompletionItemKind.Class,
        Sort.DATE: types.CompletionItemKind.Constant,
        Sort.FILE: types.CompletionItemKind.File,
        Sort.RULE: types.CompletionItemKind.Event,
    }
)

Sources = Callable[[str], Source | None]
Uris = Callable[[str], str]


class Wire:
    """Writes what is sent.

    `source` gives the text of a file, `uri` its address, `page` the address of a rule's page.
    """

    def __init__(self, places: Places, source: Sources, uri: Uris, page: Uris) -> None:
        self._places = places
        self._source = source
        self._uri = uri
        self._page = page

    def diagnostic(self, finding: Diagnostic) -> types.Diagnostic:
        """Return a finding; what mends it stands on a line of its own."""
        page = self._page(finding.code)
        related = [
            types.DiagnosticRelatedInformation(self.location(place.span), place.message)
            for place in finding.related
        ]
        return types.Diagnostic(
            range=self._range(finding.span),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page) if page else None,
            source="playbook",
            message=f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
            related_information=related or None,
        )

    def location(self, span: Span) -> types.Location:
        """Return a place."""
        return types.Location(self._uri(span.path), self._range(span))

    def completion(self, found: Completion, source: Source, offset: int) -> types.CompletionList:
        """Return proposals for what is typed up to an offset of a text, in their order.

        Where titles count too the editor has to ask again with every letter: by itself it would
        compare labels alone.
        """
        items = [
            self._item(number, item, source, offset) for number, item in enumerate(found.proposals)
        ]
        more = not found.complete or any(proposal.match for proposal in found.proposals)
        return types.CompletionList(is_incomplete=more, items=items)

    def _item(
        self, number: int, proposal: Proposal, source: Source, offset: int
    ) -> types.CompletionItem:
        span = source.span(proposal.start, proposal.end)
        typed = source.text[proposal.start : offset]
        # Some editors do not look at the edit where there is a text to filter by.
        is_plain = proposal.label.casefold().startswith(typed.casefold())
        edit = types.TextEdit(self._places.range(source, span), proposal.insert)
        formats = types.InsertTextFormat
        return types.CompletionItem(
            label=proposal.label,
            kind=_SORTS[proposal.sort],
            detail=proposal.detail or None,
            documentation=markdown(proposal.documentation) if proposal.documentation else None,
            sort_text=f"{number:04}",
            filter_text=None if is_plain else f"{typed} {proposal.match or proposal.label}",
            insert_text_format=formats.Snippet if proposal.snippet else formats.PlainText,
            insert_text_mode=types.InsertTextMode.AdjustIndentation,
            text_edit=edit,
        )

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """Return a part of the outline."""
        kinds = types.SymbolKind
        return types.DocumentSymbol(
            name=symbol.name,
            kind=kinds.Field if symbol.is_field else kinds.String,
            range=self._range(symbol.span),
            selection_range=self._range(symbol.name_span),
            children=[self.symbol(child) for child in symbol.children],
        )

    def action(self, mending: Mending) -> types.CodeAction:
        """Return a way to mend a finding."""
        return types.CodeAction(
            title=mending.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(mending.finding)],
            is_preferred=mending.sure,
            edit=self._edit([mending]),
        )

    def all_at_once(self, mendings: list[Mending]) -> types.CodeAction:
        """Return one action that mends all that can be mended for sure."""
        return types.CodeAction(
            title=f"Mend everything that `playbook check --fix` would ({len(mendings)})",
            kind=types.CodeActionKind.SourceFixAll,
            edit=self._edit(mendings),
        )

    def _edit(self, mendings: list[Mending]) -> types.WorkspaceEdit:
        edits: dict[str, list[types.TextEdit]] = {}
        for mending in mendings:
            span = mending.edit.span
            edit = types.TextEdit(self._range(span), mending.edit.replacement)
            edits.setdefault(self._uri(span.path), []).append(edit)
        return types.WorkspaceEdit(changes=edits)

    def _range(self, span: Span) -> types.Range:
        return self._places.range(self._source(span.path), span)


def markdown(text: str) -> types.MarkupContent:
    """Return a text that is Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, text)
