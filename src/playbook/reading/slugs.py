"""Anchors of headings, as GitHub makes them, so that a link works there and on the site alike."""

import re
import unicodedata

_PLAIN = re.compile(r"[a-z0-9 _-]*\Z")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_NAMELESS = "section"


def slug(text: str) -> str:
    """Return the anchor of a heading's plain text: lower case, punctuation out, hyphens for spaces.

    A heading without a letter or digit has the anchor `section`, because an id must not be empty.
    """
    text = text.strip().lower().replace("\n", " ")
    if not _PLAIN.match(text):
        text = "".join(c for c in text if c in " -" or unicodedata.category(c) in _KEPT)
    return text.replace(" ", "-") or _NAMELESS


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
