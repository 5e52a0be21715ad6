"""New playbooks and new documents."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from playbook.model.kind import Kind
from playbook.model.location import ID_PATTERN


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


def identifier(title: str) -> str:
    """Return an id made of a title: lower case, no accents, at most 63 characters; "" if none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].strip("-")
    return slug if ID_PATTERN.fullmatch(slug) else ""


def new_document(kind: Kind[Any], title: str) -> str:
    """Return the text of a new draft: what the kind requires, and the sections of its body."""
    front = f"---\n{kind.example.strip()}\n---\n" if kind.example.strip() else ""
    sections = "".join(f"\n## {name}\n\n{advice}\n" for name, advice in kind.sections)
    return f"{front}# {title}\n{sections}"
