"""Rules about terms: each word names one thing, and says which."""

from collections.abc import Iterator

from playbook.kinds.common.parties import roster
from playbook.kinds.common.statuses import is_closed
from playbook.kinds.common.written import quoted, sound
from playbook.kinds.computed.naming import title_of
from playbook.kinds.term import Term
from playbook.model.body import as_written
from playbook.model.diagnostic import Related, Severity
from playbook.model.entry import Entry
from playbook.model.label import Label, label_key
from playbook.model.meant.alike import meaningful_words
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.uses import is_used
from playbook.rules.common.vocabulary import is_in_use


@rule("term/label-clash", Severity.ERROR, on=Term)
def label_clash(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A word is the title or an alias of two terms."""
    if is_closed(view, entry.card):
        return
    for word, span in _labels(entry):
        other = _other_term(entry, view, word)
        if other:
            card = view.card(f"term:{other.term}")
            related = (Related(Span(card.path, 0, 0), "the other term"),) if card else ()
            message = f"{quoted(word)} names the term “{other.preferred}” too"
            hint = "keep the word for one of them, or make the two one term"
            yield Finding(span, message, hint, related)


def _labels(entry: Entry[Term]) -> Iterator[tuple[str, Span]]:
    """Yield the title and the aliases of a term, each word once."""
    seen: set[str] = set()
    labels = [(entry.title, entry.heading)]
    labels += [(w, entry.at("aliases", n)) for n, w in enumerate(entry.record.aliases)]
    for word, span in labels:
        if label_key(word) not in seen:
            seen.add(label_key(word))
            yield word, span


def _other_term(entry: Entry[Term], view: View, word: str) -> Label | None:
    labels: tuple[Label, ...] = view.ask("label", label_key(word))
    for label in labels:
        card = view.card(f"term:{label.term}") if label.term != entry.id else None
        if card and not is_closed(view, card):
            return label
    return None


@rule("term/self-alias", Severity.ERROR, on=Term)
def self_alias(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A term is called by a word that it wants to be avoided."""
    names = {label_key(word) for word, _ in _labels(entry)}
    for index, word in enumerate(entry.record.avoid):
        if label_key(word) in names:
            message = f"{quoted(word)} names this term, and is to be avoided for it"
            yield Finding(entry.at("avoid", index), message, "take it out of one of the two lists")


@rule("term/unused", Severity.NOTICE, on=Term)
def unused(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A term is defined, and no other document uses it."""
    if not view.call(is_used, entry.address) and not view.call(is_in_use, entry.id):
        message = f"no other document speaks of “{entry.title}”"
        yield Finding(entry.heading, message, "add the words that people use to `aliases`")


@rule("term/circular", Severity.ERROR, on=Term)
def circular(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A definition says nothing but the word that it defines."""
    lead = entry.body.lead
    said = meaningful_words(as_written(lead.text)) if lead else frozenset()
    own = [meaningful_words(word) for word, _ in _labels(entry)]
    if lead and said and said <= frozenset().union(*own):
        message = f"the definition of “{entry.title}” only repeats it"
        hint = "say what it is in words that somebody knows who does not know this one"
        yield Finding(lead.span, message, hint)


@rule("term/no-definition", Severity.WARNING, on=Term, since="agreed")
def no_definition(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """A term has no definition."""
    if entry.body.lead is None:
        message = f"“{entry.title}” has no definition"
        hint = "define it in the first paragraph below the title: it is shown wherever it is used"
        yield Finding(entry.heading, message, hint)


@rule("term/split-meaning", Severity.NOTICE, on=Term)
def split_meaning(entry: Entry[Term], view: View) -> Iterator[Finding]:
    """Teams mean different things by a term, and it is not agreed which sense holds."""
    record = entry.record
    if record.agreed:
        known = roster(view, (record.agreed, *record.senses)).complete
        if known and record.agreed not in record.senses and sound(entry, "senses"):
            title = title_of(view, record.agreed)
            message = f"the sense of {title} is agreed, and none is given for this team"
            yield Finding(entry.at("agreed"), message, "add it to `senses`")
    elif len({label_key(sense) for sense in record.senses.values()}) > 1:
        message = f"{len(record.senses)} teams mean something different by “{entry.title}”"
        hint = "agree which sense holds, and name its team in `agreed`"
        yield Finding(entry.at("senses", key=True), message, hint)
