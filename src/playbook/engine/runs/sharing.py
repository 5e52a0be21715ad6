"""Findings and pages of many documents, found out by several processes.

Each process asks its own copy of the workspace and sends back what it found: answers with what
they rest on, as a run leaves them to the next one. To the workspace here they look the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING

from playbook.engine.cache.packing import pack, unpack_as
from playbook.engine.cache.tables.answer import Answer
from playbook.engine.processes.crew import share
from playbook.engine.runs.scanning import SHARED_FROM
from playbook.engine.runs.session import Session
from playbook.engine.workspace.workspace import Workspace
from playbook.model.page import Page
from playbook.model.value import Value, replace
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL
from playbook.rendering.plan import PARTS
from playbook.rendering.templates.problem import TemplateProblem
from playbook.rules.common.vocabulary import terms_named, used_in_part, uses

if TYPE_CHECKING:
    from playbook.engine.publishing.publish import Stage


class _Done(Value, frozen=True):
    """What a worker has done: its answers, and the files it laid out, with “had to be written”.

    `trouble` is an error of the system (its number, words and path). Pages that were not laid out
    are tried again by whoever shared the work, so that their errors come up there.
    """

    answers: tuple[tuple[int, Answer], ...] = ()
    laid_out: tuple[tuple[str, bool], ...] = ()
    trouble: tuple[int, str, str] | None = None
    seconds: float = 0.0


class Piece(Value, frozen=True):
    """A piece of work: a document (or ""), to be checked if need be, and pages to be laid out.

    What others ask about the document's text is found out in any case. One that `needs_all` asks
    for it of all documents. Pieces of one `group` are done by one process, one after the other.
    """

    document: str
    pages: tuple[Page, ...] = ()
    is_checked: bool = True
    group: str = ""
    needs_all: bool = False


_LARGE = 1 << 20
"""Bytes of a page after which what it was made of is given back to the system."""

LATE = frozenset({"term"})
"""Kinds about whose documents a rule or page asks all others: where is this word used?"""


def check(session: Session) -> None:
    """Find out what the rules say of every document of which that is not known."""
    pieces = [Piece(path) for path in unknown(session.workspace)]
    if is_shared(session, pieces):
        for some in in_turn(session.workspace, pieces):
            work_off(session, some, None, "checking")


def in_turn(workspace: Workspace, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Divide work into what can be done at once, and what needs of it what all documents say.

    Without this every process would read all documents for itself.
    """
    first: list[Piece] = []
    then: list[Piece] = []
    late = {card.path for kind in LATE for card in workspace.playbook.ask(("kind", kind))}
    for piece in pieces:
        if not piece.document:
            (first if piece.group else then).append(piece)
        elif piece.document in late:
            first.append(Piece(piece.document, is_checked=False, group=piece.group))
            then.append(replace(piece, needs_all=True))
        else:
            first.append(piece)
    return first, then


def grouped(pieces: Sequence[Piece], blocks: Sequence[tuple[Page, tuple[str, ...]]]) -> list[Piece]:
    """Have each page that shows a few whole documents made where, and when, these are at hand."""
    block_of = {path: page.url for page, paths in blocks for path in paths}
    ours: dict[str, list[Piece]] = {page.url: [] for page, _ in blocks}
    others: list[Piece] = []
    for piece in pieces:
        group = block_of.get(piece.document, "")
        ours.get(group, others).append(replace(piece, group=group))
    for page, _ in blocks:
        ours[page.url].append(Piece("", (page,), group=page.url))
    return [*others, *chain.from_iterable(ours.values())]


def unknown(workspace: Workspace) -> list[str]:
    """Return the documents whose findings are not known, sorted."""
    holds = workspace.memo.holds
    return [path for path in sorted(workspace.unchecked()) if holds(("check", path)) is None]


def is_shared(session: Session, pieces: Sequence[Piece]) -> bool:
    """Tell whether there is so much to do that it is shared."""
    return session.workers > 1 and len(pieces) >= SHARED_FROM


def work_off(session: Session, pieces: Sequence[Piece], stage: Stage | None, what: str) -> None:
    """Do pieces of work in several processes.

    Raises `WorkerDied`, and `OSError` for what went wrong in a worker when it laid out a page.
    """
    workspace = session.workspace
    _prepare(workspace, (piece.document for piece in pieces if piece.is_checked))
    if any(piece.needs_all for piece in pieces):
        _gather(workspace, for_site=stage is not None)

    def do(piece: Piece) -> bytes:
        return pack(_do(piece, workspace, stage))

    results = share(
        pieces,
        do,
        workers=session.workers,
        size=lambda piece: _cost(piece, session),
        group=lambda piece: piece.group,
        name=lambda piece: piece.document or piece.pages[0].url,
        begins=workspace.memo.readers.close,  # a worker sees no edit
        ends=_shows_many,
        done=lambda count: session.progress(what, count, len(pieces)),
    )
    with closing(results):  # or the others go on writing while the stage is cleared away
        for at, data in results:
            done: _Done = unpack_as(data, _Done)
            session.took(pieces[at].document, done.seconds)
            if done.trouble:
                raise OSError(*done.trouble)
            workspace.memo.remembered.add(done.answers)
            for url, written in done.laid_out:
                if stage is not None:
                    stage.note(url, written=written)


