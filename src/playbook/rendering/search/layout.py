"""How the search index is cut into files: few for a small playbook, small ones for a large one.

The number of files follows the number of documents in powers of two, so that a document more or
less hardly ever changes how everything else is cut.
"""

from playbook.model.value import Value
from playbook.model.view import View
from playbook.rendering.search.row import FINEST_BITS, finest, number_of

_MOST_WORD_BITS, _MOST_BLOCK_BITS, _MOST_BATCH_BITS, _MOST_ENDING_BITS = 8, 12, 5, 5


class Layout(Value, frozen=True):
    """Of how many files there are, the logarithms to base 2.

    `size` is that of the number of documents, rounded up. `words` are the files of words, `blocks`
    those of documents, `endings` those by which words with a wrong beginning are found. `batches`
    are the parts in which words are collected.
    """

    size: int

    @property
    def words(self) -> int:
        """About 32 documents fill a file of words."""
        return _between(1, self.size - 5, _MOST_WORD_BITS)

    @property
    def blocks(self) -> int:
        """A block holds two to four documents."""
        return _between(1, self.size - 2, _MOST_BLOCK_BITS)

    @property
    def batches(self) -> int:
        """A batch is read anew when one of its documents changes; each has a part in every file."""
        return _between(1, self.size - 5, _MOST_BATCH_BITS)

    @property
    def endings(self) -> int:
        """Endings are few and loaded seldom."""
        return _between(0, self.size - 7, _MOST_ENDING_BITS)


def _between(least: int, number: int, most: int) -> int:
    return max(least, min(number, most))


def layout(view: View) -> Layout:
    """Return the layout that suits the number of documents."""
    return Layout(view.call(size))


def size(view: View) -> int:
    """Return the logarithm of the number of documents, rounded up.

    It is kept, and so are the counts of which it is made: to count all documents anew means to
    look for each of them, and after an edit their number is as before.
    """
    documents = sum(view.call(count, number) for number in range(1 << FINEST_BITS))
    return max(documents - 1, 0).bit_length()


def count(view: View, number: int) -> int:
    """Return how many documents have a number that begins with these bits."""
    return len(view.call(bucket, number))


def bucket(view: View, number: int) -> tuple[tuple[str, str], ...]:
    """Return key and path of the documents whose numbers begin with these bits, by key.

    It is kept, since an edit asks for hundreds of documents, and each lies in a row of its own.
    """
    return view.ask("search", finest(number))


def members(view: View, bits: int, part: int) -> list[tuple[str, str]]:
    """Return key and path of the documents whose numbers begin with these bits, by key."""
    if bits <= FINEST_BITS:
        shift = FINEST_BITS - bits
        fine = range(part << shift, (part + 1) << shift)
        return [held for number in fine for held in view.call(bucket, number)]
    found = view.call(bucket, part >> (bits - FINEST_BITS))
    # Two characters of a key tell the twelve bits by which blocks are cut at the most.
    return [(key, path) for key, path in found if number_of(key[:2]) >> (12 - bits) == part]
