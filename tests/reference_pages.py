"""The reference of kinds, rules, commands and settings, written from the program itself."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook.apps.cli import main
from playbook.engine.settings.registry import KINDS, RULES
from playbook.engine.settings.site import Settings
from playbook.model.address import SAME_KIND
from playbook.model.kind import Kind
from playbook.model.record import Record
from playbook.model.rule import Rule
from playbook.queries.changes.codes import CODES
from playbook.queries.editor.shape import Field, Form, Shape, fields_of

NOTE = "<!-- Written by `make golden` from the program; edit the program. -->"


def pages() -> dict[str, str]:
    """Return every page of the reference: file name → text."""
    return {
        "kinds.md": _page("Kinds", KINDS_LEAD, [*map(_kind, KINDS.values()), _common()]),
        "rules.md": _page("Rules", RULES_LEAD, [_rules()]),
        "commands.md": _page("Commands", COMMANDS_LEAD, _commands()),
        "changes.md": _page("Changes", CHANGES_LEAD, [_changes()]),
        "settings.md": _page("Settings", SETTINGS_LEAD, [_settings()]),
    }


KINDS_LEAD = (
    "A document's kind is told by its folder below `content/`, or by `kind:` in its front matter. "
    "Fields in **bold** must be written, once it is no draft, or in each item that they belong to "
    "(`commitments.party` is the field `party` of each item of `commitments`). Besides its own, "
    "every kind has [the fields at the end](#fields-of-every-kind). A *team* is written `finance`, "
    "a *role* `finance.director`, a *party* either way; a *date* `2026-03-09`, a *duration* "
    "`3 months`, `week` or `P3M`. The name of a kind stands for the id of such a document; where "
    "several kinds fit, for `kind:id`."
)
RULES_LEAD = (
    "`playbook explain RULE` prints a rule's page. *From* is the status from which a rule has its "
    "full severity (`after draft`: any but that, or the first of several where a kind has no "
    "draft); before that it is a notice. ⏱ compares with today (`--as-of`, `--no-time`). "
    "⎇ reads earlier versions from git, up to the day taken for today, and is silent without a "
    "repository, under `--no-history` and in the preview. "
    "Severities are set under `rules:` in `site.yml`."
)
COMMANDS_LEAD = (
    "Exit codes: 0 clean, 1 findings or a failed build, 2 wrong usage or settings. Findings are "
    "printed on standard output, the log on standard error."
)
CHANGES_LEAD = (
    "What [`playbook diff`](commands.md#playbook-diff) tells apart; "
    "[what a change means](../comparing.md) shows a report. A code stands behind each change, and "
    "is never reused. `amendment/silent-change` stands beside it where an approved amendment is "
    "wanting; it is the rule by which `playbook check` finds it later."
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
    record: type[BaseModel] = kind.record
    common = fields_of(Record)
    own = [held for held in fields_of(record) if held not in common]
    examples = f"../../content/{kind.plural}/"
    lead = f"## `{kind.name}`\n\n{kind.purpose} Folder: `{kind.plural}/`; [examples]({examples})."
    if kind.statuses and all(held.name != "status" for held in own):
        lead += f" Statuses, which are not written: {', '.join(kind.statuses)}."
    return f"{lead}\n\n{_field_table(own, kind.name)}" if own else lead


def _common() -> str:
    lead = "## Fields of every kind\n\nAny document may have these, a page no others."
    return f"{lead}\n\n{_field_table(fields_of(Record), 'document')}"


def _field_table(fields: Iterable[Field], kind: str) -> str:
    return _table(("Field", "What may be written", "Meaning"), _field_rows(fields, kind))


def _field_rows(fields: Iterable[Field], kind: str, above: str = "") -> Iterator[tuple[str, ...]]:
    for held in fields:
        name = f"{above}{held.name}"
        shown = f"**`{name}`**" if held.required else f"`{name}`"
        yield shown, _any_of(held.shapes, kind), held.description
        for model in dict.fromkeys(m for shape in held.shapes for m in _parts(shape)):
            yield from _field_rows(fields_of(model), kind, f"{name}.")


def _parts(shape: Shape) -> Iterator[type[BaseModel]]:
    if shape.model:
        yield shape.model
    for inner in shape.inner:
        yield from _parts(inner)


def _form(shape: Shape, kind: str) -> str:
    """Return what may be written in words, as an author knows it."""
    words = shape.form.value
    match shape.form:
        case Form.CHOICE:
            words = ", ".join(f"`{word}`" for word in shape.words)
        case Form.PARTY:
            words = {None: "party", True: "role", False: "team"}[shape.party]
        case Form.REFERENCE:
            kinds = shape.refers.kinds if shape.refers else ()
            named = (kind if name == SAME_KIND else name for name in kinds)
            words = " or ".join(named) or "document"
        case Form.LIST:
            words = f"list of {_any_of(shape.inner, kind)}"
        case Form.MAPPING:
            key = _any_of(shape.key, kind)
            words = f"for each {'name' if key == 'text' else key}: {_any_of(shape.inner, kind)}"
        case Form.PART:
            words = "the fields below"
    return words.replace("list of the fields", "list, each item with the fields")


def _any_of(shapes: Iterable[Shape], kind: str) -> str:
    return " or ".join(_form(shape, kind) for shape in shapes)


def _rules() -> str:
    return _table(("Rule", "Severity", "From", "What it finds"), (_rule(rule) for rule in RULES))


def _rule(rule: Rule) -> tuple[str, ...]:
    link = f"[`{rule.code}`](../../src/playbook/rules/specs/{rule.code}.md)"
    mark = f"{' ⏱' if rule.clock else ''}{' ⎇' if rule.history else ''}"
    since = "after draft" if rule.lacks else rule.since
    return (f"{link}{mark}", rule.severity.value, since, rule.summary)


def _commands() -> Iterator[str]:
    context = click.Context(main, info_name="playbook", **main.context_settings)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield from _command(command, f"playbook {name}", "##", context)


def _command(
    command: click.Command, called: str, level: str, context: click.Context
) -> Iterator[str]:
    inner = click.Context(command, info_name=command.name, parent=context)
    usage = " ".join(command.collect_usage_pieces(inner))
    options = [
        (f"`{', '.join(p.opts + p.secondary_opts)}`", _option(p))
        for p in command.params
        if isinstance(p, click.Option)
    ]
    yield f"{level} `{called}`\n\n`{called} {usage}`"
    yield cleandoc((command.help or "").replace("\b", ""))
    if options:
        yield _table(("Option", "Meaning"), iter(options))
    for inside in getattr(command, "commands", {}).values():
        yield from _command(inside, f"{called} {inside.name}", f"{level}#", inner)


def _option(option: click.Option) -> str:
    words = option.type.choices if isinstance(option.type, click.Choice) else ()
    listed = ", ".join(f"`{word}`" for word in words)
    return f"{option.help} One of {listed}." if words else option.help or ""


def _changes() -> str:
    return _table(("Code", "What it tells"), ((f"`{code}`", said) for code, said in CODES.items()))


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