def _prepare(workspace: Workspace, paths: Iterable[str]) -> None:
    """Make once what many documents need, before the work is shared; `paths` will be checked.

    What can be had again is let go of: each process would copy it.
    """
    library = workspace.place.library
    library.prepare()
    if workspace.options.past:
        workspace.options.past.read_ahead(paths, library)
    workspace.memo.retire(("pages", part) for part in PARTS)
    workspace.playbook.let_go()


def _gather(workspace: Workspace, *, for_site: bool) -> None:
    """Bring together once where the words of late kinds are used, or each process would do it."""
    calls: list[tuple[Callable[..., object], str]] = [(used_in_part, part) for part in PARTS_OF_ALL]
    if for_site:
        from playbook.rendering.glossary import usage  # noqa: PLC0415 - `check` needs none

        calls += [(usage, kind.name) for kind in workspace.playbook.ask(("kinds", ""))]
    memo = workspace.memo
    for function, argument in calls:
        memo.call(function, argument)
    memo.retire(("call", *call) for call in calls)
    memo.shed(from_=0)


def _do(piece: Piece, workspace: Workspace, stage: Stage | None) -> _Done:
    started = perf_counter()
    laid_out: list[tuple[str, bool]] = []
    is_large = False
    if piece.document:
        if piece.is_checked:
            workspace.diagnostics_of(piece.document)
        _find_out(workspace, piece.document, for_site=stage is not None)
        # Pages to print are made before what needs all: there is nothing to make ahead for them.
        if stage is not None and piece.is_checked and not piece.needs_all:
            _print(workspace, piece.document)
    trouble = None
    for page in piece.pages:
        try:
            data = workspace.draw(page)
            is_large |= len(data) >= _LARGE
            if stage is not None:
                laid_out.append((page.url, stage.put(page.url, data)))
        except TemplateProblem:
            continue
        except OSError as error:
            trouble = (error.errno or 0, error.strerror or str(error), str(error.filename or ""))
            break
    # Nor need what it made know for long what that rests on.
    answers = tuple(workspace.memo.export(is_last=True))
    if piece.document:
        _forget(workspace, piece.document, for_site=stage is not None)
    workspace.let_go(piece.document, piece.pages)
    if is_large:
        from playbook.engine.processes.freed import give_back  # noqa: PLC0415 - small playbooks need none

        give_back()
    return _Done(answers, tuple(laid_out), trouble, perf_counter() - started)


def _find_out(workspace: Workspace, path: str, *, for_site: bool) -> None:
    """Find out what is asked about a document's text by rules, pages and search files."""
    functions: tuple[Callable[[View, str], object], ...] = (terms_named,)
    if for_site:
        from playbook.rendering.glossary import terms_used  # noqa: PLC0415 - `check` needs none
        from playbook.rendering.search.documents import word_lines  # noqa: PLC0415 - the same

        functions = (terms_named, terms_used, word_lines)
    for function in functions:
        workspace.memo.call(function, path)


def _print(workspace: Workspace, path: str) -> None:
    """Make the part of a document in pages to print, if there is one that holds it.

    Who makes such a page next finds its parts made, and does not make all of them at once.
    """
    from playbook.kinds.common.publication import published  # noqa: PLC0415 - `check` prints nothing
    from playbook.rendering.views.printed import is_bound, printed  # noqa: PLC0415 - the same

    view, memo = workspace.view(), workspace.memo
    card = view.at_path(path)
    if card and published(view, card) and memo.call(is_bound, card.kind):
        with suppress(TemplateProblem):  # it is told when the page is made
            memo.call(printed, path)


def _forget(workspace: Workspace, path: str, *, for_site: bool) -> None:
    """Let go of what was found out of a document's text, once it is on its way to be remembered.

    Nobody asks for it before it is, and all of it would be held until much else is let go too.
    """
    functions: tuple[Callable[[View, str], object], ...] = (uses, terms_named)
    if for_site:
        from playbook.rendering.glossary import term_uses, terms_used  # noqa: PLC0415 - as above
        from playbook.rendering.search.documents import word_lines  # noqa: PLC0415 - as above
        from playbook.rendering.views.matter import matter_of  # noqa: PLC0415 - as above
        from playbook.rendering.views.printed import printed  # noqa: PLC0415 - as above

        functions = (*functions, term_uses, terms_used, word_lines, matter_of, printed)
    for function in functions:
        workspace.memo.forget(("call", function, path))


def _shows_many(piece: Piece) -> bool:
    """Tell whether a piece shows many documents, in a way of its own."""
    return not (piece.document or piece.group)


def _cost(piece: Piece, session: Session) -> int:
    """Return about what a piece costs: a page made of many documents as much as many pages."""
    if piece.document:
        return session.stamps[piece.document].size
    return 500 if piece.group else 200_000
