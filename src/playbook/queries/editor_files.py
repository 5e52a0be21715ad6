"""Files that make an editor complete, explain and check what stands in a playbook.

`docs/editors.md` says what works in which editor.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from playbook.model.editor import Schema
from playbook.model.kind import Kind
from playbook.model.rule import Rule
from playbook.queries.schema import kind_schema, settings_schema

FOLDER = ".vscode/playbook"
"""Where `playbook init` puts the schemas."""

SETTINGS_SCHEMA = "site.yml.json"
"""The schema of the settings. No kind can be called so: it has dots."""

FINDING = r"^(.+?):(\d+):(\d+): (error|warning|notice): (.*) \[([a-z-]+/[a-z-]+)\]$"
"""A finding as `playbook check` prints it: file, line, column, severity, message, rule."""

_SETTINGS = {"yaml.schemas": {f"./{FOLDER}/{SETTINGS_SCHEMA}": "site.yml"}}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}
_TASKS = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "playbook: check",
            "detail": "Shows every finding at its place, here and under Problems",
            "type": "process",
            "command": "playbook",
            "args": ["check"],
            "group": {"kind": "test", "isDefault": True},
            "presentation": {"reveal": "silent", "clear": True},
            "problemMatcher": {
                "owner": "playbook",
                "source": "playbook",
                "fileLocation": ["relative", "${workspaceFolder}"],
                # Notices: a severity the editor does not know has this one.
                "severity": "info",
                "pattern": {
                    "regexp": FINDING,
                    "file": 1,
                    "line": 2,
                    "column": 3,
                    "severity": 4,
                    "message": 5,
                    "code": 6,
                },
            },
        }
    ],
}


def schema_files(
    kinds: Mapping[str, Kind[Any]], settings: type[BaseModel], rules: Iterable[Rule]
) -> Iterator[tuple[str, str]]:
    """Yield a schema file for each kind and one for the settings: name and text."""
    for kind in kinds.values():
        yield f"{kind.name}.json", schema_text(kind_schema(kind))
    yield SETTINGS_SCHEMA, schema_text(settings_schema(settings, rules))


def editor_files(
    kinds: Mapping[str, Kind[Any]], settings: type[BaseModel], rules: Iterable[Rule]
) -> Iterator[tuple[str, str]]:
    """Yield what a new playbook has for Visual Studio Code: path and text."""
    yield ".vscode/extensions.json", schema_text(_EXTENSIONS)
    yield ".vscode/settings.json", schema_text(_SETTINGS)
    yield ".vscode/tasks.json", schema_text(_TASKS)
    for name, text in schema_files(kinds, settings, rules):
        yield f"{FOLDER}/{name}", text


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
