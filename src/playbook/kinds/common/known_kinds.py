"""The kinds that a playbook knows, asked for by name."""

from typing import Any

from playbook.model.kind import Kind
from playbook.model.view import View


def kind_of(name: str, view: View) -> Kind[Any]:
    """Return the kind of a document, by its name."""
    found: Kind[Any] = view.first("kind-named", name)
    return found


def kind_names(view: View) -> tuple[str, ...]:
    """Return the names of all kinds, built in and the playbook's own, sorted."""
    return tuple(sorted(kind.name for kind in view.ask("kinds")))
