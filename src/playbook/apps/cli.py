"""The command line: one group, each command in a file of its own, imported when it is called."""

import atexit
import errno
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

import click

from playbook import __version__

COMMANDS = (
    *("init", "new", "check", "build", "serve", "diff"),
    *("import", "export", "cache", "explain", "fmt", "schema", "lsp"),
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""What the system says of a file that takes no more; what is written to has no name here."""

_MODULES = {"import": "importing"}
"""The modules of commands whose names Python keeps for itself."""


class _Commands(click.Group):
    """Finds a command by importing the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click declares it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click declares it
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"playbook.apps.commands.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is not None or error.errno not in _FULL:
                raise
            # What Python still holds back goes nowhere, or it would complain at its end.
            with suppress(OSError), Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), sys.stdout.fileno())
            message = f"the output cannot be written: {error.strerror}"
            raise click.ClickException(message) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from playbook.model.meant.nearest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) if args else ""
            if not hint:
                raise
            raise click.UsageError(f"{error.message.rstrip('.')}: {hint}", ctx) from None


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Check and publish a playbook of agreements: what teams promised, who decides, and why.

    A playbook is a folder with a site.yml and a content/ folder of Markdown files. Commands find
    it from any folder inside.
    """
    # Nearly all that is made here stays: looking for rings of garbage took a third of the time, and
    # at the end, when the system takes all of it back, a fifth of a short run.
    gc.set_threshold(100_000, 20, 100)
    atexit.register(gc.freeze)
    # What else is installed does not decide how documents are read, and is not looked through.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # as the system was told: what is said goes nowhere
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a title must not fail where a terminal lacks a sign
            stream.reconfigure(errors="backslashreplace")
