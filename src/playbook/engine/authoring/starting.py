"""New playbooks and new documents."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from playbook.kinds.common.headings import drafted
from playbook.model.kind import Kind
from playbook.queries.scalar import scalar

_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*\n")
_PLACE = re.compile(r"\{(title|today)\}")
_IN_FRONT = re.compile(r"^([\w-]+:[ ]+)\{title\}(?=[ ]*(?:#.*)?$)|\{(title|today)\}", re.MULTILINE)
"""In front matter: first a field that is the title and nothing else, then any other place."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")
"""Titles that are texts in YAML without quotes."""


def starter(today: date) -> Iterator[tuple[str, str]]:
    """Yield the files of a small playbook that passes its own check: path and text.

    Dates in it are made from `today`, so that nothing in a new playbook is overdue.
    """
    dates = {"TODAY": today, "NEXT_YEAR": today + timedelta(days=365)}

    def walk(folder: Traversable, inside: str) -> Iterator[tuple[str, str]]:
        for item in sorted(folder.iterdir(), key=lambda i: i.name):
            path = f"{inside}{item.name}"
            if item.is_dir():
                yield from walk(item, f"{path}/")
            else:
                text = item.read_text("utf-8")
                for word, day in dates.items():
                    text = text.replace(word, day.isoformat())
                yield path, text

    yield from walk(files("playbook") / "starter", "")


def skeleton(kind: Kind[Any], language: str) -> str:
    """Return the template of a kind's new documents: what it requires, the sections of its body.

    The sections are in the site's language (`de-AT`), if they are known in it.
    """
    front = f"---\n{kind.example.strip()}\n---\n" if kind.example.strip() else ""
    worded = (drafted(name, advice, language) for name, advice in kind.sections)
    sections = "".join(f"\n## {name}\n\n{advice}\n" for name, advice in worded)
    return f"{front}# {{title}}\n{sections}"


def new_document(
    template: str, title: str, today: date, values: Mapping[str, str] | None = None
) -> str:
    """Return a template as the text of a document.

    `{title}` and `{today}` are filled in, and `values` take the place of the fields of the same
    name in its front matter; those that it has not are added.
    """
    found = _FRONT.match(template)
    front, body = (found[1], template[found.end() :]) if found else ("", template)
    words = {"title": title, "today": today.isoformat()}
    front = _IN_FRONT.sub(
        lambda match: match[1] + scalar(title, _PLAIN) if match[1] else words[match[2]], front
    )
    body = _PLACE.sub(lambda match: words[match[1]], body)
    for name, value in (values or {}).items():
        front = _with(front, name, value)
    return f"---\n{front}---\n{body}" if front else body


def _with(front: str, name: str, value: str) -> str:
    """Return front matter in which a field has another value, whatever stood there."""
    line = f"{name}:{value if value.startswith(chr(10)) else f' {value}'.rstrip()}\n"
    field = re.compile(rf"^{re.escape(name)}:.*\n(?:[ \t-].*\n)*", re.MULTILINE)
    replaced, count = field.subn(lambda _: line, front, count=1)
    return replaced if count else front + line
