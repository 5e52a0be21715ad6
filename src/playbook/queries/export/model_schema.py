"""The JSON Schema of the whole playbook as JSON, with the schemas of its kinds in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from playbook.model.field_schema import Schema
from playbook.model.kind import Kind
from playbook.model.tree import NodeShape
from playbook.queries.export.model import VERSION
from playbook.queries.schema import DIALECT, kind_schema

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NONE: Schema = {"type": ["number", "null"]}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR_NONE: Schema = {"type": ["string", "null"], "format": "date"}


def model_schema(kinds: Iterable[Kind[Any]]) -> Schema:
    """Return the schema of what `model_json` gives for a playbook with these kinds.

    The front matter of a document of which all could be read is described by the schema of its
    kind, the one that `playbook schema KIND` prints; it is known by the name of its file.
    """
    held = tuple(kinds)
    return {
        "$schema": DIALECT,
        "$id": "playbook-export.json",
        "title": "A playbook",
        "description": "All documents of a playbook, as `playbook export json` writes them.",
        **_object(
            {
                "version": {"const": VERSION, "description": "The version of this form."},
                "site": _site(),
                "shown": _object(
                    {
                        "drafts": _said(_FLAG, "Whether drafts are among the documents."),
                        "audience": _said(
                            _TEXT_OR_NONE, "For whom there are documents besides those for all."
                        ),
                    }
                ),
                "documents": _said(
                    _list({"$ref": "#/$defs/a document"}), "All documents, by kind and id."
                ),
            }
        ),
        "$defs": {
            "a document": _document(held),
            "a node": _node(),
            **{kind.name: {"$id": f"{kind.name}.json", **kind_schema(kind)} for kind in held},
        },
    }


def _site() -> Schema:
    return _object(
        {
            "name": _TEXT,
            "description": _TEXT,
            "language": _said(_TEXT, "The language tag of the texts."),
            "url": _said(_TEXT_OR_NONE, "Where it is published, without a slash at the end."),
        }
    )


def _document(kinds: tuple[Kind[Any], ...]) -> Schema:
    fields = {
        "address": _said(_TEXT, "`kind:id`; references name a document by it."),
        "kind": {"enum": [kind.name for kind in kinds]},
        "id": _TEXT,
        "title": _TEXT,
        "path": _said(_TEXT, "The file, relative to the settings."),
        "url": _said(_TEXT_OR_NONE, "The page, relative to the root of the site."),
        "status": _said(_TEXT_OR_NONE, "As written, or what it is where nothing is written."),
        "draft": _FLAG,
        "audience": _TEXT,
        "complete": _said(_FLAG, "Whether all of its front matter could be read."),
        "front_matter": {
            "type": "object",
            "description": "The fields that were written; defaults are left out.",
        },
        "derived": _derived(),
        "references": _said(_list(_reference("to")), "Which documents it refers to."),
        "referenced_by": _said(_list(_reference("from")), "Which documents refer to it."),
        "body": _said(_TEXT, "The text, in Markdown."),
    }
    by_kind = [_front_matter_of(kind.name) for kind in kinds]
    return {**_object(fields), "allOf": by_kind}


def _front_matter_of(kind: str) -> Schema:
    return {
        "if": {"properties": {"kind": {"const": kind}, "complete": {"const": True}}},
        "then": {"properties": {"front_matter": {"$ref": f"{kind}.json"}}},
    }


def _derived() -> Schema:
    always = {
        "answer": _said(_TEXT, "The line that answers who looks the document up."),
        "summary": _said(_TEXT, "The beginning of its first paragraph."),
        "parties": _list(_TEXT),
        "owner": _said(_TEXT_OR_NONE, "As written, or else the first party."),
        "starts": _DAY_OR_NONE,
        "ends": _DAY_OR_NONE,
        "review_due": _DAY_OR_NONE,
    }
    tree = _object(
        {"start": _TEXT_OR_NONE, "stages": _list(_TEXT), "nodes": _list({"$ref": "#/$defs/a node"})}
    )
    reading = _object({"date": _DAY, "value": {"type": "number"}}, {"note": _TEXT})
    some = {
        "tree": _said(tree, "Of a tree: its nodes and answers."),
        "readings": _said(_list(reading), "Of a metric: its readings by date, of its file too."),
        "scores": _said(_scores(), "Of a matrix: its table of scores, and the totals."),
    }
    return _object(always, some)


def _node() -> Schema:
    answer = {
        "label": _TEXT,
        "hint": _TEXT_OR_NONE,
        "node": _said(_TEXT_OR_NONE, "The node of this tree to which it leads."),
        "document": _said(_TEXT_OR_NONE, "The other document to which it leads."),
        "item": _said(_TEXT_OR_NONE, "What of that document is meant: a node, a heading."),
    }
    return _object(
        {
            "id": _said(_TEXT, "The slug of its heading."),
            "title": _TEXT,
            "shape": {"enum": [shape.value for shape in NodeShape]},
            "stage": _TEXT_OR_NONE,
            "url": _said(_TEXT, "Its own page, relative to the root of the site."),
            "answers": _list(_object(answer)),
        }
    )


def _scores() -> Schema:
    criterion = _object({"id": _TEXT, "title": _TEXT, "weight": _NUMBER_OR_NONE})
    option = _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "scores": {"type": "object", "additionalProperties": _NUMBER_OR_NONE},
            "total": _NUMBER_OR_NONE,
        }
    )
    found = _object({"criteria": _list(criterion), "options": _list(option)})
    return {"oneOf": [found, {"type": "null"}]}


def _reference(way: str) -> Schema:
    return _object(
        {
            "field": _said(_TEXT, "The dotted name of the field, or `body` for the text."),
            "item": _said(_TEXT_OR_NONE, "What of the document is meant: a role, a heading."),
            "section": _said(_TEXT_OR_NONE, "The heading under which it stands in the text."),
            way: _said(_TEXT, "The address of the other document."),
        }
    )


def _object(fields: Mapping[str, Schema], more: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of an object that has all of `fields`, and may have `more`."""
    return {
        "type": "object",
        "properties": {**fields, **(more or {})},
        "required": list(fields),
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}
