"""Who uses a word: asked of a playbook that is being compared."""

from typing import Final

from playbook.model.entry import Card
from playbook.model.view import View

MENTIONING: Final = "mentioning"
"""The index of the documents whose text has some words, by the words; no file contributes it."""


def mentioning(view: View, words: str) -> tuple[Card, ...]:
    """Return the cards of the documents whose text has these words, whatever their case."""
    return view.ask(MENTIONING, words)
