"""How documents, nested items and parties are named in references."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from playbook.model.field_schema import Schema, text_schema
from playbook.model.value import Value

_TEAM = r"[^\s.:#]+"
_ITEM = r"(?:#.+)?"

SAME_KIND = "="  # in `Refers.kinds`: the kind of the document that holds the reference


class Address(Value, frozen=True):
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
        return document_key(self.kind, self.id)

    def __str__(self) -> str:
        """The address as an author writes it."""
        head = self.document if self.kind else self.id
        return f"{head}#{self.item}" if self.item else head


@lru_cache(maxsize=1 << 12)
def team_of(party: str) -> str:
    """Return the id of a party's team: `finance` for `finance` and for `finance.director`."""
    return Address.party(party).id


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field's text as a reference: `Annotated[str, Refers("metric")]`.

    `kinds` are the kinds that may be named; with exactly one the bare id is enough, with none every
    kind may be named, as `kind:id`.
    """

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def kinds_for(self, own_kind: str) -> tuple[str, ...]:
        """Return the kinds that a document of a kind may name; none for every kind."""
        if SAME_KIND not in self.kinds:
            return self.kinds
        return tuple(own_kind if kind == SAME_KIND else kind for kind in self.kinds)

    def address(self, written: str, own_kind: str) -> Address:
        """Read what a document of a kind has written; `kind` is "" where it could be several."""
        kinds = self.kinds_for(own_kind)
        return Address.parse(written, kinds[0] if len(kinds) == 1 else "")

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> Schema:
        """Describe a reference to an editor."""
        kinds = [kind for kind in self.kinds if kind != SAME_KIND]
        prefix = f"(?:{'|'.join(kinds)})" if kinds else "[a-z][a-z0-9-]*"
        pattern = f"^(?:{prefix}:)?[^:#]+{_ITEM}$"
        if len(kinds) == 1:
            expected = f"the id of a document of the kind {kinds[0]}"
            return text_schema(pattern, expected, f"some-{kinds[0]}")
        if SAME_KIND in self.kinds:
            return text_schema(pattern, "the id of a document of the same kind", "some-id")
        which = f" of one of the kinds {', '.join(kinds)}" if kinds else ""
        examples = [f"{name}:some-{name}" for name in kinds or ("agreement", "debrief")]
        return text_schema(pattern, f"a document{which}, written kind:id", *examples)


@dataclass(frozen=True, slots=True)
class RefersToParty:
    """Marks a field's text as a party. `role`: whether a role must (True) or may not be named."""

    role: bool | None = None

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> Schema:
        """Describe a party to an editor."""
        if self.role:
            pattern = rf"^{_TEAM}\.{_TEAM}$"
            return text_schema(pattern, "a role, written team.role", "finance.director")
        if self.role is False:
            return text_schema(f"^{_TEAM}$", "a team, written as its id", "finance")
        pattern = rf"^{_TEAM}(?:\.{_TEAM})?$"
        expected = "a team or one of its roles, written team or team.role"
        return text_schema(pattern, expected, "finance", "finance.director")


def document_key(kind: str, identifier: str) -> str:
    """Return the key of a document: its address, `kind:id`."""
    return f"{kind}:{identifier}"
