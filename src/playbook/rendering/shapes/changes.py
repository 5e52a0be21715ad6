"""The page of what changed in meaning."""

from typing import ClassVar

from playbook.model.value import Shape
from playbook.rendering.shapes.inline import Badge, Day, Link, Value


class ChangeView(Shape, frozen=True):
    """What became of a document on a day: `sentences` say it, each with old and new value.

    `key` is its id in the page and what a reader's browser remembers; `more` says how many
    sentences are left out, "" for none.
    """

    key: str
    link: Link
    kind: str
    sort: Badge | None
    teams: tuple[Link, ...]
    sentences: tuple[Value, ...]
    more: str = ""


class ChangeDay(Shape, frozen=True):
    """All changes of one day."""

    day: Day
    changes: tuple[ChangeView, ...]


class ChangesPage(Shape, frozen=True):
    """What changed, newest first. `remarks` tell how far back that goes; `empty` why there is none.

    A script marks what is newer than the reader's last visit.
    """

    view: ClassVar[str] = "changes"
    title: str
    purpose: str
    days: tuple[ChangeDay, ...]
    remarks: tuple[str, ...]
    empty: str
    feed_href: str
    breadcrumbs: tuple[Link, ...]
