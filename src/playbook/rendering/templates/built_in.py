"""How templates of the built-in theme run: what Jinja does to be ready for anything is left out.

They come with the program and only ever see its own shapes. So they read attributes as Python does,
call macros as the functions that they are, and escape without a detour. What they write is what
Jinja would have them write. Templates of a playbook run as Jinja has it, in its sandbox.
"""

import re
from collections.abc import Iterable, MutableMapping
from types import FunctionType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

marked = str.__new__
"""`marked(Markup, text)` is HTML; what the class would ask first is known."""

_needs_escaping = re.compile(r"[&<>\"']").search


def escaped(value: Any) -> str:  # noqa: ANN401 - whatever a template prints
    """Return a value as HTML, as `escape` does; text need not be marked, for it is only joined."""
    kind = type(value)
    if kind is str:
        text: str = value
        return text if _needs_escaping(text) is None else escape(text)
    if kind is Markup:
        html: Markup = value
        return html
    return escape(value)


def macro(
    environment: Environment,
    function: FunctionType,
    name: str,
    arguments: tuple[str, ...],
    *special: bool,
) -> FunctionType | Macro:
    """Return a macro as its function, to which `missing` stands for what a call leaves out.

    `special` are what else `Macro` wants to know: whether the macro takes further arguments by name
    or by place, or has a caller, and whether it is escaped.
    """
    if any(special[:3]):
        return Macro(environment, function, name, list(arguments), *special)
    function.__defaults__ = (missing,) * len(arguments)
    function.arguments = arguments  # type: ignore[attr-defined]  # functions take any
    return function


class _Context(Context):
    """Calls macros by the names of their arguments, and nothing that wants to know the context."""

    @internalcode
    def call(self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, PYI063 - jinja2's signature
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        names = getattr(__obj, "arguments", None) if type(__obj) is FunctionType else None
        if names is None:
            return __obj(*args, **kwargs)
        given = [*args, *(kwargs.pop(name, missing) for name in names[len(args) :])]
        return __obj(*given, **kwargs)


class _Writer(CodeGenerator):
    """Writes the Python that a template becomes."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Have a template, and each block of it, write one text: each piece would pass them all."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Read an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Read an item by its number; what is asked for by name may be an attribute."""
        if not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.arg.value}]")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Write nothing where there is no `else`."""
        if node.expr2 is None:
            node = nodes.CondExpr(node.test, node.expr1, nodes.Const(""), lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def visit_Call(  # noqa: N802 - jinja2's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - jinja2's signature
    ) -> None:
        """Call a function; arguments by name are for `_Context` to sort out."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def return_buffer_contents(
        self,
        frame: Frame,
        force_unescaped: bool = False,  # noqa: FBT001, FBT002 - jinja2's signature
    ) -> None:
        """Return what a macro wrote as HTML, so that nobody has to mark it as such."""
        if force_unescaped:
            self.writeline(f"return marked(Markup, concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)


_NAMES = f"from {__name__} import escaped as escape, macro as Macro, marked\n"
"""What stands for Jinja's own where it is called; the end of a module is early enough."""


class BuiltIn(Environment):
    """An environment for templates of the built-in theme alone."""

    code_generator_class = _Writer
    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[tuple[str | Template, str | None], Template] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - jinja2's signature
    ) -> str:
        return f"{super()._generate(source, name, filename, defer_init)}\n{_NAMES}"

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that all templates have; no template has others of its own."""
        return d or self.globals

    @internalcode
    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - jinja2's signature
    ) -> Template:
        """Return the template that a name means where it is written; asked for by every page."""
        found = self._found.get((name, parent))
        if found is None:
            found = self._found[name, parent] = super().get_template(name, parent, globals)
        return found
