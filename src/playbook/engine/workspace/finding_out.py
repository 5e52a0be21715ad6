"""Findings of a playbook that stays open: found out bit by bit, and kept in little room.

A preview and an editor go on for hours, and after each save want to know what it changed. What was
found out about all other documents is therefore kept as an earlier run would have left it.
"""

from itertools import chain

from playbook.engine.workspace.workspace import Workspace

_FEW = 8  # documents whose findings are made before what they rest on is put away


def find_out(workspace: Workspace) -> None:
    """Bring the findings of all documents up to date.

    The workspace's checkpoint is called on the way; what was found out before it ends this is kept.
    """
    if workspace.shelf:
        workspace.shelf.read_on()
    for _ in workspace.shelf.press() if workspace.shelf else ():
        if workspace.checkpoint:
            workspace.checkpoint()
    remembered = workspace.memo.remembered
    if not remembered.is_laid_out:
        words = workspace.term_words.lay_out(workspace.documents())
        files = workspace.shelf.read_index() if workspace.shelf else ()
        for _ in chain(files, words, remembered.lay_out()):
            if workspace.checkpoint:
                workspace.checkpoint()
    put_away(workspace)
    waiting = sorted(workspace.unchecked())
    for at in range(0, len(waiting), _FEW):
        few = waiting[at : at + _FEW]
        for path in few:
            workspace.check(path)
        workspace.found_out(few)


def put_away(workspace: Workspace) -> None:
    """Keep in little room what was computed since, a few answers at a time.

    The search index is made of as many answers as there are documents; handed on at once, they
    would keep the next save waiting for half a second.
    """
    memo = workspace.memo
    for _ in range(0, memo.waiting, _FEW):
        memo.remembered.add(memo.export(_FEW))
        if workspace.checkpoint:
            workspace.checkpoint()
