"""`playbook serve`: a preview that follows every save."""

from datetime import datetime
from pathlib import Path

import click

from playbook.apps import options


@click.command("serve", short_help="Preview the site; every save shows at once.")
@options.config_file
@options.clock
@options.history
@click.option("--no-cache", is_flag=True, help="Find everything out anew at the start.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; the next free one if taken.",
)
@click.option("-o", "--open", "open_", is_flag=True, help="Open the preview in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes every second; wait for no events.")
@click.option(
    "--livereload/--no-livereload",
    default=True,
    help="Bring changes to open pages, and findings; on by default.",
)
@click.option(
    "--navigate-to-changed", is_flag=True, help="Go to the page of the document saved last."
)
@click.option(
    "--editor",
    metavar="NAME",
    default="",
    help="Link findings to vscode, idea, …, or to an address with {path}, {line}, {column}.",
)
def command(  # noqa: PLR0913 - one parameter an option
    config: Path | None,
    as_of: datetime | None,
    host: str,
    port: int,
    editor: str,
    *,
    no_time: bool,
    no_history: bool,
    no_cache: bool,
    open_: bool,
    poll: bool,
    livereload: bool,
    navigate_to_changed: bool,
) -> None:
    """Preview the site, drafts included, and bring every save to the pages that it changes.

    Findings are shown in the browser too. Ctrl-C stops it; that is no failure, so that the exit
    code is 0.
    """
    import asyncio
    import gc
    from contextlib import suppress

    from playbook.apps.opening import open_project
    from playbook.apps.preview.allocator import keep_one_store
    from playbook.apps.preview.editor_link import KNOWN, template_of
    from playbook.apps.preview.running import Choices, leave, listen, serve
    from playbook.apps.preview.state import Preview
    from playbook.apps.report.visible import visible
    from playbook.engine.processes.crew import WorkerDied
    from playbook.engine.workspace.workspace import Options

    template = template_of(editor)
    if editor and not template:
        message = f"“{visible(editor)}” is no editor that is known ({', '.join(KNOWN)})"
        raise click.UsageError(f"{message}, and no address with {{path}} in it")
    project = open_project(config)
    choices = Choices(
        host,
        port,
        open_browser=open_,
        polls=poll,
        live=livereload,
        editor=template,
        follows=navigate_to_changed,
    )
    keep_one_store()
    with listen(host, port) as listening:
        # What is read now stays: nobody need look in it for what can be thrown away.
        gc.disable()
        day = options.day(as_of, no_time=no_time)
        try:
            preview = Preview(
                project,
                Options(day, drafts=True),
                with_history=not no_history,
                cache=not no_cache,
            )
        except WorkerDied as problem:
            raise click.ClickException(str(problem)) from problem
        gc.freeze()
        gc.enable()
        with suppress(KeyboardInterrupt):
            asyncio.run(serve(preview, choices, listening))
        leave()
