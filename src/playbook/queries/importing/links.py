"""Links of a text that is taken over: they lead on, or they become words."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter
from posixpath import basename
from typing import NamedTuple
from urllib.parse import quote

from playbook.model.body import Link, LinkSyntax
from playbook.model.link_target import Destination, LinkTarget, parse_target
from playbook.model.relative_path import IN_MARKDOWN, relative_path
from playbook.queries.importing.album import Album
from playbook.queries.importing.foreign import Foreign, Note, Surroundings
from playbook.queries.importing.wording import escaped, one_line

Lead = Callable[[Link, LinkTarget], str | None]
"""Tells where a link to a file or heading leads now; None where nobody knows."""

Piece = Callable[[int, int], str]
"""Returns the text between two offsets of a file, its links changed."""

_IMAGE_IN_HTML = re.compile(
    r"(?<!`)<img\s[^<>]*?src\s*=\s*(?P<quote>[\"']?)(?P<address>[^\"'\s<>]+)(?P=quote)",
    re.IGNORECASE,
)
_SAFE_OF_ADDRESS = f"{IN_MARKDOWN}#?%[]"


class _Change(NamedTuple):
    start: int
    end: int
    text: str
    picture: tuple[str, bytes] | None = None


class Linked:
    """A text with links that lead on; `notes` say which ones became words.

    `lead` knows the documents that are made, `album` what their images are called. With `apart`
    the text is taken to pieces, so that links whose addresses stand elsewhere get them.
    """

    def __init__(self, foreign: Foreign, lead: Lead, album: Album, *, apart: bool = False) -> None:
        self.notes: list[Note] = []
        self._foreign = foreign
        self._lead = lead
        self._album = album
        self._apart = apart
        self._changes = sorted(self._without_inner(self._all_changes()))
        self.notes += _in_html(foreign)

    def piece(self, start: int, end: int, shown: dict[str, bytes] | None = None) -> str:
        """Return the text between two offsets of the source, its links changed.

        The images that come along with it are added to `shown`, by their path.
        """
        text, parts, at = self._foreign.source.text, [], start
        first = bisect_left(self._changes, start, key=attrgetter("start"))
        for number in range(first, len(self._changes)):
            change = self._changes[number]
            if change.start >= end:
                break
            if change.end <= end:
                parts += [text[at : change.start], change.text]
                at = change.end
                if shown is not None and change.picture:
                    shown.update((change.picture,))
        return "".join((*parts, text[at:end]))

    def _all_changes(self) -> Iterator[_Change]:
        for link in self._foreign.body.links:
            change = self._change(link)
            if change:
                yield change

    def _without_inner(self, changes: Iterator[_Change]) -> Iterator[_Change]:
        """Leave out what stands within something that is replaced as a whole."""
        end = -1
        for change in sorted(changes, key=lambda c: (c.start, -c.end)):
            if change.start >= end:
                end = change.end
                yield change

    def _change(self, link: Link) -> _Change | None:
        target = parse_target(link.target, self._foreign.place)
        is_image = link.syntax is LinkSyntax.IMAGE
        if link.syntax is LinkSyntax.REFERENCE:
            new = self._lead(link, target)
            return self._whole(link, new) if new else self._as_words(link)
        if target.destination is Destination.OUTSIDE:
            if is_image:
                return self._picture(link)
            return self._whole(link, link.target) if self._apart and _is_split(link) else None
        known = target.destination in {Destination.FILE, Destination.HERE} and link.target.strip()
        new = self._lead(link, target) if known else None
        if new is None:
            return self._beside(link, target.path) if is_image else self._as_words(link)
        return self._elsewhere(link, new)

    def _elsewhere(self, link: Link, target: str) -> _Change:
        """Change the address alone, where it stands in the link; words and title stay."""
        if _is_split(link):
            return self._whole(link, target)
        return _Change(link.span.start, link.span.end, quote(target, safe=_SAFE_OF_ADDRESS))

    def _whole(self, link: Link, target: str) -> _Change:
        sign = "!" if link.syntax is LinkSyntax.IMAGE else ""
        words = escaped(one_line(link.text)) or escaped(link.target)
        address = quote(target, safe=_SAFE_OF_ADDRESS)
        return _Change(link.whole.start, link.whole.end, f"{sign}[{words}]({address})")

    def _picture(self, link: Link) -> _Change:
        message = "an image of another site is not shown; a link leads to it now"
        self.notes.append(self._foreign.note(link.whole.start, message))
        words = escaped(one_line(link.text)) or "image"
        address = quote(link.target, safe=_SAFE_OF_ADDRESS)
        return _Change(link.whole.start, link.whole.end, f"[{words}]({address})")

    def _beside(self, link: Link, place: str) -> _Change:
        """Show an image that comes along, beside the document; of any other keep the words."""
        picture = self._foreign.pictures.get(place)
        if picture is None:
            return self._as_words(link)
        if picture.fault:
            return self._as_words(link, picture.fault)
        path = self._album.path_of(place, picture.data)
        return self._elsewhere(link, basename(path))._replace(picture=(path, picture.data))

    def _as_words(self, link: Link, fault: str = "leads to nothing in the playbook") -> _Change:
        is_image = link.syntax is LinkSyntax.IMAGE
        what = "image" if is_image else "link"
        written = one_line(link.target)
        message = (
            f"the {what}{'' if is_image else ' to'} “{written}” {fault}, and became words"
            if written
            else f"the {what} has no address, and became words"
        )
        self.notes.append(self._foreign.note(link.whole.start, message))
        words = escaped(one_line(link.text))
        address = f"`{written.replace('`', chr(39))}`" if written else ""
        if link.syntax is LinkSyntax.REFERENCE and words:
            address = ""
        text = f"{words} ({address})" if words and address else words or address
        return _Change(link.whole.start, link.whole.end, text)


def _in_html(foreign: Foreign) -> Iterator[Note]:
    """Yield a note about each image in HTML, which no page shows as one."""
    for block in foreign.body.blocks:
        if block.name in {"code", "comment"}:
            continue
        for found in _IMAGE_IN_HTML.finditer(foreign.source.text, block.span.start, block.span.end):
            message = (
                f"the image “{found['address']}” is written in HTML, and stays as it is written"
            )
            hint = "write ![what it shows](address) before the import, and it comes along"
            yield foreign.note(found.start(), message, hint)


def in_playbook(target: LinkTarget, folder: str, around: Surroundings) -> str | None:
    """Return the link from a folder of the playbook to a file of it that a target names."""
    if target.destination is not Destination.FILE:
        return None
    path = target.path.removeprefix(f"{around.root}/")
    inside = path.startswith(f"{around.content}/") and path in around.files
    if not inside or (path == target.path and around.root):
        return None
    fragment = f"#{quote(target.fragment)}" if target.fragment else ""
    return f"{relative_path(folder, path, IN_MARKDOWN)}{fragment}"


def _is_split(link: Link) -> bool:
    """Tell whether the address of a link stands elsewhere, in a definition."""
    return not (link.whole.start <= link.span.start and link.span.end <= link.whole.end)
