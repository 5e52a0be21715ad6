"""Words of texts, split quickly: for finding out which texts may hold what is looked for."""

import re
from array import array
from collections.abc import Iterable
from zlib import crc32

WORD = re.compile(r"\w+")

END = "\0"
"""What stands in a list of words after those of each text."""

PARTS_OF_ALL = tuple(f"{part:02x}" for part in range(64))
"""All names that `part_of_all` gives."""

_BETWEEN = f" {END} "
_AS_WRITTEN = (
    bytes(ord(c) if c.isalnum() or c in {"_", END} else 32 for c in map(chr, range(128))) * 2
)
"""What becomes of each ASCII character: it stays, or it is a space."""

_FOLDED = _AS_WRITTEN.lower()


def words_as_written(texts: Iterable[str]) -> list[str]:
    """Return the words of texts (`WORD`), each text followed by `END`."""
    return _words(tuple(texts), folded=False)


def words_folded(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, each of them case-folded, each text followed by `END`."""
    return _words(tuple(texts), folded=True)


def number_of_word(word: str) -> int:
    """Return the number of a word that is case-folded; a few words share theirs with another."""
    return crc32(_written(word))


def part_of_all(name: str) -> str:
    """Return in which of a few dozen parts something is listed of which there may be thousands.

    An answer made of one part alone is made anew where this part changes.
    """
    return f"{crc32(name.encode('utf-8', 'surrogatepass')) % len(PARTS_OF_ALL):02x}"


def first_word(text: str) -> str:
    """Return the first word of a text, case-folded; "" where there is none."""
    found = WORD.search(text)
    return found[0].casefold() if found else ""


def numbers_of_words(texts: Iterable[str]) -> bytes:
    """Return the numbers of the words of texts, each once, in order, as an array of `I`."""
    different = tuple(dict.fromkeys(texts))
    plain = _split_by(_FOLDED, different)
    words = {*plain.split()} if plain is not None else {*map(_written, {*words_folded(different)})}
    words.discard(_written(END))
    return array("I", sorted(map(crc32, words))).tobytes()


def _words(texts: tuple[str, ...], *, folded: bool) -> list[str]:
    """Return the words of texts.

    In plain ASCII they are split by a table, all texts at once if possible, which takes a fifth of
    the time of a pattern. Other words are folded one by one: there it may change what is a word.
    """
    table = _FOLDED if folded else _AS_WRITTEN
    plain = _split_by(table, texts)
    if plain is not None:
        return plain.decode("ascii").split()
    words: list[str] = []
    for text in texts:
        if text.isascii() and END not in text:
            words += text.encode("ascii").translate(table).decode("ascii").split()
        else:
            found = WORD.findall(text)
            words += map(str.casefold, found) if folded else found
        words.append(END)
    return words


def _split_by(table: bytes, texts: tuple[str, ...]) -> bytes | None:
    """Return the words of texts with spaces between them; None where a table cannot part them."""
    whole = _BETWEEN.join((*texts, ""))
    if whole.isascii() and whole.count(END) == len(texts):
        return whole.encode("ascii").translate(table)
    return None


def _written(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
