"""What a comma or a colon cut off from a text that stands between brackets without quotes.

`{amount: 85,000}` is the field `amount`, which is 85, and a key `000`; `{does: pack, then ship}` is
the field `does` and a key `then ship`; `{target:98}` is one key.
"""

import re
from typing import Final

from playbook.model.text import Source, Span

_BEFORE: Final = re.compile(r"(?P<part>[^,{}\[\]\n]*),[ ]*\Z")
_GROUPS_BEFORE: Final = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*,\Z")
_WHOLE: Final = re.compile(r":[ ]+([-+]?\d+),\Z")
_DECIMALS: Final = re.compile(r"\d{1,2}")
_GROUPS: Final = re.compile(r"\d{3}(?:,\d{3})*(?![\w.])")
_NO_SPACE: Final = re.compile(r"(?P<field>\w+):(?P<value>[^\s:]+)")


def mend_cut_off(source: Source, key: Span) -> str:
    """Return how to mend a key that has no value, or "" if no comma or colon made it one."""
    before = _line_before(source, key)
    pair = _NO_SPACE.fullmatch(source.text, key.start, key.end)
    if pair:
        return f"write a space behind the colon: {pair['field']}: {pair['value']}"
    groups, rest = _GROUPS_BEFORE.search(before), _GROUPS.match(source.text, key.start)
    whole, decimals = _WHOLE.search(before), _DECIMALS.fullmatch(source.text, key.start, key.end)
    if whole and decimals:
        return f"a comma ends a value between brackets: write {whole[1]}.{decimals[0]}"
    if groups and rest:
        number = f"{groups[0]}{rest[0]}".replace(",", "")
        return f"a comma ends a value between brackets: write {number}"
    if _BEFORE.search(before):
        return "a comma ends a text between brackets: put the whole text in quotes"
    return ""


def is_cut_off_again(source: Source, key: Span) -> bool:
    """Tell whether what stands before a key that has no value was cut off by a comma itself."""
    before = _BEFORE.search(_line_before(source, key))
    return bool(before and before["part"].strip() and ": " not in before["part"])


def _line_before(source: Source, key: Span) -> str:
    return source.text[source.text.rfind("\n", 0, key.start) + 1 : key.start]
