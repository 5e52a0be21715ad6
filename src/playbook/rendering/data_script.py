"""Data as a script: one global set, and nothing else, so that it loads from disk as over HTTP."""

import json

UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What must not stand in a script as it is, and how it is written instead."""


def data_script(name: str, data: object) -> str:
    """Return the script that sets a global."""
    return f"globalThis.{name}={data_text(data)};\n"


def data_text(data: object) -> str:
    """Return data as a script may hold it: nothing in it can end the script or the line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in UNSAFE.items():
        text = text.replace(character, escape)  # many times as quick as `translate`
    return text
