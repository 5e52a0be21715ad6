"""Terms: the shared glossary."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from playbook.kinds.common.faces import face
from playbook.model.address import SAME_KIND, Refers
from playbook.model.body import Body
from playbook.model.entry import Entry
from playbook.model.fields import TeamOnly, Text, optional
from playbook.model.kind import Kind
from playbook.model.label import Label, TermLabels, label_key
from playbook.model.playbook import Row
from playbook.model.record import Record
from playbook.model.shorten import shorten
from playbook.model.view import View
from playbook.model.words import first_word, part_of_all

_MAX_DEFINITION = 300


class Term(Record):
    """The front matter of a glossary entry: its title is the preferred label (SKOS *prefLabel*)."""

    kind_name: ClassVar[str] = "term"

    status: Literal["proposed", "agreed", "deprecated", ""] = optional(
        "", "Where the term stands; proposed if left out."
    )
    aliases: tuple[Text, ...] = optional(
        (), "Other words for it.", examples=[["FRT", "first response"]]
    )
    avoid: tuple[Text, ...] = optional(
        (), "Words that should not be used for it.", examples=[["reaction time"]]
    )
    senses: dict[TeamOnly, Text] = optional(
        {},
        "What each team means by it, where they differ.",
        examples=[{"support": "the first answer written by a person"}],
    )
    agreed: TeamOnly | None = optional(
        None, "The team whose sense holds in agreements.", examples=["support"]
    )
    broader: tuple[Annotated[Text, Refers(SAME_KIND)], ...] = optional(
        (), "Terms of which it is a special case."
    )
    related: tuple[Annotated[Text, Refers(SAME_KIND)], ...] = optional(
        (), "Terms that one should know beside it."
    )


def _status(record: Record) -> str:
    return "proposed"


def _answer(record: Term, body: Body) -> str:
    return shorten(body.lead.text, _MAX_DEFINITION) if body.lead else ""


def _by_key(words: Iterable[str]) -> dict[str, str]:
    """Return the words by the key under which they are found; of two with one key, the first."""
    found: dict[str, str] = {}
    for word in words:
        if key := label_key(word):
            found.setdefault(key, word)
    return found


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    record: Term = entry.record
    url, order = entry.card.url, (entry.id, entry.path)
    definition = _answer(record, entry.body)
    labels, avoid = _by_key((entry.title, *record.aliases)), _by_key(record.avoid)
    for index, words in (("label", labels), ("avoid", avoid)):
        for key, word in words.items():
            yield Row(index, key, Label(entry.id, word, entry.title, url, definition), order)
    avoided = avoid.values() if entry.status != "deprecated" else ()
    held = TermLabels(entry.id, tuple(labels.values()), tuple(avoided))
    for sought in held.words:
        yield Row("term-word", label_key(sought.written), sought, order)
        # By the first word, so that what begins alike is found in one part.
        yield Row("glossary", part_of_all(first_word(sought.written)), sought, order)
    yield Row("labels", "", held, order)


class Sense(NamedTuple):
    """What a team means by a term; `counts` where all agreed on it.

    `title` is the team's id where there is no such team, or this build hides it.
    """

    team: str
    title: str
    words: str
    counts: bool


def senses(view: View, term: str) -> tuple[Sense, ...]:
    """Return what each team means by a term, the sense that counts first."""
    record = view.record(Term, term)
    if record is None:
        return ()
    found = []
    for team, words in record.senses.items():
        shown = view.call(face, f"team:{team}")
        title = shown.title if shown else team
        found.append(Sense(team, title, words, team == record.agreed))
    return tuple(sorted(found, key=lambda sense: not sense.counts))


KIND = Kind(
    name="term",
    plural="terms",
    record=Term,
    purpose="A word that all sides use in one agreed sense.",
    lifecycle=("proposed", "agreed"),
    closed=frozenset({"deprecated"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    example="""\
status: proposed
aliases: []  # other words for it
""",
)
