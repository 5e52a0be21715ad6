"""What is taken over, and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.model.body import Body
from playbook.model.entry import Mark
from playbook.model.record import Path
from playbook.model.text import Source
from playbook.model.value import Value


class Note(Value, frozen=True):
    """What somebody should know about a line of a file that is taken over.

    `path` is the file as the user named it, `message` one sentence without a full stop; `hint` says
    how to go on, or is empty.
    """

    path: str
    line: int
    message: str
    hint: str = ""


class CannotImport(Exception):  # noqa: N818 - told to the user, whose files they are
    """Nothing can be taken over; `notes` say at which places, and why."""

    def __init__(self, *notes: Note) -> None:
        super().__init__(notes)
        self.notes = notes


class Picture(Value, frozen=True):
    """An image that a file shows: its bytes; or `fault`, why it cannot come along, a predicate."""

    data: bytes = b""
    fault: str = ""


@dataclass(frozen=True)
class Foreign:
    """A Markdown file from elsewhere, read.

    `source.path` is the file as the user named it; `place` is its absolute path without the first
    `/`, from which its links are followed. `data` is its front matter, with the places in `marks`;
    `pictures` are the images that it shows, by place.
    """

    source: Source
    place: str
    body: Body
    body_start: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[Path, Mark] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def line(self, offset: int) -> int:
        """Return the line, from 1, in which an offset of the text lies."""
        return self.source.position(offset).line

    def note(self, offset: int, message: str, hint: str = "") -> Note:
        """Return a note about the line in which an offset lies."""
        return Note(self.source.path, self.line(offset), message, hint)

    def field_note(self, name: str, message: str, hint: str = "") -> Note:
        """Return a note about a field of the front matter."""
        mark = self.marks.get((name,))
        return self.note(mark.value.start if mark else 0, message, hint)


@dataclass(frozen=True)
class Surroundings:
    """The playbook that takes over: `root` is its folder, written as `Foreign.place` is.

    `files` are the paths of its files relative to the root, `read` returns the bytes of one, or
    None; `content` is the content folder.
    """

    root: str
    content: str
    files: frozenset[str]
    read: Callable[[str], bytes | None] = lambda _: None


@dataclass(frozen=True)
class Draft:
    """A document to be written.

    `front` are the fields of its front matter as plain data, in their order; `title` is Markdown of
    one line, `body` what stands below it. `path` and `line` tell where it comes from;
    `pictures` are the images that it shows, by their path in the playbook.
    """

    kind: str
    id: str
    title: str
    body: str
    path: str
    line: int
    front: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """What comes of an import: documents to be written, and what is to be said about it."""

    drafts: tuple[Draft, ...]
    notes: tuple[Note, ...] = ()
