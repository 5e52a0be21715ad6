"""A view for those outside: what they ask is answered, and nobody remembers that they asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playbook.model.playbook import Question
from playbook.model.view import View

Asking = Callable[[Question], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Untracked:
    """The answers as they are now, for one who will ask anew and not be told of changes."""

    ask: Asking

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        return function(View(self), *arguments)


def untracked(ask: Asking) -> View:
    """Return a view of the answers that `ask` gives."""
    return View(_Untracked(ask))
