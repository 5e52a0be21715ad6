"""What an edit of one document changes in the words of its batch (`shards.batch`).

A batch has the words of hundreds of documents. To bring them together anew took longer than all
else that the search needs after an edit, and of its parts the edit changes a few.
"""

from bisect import bisect_left
from collections.abc import Mapping

from playbook.rendering.search.row import KEY_SIZE
from playbook.rendering.search.words import place_of

_POSTING = KEY_SIZE + 1


class Revision:
    """Other words of one document: `before` and `now` are its `word_lines`, `key` is its own.

    `words` is the logarithm of how many parts there are. No other document of the batch may have
    this key.
    """

    def __init__(self, key: str, before: str, now: str, words: int) -> None:
        self._key = key
        old, new = _postings(before, key), _postings(now, key)
        self._changed: dict[int, dict[str, str]] = {}
        for head in old.keys() | new.keys():
            if old.get(head) != new.get(head):
                place = place_of(head[:2]) >> (8 - words)
                self._changed.setdefault(place, {})[head] = new.get(head, "")

    @property
    def places(self) -> frozenset[int]:
        """The parts that it changes."""
        return frozenset(self._changed)

    def applied(self, place: int, text: str) -> str:
        """Return a part as it is afterwards."""
        held = dict(line.split("\t") for line in text.split("\n")) if text else {}
        for head, own in self._changed.get(place, {}).items():
            held[head] = self._with(held.get(head, ""), own)
        return "\n".join(f"{head}\t{held[head]}" for head in sorted(held) if held[head])

    def _with(self, postings: str, own: str) -> str:
        """Return a word's postings, which are sorted by key, with those of the document."""
        starts = range(0, len(postings), _POSTING)
        others = [postings[at : at + _POSTING] for at in starts]
        others = [posting for posting in others if posting[1:] != self._key]
        at = bisect_left(others, self._key, key=lambda posting: posting[1:])
        return "".join([*others[:at], own, *others[at:]])


def _postings(lines: str, key: str) -> Mapping[str, str]:
    """Return the postings of a document by word."""
    found: dict[str, str] = {}
    for line in lines.split("\n") if lines else ():
        for head in line[1:].split("\t"):
            found[head] = found.get(head, "") + line[0] + key
    return found
