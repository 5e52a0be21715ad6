"""Words as they stand in an address: as GitHub makes anchors, or made to be read.

An author who links to a heading writes its anchor, so it must be the one that GitHub gives it:
`ab--c` for “A/B & C”. Where only the program writes an address, it is `a-b-c`.
"""

import re
import unicodedata

_PLAIN = re.compile(r"[a-z0-9 _-]*\Z")
_HYPHENS = re.compile("-+")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def slug_of(text: str) -> str:
    """Return words as GitHub makes anchors: lower case, punctuation out, hyphens for spaces.

    For what authors name by its anchor: headings, criteria, options. It is "" where there is no
    letter and no digit.
    """
    text = text.strip().lower().replace("\n", " ")
    if not _PLAIN.match(text):
        text = "".join(c for c in text if c in " -" or _is_of_word(c))
    return text.replace(" ", "-")


def slug_of_words(text: str) -> str:
    """Return words with one hyphen for all that stands between them; "" where there is none.

    For what readers choose in a page, such as an answer or a topic: no author writes these.
    """
    apart = "".join(c if _is_of_word(c) else "-" for c in text.casefold())
    return _HYPHENS.sub("-", apart).strip("-")


def _is_of_word(character: str) -> bool:
    """Tell whether a character is a letter, a digit, or a mark on one."""
    return unicodedata.category(character) in _KEPT
