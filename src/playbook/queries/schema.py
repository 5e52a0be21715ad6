"""JSON Schemas of front matter and settings, by which editors complete, explain and check.

A schema accepts what the program accepts, with one exception: a key with nothing behind it counts
as left out, and an editor is right to say that something is missing there. In a draft nothing has
to be written: the program gives no more than notice of what is not there yet. What a schema cannot
know (does the document exist, do the shares add up) the program checks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from playbook.model.entry import DRAFT
from playbook.model.field_schema import Schema
from playbook.model.kind import Kind
from playbook.model.label import humanised
from playbook.model.record import Record
from playbook.model.rule import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OWN_FIELDS = {"^x-": {"description": "A field of your own; nothing checks it."}}
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_MAPS = frozenset({"properties", "patternProperties", "$defs"})
_NODES = frozenset({"items", "additionalProperties", "propertyNames"})
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_FLAGS = MappingProxyType({"true": True, "false": False})
_CHOICES = frozenset({"anyOf", "oneOf"})


def kind_schema(kind: Kind[Any]) -> Schema:
    """Return the schema of the front matter of a kind's documents."""
    found = _schema(kind.record, f"Front matter: {kind.name}", kind.purpose)
    fields = found["properties"]
    fields["kind"] |= {"type": "string", "enum": [kind.name]}
    common = {info.alias or name for name, info in Record.model_fields.items()}
    found["properties"] = {name: fields[name] for name in sorted(fields, key=common.__contains__)}
    labels = dict(kind.texts)
    for name, field in fields.items():
        field["title"] = labels.get(f"field.{kind.name}.{name}", field["title"])
    return _lenient(found, kind) if DRAFT in kind.statuses else found


def settings_schema(settings: type[BaseModel], rules: Iterable[Rule]) -> Schema:
    """Return the schema of `site.yml`; the rules whose severity it sets are listed by name."""
    purpose = "The settings of a playbook; every one has a default."
    found = _schema(settings, "site.yml", purpose)
    held = found["properties"]["rules"]
    severity = held.pop("additionalProperties")
    held["properties"] = {rule.code: {"description": rule.summary, **severity} for rule in rules}
    held["additionalProperties"] = False
    return found


def _lenient(schema: Schema, kind: Kind[Any]) -> Schema:
    """Return a schema by which nothing has to be written as long as the document is a draft."""
    definitions = schema.get("$defs", {})
    needs = _needs(schema, definitions)
    if not needs:
        return schema
    relaxed = {name: _without_required(part) for name, part in definitions.items()}
    return {**_without_required(schema), "$defs": relaxed, "if": _is_draft(kind), "else": needs}


def _is_draft(kind: Kind[Any]) -> Schema:
    """Return the schema of a draft: it says so, or is one as long as it says nothing else."""
    written: Schema = {"properties": {"status": {"const": DRAFT}}, "required": ["status"]}
    if kind.default_status(kind.record.model_construct()) != DRAFT:
        return written
    names = (name for name in kind.record.model_fields if name != "status")
    decisive = [
        name
        for name in names
        if kind.default_status(kind.record.model_construct(**{name: True})) != DRAFT
    ]
    silent = {"properties": {name: {"const": None} for name in ("status", *decisive)}}
    return {"anyOf": [written, silent]}


def _needs(node: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Return what of a schema says that something must be written, with the way to it.

    Of several choices that of each counts: it binds only what has the choice's type.
    """
    if "$ref" in node:
        return _needs(definitions[node["$ref"].rpartition("/")[2]], definitions)
    found: Schema = {"required": node["required"]} if "required" in node else {}
    for key in _CHOICES.intersection(node):
        for choice in node[key]:
            found |= _needs(choice, definitions)
    for key in _NODES.intersection(node):
        if isinstance(node[key], dict) and (inner := _needs(node[key], definitions)):
            found[key] = inner
    fields = {
        name: _needs(field, definitions) for name, field in node.get("properties", {}).items()
    }
    if inside := {name: inner for name, inner in fields.items() if inner}:
        found["properties"] = inside
    return found


def _without_required(node: Schema) -> Schema:
    return {key: value for key, value in node.items() if key != "required"}


def _schema(model: type[BaseModel], title: str, description: str) -> Schema:
    made = _tidy(model.model_json_schema(by_alias=True))
    return {
        "$schema": DIALECT,
        "title": title,
        "description": description,
        **{key: value for key, value in made.items() if key not in {"title", "description"}},
        "patternProperties": {**_OWN_FIELDS, **made.get("patternProperties", {})},
    }


def _tidy(node: Schema) -> Schema:
    """Return a schema as an author should see it: what pydantic adds for programs is left out."""
    tidy = {key: value for key, value in node.items() if key not in {"title", "required", "const"}}
    if tidy.get("default", "") in _NOTHING:
        tidy.pop("default", None)
    tidy = {key: _tidy_part(key, part) for key, part in tidy.items()}
    words = node.get("enum") or [node[key] for key in ("const",) if key in node]
    if words:
        tidy["enum"] = [form for word in words if word != "" for form in _forms(word)]
        if not all(isinstance(form, str) for form in tidy["enum"]):
            del tidy["type"]
    if "patternProperties" in tidy:
        tidy.setdefault("additionalProperties", False)
    required = [*_required(node)]
    if required:
        tidy["required"] = required
    return _without_null(tidy)


def _forms(word: str) -> Iterator[str | float | bool]:
    """Yield a word, and what an editor takes it for if it looks like something else."""
    yield word
    if _NUMBER.fullmatch(word):
        yield float(word)
    elif word in _FLAGS:
        yield _FLAGS[word]


def _tidy_part(key: str, part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    if key in _MAPS:
        return dict(_members(part, named=key == "properties"))
    if key in _NODES and isinstance(part, dict):
        return _tidy(part)
    return [_tidy(choice) for choice in part] if key in _CHOICES else part


def _members(held: Mapping[str, Schema], *, named: bool) -> Iterator[tuple[str, Schema]]:
    """Yield schemas by name; a field that may hold nothing at all is left out."""
    for name, node in held.items():
        tidy = _tidy(node)
        if tidy.get("enum") != []:
            yield name, {"title": humanised(name), **tidy} if named else tidy


def _required(node: Schema) -> Iterator[str]:
    """Yield the fields that must be written: those marked so, and those without a default."""
    stated = node.get("required", ())
    for name, field in node.get("properties", {}).items():
        if field.get("required") is True or (isinstance(stated, list) and name in stated):
            yield name


def _without_null(node: Schema) -> Schema:
    """Take `null` out of the choices; a single one that is left becomes the schema itself."""
    choices = [choice for choice in node.get("anyOf", ()) if choice != {"type": "null"}]
    if not choices:
        return node
    if len(choices) > 1:
        return {**node, "anyOf": choices}
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    described = " ".join(
        part["description"] for part in (rest, choices[0]) if "description" in part
    )
    return {**choices[0], **rest} | ({"description": described} if described else {})
