"""Characters that cannot stand in YAML, or that stand where its structure needs ordinary spaces."""

import re
from typing import Final

from playbook.reading.front_matter.yaml_mistakes import Mistake
from playbook.reading.source.decode import REPLACEMENT, character_name

_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_ODD: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces of other widths, and those at which no line breaks: word processors write them."""

_ODD_SPACES: Final = re.compile(
    rf"^ *+(?:- ++)*+(?:-|[\w-]++:)?(?P<odd> *+[{_ODD}][ {_ODD}]*+)", re.MULTILINE
)


def cleaned(text: str) -> tuple[str, list[Mistake]]:
    """Return a text of the same length that can be read, and what was wrong with it.

    Of each sort of mistake only the first is told: where one such character is, others are.
    """
    mistakes = []
    if wrong := _UNPRINTABLE.search(text):
        message = f"the character {character_name(wrong[0])} cannot stand in YAML"
        hint = "delete it; most editors do not show it"
        mistakes.append(Mistake(wrong.start(), wrong.end(), message, hint))
        text = _UNPRINTABLE.sub(REPLACEMENT, text)
    if not text.isascii() and (odd := _ODD_SPACES.search(text)):
        message = (
            "these are no ordinary spaces" if len(odd["odd"]) > 1 else "this is no ordinary space"
        )
        hint = "delete what is marked, and type a space with the space bar"
        mistakes.append(Mistake(odd.start("odd"), odd.end("odd"), message, hint))
        text = _ODD_SPACES.sub(_with_spaces, text)
    return text, mistakes


def _with_spaces(found: re.Match[str]) -> str:
    start = found.start("odd") - found.start()
    return found[0][:start] + " " * len(found["odd"])
