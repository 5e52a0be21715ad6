"""Short names for what a reader chooses, as they stand in the address of the page then."""

from collections.abc import Iterable

from playbook.model.slug import slug_of_words


def answer_slugs(labels: Iterable[str]) -> tuple[str, ...]:
    """Return a slug for each answer of one node, as it stands in the address of a walked route."""
    return slugs_of(labels, "answer")


def slugs_of(labels: Iterable[str], nameless: str) -> tuple[str, ...]:
    """Return a slug for each label; of equal ones the later get a number.

    A label without a letter or digit is called `nameless`.
    """
    numbers: dict[str, int] = {}  # how far each slug was counted; all numbers below are taken
    found: dict[str, None] = {}
    for label in labels:
        slug = slug_of_words(label) or nameless
        number, unique = numbers.get(slug, 1), slug
        while unique in found:
            number += 1
            unique = f"{slug}-{number}"
        numbers[slug] = number
        found[unique] = None
    return tuple(found)
