"""Anchors of headings, as GitHub makes them, so that a link works there and on the site alike."""

from playbook.model.slug import slug_of

_NAMELESS = "section"


def slug(text: str) -> str:
    """Return the anchor of a heading's plain text.

    A heading without a letter or digit has the anchor `section`, because an id must not be empty.
    """
    return slug_of(text) or _NAMELESS


class Slugs:
    """The anchors of one document: each is given once, repeats get `-1`, `-2` and so on."""

    def __init__(self) -> None:
        self._repeats: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return the wanted anchor, or the next free one made from it."""
        repeats = self._repeats
        taken = wanted
        while taken in repeats:
            repeats[wanted] += 1
            taken = f"{wanted}-{repeats[wanted]}"
        repeats[taken] = 0
        return taken
