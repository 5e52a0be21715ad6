"""What can be exported, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playbook.model.view import View
from playbook.queries.export.document import FreeFields
from playbook.queries.export.model import json_text, model_json
from playbook.queries.export.model_schema import model_schema


def _json_schema(view: View, _: FreeFields) -> str:
    return json_text(model_schema(view.ask("kinds")))


Export = Callable[[View, FreeFields], str]

EXPORTS: Mapping[str, Export] = MappingProxyType({"json": model_json, "json-schema": _json_schema})
"""The text of each export, as a function of the playbook and of what reads `x-…` fields."""
