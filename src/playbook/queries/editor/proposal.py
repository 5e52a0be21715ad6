"""What an editor may propose, as values."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from playbook.model.entry import Entry
from playbook.model.rule import Rule
from playbook.model.view import View

_SNIPPET_SIGNS = re.compile(r"([\\$}])")


class Sort(StrEnum):
    """What a proposal is; editors show a sign for it."""

    FIELD = "field"
    VALUE = "value"
    REFERENCE = "reference"
    PARTY = "party"
    DATE = "date"
    FILE = "file"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text to put between two offsets.

    `label` is what the list shows, `detail` stands beside it, `documentation` is Markdown.
    `insert` is the text, with tab stops where `snippet` is set. `match` is what the editor compares
    with what is typed, as it goes on: the text between the offsets.
    """

    label: str
    insert: str
    start: int
    end: int
    sort: Sort
    detail: str = ""
    documentation: str = ""
    match: str = ""
    snippet: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """Proposals, best first. `complete` is false if there are more than are worth sending."""

    proposals: tuple[Proposal, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known where somebody types.

    `entry` is the document as last read (None in the settings), `view` the playbook with it,
    `rules` those that there are, `today` the author's calendar day, `snippets` whether the editor
    knows tab stops.
    """

    entry: Entry[Any] | None
    view: View
    rules: tuple[Rule, ...]
    today: date
    snippets: bool = True


def escaped(text: str) -> str:
    """Return a text as it stands in a snippet."""
    return _SNIPPET_SIGNS.sub(r"\\\1", text)
