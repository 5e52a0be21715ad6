"""What was made of templates, left by one run to the next."""

from collections.abc import Mapping
from contextlib import suppress

from playbook.engine.cache.packing import Damaged, pack, unpack_as
from playbook.engine.runs.session import Session
from playbook.rendering.templates.codes import made

_TEMPLATES = "templates"
"""The name of what was made of templates in the store, which gives nothing that was not sealed."""


def templates_of(session: Session) -> Mapping[str, str]:
    """Return what the last run made of templates."""
    data = session.recall(_TEMPLATES)
    if data is not None:
        with suppress(Damaged):
            found: dict[str, str] = unpack_as(data, dict[str, str])
            return found
    return {}


def leave_templates(session: Session) -> None:
    """Leave to the next run what this one made of templates."""
    if written := made():
        session.left[_TEMPLATES] = pack(written)
