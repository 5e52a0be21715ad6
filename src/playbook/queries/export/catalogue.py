"""What can be exported, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playbook.model.view import View
from playbook.queries.export.document import FreeFields
from playbook.queries.export.graph import dot, mermaid
from playbook.queries.export.model import json_text, model_json
from playbook.queries.export.model_schema import model_schema
from playbook.queries.export.rights import rights
from playbook.queries.export.tables import glossary, improvements, ledger, measured
from playbook.queries.export.vocabulary import json_ld, skos

Export = Callable[[View, FreeFields], str]


def _of(write: Callable[[View], str]) -> Export:
    """Return an export in which there are no `x-…` fields."""
    return lambda view, _: write(view)


def _json_schema(view: View) -> str:
    return json_text(model_schema(view.ask("kinds")))


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "json": model_json,
        "json-schema": _of(_json_schema),
        "ledger": _of(ledger),
        "rights": _of(rights),
        "improvements": _of(improvements),
        "readings": _of(measured),
        "glossary": _of(glossary),
        "skos": _of(skos),
        "json-ld": _of(json_ld),
        "dot": _of(dot),
        "mermaid": _of(mermaid),
    }
)
"""The text of each export, as a function of the playbook and of what reads `x-…` fields."""
