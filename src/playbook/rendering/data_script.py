"""Data as a script: one global set, and nothing else, so that it loads from disk as over HTTP."""

import json

_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def data_script(name: str, data: object) -> str:
    """Return the script that sets a global; nothing in the data can end the script or the line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}={text.translate(_UNSAFE)};\n"
