"""Reads the search index of a workspace, as the browser does but without its cleverness."""

import json
from typing import Any

from playbook.engine.workspace.workspace import Workspace
from playbook.rendering.search.row import KEY_SIZE


def files(workspace: Workspace) -> dict[str, Any]:
    """Return what each file of the index registers, by its name."""
    found: dict[str, Any] = {}
    for url in workspace.urls():
        if url.startswith("search/"):
            data = workspace.page(url)
            assert data is not None
            name, value = read(data.decode())
            assert url == f"search/{name}.js"
            found[name] = value
    return found


def read(script: str) -> tuple[str, Any]:
    """Return the name and the data of a file of the index."""
    inside = script.removeprefix("playbookSearch(").removesuffix(");\n")
    name, data = json.loads(f"[{inside}]")
    return name, data


def words(workspace: Workspace) -> dict[str, set[str]]:
    """Return every word of the index with the addresses of the documents it leads to."""
    held = files(workspace)
    urls = {key: url for name in held if name.startswith("d-") for key, _, url, *_ in held[name]}
    found: dict[str, set[str]] = {}
    for name, file in held.items():
        if not name.startswith("w-"):
            continue
        for forms, _, where, *_ in file["words"]:
            postings = where if file["inside"] else held[f"p-{name[2:]}-{where}"][forms]
            size = KEY_SIZE + 1
            keys = {postings[at + 1 : at + size] for at in range(0, len(postings), size)}
            for form in forms.split(","):
                found.setdefault(form, set()).update(urls[key] for key in keys)
    return found


def documents(workspace: Workspace) -> dict[str, list[Any]]:
    """Return the records of all documents, by address."""
    held = files(workspace)
    return {record[2]: record for name in held if name.startswith("d-") for record in held[name]}
