"""Whether two short texts say nearly the same: by the words that carry their meaning."""

import re

_WORD = re.compile(r"\w+")
_FILL = frozenset(
    "a an and are as at be been but by did do does for from had has have in into is it its of on "
    "or our per so than that the their them then there they this to too was we were when which "
    "who will with".split()
)
_SHORTEST_PLURAL = 4


def meaningful_words(text: str) -> frozenset[str]:
    """Return the words that carry the meaning: case-folded, without plural -s."""
    return frozenset(
        _singular(word) for word in _WORD.findall(text.casefold()) if word not in _FILL
    )


def likeness_key(text: str) -> str:
    """Return a key that is the same for titles made of the same meaningful words."""
    return " ".join(sorted(meaningful_words(text)))


def _singular(word: str) -> str:
    is_plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
