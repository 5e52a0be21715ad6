"""What is said of a template's mistakes, in the words of somebody who writes one."""

import re
from functools import partial
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError
from jinja2.utils import missing

from playbook.model.meant.nearest import did_you_mean

NAMING = "name it by its path below `templates/`, such as `base.html` or `kinds/right.html`"

_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNKNOWN = re.compile(r"No (filter|test) named '(.+)'")


class NoSuchValueError(UndefinedError):
    """A template asks for a value that is not there; `hint` says which there are."""

    def __init__(self, held: object, name: object, message: str) -> None:
        self.hint = ""
        if isinstance(name, str):
            if held is missing:
                message = f"there is no value “{name}”"
                self.hint = "what is not of this template is in `page` and `frame`"
            elif values := _values(held):
                message = f"this {_called(held)} has no “{name}”"
                there = f"it has: {', '.join(values)}; what only some pages have: `is defined` asks"
                self.hint = did_you_mean(name, values) or there
        super().__init__(message)


class Missing(StrictUndefined):
    """A value that is not there: to use it is a mistake that is told as ours."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - jinja2's signature
        name: str | None = None,
        exc: Any = UndefinedError,  # noqa: ANN401 - jinja2's signature
    ) -> None:
        if exc is UndefinedError and hint is None:
            exc = partial(NoSuchValueError, obj, name)
        super().__init__(hint, obj, name, exc)


def told(error: Exception, environment: Environment) -> tuple[str, str]:
    """Return what is wrong and how to mend it, of whatever a template raised."""
    if isinstance(error, RecursionError):
        return "templates use each other without end", ""
    if isinstance(error, NoSuchValueError):
        return str(error.message), error.hint
    if isinstance(error, KeyError):
        return f"there is no text “{error.args[0]}”", ""
    words = str(getattr(error, "message", None) or error) or type(error).__name__
    if isinstance(error, TemplateError) and (unknown := _UNKNOWN.search(words)):
        sort, name = unknown.groups()
        known = environment.filters if sort == "filter" else environment.tests
        return f"there is no {sort} “{name}”", did_you_mean(name, known)
    return words, ""


def _values(held: object) -> tuple[str, ...]:
    """Return the names of what can be read of one of our shapes; () of anything else."""
    return getattr(held, "__struct_fields__", ())


def _called(shape: object) -> str:
    return _PARTS.sub(" ", type(shape).__name__).lower()
