"""Jinja's environments: what reads templates, compiles them and runs them, watched or trusted."""

from collections.abc import Mapping
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, nodes
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.sandbox import ImmutableSandboxedEnvironment

from playbook.model.page import Template
from playbook.rendering import shapes
from playbook.rendering.templates.built_in import BuiltIn
from playbook.rendering.templates.codes import once
from playbook.rendering.templates.words import Missing

_MOST_CODES = 512
"""So many templates are held, read or compiled."""

Named = tuple[str, str]
"""A template's key in a bundle and a name as another template writes it."""


class Loader(BaseLoader):
    """Gives the templates of one bundle, by key."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        self._templates = templates

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - jinja2's signature
        template: str,
    ) -> tuple[str, str | None, None]:
        """Return a template's text, and its key as what Jinja takes for its file."""
        held = self._templates.get(template)
        if held is None:
            raise TemplateNotFound(template)
        return held.text, template, None


class _Trees:
    """Templates as Jinja reads them, from when it is looked what they use until they are Python."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, bool], nodes.Template] = {}

    def read(self, text: str, *, trusted: bool) -> nodes.Template:
        """Return a template that was read. Raises `TemplateError`."""
        tree = new_environment(None, trusted=trusted).parse(text)
        if len(self._held) >= _MOST_CODES:
            self._held.clear()
        self._held[text, trusted] = tree
        return tree

    def take(self, text: str, *, trusted: bool) -> nodes.Template | str:
        """Return a template, and let go of it; its text if it was not read for this."""
        return self._held.pop((text, trusted), text)


_TREES = _Trees()


def read(text: str, *, trusted: bool) -> nodes.Template:
    """Return a template as Jinja reads it. Raises `TemplateError`."""
    return _TREES.read(text, trusted=trusted)


class _Codes(BytecodeCache):
    """Compiled templates by name and text, shared by all environments that write the same Python.

    What they write depends on whether the templates are `trusted`.
    """

    def __init__(self, *, trusted: bool) -> None:
        self._trusted = trusted
        self._what = f"{'built-in' if trusted else 'sandboxed'} {jinja_version}"
        self._held: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return a template's code, in the form that Jinja wants it."""
        bucket = Bucket(environment, name, source)
        code = self._held.get((name, source))
        if code is None:

            def write() -> str:
                tree = _TREES.take(source, trusted=self._trusted)
                return environment.compile(tree, name, filename, raw=True)

            code = compile(once(self._what, name, source, write), filename or name, "exec")
            if len(self._held) >= _MOST_CODES:
                self._held.clear()
            self._held[name, source] = code
        bucket.code = code
        return bucket


_CODES, _TRUSTED_CODES = _Codes(trusted=False), _Codes(trusted=True)


_SHAPES = frozenset(shape for shape in vars(shapes).values() if isinstance(shape, type))


class _OfBundle:
    """An environment in which names of templates mean those of one bundle."""

    names: Mapping[Named, str] = MappingProxyType({})

    def join_path(self, template: str, parent: str) -> str:
        """Return the key of the template that a name means in the one with the key `parent`."""
        return self.names.get((parent, template), template)


class Trusted(_OfBundle, BuiltIn):
    """An environment for the built-in theme alone."""


class Sandbox(_OfBundle, ImmutableSandboxedEnvironment):
    """An environment for templates of the playbook, which are watched while they run."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - jinja2's signature
        """Return an attribute; of our own shapes every public one may be read, without a search."""
        if type(obj) in _SHAPES and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def new_environment(loader: BaseLoader | None, *, trusted: bool = False) -> Sandbox | Trusted:
    """Return an environment; `trusted` is one for templates that come with the program."""
    made = (Trusted if trusted else Sandbox)(
        loader=loader,
        autoescape=True,
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=_TRUSTED_CODES if trusted else _CODES,
    )
    del made.filters["random"]
    for name in ("lipsum", "cycler", "joiner"):
        del made.globals[name]
    return made
