"""Decision rights: who decides, who may stop it, and where it goes when nobody answers."""

from collections.abc import Iterator
from math import inf
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from playbook.kinds.common.written import sound
from playbook.model.address import Address, Refers
from playbook.model.body import Body
from playbook.model.deadline import Deadline
from playbook.model.entry import Entry
from playbook.model.fields import Number, Party, Role, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.label import label_key
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.value import Value

_PREFIX = "right:"


class RightReference(str):
    """The text `right:ID`. A class of its own, so that a field can hold this or a role."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's protocol
        """Let pydantic read it from text."""

        def read(value: object) -> RightReference:
            if isinstance(value, str) and value.strip().startswith(_PREFIX):
                return cls(value.strip())
            raise PydanticCustomError("right_reference", "expects a text")

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe it to an editor."""
        return {"type": "string", "pattern": f"^{_PREFIX}"}


class Limit(Part):
    """The amounts for which a right holds."""

    from_: Number | None = optional(
        None, "The lowest amount, included; no lower end if left out.", alias="from"
    )
    to: Number | None = optional(
        None, "The amount at which it ends, not included; no upper end if left out."
    )
    unit: Text = Field(description="What the amounts count.", examples=["GBP", "GBP/year"])

    @property
    def low(self) -> float:
        """The lowest amount, minus infinity where there is none."""
        return -inf if self.from_ is None else self.from_

    @property
    def high(self) -> float:
        """The amount at which it ends, infinity where there is none."""
        return inf if self.to is None else self.to

    def __str__(self) -> str:
        """The amounts in words: `from 5000, below 20000 GBP`."""
        ends = []
        if self.from_ is not None:
            ends.append(f"from {self.from_:.15g}")
        if self.to is not None:
            ends.append(f"below {self.to:.15g}")
        return f"{', '.join(ends)} {self.unit}" if ends else f"any amount in {self.unit}"


class Right(Record):
    """The front matter of a decision right."""

    kind_name: ClassVar[str] = "right"

    status: Literal["draft", "in-force", "superseded", ""] = optional(
        "", "Where the right stands; draft if left out."
    )
    decision: Text = required(
        "", "What is decided.", examples=["Change the weekend cover agreement"]
    )
    decision_key: Text = optional(
        "",
        "Rights with one key form a ladder by amount: no gap, no overlap.",
        examples=["tooling-spend"],
    )
    driver: Role | None = optional(
        None, "The role that carries the proposal.", examples=["support.lead"]
    )
    approver: Role | tuple[Role, ...] | None = required(
        None, "The one role that decides.", examples=["finance.director"]
    )
    veto: tuple[Role, ...] = optional(
        (), "The roles that may stop it.", examples=[["platform.lead"]]
    )
    veto_grounds: Text = optional("", "The reasons for which a veto may be used.")
    consulted: tuple[Party, ...] = optional((), "Who is asked before.", examples=[["platform"]])
    informed: tuple[Party, ...] = optional((), "Who is told after.", examples=[["support"]])
    limit: Limit | None = optional(
        None,
        "The amounts for which it holds: `from` included, `to` not.",
        examples=[{"from": 5000, "to": 20000, "unit": "GBP"}],
    )
    answer_within: Deadline | None = optional(
        None,
        "How long the approver and vetoes may take; also in hours or minutes.",
        examples=["5 days"],
    )
    if_silent: Literal["approve", "escalate", "refuse"] | None = optional(
        None, "What happens when nobody answers in time."
    )
    escalate_to: Annotated[RightReference, Refers("right")] | Party | None = optional(
        None,
        "Where it goes next: a role, or another right written `right:ID`.",
        examples=["leadership.coo", "right:spend-above-limit"],
        union_mode="left_to_right",
    )
    deputy: Role | None = optional(None, "The role that decides when the approver is away.")

    @property
    def approvers(self) -> tuple[str, ...]:
        """The roles that decide, as written: one, if all is well."""
        if self.approver is None:
            return ()
        return (self.approver,) if isinstance(self.approver, str) else self.approver

    @property
    def escalation(self) -> Address | None:
        """Where it goes next: the address of a right, or of a team with the role as its item."""
        if self.escalate_to is None:
            return None
        if isinstance(self.escalate_to, RightReference):
            return Address.parse(self.escalate_to)
        return Address.party(self.escalate_to)


class Rung(Value, frozen=True):
    """A right as one rung of the ladder of its `decision_key`.

    It covers the amounts from `low` to below `high`; a right without a limit covers all of them,
    in every unit (`unit` ""). Where its limit could not be read it is not known what it covers.
    """

    id: str
    path: str
    title: str
    status: str
    low: float
    high: float
    unit: str
    supersedes: tuple[str, ...] = ()
    is_known: bool = True


def _status(record: Record) -> str:
    return "draft"


def _answer(record: Right, body: Body) -> str:
    limit = str(record.limit) if record.limit else ""
    return " · ".join(filter(None, (", ".join(record.approvers), limit)))


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    record: Right = entry.record
    key = label_key(record.decision_key)
    if key:
        limit = record.limit
        rung = Rung(
            id=entry.id,
            path=entry.path,
            title=entry.title,
            status=entry.status,
            low=limit.low if limit else -inf,
            high=limit.high if limit else inf,
            unit=limit.unit if limit else "",
            supersedes=tuple(Address.parse(old, "right").id for old in record.supersedes),
            is_known=sound(entry, "limit"),
        )
        yield Row("ladder", key, rung, (entry.id, entry.path))


KIND = Kind(
    name="right",
    plural="rights",
    record=Right,
    purpose="Who decides on something, who may stop it, and where it goes if nobody answers.",
    lifecycle=("draft", "in-force"),
    closed=frozenset({"superseded"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    sections=(
        ("How to ask", "What does somebody do who wants this decision?"),
        ("What is covered", "An example that this right covers, and one that it does not."),
    ),
    example="""\
decision:  # what is decided, as a short phrase
approver:  # one role, written team.role
status: draft
""",
)
