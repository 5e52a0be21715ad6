"""What the search knows of a document: its sections, its words and their weights."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import log
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from playbook.kinds.common.publication import published
from playbook.kinds.common.resolving import worded
from playbook.kinds.tree import DecisionTree
from playbook.model.address import Refers, RefersToParty
from playbook.model.entry import Card, Entry
from playbook.model.keys import place_key
from playbook.model.location import node_url
from playbook.model.record import Record
from playbook.model.view import View
from playbook.rendering.hrefs import relative, to_anchor
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.search.row import ALPHABET
from playbook.rendering.search.words import function_words, heads, tokens
from playbook.rendering.strings import strings
from playbook.rendering.views.answers import answer

_TITLE, _ANSWER, _HEADING, _TAG, _KIND = 8, 5, 4, 3, 2
"""How often a word counts that stands there; in the text it counts once."""

_SHORT = 40
"""Words of a text below which lengths hardly differ."""

_SATURATION, _LENGTHS_COUNT, _USUAL_LENGTH = 1.4, 0.6, 150.0
"""BM25: how soon more of a word stops to count, how much long texts pay, how long they are."""

_NO_PROSE = frozenset({"aliases", "decision_key", "id", "scenarios", "start", "unit"})
"""Fields of text that a page does not show, that are found by themselves, or that say nothing."""

_PARTING = " · "
_ENDS = tuple(".!?…:;,。\uff01\uff1f\uff1a\uff1b\uff0c")
"""Signs behind which nobody takes the next words for the same sentence."""

_LONGEST_EXCERPTS = 12_000
"""Characters of a document that are kept for excerpts; all of its words are found nevertheless."""


class Section(NamedTuple):
    """A heading and the text below it, up to the next; before the first both names are ""."""

    slug: str
    heading: str
    text: str


class _Written(NamedTuple):
    """A section as it was written: its texts, each with the name of its block."""

    slug: str
    heading: str
    texts: list[tuple[str, str]]


def word_lines(view: View, path: str) -> str:
    """Return a document's words, a line for each digit; "" for one that this build does not show.

    A line is: a digit (base 64), and the heads (`words.heads`) of the words that have it,
    with tabs between them. A digit below 32 tells how much the document is about the word. Words in
    a name have a digit from 32 on: in its upper three bits the other words of that name, in its
    lower two how much it is about them. There are none where no document is: who asks is an answer
    of earlier days.
    """
    entry: Entry[Any] | None = view.first("entry", path)
    if entry is None or not published(view, card := entry.card):
        return ""
    language = str(view.setting("language") or "en")
    held = _written(entry, view)
    first, *others = ([text for _, text in section.texts] for section in held)
    words = tokens("\n".join(chain(first, _prose(entry.record), *others)))
    counts: dict[str, int] = Counter(words)
    names = (card.title, *card.aliases, card.id)
    weighed = (
        ("\n".join(names), _TITLE),
        (line_of(card, view), _ANSWER),
        ("\n".join(section.heading for section in held), _HEADING),
        ("\n".join(card.tags), _TAG),
        (card.kind, _KIND),
        (_labels(entry.record, view), 1),
    )
    for text, weight in weighed:
        for token in tokens(text):
            counts[token] = counts.get(token, 0) + weight
    return "\n".join(_lines(counts, len(words), names, language))


def _labels(record: Record, view: View) -> str:
    """Return what the page calls the facts that an author gave: “who approves” finds rights."""
    texts = strings(view)
    given = sorted(record.model_fields_set.difference(Record.model_fields))
    return "\n".join(texts.name("field", name.rstrip("_")) for name in given)


def _lines(
    counts: Mapping[str, int], length: int, names: Iterable[str], language: str
) -> Iterator[str]:
    """Yield the lines of `word_lines`. Most of the index's cost is here: it is written plainly."""
    known = heads(language)
    named = [tokens(name) for name in names]
    is_plain = "".join(counts).isascii()
    if not is_plain:  # Several words may have one head, and one word several.
        counts = _by_head(counts, known)
        named = [[head for token in name for head in known[token].split("\t")] for name in named]
    in_names = _in_names(named, function_words(language))
    # Lengths are rounded, so that a word more hardly ever changes the digits of all others.
    about = 1.5 ** round(log(length + _SHORT, 1.5)) - _SHORT
    most = _SATURATION * (1 - _LENGTHS_COUNT + _LENGTHS_COUNT * about / _USUAL_LENGTH)
    levels = {count: int(32 * count / (count + most)) for count in {*counts.values()}}
    by_digit: dict[str, list[str]] = {ALPHABET[level]: [] for level in levels.values()}
    by_count = {count: by_digit[ALPHABET[level]] for count, level in levels.items()}
    for word, count in counts.items():
        if word in in_names:
            digit = ALPHABET[32 | in_names[word] << 2 | levels[count] >> 3]
            by_digit.setdefault(digit, []).append(word)
        else:
            by_count[count].append(word)
    for digit, held in by_digit.items():
        if held:
            yield digit + "\t".join(map(known.__getitem__, held) if is_plain else held)


