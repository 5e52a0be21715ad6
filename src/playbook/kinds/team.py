"""Teams: the stakeholders, and the roles to which rights are bound."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from playbook.model.address import Refers
from playbook.model.body import Body
from playbook.model.fields import Date, Flag, Text, optional
from playbook.model.kind import Kind
from playbook.model.record import Part, Record


def _refuse_status(value: object) -> object:
    if value in (None, ""):
        return ""
    raise PydanticCustomError(
        "derived", "is not written for a team: it is retired when it has a `retired` date"
    )


class TeamRole(Part):
    """A role of a team: rights are bound to it, whoever holds it."""

    title: Text = Field(description="What the role is called.", examples=["Finance director"])
    holder: Text = optional("", "Who holds the role now.", examples=["@o.mbeki"])
    deputy: Text = optional("", "Who stands in for the holder.")
    final: Flag = optional(default=False, description="Whether escalations may end here.")


class Team(Record):
    """The front matter of a team."""

    kind_name: ClassVar[str] = "team"

    status: Annotated[Literal[""], BeforeValidator(_refuse_status)] = optional(
        "", "Not written: a team is retired when it has a `retired` date, else active."
    )
    roles: dict[Text, TeamRole] = optional(
        {},
        "The team's roles by id: `director: {title: Finance director}`.",
        examples=[{"director": {"title": "Finance director"}}],
    )
    rhythm: Text = optional("", "How the team's calendar works.", examples=["monthly close"])
    risk_appetite: Literal["low", "medium", "high"] | None = optional(
        None, "How much risk the team is used to take."
    )
    horizon: Text = optional("", "How far ahead the team plans.", examples=["fiscal year"])
    approval: Text = optional(
        "", "How the team comes to a decision.", examples=["two signatures above 10,000 GBP"]
    )
    parent: Annotated[Text, Refers("team")] | None = optional(
        None, "The team that this one is part of.", examples=["leadership"]
    )
    contact: Text = optional("", "Where to reach the team.", examples=["#finance-desk"])
    external: Flag = optional(default=False, description="Whether it is outside the organisation.")
    retired: Date | None = optional(None, "The day from which the team is no longer there.")


def _status(record: Team) -> str:
    return "retired" if record.retired else "active"


def _answer(record: Team, body: Body) -> str:
    return " · ".join(f"{role.title} {role.holder}".strip() for role in record.roles.values())


KIND = Kind(
    name="team",
    plural="teams",
    record=Team,
    purpose="A group that takes part in negotiations: what it cares about, and who decides for it.",
    lifecycle=("active",),
    closed=frozenset({"retired"}),
    default_status=_status,
    free=True,
    answer=_answer,
    sections=(
        ("What we care about", "Your interests, not your positions: what must go well for you?"),
        ("Working with us", "When and how do others reach you, and what do you need from them?"),
    ),
    example="""\
roles:
  lead: {title: Team lead}  # rights are bound to roles; add `holder` when somebody has it
""",
)
