"""The words of all documents, brought together file by file; what did not change is not made anew.

An edit changes the words of one document, and these those of its batch; of the batch's parts only
those with the changed words differ, and so only the files that hold these are written again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from playbook.kinds.common.publication import published_cards
from playbook.model.view import View
from playbook.rendering.search.documents import word_lines
from playbook.rendering.search.layout import Layout, layout, members
from playbook.rendering.search.row import ALPHABET, KEY_SIZE, key_of
from playbook.rendering.search.words import place_of

_POSTING = KEY_SIZE + 1
_MOST_INSIDE = 16_000
"""Characters of postings that stand beside their words; if there are more they get files."""

_FILE = 8_000
"""Characters of postings in a file; a word that has more gets one of its own."""

_SOME_DOCUMENTS, _LARGE = 5, 13
"""Logarithms of how many documents there are, from which on words may say little."""

_MOST_NAMED = 500
"""Documents called by a common word that are known without loading all documents of the word."""


class Group(NamedTuple):
    """Words of one stem, with commas between them.

    `postings` are of equal length and joined: the digit of `word_lines` and the document's key; a
    document has one for each of its forms. `common` words say so little that a page need not hold
    them.
    """

    forms: str
    stem: str
    postings: str
    common: bool

    @property
    def documents(self) -> int:
        """About the number of documents."""
        return len(self.postings) // _POSTING

    @property
    def named(self) -> str:
        """The postings of documents that have a name of up to four words with it, if not many."""
        starts = range(0, len(self.postings), _POSTING)
        short = ALPHABET[32:48]
        found = [self.postings[n : n + _POSTING] for n in starts if self.postings[n] in short]
        return "".join(found) if len(found) <= _MOST_NAMED else ""


def batch(view: View, bits: int, words: int, part: int) -> dict[int, str]:
    """Return the words of a part of the documents, by the file of words they belong to.

    They are lines, sorted: a head as in `word_lines`, a tab, and the joined postings. Texts
    instead of tuples, because there are very many of them. There are none in a layout that was
    left: who asks is an answer of earlier days.
    """
    now = view.call(layout)
    if (bits, words) != (now.batches, now.words):
        return {}
    # Texts that grow and not lists: the garbage collector looks at every list, and at no text.
    found: defaultdict[str, str] = defaultdict(str)
    for key, path in members(view, bits, part):
        text = view.call(word_lines, path)
        for line in text.split("\n") if text else ():
            posting = line[0] + key
            for head in line[1:].split("\t"):
                found[head] += posting
    places: defaultdict[int, list[str]] = defaultdict(list)
    for head in sorted(found):
        places[place_of(head[:2]) >> (8 - words)].append(f"{head}\t{found[head]}")
    return {place: "\n".join(lines) for place, lines in places.items()}


def part_of_batch(view: View, bits: int, words: int, part: int, place: int) -> str:
    """Return a batch's words for one file of words: where these are as before, the wave ends."""
    return view.call(batch, bits, words, part).get(place, "")


def words_of(view: View, held: Layout, place: int) -> tuple[Group, ...]:
    """Return the words of one file with their postings."""
    postings: defaultdict[str, str] = defaultdict(str)
    for part in range(1 << held.batches):
        text = view.call(part_of_batch, held.batches, held.words, part, place)
        for line in text.split("\n") if text else ():
            head, _, some = line.partition("\t")
            postings[head] += some
    return tuple(_groups(postings, held))


def _groups(postings: Mapping[str, str], held: Layout) -> Iterator[Group]:
    """Yield the groups; documents with other words of one stem are brought together."""
    stems: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for head in sorted(postings):
        form, _, stem = head.partition(" ")
        stems[head[:2], stem or form].append(head)
    found: dict[str, tuple[str, list[str]]] = {}
    for (_, stem), heads in stems.items():
        words = ",".join(sorted({head.partition(" ")[0] for head in heads}))
        # Words that differ in their accents only may have two stems; readers type neither.
        _, forms = found.setdefault(words, (stem, []))
        forms.extend(postings[head] for head in heads)
    for words, (stem, forms) in sorted(found.items()):
        text = "".join(forms)
        yield Group(words, stem, text, _is_everywhere(text, len(forms), held))


def _is_everywhere(postings: str, forms: int, held: Layout) -> bool:
    """Tell whether a word stands in so many documents that it says little; forms count once.

    In a large playbook that is so sooner: its documents would be much to load for little.
    """
    most = (1 << held.size) // 4 if held.size >= _LARGE else (2 << held.size) // 5
    if held.size < _SOME_DOCUMENTS or len(postings) // _POSTING <= most:
        return False
    if forms == 1:
        return True
    starts = range(1, len(postings), _POSTING)
    return len({postings[at : at + KEY_SIZE] for at in starts}) > most


def files_of(view: View, held: Layout, place: int) -> dict[str, tuple[Group, ...]]:
    """Return the files of postings that a file of words needs, by name; none if they are few."""
    found = view.call(words_of, held, place)
    small = sum(size for group in found if (size := len(group.postings)) <= _FILE)
    if sum(len(group.postings) for group in found) <= _MOST_INSIDE:
        return {}
    bits = (small // _FILE).bit_length()
    files: dict[str, list[Group]] = {}
    for group in found:
        files.setdefault(_file(group, bits), []).append(group)
    return {name: tuple(files[name]) for name in sorted(files)}


def file_of(view: View, held: Layout, place: int, file: str) -> tuple[Group, ...]:
    """Return the words of one file of postings: where these are as before, the wave ends."""
    return view.call(files_of, held, place).get(file, ())


def _file(group: Group, bits: int) -> str:
    """Return in which file a group's postings stand: by its stem, so that none moves another."""
    number = blake2b(group.stem.encode(), digest_size=4).hexdigest()
    return number if len(group.postings) > _FILE else f"{int(number, 16) & ((1 << bits) - 1):x}"


def endings(view: View, held: Layout) -> tuple[tuple[str, ...], ...]:
    """Return the words of all files by the file of endings they belong to, sorted.

    Each of these files has words of all others, so the words are brought together once for all.
    """
    files: list[list[str]] = [[] for _ in range(1 << held.endings)]
    for place in range(1 << held.words):
        for forms, found in zip(files, view.call(endings_of, held, place), strict=True):
            forms.extend(found)
    return tuple(tuple(sorted(forms)) for forms in files)


def endings_of(view: View, held: Layout, place: int) -> tuple[tuple[str, ...], ...]:
    """Return the words of a file by the file of endings they belong to: by their last letters."""
    files: list[list[str]] = [[] for _ in range(1 << held.endings)]
    for group in view.call(words_of, held, place):
        for form in group.forms.split(","):
            if len(form) >= SHORTEST_MENDED:
                files[place_of(form[-1:-3:-1]) >> (8 - held.endings)].append(form)
    return tuple(map(tuple, files))


SHORTEST_MENDED = 4
"""Letters that a word has in which a typing error is forgiven."""


def standings(view: View, kind: str) -> tuple[tuple[str, str], ...]:
    """Return, by status, the joined keys of a kind's documents: for the filters."""
    found: dict[str, list[str]] = {}
    for card in published_cards(view, kind):
        found.setdefault(card.status, []).append(key_of(card.path))
    return tuple((status, "".join(sorted(found[status]))) for status in sorted(found))
