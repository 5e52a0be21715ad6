"""Kinds and fields of a playbook's own, as they stand under `kinds:` in `site.yml`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator

from playbook.model.fields import Flag, OrNothing, Text, optional
from playbook.model.record import Part

ITEM_TYPES = MappingProxyType(
    {
        "text": "words, or anything else that is written on one line",
        "number": "a number, such as 45 or 2.5",
        "date": "a day, such as 2026-03-09",
        "duration": "a length of time, such as 3 months",
        "flag": "true or false",
        "party": "a team or one of its roles: finance, finance.director",
        "team": "a whole team: finance",
        "role": "a role of a team: finance.director",
        "reference": "a document: one of the kinds under `to`, or any",
    }
)
"""The types of a single value, and what each stands for."""

FieldType = Literal[
    "text",
    "number",
    "date",
    "duration",
    "flag",
    "party",
    "team",
    "role",
    "reference",
    "choice",
    "list",
]


def _no_label(value: object) -> object:
    return "" if value is None else value


Label = Annotated[Text, BeforeValidator(_no_label), OrNothing()]
"""What something is called on the site; nothing where its name will do."""


class FieldDefinition(Part):
    """A field of one's own."""

    type: FieldType = optional(
        "text",
        "What may be written: text, number, date, duration, flag, party, team, role, reference, "
        "choice (one of the words under `of`) or list (of what `of` says); text if left out.",
    )
    of: Text | tuple[Text, ...] | None = optional(
        None,
        "Of a choice: the words to choose from. Of a list: the type of its items, or the words "
        "they are chosen from.",
        examples=[["good", "bad"], "text"],
    )
    to: Text | tuple[Text, ...] | None = optional(
        None,
        "Of a reference: the kind, or the kinds, it may name; any if left out.",
        examples=["agreement", ["agreement", "plan"]],
    )
    required: Flag = optional(
        default=False, description="Whether it must be written; in a draft it may be missing yet."
    )
    label: Text = optional(
        "", "What it is called on the site; its name if left out.", examples=["Cost centre"]
    )
    description: Text = optional(
        "", "One sentence for authors; editors and findings show it.", examples=["What was tried."]
    )

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `of` where it lists some."""
        return self.of if isinstance(self.of, tuple) else ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The kinds that a reference may name; none for all."""
        if self.to is None:
            return ()
        return self.to if isinstance(self.to, tuple) else (self.to,)

    @property
    def item(self) -> str:
        """The type of the value, or of a list's items: `choice` where they are chosen."""
        if self.type != "list":
            return self.type
        return self.of if isinstance(self.of, str) else "choice"


class KindDefinition(Part):
    """A kind of one's own; or, under the name of a built-in kind, fields that are added to it."""

    plural: Text = optional(
        "",
        "The folder of its documents, and their address on the site; the name and an s if left "
        "out.",
        examples=["playtests"],
    )
    purpose: Text = optional(
        "",
        "One sentence that says what such documents are for.",
        examples=["What we saw when people tried something."],
    )
    label: Text = optional("", "What one is called on the site.", examples=["Play test"])
    plural_label: Text = optional("", "What several are called there.", examples=["Play tests"])
    statuses: tuple[Text, ...] | dict[Text, Label] = optional(
        (),
        "The statuses in order, with what they are called on the site if need be. `draft` keeps "
        "a document off the site; the first is that of a document that states none.",
        examples=[["draft", "done"], {"draft": "", "done": "All done"}],
    )
    fields: dict[Text, FieldDefinition] = optional(
        {},
        "The fields by name, each with its type.",
        examples=[{"score": {"type": "number"}}],
    )

    @property
    def added(self) -> frozenset[str]:
        """What is stated besides fields."""
        return frozenset(self.model_fields_set) - {"fields"}


Definitions = Mapping[str, KindDefinition]
"""Definitions by the name of their kind."""


def folder_of(name: str, definition: KindDefinition) -> str:
    """Return the folder of a kind's documents."""
    return definition.plural or f"{name}s"
