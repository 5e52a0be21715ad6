"""Debriefs: what was learnt from a round, and what is done about it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field

from playbook.model.body import Body
from playbook.model.entry import Entry
from playbook.model.fields import AnyDocument, Date, Flag, Party, Text, optional, required
from playbook.model.keys import item_key
from playbook.model.kind import Kind
from playbook.model.meant.alike import meaningful_words
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.shorten import shorten
from playbook.model.value import Value

_MAX_TITLE = 80


class Improvement(Part):
    """Something that is done because of a lesson."""

    do: Text = Field(description="What is done.", examples=["weekly one-page update"])
    type: Literal["process", "template", "norm", "other"] | None = optional(
        None, "What sort of thing changes."
    )
    owner: Party | None = optional(None, "Who does it.", examples=["support"])
    due: Date | None = optional(None, "By when.")
    status: Literal["open", "doing", "done", "dropped"] = optional("open", "How far it is.")
    evidence: AnyDocument | None = optional(
        None, "What shows that it is done, as `kind:id`.", examples=["norm:tuesday-update"]
    )


class Lesson(Part):
    """One thing that was learnt."""

    lesson: Text = Field(description="What was learnt, in one sentence.")
    keep: Flag = optional(default=False, description="Whether it went well and stays as it is.")
    improvements: tuple[Improvement, ...] = optional((), "What is done about it.")


class Debrief(Record):
    """The front matter of a debrief."""

    kind_name: ClassVar[str] = "debrief"

    status: Literal["draft", "in-review", "reviewed", "closed", ""] = optional(
        "", "Where the debrief stands; draft if left out."
    )
    about: tuple[AnyDocument, ...] = required(
        (),
        "What it looks back on, as `kind:id`.",
        examples=[["plan:cover-negotiation", "agreement:weekend-cover"]],
    )
    held: Date | None = required(None, "The day on which it was held.")
    facilitator: Party | None = optional(None, "Who led it.", examples=["leadership"])
    input: dict[Party, Text] = required(
        {}, "How each party was heard.", examples=[{"support": "3 people", "finance": "written"}]
    )
    absent: dict[Party, Text] = optional(
        {}, "Which party was not heard, and why.", examples=[{"finance": "year-end close"}]
    )
    lessons: dict[Text, Lesson] = optional(
        {},
        "What was learnt, by a short name.",
        examples=[{"late-surprises": {"lesson": "Finance heard of the launch too late"}}],
    )

    @property
    def improvements(self) -> tuple[Improvement, ...]:
        """The improvements of all lessons, in order."""
        return tuple(item for lesson in self.lessons.values() for item in lesson.improvements)


class LearntLesson(Value, frozen=True):
    """A lesson as other debriefs look for it: which words it has, and whether it was acted on."""

    debrief: str  # kind:id
    path: str
    slug: str
    held: date
    words: frozenset[str]
    is_done: bool


def learnt(entry: Entry["Debrief"]) -> Iterator[LearntLesson]:
    """Yield the lessons of a debrief that want a change; of one without a date, none."""
    record, held = entry.record, entry.record.held
    for slug, lesson in record.lessons.items():
        words = meaningful_words(lesson.lesson)
        if held and words and not lesson.keep:
            is_done = any(item.status == "done" for item in lesson.improvements)
            yield LearntLesson(entry.address, entry.path, slug, held, words, is_done)


def _status(record: Record) -> str:
    return "draft"


def _answer(record: Debrief, body: Body) -> str:
    kept = [item for item in record.improvements if item.status != "dropped"]
    done = sum(item.status == "done" for item in kept)
    progress = f"improvements done: {done} of {len(kept)}" if kept else ""
    return " · ".join(filter(None, (f"lessons: {len(record.lessons)}", progress)))


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    record: Debrief = entry.record
    for slug, lesson in record.lessons.items():
        title = shorten(lesson.lesson, _MAX_TITLE) or slug
        yield Row("item", item_key(entry.address, slug), title, (entry.id, entry.path))
    for found in learnt(entry):
        for word in sorted(found.words) if found.is_done else ():
            yield Row("lesson-word", word, found, (entry.id, entry.path, found.slug))


KIND = Kind(
    name="debrief",
    plural="debriefs",
    record=Debrief,
    purpose="What all sides learnt from a round, and which improvements follow from it.",
    lifecycle=("draft", "in-review", "reviewed", "closed"),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    sections=(
        ("What we expected", "What was the plan?"),
        ("What happened", "What was different, without blame?"),
        ("Why", "Describe the system, not the person."),
        ("What we will do differently", "Say it in words; the improvements are listed above."),
        ("Wins", "What deserves thanks? Leave the section out if you like."),
    ),
    example="""\
about: []  # what it looks back on, as kind:id
held:  # the day on which it was held
status: draft
input: {}  # how each party was heard, by party
lessons: {}
""",
)
