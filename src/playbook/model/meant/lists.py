"""What somebody meant who wrote a list or a mapping in another way than it is read."""

import re
from typing import Final

_WORD: Final = re.compile(r"[\w.:#/-]+")
_PHRASE: Final = re.compile(r"\w[\w'’()/-]*(?: [\w'’()/&-]+){0,4}")
_BETWEEN_WORDS: Final = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&|\+|/|und)\s+")
_BETWEEN_PHRASES: Final = re.compile(r"\s*[,;]\s*")
_NAME: Final = re.compile(r"[^\W\d][\w.:#/-]*")
_NUMBERS: Final = re.compile(r"(\d+(?:\.\d+)?) ?[-–] ?(\d+(?:\.\d+)?)")


def items_meant(written: object) -> str:
    """Return one word as a list, and a list of one word as that word; "" if nobody can tell.

    `a, b and c` is a list without its brackets if each part is a word, as names and ids are;
    `night shift, day shift` is one too, but where the parts are several words, only commas or
    semicolons part them.
    """
    if isinstance(written, str):
        return _list_meant(written.strip())
    while isinstance(written, list) and len(written) == 1:
        (written,) = written
        if isinstance(written, str):
            return written if _WORD.fullmatch(written) else ""
    return ""


def _list_meant(written: str) -> str:
    if numbers := _NUMBERS.fullmatch(written):
        return f"[{numbers[1]}, {numbers[2]}]"
    words = _BETWEEN_WORDS.split(written)
    if all(map(_WORD.fullmatch, words)):
        return f"[{', '.join(words)}]"
    phrases = _BETWEEN_PHRASES.split(written)
    if len(phrases) > 1 and all(map(_PHRASE.fullmatch, phrases)):
        return f"[{', '.join(phrases)}]"
    return ""


def pairs_meant(written: object) -> str:
    """Return words of a list as the keys of a mapping, for who left out what belongs to each."""
    words = written if isinstance(written, list) else []
    if words and all(isinstance(word, str) and _NAME.fullmatch(word) for word in words):
        return f"{{{', '.join(f'{word}: …' for word in words)}}}"
    return ""
