"""Short names for answers, as they stand in the address of a walked route."""

import re
from collections.abc import Iterable

_NOT_A_WORD = re.compile(r"[^\w]+")


def answer_slugs(labels: Iterable[str]) -> tuple[str, ...]:
    """Return a slug for each label of one node; of equal ones the later get a number."""
    found: list[str] = []
    for label in labels:
        slug = _NOT_A_WORD.sub("-", label.casefold()).strip("-") or "answer"
        number, unique = 1, slug
        while unique in found:
            number += 1
            unique = f"{slug}-{number}"
        found.append(unique)
    return tuple(found)
