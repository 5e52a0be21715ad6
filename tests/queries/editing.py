"""Front matter and settings as an editor reads them: YAML 1.2, in which a date is a text."""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from playbook.model.field_schema import Schema


class CoreLoader(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as `yaml-language-server` does."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    whole = re.compile(rf"(?:{pattern})\Z")
    firsts = [*first, ""] if tag == "null" else [*first]
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", whole, firsts)


def front_matter(text: str) -> dict[str, Any]:
    """Return what stands between the `---` lines; nothing where there are none."""
    found = re.match(r"---\n(.*?)^---$", text, re.MULTILINE | re.DOTALL)
    return read(found[1]) if found else {}


def read(text: str) -> dict[str, Any]:
    """Return a mapping as an editor reads it."""
    data: dict[str, Any] | None = yaml.load(text, Loader=CoreLoader)  # noqa: S506 - it is a SafeLoader
    return data or {}


def mistakes(schema: Schema, data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what an editor would underline: the dotted place, and the keyword that failed."""
    errors = Draft202012Validator(schema).iter_errors(data)
    return sorted((".".join(map(str, e.absolute_path)), str(e.validator)) for e in errors)


def parts(schema: Any) -> Iterator[Schema]:  # noqa: ANN401 - any part of a schema
    """Yield a schema and all schemas inside it that say what something is."""
    if isinstance(schema, dict):
        yield schema
        for key, held in schema.items():
            inside = held.values() if key in {"properties", "patternProperties", "$defs"} else held
            if key not in {"examples", "enum", "default", "required", "if", "else"}:
                members = inside if isinstance(inside, list) else [inside]
                if key in {"properties", "patternProperties", "$defs"}:
                    members = list(inside)
                for member in members:
                    yield from parts(member)
