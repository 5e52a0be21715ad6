"""Templates: found along a chain, asked for through the view, rendered without surprises.

The chain is the project's `templates/`, then the theme, then the themes it extends; a name means
the nearest template so called, and `parent:NAME` the next one up the chain from where it is
written. All templates that a page uses are found before it is rendered, from their own constant
`extends`, `include` and `import` tags, and asked for as questions, so that an override that appears
or an edit touches exactly the pages that use it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import TemplateError, nodes
from jinja2 import __version__ as jinja_version

from playbook.model.page import Template
from playbook.model.value import Value
from playbook.model.view import View
from playbook.rendering.strings import Texts, strings
from playbook.rendering.templates.codes import once
from playbook.rendering.templates.environments import (
    Loader,
    Named,
    Sandbox,
    Trusted,
    new_environment,
    read,
)
from playbook.rendering.templates.kept_parts import KeptParts, not_kept
from playbook.rendering.templates.problem import TemplateProblem
from playbook.rendering.templates.words import NAMING, told

__all__ = ["TemplateProblem", "bundle", "fill", "prepare"]

_PARENT = "parent:"

_PROJECT, _CHOSEN, _BUILT_IN = 0, 1, 2


class Bundle(Value, frozen=True):
    """A page's template and all that it uses.

    `templates` are (key, template) pairs, a key being level and name; `names` tells which key a
    name means where it is written: ((key of the writer, name), key).
    """

    start: str
    templates: tuple[tuple[str, Template], ...]
    names: tuple[tuple[Named, str], ...]


def bundle(view: View, candidates: Sequence[str]) -> Bundle:
    """Return the first candidate that exists, with all it uses; the view records those that do not.

    Raises `TemplateProblem`.
    """
    return view.call(_bundle, tuple(candidates))


def _bundle(view: View, candidates: tuple[str, ...]) -> Bundle:
    theme = str(view.setting("theme") or "default")
    start = next((found for name in candidates if (found := view.first("template", name))), None)
    if start is None:
        message = f"the theme has no template {' or '.join(candidates)}"
        raise TemplateProblem(f"templates/{candidates[0]}", 1, message)
    held: dict[str, Template] = {}
    names: dict[Named, str] = {}
    waiting: list[Template] = [start]
    while waiting:
        template = waiting.pop()
        key = _key(template)
        if key in held:
            continue
        held[key] = template
        for use in _uses(template, _path(template, theme)):
            found = next((t for name in use.names if (t := _find(view, template, name))), None)
            if found is not None:
                names.update(((key, name), _key(found)) for name in use.names)
                waiting.append(found)
            elif not use.optional:
                message = f"there is no template {' or '.join(use.names)}"
                raise TemplateProblem(_path(template, theme), use.line, message, NAMING)
    return Bundle(_key(start), tuple(sorted(held.items())), tuple(sorted(names.items())))


def _find(view: View, writer: Template, name: str) -> Template | None:
    chain: tuple[Template, ...] = view.ask("template", name.removeprefix(_PARENT))
    if name.startswith(_PARENT):
        chain = tuple(template for template in chain if template.level > writer.level)
    return chain[0] if chain else None


def _key(template: Template) -> str:
    return f"{template.level}:{template.name}"


def _path(template: Template, theme: str) -> str:
    """Return a template's file as the engine names it."""
    if template.level == _PROJECT:
        return f"templates/{template.name}"
    if template.level == _CHOSEN:
        return f"themes/{theme}/templates/{template.name}"
    return f"theme:templates/{template.name}"


class _Use(NamedTuple):
    names: tuple[str, ...]
    line: int
    optional: bool = False


@lru_cache(maxsize=256)
def _uses(template: Template, path: str) -> tuple[_Use, ...]:
    written = once(
        f"uses {jinja_version}", path, template.text, lambda: json.dumps(_read_uses(template, path))
    )
    return tuple(_Use(tuple(names), *rest) for names, *rest in json.loads(written))


def _read_uses(template: Template, path: str) -> tuple[_Use, ...]:
    try:
        tree = read(template.text, trusted=template.level == _BUILT_IN)
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 1
        raise TemplateProblem(path, line, *told(error, new_environment(None))) from error
    return tuple(_uses_in(tree, path))


def _uses_in(tree: nodes.Template, path: str) -> Iterator[_Use]:
    wanted = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in _statements(tree):
        if not isinstance(node, wanted):
            continue
        named = getattr(node, "template", None)
        optional = bool(getattr(node, "ignore_missing", False))
        match named:
            case nodes.Const(value=str() as name):
                yield _Use((name,), node.lineno, optional)
            case nodes.List(items=items) | nodes.Tuple(items=items) if all(
                isinstance(i, nodes.Const) and isinstance(i.value, str) for i in items
            ):
                names = tuple(i.value for i in items if isinstance(i, nodes.Const))
                yield _Use(names, node.lineno, optional)
            case _:
                message = "the name of a template must be written out, in quotation marks"
                raise TemplateProblem(path, node.lineno, message)


def _statements(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what stands below a node, but no expressions, which are most of a template."""
    for child in node.iter_child_nodes(only=_BODIES):
        yield child
        yield from _statements(child)


_BODIES = ("body", "elif_", "else_")
"""The fields of a node that hold statements."""


@lru_cache(maxsize=64)
def _compiled(held: Bundle, texts: Texts) -> Sandbox | Trusted:
    # What comes with the program may do anything, and need not be watched while it does.
    trusted = all(template.level == _BUILT_IN for _, template in held.templates)
    made = new_environment(Loader(dict(held.templates)), trusted=trusted)
    made.names = dict(held.names)
    made.globals["t"] = texts
    made.globals["kept"] = _kept_parts(texts) if trusted else not_kept
    return made


@lru_cache(maxsize=64)
def _kept_parts(_: Texts) -> KeptParts:
    """Return what keeps parts of pages with these texts."""
    return KeptParts()


def prepare(view: View, candidates: Iterable[Sequence[str]]) -> None:
    """Make ready what is made of templates before they are filled, as far as they can be used."""
    for names in candidates:
        if any(view.first("template", name) for name in names):
            with suppress(TemplateError, TemplateProblem):
                held = bundle(view, names)
                made = _compiled(held, strings(view))
                for key, _ in held.templates:
                    made.get_template(key)


def fill(view: View, candidates: Sequence[str], context: Mapping[str, Any]) -> str:
    """Render the first candidate that exists; `t` is there without being in the context.

    Raises `TemplateProblem`.
    """
    held = bundle(view, candidates)
    try:
        return _compiled(held, strings(view)).get_template(held.start).render(context)
    except Exception as error:
        raise _problem(error, held, str(view.setting("theme") or "default")) from error


def _problem(error: Exception, held: Bundle, theme: str) -> TemplateProblem:
    """Turn whatever a template raised into a finding at the line of the template it came from."""
    templates = dict(held.templates)
    key, line = held.start, 1
    for filename, number in _frames(error.__traceback__):
        if filename in templates:
            key, line = filename, number
    named = getattr(error, "filename", None) or getattr(error, "name", None)
    if isinstance(error, TemplateError) and named in templates:
        key, line = str(named), getattr(error, "lineno", None) or line
    return TemplateProblem(_path(templates[key], theme), line, *told(error, new_environment(None)))


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
