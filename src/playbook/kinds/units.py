"""Units as authors spell them: what means the same, and numbers as a sentence shows them."""

import re

from playbook.model.view import View

_AROUND_SLASH = re.compile(r"\s*/\s*")


def unit_key(view: View, unit: str) -> str:
    """Return a key that is the same for all spellings of one unit, by the setting `units`."""
    plain = _plain(unit)
    units: dict[str, tuple[str, ...]] = view.setting("units") or {}
    for name, spellings in units.items():
        if plain in {_plain(word) for word in (name, *spellings)}:
            return _plain(name)
    return plain


def number(value: float, unit: str = "") -> str:
    """Return a number as people write it, with its unit: `45 min`, `2.5`."""
    return f"{value:.15g} {unit}".rstrip()


def _plain(unit: str) -> str:
    return _AROUND_SLASH.sub("/", " ".join(unit.split()).casefold())