def _by_head(counts: Mapping[str, int], known: Mapping[str, str]) -> dict[str, int]:
    """Return how often the heads of words occur."""
    found: dict[str, int] = {}
    for token, count in counts.items():
        for head in known[token].split("\t"):
            found[head] = found.get(head, 0) + count
    return found


def _in_names(names: Sequence[Sequence[str]], grammar: frozenset[str]) -> dict[str, int]:
    """Return, by word, how many other words the shortest name has in which it stands, at most 7.

    Words of grammar do not count where a name has others: a query need not hold them. The last name
    is the id, which readers see less of: it counts as a word longer than it is.
    """
    found: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        telling = {word for word in name if word.partition(" ")[0] not in grammar} or {*name}
        others = len(telling) - (number < len(names))
        for word in telling:
            found[word] = min(found.get(word, 7), others)
    return found


def line_of(card: Card, view: View) -> str:
    """Return the line that answers a look-up, or what the document says first."""
    return answer(card, Parts(Place(view, ""))) or worded(view, card.summary)


def _written(entry: Entry[Any], view: View) -> list[_Written]:
    """Return the sections of a document as they were written; there is a first one in any case."""
    found = [_Written("", "", [])]
    has_title = False
    for block in entry.body.blocks:
        if block.heading is None:
            found[-1].texts.append((block.name, worded(view, block.text)))
        elif block.heading.level == 1 and not has_title:
            has_title = True
        else:
            found.append(_Written(block.heading.slug, worded(view, block.text), []))
    return found


def sections(entry: Entry[Any], view: View) -> list[Section]:
    """Return a document's text in sections; what its front matter says ends the first."""
    found = [
        Section(slug, heading, _joined(_on_one_line(name, text) for name, text in texts))
        for slug, heading, texts in _written(entry, view)
    ]
    facts = _PARTING.join(_prose(entry.record))
    found[0] = found[0]._replace(text=_PARTING.join(filter(None, (found[0].text, facts))))
    return found


def _on_one_line(name: str, text: str) -> str:
    """Return the text of a block of this name on a line; what stands apart stays apart."""
    if name == "code" or "\n\n" not in text:
        return " ".join(text.split())
    return _joined(" ".join(part.split()) for part in text.split("\n\n"))


def _joined(texts: Iterable[str]) -> str:
    """Join what stands apart: by a space behind a sentence, else by a sign."""
    found = ""
    for text in filter(None, texts):
        parting = (" " if found.endswith(_ENDS) else _PARTING) if found else ""
        found = f"{found}{parting}{text}"
    return found


def document(view: View, key: str, path: str, kinds: tuple[str, ...]) -> list[Any] | None:
    """Return what a result shows of a document, or None where this build does not show it.

    That is: key, title, address, the kind's number, status, answer, and the sections, each as
    address (below that of the document where it begins with `#`), heading and text.
    """
    entry: Entry[Any] = view.first("entry", path)
    card = entry.card
    if not published(view, card):
        return None
    room = _LONGEST_EXCERPTS
    shown: list[list[str]] = []
    for section in sections(entry, view):
        href = _section_href(entry, section.slug, view) if section.slug else ""
        shown.append([href, section.heading, section.text[:room]])
        room = max(0, room - len(section.text))
    url = relative("", card.url)
    number = kinds.index(card.kind)
    return [key, card.title, url, number, card.status, line_of(card, view), shown]


def _section_href(entry: Entry[Any], slug: str, view: View) -> str:
    """Return where a section is: a node of a decision tree has a page of its own."""
    if isinstance(entry.record, DecisionTree) and view.ask("node", place_key(entry.path, slug)):
        return relative("", node_url(entry.card.url, slug))
    return to_anchor(slug)


def _prose(value: object) -> Iterator[str]:
    """Yield the words that an author wrote in front matter, without names of other documents."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, BaseModel):
        for name in _prose_fields(type(value)):
            yield from _prose(getattr(value, name))
    elif isinstance(value, dict):
        for held in value.values():
            yield from _prose(held)
    elif isinstance(value, tuple):
        for held in value:
            yield from _prose(held)


@cache
def _prose_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that hold prose; those of every record are shown elsewhere."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in Record.model_fields
        and name not in _NO_PROSE
        and _is_prose(field.annotation, tuple(field.metadata))
    )


def _is_prose(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:  # noqa: ANN401 - a type form
    if any(isinstance(mark, Refers | RefersToParty) for mark in metadata):
        return False
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _is_prose(inner, tuple(more))
    if origin in (Union, UnionType, tuple):
        return any(_is_prose(member) for member in get_args(annotation))
    if origin is dict:
        return _is_prose(get_args(annotation)[1])
    return isinstance(annotation, type) and (annotation is str or issubclass(annotation, BaseModel))
