"""Links that open a place in the author's editor."""

import re
from pathlib import Path
from urllib.parse import quote

KNOWN = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""Editors by name, and the addresses that they have registered with the system."""

_ADDRESS = re.compile(
    r"(?!(?:javascript|data|vbscript|blob|file):)[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE
)
_PLACE = re.compile(r"\{(path|line|column)\}")


def template_of(editor: str) -> str:
    """Return the address of an editor, given by name or as an address; "" if it is neither."""
    if editor in KNOWN:
        return KNOWN[editor]
    return editor if _ADDRESS.fullmatch(editor) and "{path}" in editor else ""


def address(template: str, file: Path, line: int, column: int) -> str:
    """Return the link that opens a file at a place (from 1); "" where no editor was named."""
    path = file.as_posix()
    values = {
        # An address has a slash of its own before a path, which begins with one except on Windows.
        "path": quote(path.removeprefix("/") if "file/{path}" in template else path, safe="/:"),
        "line": str(line),
        "column": str(column),
    }
    return _PLACE.sub(lambda match: values[match[1]], template)
