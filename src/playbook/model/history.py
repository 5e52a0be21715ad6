"""What git kept of a document: its versions, as values.

History is asked for like everything else, through the view, and answered only then: what the
versions said (`View.said`) and each of them read as a document (`View.then`, `View.front_then`) are
answers of their own, since most documents are what was last committed and nobody needs to look.
"""

from datetime import date

from playbook.model.value import Value


class Revision(Value, frozen=True):
    """The last commit that touched a document: its id, and the day on which it came in."""

    commit: str
    day: date


class Version(Value, frozen=True):
    """A document as one commit left it.

    `day` is the day on which the commit came into the line of history that is read, in the calendar
    of whoever made it. `path` is the file, relative to the project root, as it was called then;
    `blob` is the id that git gives to its bytes.
    """

    day: date
    commit: str
    path: str
    blob: str

    @property
    def key(self) -> str:
        """The key under which the version is asked for as a document."""
        return f"{self.commit}:{self.path}"


class History(Value, frozen=True):
    """All committed versions of a document, oldest first; never empty.

    It follows renames. It goes back as far as git knows: the first version is not always the first
    that there was, so rules compare versions and conclude nothing from where they begin.
    """

    versions: tuple[Version, ...]

    @property
    def first(self) -> Version:
        """The oldest version that is known."""
        return self.versions[0]

    @property
    def last(self) -> Version:
        """The newest version that was committed."""
        return self.versions[-1]


class Former(Value, frozen=True):
    """A file that history knows: its last version, and the day on which it was deleted, if it was.

    A file that was renamed is not one of these: its versions belong to the new name.
    """

    last: Version
    gone: date | None
