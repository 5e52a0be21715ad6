"""`playbook lsp`: a language server, which an editor starts and talks to."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.apps import options
from playbook.apps.refusal import Refusal

if TYPE_CHECKING:
    from playbook.engine.history.past import Past

MISSING = (
    "`playbook lsp` needs the extra `editor`, which is not installed; "
    "install it with: pip install 'agreement-playbook[editor]' (in a checkout: '.[editor]')"
)


@click.command("lsp", short_help="Speak with an editor as a language server.")
@options.clock
@options.history
@click.option("--stdio", is_flag=True, help="Accepted, since some editors add it; nothing else is.")
def command(as_of: datetime | None, *, no_time: bool, no_history: bool, stdio: bool) -> None:  # noqa: ARG001 - `--stdio` says what is so anyway
    """Speak with an editor: findings, completion and explanations as one types.

    An editor starts it and talks to it over standard input and output; it is of no use in a
    terminal. docs/editors.md tells how to set it up. The playbook is found from the documents that
    are opened.
    """
    try:
        from playbook.apps.editor.features import register
        from playbook.apps.editor.server import PlaybookServer
    except ModuleNotFoundError as problem:
        if problem.name and problem.name.partition(".")[0] in {"pygls", "lsprotocol"}:
            raise Refusal(MISSING) from problem
        raise

    def today() -> date | None:
        return options.day(as_of, no_time=no_time)

    def past(folder: Path) -> "Past | None":
        from playbook.engine.history.past import Past

        return None if no_history else Past.around(folder)

    server = PlaybookServer(today, past)
    register(server)
    server.start_io()
