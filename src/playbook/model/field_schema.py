"""How the types of fields describe themselves to editors: parts of a JSON Schema."""

from typing import Any

Schema = dict[str, Any]

PATTERN_MESSAGE = "patternErrorMessage"
"""What editors say instead of the pattern. Other readers of a schema pass over the word."""


def text_schema(pattern: str, expected: str, *examples: str) -> Schema:
    """Return the schema of texts of a form; `expected` says in words which: “a team”."""
    return {
        "type": "string",
        "pattern": pattern,
        PATTERN_MESSAGE: f"expects {expected}",
        "description": f"{expected[:1].upper()}{expected[1:]}.",
        "examples": list(examples),
    }
