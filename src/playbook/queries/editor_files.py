"""Files that make an editor complete, explain and check what stands in a playbook.

`docs/editors.md` says what works in which editor.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from playbook.model.field_schema import Schema
from playbook.model.kind import Kind
from playbook.model.rule import Rule
from playbook.queries.schema import kind_schema, settings_schema

FOLDER = ".vscode/playbook"
"""Where `playbook init` puts the schemas."""

SETTINGS_SCHEMA = "site.yml.json"
"""The schema of the settings. No kind can be called so: it has dots."""

FINDING = r"^(.+?):(\d+):(\d+): (error|warning|notice): (.*) \[([a-z-]+/[a-z-]+)\]$"
"""A finding as `playbook check` prints it: file, line, column, severity, message, rule."""

_SETTINGS = {
    "yaml.schemas": {f"./{FOLDER}/{SETTINGS_SCHEMA}": "site.yml"},
    # For the extension *Generic LSP Client (v2)*; without it nobody reads them.
    "glspc.server.command": "playbook",
    "glspc.server.commandArguments": ["lsp"],
    "glspc.server.languageId": ["markdown"],
    # In Markdown this editor proposes nothing by itself, unless told to.
    "[markdown]": {"editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"}},
}
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


_HELIX = """\
# Helix starts `playbook lsp` for Markdown in this folder; newer versions ask for trust first.

[language-server.playbook]
command = "playbook"
args = ["lsp"]

[[language]]
name = "markdown"
language-servers = ["playbook", "marksman", "markdown-oxide"]
"""

_NEOVIM = """\
-- Neovim 0.9 and later reads this file after `:set exrc` in your own settings, and asks for trust.
local root = vim.fn.getcwd()

vim.api.nvim_create_autocmd("FileType", {
  pattern = "markdown",
  callback = function(event)
    if vim.startswith(vim.api.nvim_buf_get_name(event.buf), root) then
      vim.lsp.start({ name = "playbook", cmd = { "playbook", "lsp" }, root_dir = root })
    end
  end,
})
"""

_EMACS = """\
;; Emacs asks whether these values are safe; then `M-x eglot` starts `playbook lsp`.
((markdown-mode . ((eglot-server-programs . ((markdown-mode . ("playbook" "lsp")))))))
"""


_SERVER_FILES = MappingProxyType(
    {
        "helix": (".helix/languages.toml", _HELIX),
        "neovim": (".nvim.lua", _NEOVIM),
        "emacs": (".dir-locals.el", _EMACS),
    }
)


def schema_files(
    kinds: Mapping[str, Kind[Any]], settings: type[BaseModel], rules: Iterable[Rule]
) -> Iterator[tuple[str, str]]:
    """Yield a schema file for each kind and one for the settings: name and text."""
    for kind in kinds.values():
        yield f"{kind.name}.json", schema_text(kind_schema(kind))
    yield SETTINGS_SCHEMA, schema_text(settings_schema(settings, rules))


def editor_files(
    editor: str, kinds: Mapping[str, Kind[Any]], settings: type[BaseModel], rules: Iterable[Rule]
) -> Iterator[tuple[str, str]]:
    """Yield what a playbook has for an editor: path and text. Raises `KeyError` for others."""
    if editor == "vscode":
        yield ".vscode/extensions.json", schema_text(_EXTENSIONS)
        yield ".vscode/settings.json", schema_text(_SETTINGS)
        yield ".vscode/tasks.json", schema_text(_TASKS)
        for name, text in schema_files(kinds, settings, rules):
            yield f"{FOLDER}/{name}", text
    else:
        yield _SERVER_FILES[editor]


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
