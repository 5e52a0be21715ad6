"""Drafts as text: front matter in YAML, and plain words as Markdown that means just them."""

import re
from collections.abc import Mapping
from typing import Any

from playbook.queries.importing.foreign import Draft
from playbook.queries.scalar import scalar

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ./-]*[A-Za-z0-9]|[A-Za-z]|\d{4}-\d\d-\d\d|\d{1,4} [a-z]+")
"""Texts, days and durations that are what they seem without quotes."""

_INLINE = re.compile(
    r"[\\`*\[\]~|]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\{(?=#)", re.ASCII
)
_AT_START = re.compile(r"(?m)^[ \t]*(?:([-+#:=>])|(\d{1,9})([.)]))")


def document(draft: Draft) -> str:
    """Return a draft as the text of its file."""
    front = "".join(_field(name, value) for name, value in draft.front.items())
    head = f"---\n{front}---\n" if front else ""
    body = f"\n{draft.body.strip(chr(10))}\n" if draft.body.strip() else ""
    return f"{head}# {draft.title}\n{body}"


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it as it is; lines stay lines."""
    text = _INLINE.sub(lambda found: f"\\{found[0]}", text)
    return _AT_START.sub(_harmless, text)


def title_of(text: str) -> str:
    """Return plain text as the Markdown of a title."""
    words = escaped(one_line(text))
    return re.sub(r"(?<![^ ])#+$", lambda found: f"\\{found[0]}", words)


def one_line(text: str) -> str:
    """Return a text with single spaces in place of all its white space."""
    return " ".join(text.split())


def _harmless(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _field(name: str, value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    if isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        return f"{name}:\n" + "".join(f"  - {flow(item)}\n" for item in value)
    written = flow(value)
    return f"{name}: {written}\n" if written else f"{name}:\n"


def flow(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    """Return plain data as YAML of one line; "" for nothing."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(str(k), _PLAIN)}: {flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(item) or 'null' for item in value)}]"
    if isinstance(value, float):
        return number(value)
    return "" if value is None else scalar(str(value), _PLAIN)


def number(value: float) -> str:
    """Return a number as one writes it."""
    return f"{value:.15g}"
