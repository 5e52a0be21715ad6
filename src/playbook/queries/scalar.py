"""Texts as values of YAML, on one line."""

import json
import re
from typing import Final

_MISREAD: Final = frozenset("y yes on n no off true false null".split())
"""Words that readers of YAML take for something else, if they stand without quotes."""

_UNPRINTABLE: Final = re.compile(r"[\x7f-\x9f\ufeff\ufffe\uffff]")
"""What cannot stand in YAML, though it can in a text."""


def scalar(text: str, plain: re.Pattern[str]) -> str:
    """Return a text as YAML takes it for what it is.

    It stands as it is where all of it fits `plain` and is no word that is misread; else it stands
    in quotation marks.
    """
    text = _UNPRINTABLE.sub("", text)
    if plain.fullmatch(text) and text.casefold() not in _MISREAD:
        return text
    return json.dumps(text, ensure_ascii=False)
