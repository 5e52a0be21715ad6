"""Errors that are no mistakes in how a command was called."""

import click


class Refusal(click.ClickException):
    """What was asked for is understood and cannot be done; the message says why.

    Its exit code is that of wrong usage, as nothing was done, but how to call the command is not
    shown: that was right.
    """

    exit_code = 2
