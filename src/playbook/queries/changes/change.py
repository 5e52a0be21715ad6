"""A change of meaning as a value: what, of what, from what to what, and whom it touches."""

from enum import StrEnum
from typing import Final

from playbook.model.text import Span
from playbook.model.value import Value


class Band(StrEnum):
    """How much a change matters; the order is that of the members."""

    MATERIAL = "material"  # who decides, who owes what, what is measured, where a route leads
    WORDING = "wording"  # the words that were agreed upon: terms, definitions, statements
    EDITORIAL = "editorial"  # all others; only counted


class Sense(StrEnum):
    """Which way a value went, where the playbook knows which way is good."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    NEITHER = ""


MOVED: Final = "moved from {before} to {after}"
GOES: Final = "goes from {before} to {after}"
LEADS: Final = "now leads to {after} (was {before})"
"""Forms of a sentence other than “before → after”."""


class Turn(Value, frozen=True):
    """A value as it was and as it is; `before` or `after` is "" where nothing was said.

    `name` tells several of one change apart: whose share it is. `full` is the value before with
    what a sentence says once, behind the value after: the unit, and the day; "" where `before`
    leaves out nothing.
    """

    before: str
    after: str
    name: str = ""
    full: str = ""

    @property
    def was(self) -> str:
        """The value before, as it reads by itself."""
        return self.full or self.before


class Effect(Value, frozen=True):
    """What follows from a change; `code` is "" where it has none of its own."""

    words: str
    code: str = ""


class Change(Value, frozen=True):
    """One thing that a document now says differently.

    `label`, `item` and `field` name it: “acceptance”, the metric's title, “target”; each may be "".
    `form` words a turn from one value to the other. `part` is the part of the meaning that it
    belongs to (`kinds.computed.meaning`), by which consent covers it; "" for what needs none.
    `steps` lead to its place in the front matter. `touches` are parties, written `team` or
    `team.role`, who hold or lose a right by it.
    """

    code: str
    label: str
    turns: tuple[Turn, ...]
    item: str = ""
    field: str = ""
    band: Band = Band.MATERIAL
    form: str = ""
    sense: Sense = Sense.NEITHER
    why: str = ""
    part: str = ""
    steps: tuple[str | int, ...] = ()
    span: Span | None = None
    is_good: bool = False
    effects: tuple[Effect, ...] = ()
    touches: tuple[str, ...] = ()


class Subject(Value, frozen=True):
    """The document that changed: as it is now, or as it was if it is gone.

    `was` is the path that it had before, where that is another. `parties` are all that it names,
    before or after, written `team` or `team.role`.
    """

    address: str
    kind: str
    title: str
    path: str
    was: str
    parties: tuple[str, ...]


class Placed(Value, frozen=True):
    """A change and where it stands: in the document as it is now, or as it was if it is gone."""

    change: Change
    span: Span


class Changed(Value, frozen=True):
    """All changes of one document; none if it means what it meant."""

    subject: Subject
    changes: tuple[Placed, ...]
