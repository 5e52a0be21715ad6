"""The reference of kinds, rules, commands and settings, written from the program itself."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook.apps.cli import main
from playbook.engine.registry import KINDS, RULES
from playbook.engine.site import Settings
from playbook.model.kind import Kind
from playbook.model.record import Record
from playbook.model.rule import Rule

NOTE = "<!-- Written by `make golden` from the program; edit the program. -->"


def pages() -> dict[str, str]:
    """Return every page of the reference: file name → text."""
    return {
        "kinds.md": _page("Kinds", KINDS_LEAD, (_kind(kind) for kind in KINDS.values())),
        "rules.md": _page("Rules", RULES_LEAD, [_rules()]),
        "commands.md": _page("Commands", COMMANDS_LEAD, _commands()),
        "settings.md": _page("Settings", SETTINGS_LEAD, [_settings()]),
    }


KINDS_LEAD = (
    "A document's kind is told by its folder below `content/`, or by `kind:` in its front matter. "
    "Fields in **bold** must be written even in a draft. Every kind has the common fields too."
)
RULES_LEAD = (
    "`playbook explain RULE` prints a rule's page. *From* is the status from which a rule has its "
    "full severity; before that it is a notice. ⏱ compares with today (`--as-of`, `--no-time`). "
    "⎇ reads earlier versions from git, up to the day taken for today, and is silent without a "
    "repository, under `--no-history` and in the preview. "
    "Severities are set under `rules:` in `site.yml`."
)
COMMANDS_LEAD = (
    "Exit codes: 0 clean, 1 findings or a failed build, 2 wrong usage or settings. Findings are "
    "printed on standard output, the log on standard error."
)
SETTINGS_LEAD = "What `site.yml` may say. Every setting has a default; the file may be empty."


def _page(title: str, lead: str, parts: Any) -> str:  # noqa: ANN401 - any iterable of text
    return "\n\n".join([f"# {title}", NOTE, lead, *parts]) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _kind(kind: Kind[Any]) -> str:
    statuses = ", ".join(kind.statuses) or "none"
    own = [name for name in kind.record.model_fields if name not in Record.model_fields]
    fields = _table(
        ("Field", "Meaning"),
        ((_field_name(name, info), info.description or "") for name, info in _fields(kind, own)),
    )
    lead = f"## `{kind.name}`\n\n{kind.purpose} Folder: `{kind.plural}/`. Statuses: {statuses}."
    return f"{lead}\n\n{fields}" if own else lead


def _fields(kind: Kind[Any], names: list[str]) -> Iterator[tuple[str, FieldInfo]]:
    for name in names:
        info = kind.record.model_fields[name]
        yield info.alias or name, info


def _field_name(name: str, info: FieldInfo) -> str:
    extra = info.json_schema_extra
    bold = isinstance(extra, dict) and extra.get("required")
    return f"**`{name}`**" if bold else f"`{name}`"


def _rules() -> str:
    return _table(("Rule", "Severity", "From", "What it finds"), (_rule(rule) for rule in RULES))


def _rule(rule: Rule) -> tuple[str, ...]:
    link = f"[`{rule.code}`](../../src/playbook/rules/specs/{rule.code}.md)"
    mark = f"{' ⏱' if rule.clock else ''}{' ⎇' if rule.history else ''}"
    return (f"{link}{mark}", rule.severity.value, rule.since, rule.summary)


def _commands() -> Iterator[str]:
    context = click.Context(main, info_name="playbook")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        options = [
            (f"`{', '.join(p.opts + p.secondary_opts)}`", p.help or "")
            for p in command.params
            if isinstance(p, click.Option)
        ]
        yield f"## `playbook {name}`\n\n`playbook {name} {usage}`"
        yield cleandoc((command.help or "").replace("\b", ""))
        if options:
            yield _table(("Option", "Meaning"), iter(options))


def _settings() -> str:
    return _table(
        ("Setting", "Default", "Meaning"),
        (
            (f"`{name}`", _default(info), info.description or "")
            for name, info in _flat(Settings.model_fields)
        ),
    )


def _flat(fields: dict[str, FieldInfo], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, info in fields.items():
        yield f"{prefix}{name}", info
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _flat(inner.model_fields, f"{prefix}{name}.")


def _default(info: FieldInfo) -> str:
    value = info.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int | float) and value != "":
        return f"`{value}`"
    return ""
