"""The words of the glossary as values, and names as words."""

from typing import Final

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


class TermWord(Value, frozen=True):
    """A word or phrase of the glossary as it was written (index `term-word`), for finding it.

    It stands for the term, or should not be used for it.
    """

    written: str
    term: str
    is_avoided: bool


class TermLabels(Value, frozen=True):
    """A term with all its labels, title first, and the words to avoid for it (index `labels`)."""

    term: str
    labels: tuple[str, ...]
    avoided: tuple[str, ...]

    @property
    def words(self) -> tuple[TermWord, ...]:
        """All words by which the term is looked for in texts."""
        return (
            *(TermWord(word, self.term, is_avoided=False) for word in self.labels),
            *(TermWord(word, self.term, is_avoided=True) for word in self.avoided),
        )


TERM_WORDS: Final = "term-words"
"""The index of the words of the glossary that may stand in a file, by its path.

No file contributes it: it is found out from the words of the glossary and those of the file.
"""


def words_of_terms(view: View, path: str) -> tuple[TermWord, ...]:
    """Return the words of the glossary that may stand in the document in a file.

    All words of such a phrase are in the document; whether they stand together is to be seen. Who
    asks is asked again when such a word comes or goes, and by no other change of the glossary.
    """
    return view.ask(TERM_WORDS, path)


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


def label_key(word: str) -> str:
    """Return the key under which a word is found: case-folded, single spaces."""
    return " ".join(word.split()).casefold()
