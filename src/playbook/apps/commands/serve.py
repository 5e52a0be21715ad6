"""`playbook serve`: a preview that follows every save."""

from datetime import datetime
from pathlib import Path

import click

from playbook.apps import options


@click.command("serve")
@options.config_file
@options.clock
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
def command(
    config: Path | None,
    as_of: datetime | None,
    host: str,
    port: int,
    *,
    no_time: bool,
    open_: bool,
) -> None:
    """Preview the site, drafts included, and reload it whenever a file is saved.

    Ctrl-C stops it; that is no failure, so that the exit code is 0.
    """
    import asyncio
    from contextlib import suppress

    from playbook.apps.opening import open_project
    from playbook.apps.preview.running import serve
    from playbook.apps.preview.state import Preview
    from playbook.engine.workspace import Options

    project = open_project(config)
    preview = Preview(project, Options(options.day(as_of, no_time=no_time), drafts=True))
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(preview, host, port, open_browser=open_))
