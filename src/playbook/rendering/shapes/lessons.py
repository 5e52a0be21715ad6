"""The board of what was learnt and what is done about it."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.filters import Choice
from playbook.rendering.shapes.inline import Badge, Day, Link, Value


class ImprovementView(Shape, frozen=True):
    """An improvement: who does it by when, because of which lesson, and what shows it.

    `topics` and `parties` are values of the filters, separated by spaces.
    """

    words: str
    status: Badge | None
    owner: Link | None
    due: Day | None
    lesson: Link
    evidence: tuple[Value, ...]
    sort: str
    topics: str
    parties: str


class ImprovementGroup(Shape, frozen=True):
    """Improvements that are as far: `open`, `done`, `dropped`; a script takes out the late ones."""

    slug: str
    title: str
    items: tuple[ImprovementView, ...]


class LessonView(Shape, frozen=True):
    """A lesson: its sentence leads to the debrief. `so` says what follows from it."""

    link: Link
    debrief: str
    held: Day | None
    so: str
    about: tuple[Link, ...]
    teams: tuple[Link, ...]
    tags: tuple[str, ...]
    topics: str
    parties: str


class LessonsPage(Shape, frozen=True):
    """All lessons and improvements; scripts filter them and tell by the reader's day what is late.

    `as_of` is the day of the build in words, "" if it has none.
    """

    view: ClassVar[str] = "lessons"
    title: str
    purpose: str
    topics: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    groups: tuple[ImprovementGroup, ...]
    lessons: tuple[LessonView, ...]
    as_of: str
    breadcrumbs: tuple[Link, ...]
