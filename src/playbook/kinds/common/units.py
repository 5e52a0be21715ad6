"""Units as authors spell them: what means the same, and numbers as a sentence shows them."""

import re

from playbook.model.view import View

_AROUND_SLASH = re.compile(r"\s*/\s*")
_RATE = re.compile(r"/| per ")
_SIGNS = {"gbp": "£", "eur": "€", "usd": "$", "jpy": "¥", "cny": "¥", "inr": "₹", "ils": "₪"}
"""Signs that people write for a currency, by its code."""


_PARTS = frozenset({"%", "percent", "per cent", "pp", "percentage point", "percentage points", "‰"})
"""Units that count parts of something else."""


def has_sum(key: str) -> bool:
    """Tell whether amounts of a unit (its key) add up: per cents of different things do not."""
    return _RATE.split(key)[0] not in _PARTS


def unit_key(view: View, unit: str) -> str:
    """Return a key that is the same for all spellings of one unit, by the setting `units`."""
    plain = _plain(unit)
    units: dict[str, tuple[str, ...]] = view.setting("units") or {}
    for name, spellings in units.items():
        if plain in {_plain(word) for word in (name, *spellings)}:
            return _plain(name)
    return plain


def spellings(view: View, unit: str) -> tuple[str, ...]:
    """Return by which words somebody may mean a unit, case-folded and sorted.

    An amount `per year` is also asked for without the year; a currency also by its sign.
    """
    units: dict[str, tuple[str, ...]] = view.setting("units") or {}
    key = unit_key(view, unit)
    words = {key, _plain(unit)}
    for name, others in units.items():
        if _plain(name) == key:
            words.update(map(_plain, others))
    words |= {_RATE.split(word)[0] for word in words}
    words |= {_SIGNS[word] for word in words & _SIGNS.keys()}
    return tuple(sorted(words - {""}))


def number(value: float, unit: str = "") -> str:
    """Return a number as people write it, with its unit: `45 min`, `2.5`."""
    return f"{value:.15g} {unit}".rstrip()


def _plain(unit: str) -> str:
    return _AROUND_SLASH.sub("/", " ".join(unit.split()).casefold())
