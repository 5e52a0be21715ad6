"""The shapes of pages that are made to be printed."""

from typing import ClassVar

from markupsafe import Markup

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import Notice
from playbook.rendering.shapes.inline import Badge, Link
from playbook.rendering.shapes.panels import Fact, Panel


class PrintedDocument(Shape, frozen=True):
    """What is printed of a document, for `printed.html`: its page without title and ways on."""

    view: ClassVar[str] = "printed"
    kind: str
    status: Badge | None
    strip: tuple[Fact, ...]
    notices: tuple[Notice, ...]
    lead: Markup
    panels: tuple[Panel, ...]
    body: Markup


class PrintChapter(Shape, frozen=True):
    """A document in a printed page; `anchor` is its id there, `number` its place (`3.2`)."""

    number: str
    title: str
    anchor: str
    href: str
    html: Markup


class PrintPart(Shape, frozen=True):
    """All documents of a kind in a printed page.

    `href` is its place in the page or, where the page is too long to hold them (`chapters` is then
    empty), the page with this kind alone. `text` says how many documents there are.
    """

    number: str
    title: str
    purpose: str
    anchor: str
    href: str
    text: str
    introduction: Markup
    chapters: tuple[PrintChapter, ...]


class PrintPage(Shape, frozen=True):
    """The whole playbook, or (`single`) all documents of a kind, to be printed.

    `text` says how many documents there are; `full` is false where they are more than one page can
    hold. `up` is where the reader came from. The state of the texts is told by `as-of.css`.
    """

    view: ClassVar[str] = "print"
    title: str
    text: str
    introduction: Markup
    parts: tuple[PrintPart, ...]
    single: bool
    full: bool
    up: Link
