"""The images that files from elsewhere show: which come along, and why others do not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from playbook.engine.files.regular_file import read_regular_file
from playbook.engine.history.git import repository_above
from playbook.model.body import LinkSyntax
from playbook.model.link_target import Destination, parse_target
from playbook.queries.importing.foreign import CannotImport, Foreign, Picture

MAX_PICTURE = 8 * 1024 * 1024
"""How many bytes an image may have; readers on the road wait for larger ones too long."""

MAX_PICTURES = 256 * 1024 * 1024
"""How many bytes all images of one import may have, for they are held at once."""

_SVG = re.compile(rb"<svg[\s>]")
_BLANK = b"\xef\xbb\xbf \t\r\n"


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(signs)


_KINDS: Mapping[str, Callable[[bytes], bool]] = {
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _begins(b"\xff\xd8\xff"),
    ".jpeg": _begins(b"\xff\xd8\xff"),
    ".gif": _begins(b"GIF87a", b"GIF89a"),
    ".webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    ".avif": lambda data: data[4:12] in {b"ftypavif", b"ftypavis"},
    ".svg": lambda data: data.lstrip(_BLANK).startswith(b"<") and bool(_SVG.search(data, 0, 4096)),
}
"""The suffixes of images that browsers show, and whether bytes are such an image."""


class Pictures:
    """Reads the images of the files of one import, each image once."""

    def __init__(self) -> None:
        self._read: dict[str, Picture] = {}
        self._size = 0

    def of(self, foreign: Foreign, home: Path) -> Foreign:
        """Return a file with the images that it shows; those outside of `home` are refused.

        Raises `CannotImport` where the images of all files are too large together.
        """
        found: dict[str, Picture] = {}
        for link in foreign.body.links:
            target = parse_target(link.target, foreign.place)
            if link.syntax is not LinkSyntax.IMAGE or target.destination is not Destination.FILE:
                continue
            if target.path not in self._read:
                picture = _picture(Path(home.anchor, target.path), home)
                self._read[target.path] = picture
                self._size += len(picture.data)
            if self._size > MAX_PICTURES:
                message = f"up to here the images have more than {MAX_PICTURES // 1024**2} MiB"
                hint = "import one folder after the other"
                raise CannotImport(foreign.note(link.whole.start, message, hint))
            found[target.path] = self._read[target.path]
        return replace(foreign, pictures=found)


def home_of(file: Path) -> Path:
    """Return the folder whose images a file may bring along: its repository, else its own folder.

    A file that somebody else wrote could name any image of who imports it.
    """
    return repository_above(file.resolve().parent)


def _picture(path: Path, home: Path) -> Picture:
    if fault := _fault_of_place(path, home):
        return Picture(fault=fault)
    try:
        data = read_regular_file(path, MAX_PICTURE)
    except (FileNotFoundError, NotADirectoryError):
        return Picture(fault="is not there")
    except OSError as error:
        return Picture(fault=f"cannot be read ({error.strerror})")
    if len(data) > MAX_PICTURE:
        return Picture(fault=f"is larger than {MAX_PICTURE // 1024**2} MiB")
    suffix = path.suffix.lower()
    return Picture(data) if _KINDS[suffix](data) else Picture(fault=f"holds no {suffix} image")


def _fault_of_place(path: Path, home: Path) -> str:
    """Return why an image of this name may not come along, wherever it leads; "" if it may."""
    if not path.is_relative_to(home):
        return f"lies outside of {home}"
    if path.suffix.lower() not in _KINDS:
        return f"ends in none of {', '.join(_KINDS)}"
    return "is reached by a symbolic link" if path.resolve() != path else ""
