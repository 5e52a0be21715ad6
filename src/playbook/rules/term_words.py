"""Rules about the words of documents: those of the glossary, and those that promise nothing."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from playbook.kinds.agreement import Agreement
from playbook.kinds.common.headings import TERMS, section
from playbook.kinds.common.written import quoted
from playbook.kinds.computed.naming import listing, title_of
from playbook.kinds.term import Term
from playbook.model.acronyms import find_acronyms
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.label import label_key
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.vocabulary import places, uses
from playbook.rules.common.wording import occurrences, runs

_MANY = 3
"""In so many documents an acronym is common enough to need an entry."""

_WEASEL = re.compile(
    r"\b(?:adequate(?:ly)?|as (?:soon|quickly|far) as possible|asap|best efforts?|if possible|"
    r"in a timely (?:manner|fashion)|normally|promptly|reasonabl[ey]|timely|usually|"
    r"where possible|"
    r"angemessen\w*|baldmöglichst|bestmöglich\w*|in der Regel|möglichst|nach Möglichkeit|"
    r"normalerweise|rechtzeitig\w*|schnellstmöglich\w*|"
    r"so (?:bald|schnell|weit) (?:es geht|wie möglich)|"
    r"umgehend\w*|unverzüglich\w*|üblicherweise|wenn möglich|zeitnah\w*|zumutbar\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|\Z)[^.!?]*)*[.!?]*")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|once|twice|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|einmal|zweimal)\b",
    re.IGNORECASE,
)


@rule("term/avoided-word", Severity.NOTICE)
def avoided_word(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document uses a word that the glossary asks to avoid."""
    found = view.call(uses, entry.path).avoided
    for phrase, span in places(view, entry, found):
        card = view.card(f"term:{phrase.term}")
        if card:
            message = f"{quoted(phrase.written)} should be avoided for “{card.title}”"
            related = (Related(Span(card.path, 0, 0), "the term"),)
            yield Finding(span, message, f"write “{card.title}”, if you mean that", related)


@rule("term/undefined", Severity.NOTICE)
def undefined(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """An acronym that many documents use, or a word that needs one, has no entry."""
    used: tuple[str, ...] = view.first("acronyms", entry.path) or ()
    wanted = {word for word in used if view.call(_first_user, word) == entry.path}
    for acronym in find_acronyms(entry.body.blocks if wanted else ()):
        word = acronym.text
        if word in wanted:
            wanted.discard(word)
            start = acronym.run.place(acronym.start)
            message = f"“{word}” is used in {_MANY} documents or more, and has no entry"
            hint = f"add a term with “{word}” among its aliases"
            yield Finding(Span(entry.path, start, start + len(word)), message, hint)
    met = set(used)
    missing = view.call(uses, entry.path).missing
    for phrase, span in places(view, entry, missing):
        if phrase.written not in met:
            met.add(phrase.written)
            message = f"{quoted(phrase.written)} has no entry, and the settings require one"
            yield Finding(span, message, "add a term of this name")


def _first_user(view: View, acronym: str) -> str:
    """Return the file in which an acronym should be reported, "" if it is rare or known."""
    paths: tuple[str, ...] = view.ask("acronym", acronym)
    key = label_key(acronym)
    if len(paths) < _MANY or view.ask("label", key) or view.ask("avoid", key):
        return ""
    return paths[0]


@rule("term/talking-past", Severity.WARNING, on=Agreement, since="in-force")
def talking_past(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """Parties of an agreement mean different things by a term that it uses."""
    for identifier in sorted(view.call(uses, entry.path).terms):
        term, card = view.record(Term, identifier), view.card(f"term:{identifier}")
        if term is None or card is None or term.agreed:
            continue
        held = [team for team in dict.fromkeys(entry.card.parties) if team in term.senses]
        for one, other in combinations(held, 2):
            if label_key(term.senses[one]) != label_key(term.senses[other]):
                teams = listing([title_of(view, one), title_of(view, other)])
                message = f"{teams} mean different things by “{card.title}”"
                hint = "agree which sense holds, and name its team in `agreed` of the term"
                related = (Related(Span(card.path, 0, 0), "the two senses"),)
                span = _first_place(entry, (card.title, *term.aliases))
                yield Finding(span, message, hint, related)
                break


def _first_place(entry: Entry[Any], labels: tuple[str, ...]) -> Span:
    """Return where one of a term's labels stands first in a body; else the heading."""
    found = (span for label in labels for span in occurrences(label, entry.body.blocks, entry.path))
    return min(found, default=entry.heading)


@rule("term/weasel", Severity.NOTICE, on=Agreement, since="in-force")
def weasel(entry: Entry[Agreement], view: View) -> Iterator[Finding]:
    """A term or a commitment of an agreement is vague, and no number stands near."""
    for index, commitment in enumerate(entry.record.commitments):
        for word, _, _ in _vague(commitment.does if not commitment.metric else ""):
            yield _promises_nothing(entry.at("commitments", index, "does"), word)
    for run in runs(section(entry.body, TERMS)):
        for word, start, end in _vague(run.text):
            yield _promises_nothing(run.span(entry.path, start, end), word)


def _vague(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the vague words of sentences that have no number."""
    for sentence in _SENTENCE.finditer(text):
        if not _NUMBER.search(sentence[0]):
            for word in _WEASEL.finditer(sentence[0]):
                yield word[0], sentence.start() + word.start(), sentence.start() + word.end()


def _promises_nothing(span: Span, word: str) -> Finding:
    message = f"“{word}” means something else to each side"
    return Finding(span, message, "say how much, or by when")
