"""Options that several commands share, with one meaning each."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.DateTime):
    """A day as in front matter."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click declares it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """Return the day; fails in the words that findings have for it."""
        try:
            found: datetime = super().convert(value, param, ctx)
        except click.BadParameter:
            from playbook.apps.report.visible import visible

            self.fail(f"“{visible(str(value))}” is no day; write it as in 2026-06-20", param, ctx)
        return found


class Place(click.Path):
    """A path that names something: what is empty, as by a variable never set, is no folder."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click declares it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - as click declares it
        """Return the path; fails where there is none."""
        if value == "":
            self.fail("no name is given; “.” is the folder you are in", param, ctx)
        return super().convert(value, param, ctx)


def config_file(command: F) -> F:
    """`-f/--config-file`: the settings file, instead of the nearest `site.yml`."""
    return click.option(
        "-f",
        "--config-file",
        "config",
        type=Place(path_type=Path, dir_okay=False),
        help="The settings file; by default the nearest site.yml here or above.",
    )(command)


def site_dir(command: F) -> F:
    """`-d/--site-dir`: where the site is written."""
    return click.option(
        "-d",
        "--site-dir",
        type=Place(path_type=Path, file_okay=False),
        help="Where the site is written, instead of site_dir in site.yml.",
    )(command)


def strict(command: F) -> F:
    """`-s/--strict`: warnings count as errors for the exit code."""
    return click.option("-s", "--strict", is_flag=True, help="Fail on warnings too.")(command)


def quiet(command: F) -> F:
    """`-q/--quiet`: errors and warnings only, no summary."""
    return click.option("-q", "--quiet", is_flag=True, help="No notices and no summary.")(command)


def verbose(command: F) -> F:
    """`-v/--verbose`: say what is done."""
    return click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")(command)


def clock(command: F) -> F:
    """`--as-of DATE` and `--no-time`: the day that rules about time compare with, or none."""
    command = click.option(
        "--no-time", is_flag=True, help="Switch off the rules that depend on today's date."
    )(command)
    return click.option(
        "--as-of",
        type=_Day(),
        metavar="DATE",
        help="The day to take for today, such as 2026-06-20.",
    )(command)


def readers(command: F) -> F:
    """`--drafts` and `--audience`: for whom the playbook is shown."""
    command = click.option(
        "--audience", default="", help="Include what is for this audience besides what is for all."
    )(command)
    return click.option("--drafts", is_flag=True, help="Include drafts.")(command)


def history(command: F) -> F:
    """`--no-history`: rules about earlier versions are silent, as without git."""
    return click.option(
        "--no-history", is_flag=True, help="Switch off the rules that read the history in git."
    )(command)


def running(command: F) -> F:
    """`--no-cache`, `-j/--jobs` and `--profile`: how the work is done, not what comes of it."""
    command = click.option(
        "--profile", is_flag=True, help="Print where the time went, and the slowest documents."
    )(command)
    command = click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Share the work among N processes; by default one a core.",
    )(command)
    return click.option(
        "--no-cache", is_flag=True, help="Find everything out anew, and keep nothing of it."
    )(command)


def day(as_of: datetime | None, *, no_time: bool) -> date | None:
    """Return the day that `--as-of` and `--no-time` mean; today where neither is given."""
    if no_time:
        return None
    return as_of.date() if as_of else date.today()  # noqa: DTZ011 - the author's own calendar day
