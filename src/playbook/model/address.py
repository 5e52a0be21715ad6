"""How documents, nested items and parties are named in references."""

from dataclasses import dataclass
from typing import Self

SAME_KIND = "="  # in `Refers.kinds`: the kind of the document that holds the reference


@dataclass(frozen=True, slots=True)
class Address:
    """`kind:id#item`, taken apart; `kind` and `item` may be ""."""

    kind: str
    id: str
    item: str = ""

    @classmethod
    def parse(cls, text: str, kind: str = "") -> Self:
        """Read `id`, `kind:id`, `id#item` or `kind:id#item`; `kind` fills in where none is."""
        rest, _, item = text.strip().partition("#")
        head, colon, tail = rest.partition(":")
        return cls(head, tail, item) if colon else cls(kind, rest, item)

    @classmethod
    def party(cls, text: str) -> Self:
        """Read a party: `team` or `team.role`; the role is the item of the team."""
        team, _, role = text.strip().partition(".")
        return cls("team", team, role)

    @property
    def document(self) -> str:
        """`kind:id`, the key under which the document's card is asked for."""
        return f"{self.kind}:{self.id}"

    def __str__(self) -> str:
        """The address as an author writes it."""
        head = self.document if self.kind else self.id
        return f"{head}#{self.item}" if self.item else head


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field's text as a reference: `Annotated[str, Refers("metric")]`.

    `kinds` are the kinds that may be named; with exactly one the bare id is enough, with none every
    kind may be named, as `kind:id`.
    """

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


@dataclass(frozen=True, slots=True)
class RefersToParty:
    """Marks a field's text as a party. `role`: whether a role must (True) or may not be named."""

    role: bool | None = None
