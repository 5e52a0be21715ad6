"""Findings and pages of many documents, found out by several processes.

Each process asks its own copy of the workspace and sends back what it found: answers with what
they rest on, as a run leaves them to the next one. To the workspace here they look the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from playbook.engine.cache.codec import pack, unpack_as
from playbook.engine.cache.remembered import Answer
from playbook.engine.crew import share
from playbook.engine.session import SHARED_FROM, Session
from playbook.engine.workspace import Workspace
from playbook.model.page import Page
from playbook.model.value import Value
from playbook.rendering.template_problem import TemplateProblem

if TYPE_CHECKING:
    from playbook.engine.publish import Stage


class _Done(Value, frozen=True):
    """What a worker has done: its answers, and the files it laid out, with “had to be written”.

    `trouble` is an error of the system (its number, words and path). Pages that were not laid out
    are tried again by whoever shared the work, so that their errors come up there.
    """

    answers: tuple[tuple[int, Answer], ...] = ()
    laid_out: tuple[tuple[str, bool], ...] = ()
    trouble: tuple[int, str, str] | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A piece of work: a document (or "") to be checked and read, pages to be laid out."""

    document: str
    pages: tuple[Page, ...] = ()


def check(session: Session) -> None:
    """Find out what the rules say of every document of which that is not known."""
    pieces = [Piece(path) for path in unknown(session.workspace)]
    if is_shared(session, pieces):
        work_off(session, pieces, None, "checking")


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
    workspace.prepare()

    def do(piece: Piece) -> bytes:
        return pack(_do(piece, workspace, stage))

    results = share(
        pieces,
        do,
        workers=session.workers,
        size=lambda piece: _cost(piece, workspace),
        name=lambda piece: piece.document or piece.pages[0].url,
        done=lambda count: session.progress(what, count, len(pieces)),
    )
    for at, data in results:
        done: _Done = unpack_as(data, _Done)
        session.took(pieces[at].document, done.seconds)
        if done.trouble:
            raise OSError(*done.trouble)
        workspace.memo.remembered.add(done.answers)
        for url, written in done.laid_out:
            if stage is not None:
                stage.note(url, written=written)


def _do(piece: Piece, workspace: Workspace, stage: Stage | None) -> _Done:
    started = perf_counter()
    laid_out: list[tuple[str, bool]] = []
    if piece.document:
        workspace.diagnostics_of(piece.document)
        if stage is not None:
            workspace.words(piece.document)
    trouble = None
    for page in piece.pages:
        try:
            data = workspace.draw(page)
            if stage is not None:
                laid_out.append((page.url, stage.put(page.url, data)))
        except TemplateProblem:
            continue
        except OSError as error:
            trouble = (error.errno or 0, error.strerror or str(error), str(error.filename or ""))
            break
    answers = tuple(workspace.memo.export())
    workspace.let_go(piece.document, piece.pages)
    return _Done(answers, tuple(laid_out), trouble, perf_counter() - started)


def _cost(piece: Piece, workspace: Workspace) -> int:
    """Return about what a piece costs: a page made of many documents as much as many pages."""
    return workspace.size(piece.document) if piece.document else 200_000
