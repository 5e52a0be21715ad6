"""The words of the glossary as values, and names as words."""

from playbook.model.value import Value
from playbook.model.view import View


class Label(Value, frozen=True):
    """A word that stands for a term (index `label`), or that should not be used for it (`avoid`).

    `term` is the term's id, `label` the word as the author wrote it, `preferred` the term's title.
    `url` is that of the term's page, relative to the root of the site. `definition` is the term's
    first paragraph, plain, at most 300 characters; "" if it has none.
    """

    term: str
    label: str
    preferred: str
    url: str
    definition: str


class TermLabels(Value, frozen=True):
    """A term with all its labels, title first (index `labels`), for linking terms in prose."""

    term: str
    labels: tuple[str, ...]
    url: str
    definition: str


def labels_of_terms(view: View) -> tuple[tuple[str, str], ...]:
    """Return the labels of all terms, each with the term's id.

    They are kept from one run to the next: to gather them is to look at every term.
    """
    terms: tuple[TermLabels, ...] = view.ask("labels")
    return tuple((label, term.term) for term in terms for label in term.labels)


def humanised(name: str) -> str:
    """Turn a name such as `veto_grounds` into a label: `Veto grounds`."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def with_article(name: str) -> str:
    """Return a kind's name with its article: “a right”, “an agreement”."""
    return f"{'an' if name[:1] in {*'aeiou'} else 'a'} {name}"


def label_key(word: str) -> str:
    """Return the key under which a word is found: case-folded, single spaces."""
    return " ".join(word.split()).casefold()
