"""How large a picture is shown, told from the beginning of its bytes.

A page that says so keeps the room free: nothing moves below a reader when the picture has come, and
a link to a heading leads to where the heading stays. PNG, GIF, JPEG, WebP and SVG, by their own
specifications; of any other file, or one that is cut off, nothing is known.
"""

import re
import struct
from collections.abc import Callable, Iterator

PICTURES = (".png", ".gif", ".jpg", ".jpeg", ".webp", ".svg")
"""How the names of files end that may be pictures."""

_MARK, _EXIF = 0xFF, 0xE1
"""What begins each marker of JPEG, and the marker of what a camera says."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame, where the size is told."""
_LYING = frozenset(range(5, 9))
"""Orientations of JPEG in which the picture is turned by a quarter before it is shown."""
_ORIENTATION = 0x0112

_SVG_ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_SVG_LENGTH = rb"\s%s\s*=\s*[\"']\s*(\d+(?:\.\d+)?)(?:px)?\s*[\"']"
_SVG_WIDTH = re.compile(_SVG_LENGTH % b"width")
_SVG_HEIGHT = re.compile(_SVG_LENGTH % b"height")
_SVG_HEAD = 4096

_Size = tuple[int, int]


def picture_size(data: bytes) -> _Size | None:
    """Return width and height in pixels as a browser shows it; None where that is not known."""
    for begins, read in _READERS:
        if data.startswith(begins):
            try:
                size = read(data)
            except (struct.error, IndexError):  # it is cut off
                return None
            return size if size and min(size) > 0 else None
    return None


def _png(data: bytes) -> _Size:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> _Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> _Size | None:
    is_lying = False
    for marker, at in _segments(data):
        if marker == _EXIF and data[at : at + 6] == b"Exif\0\0":
            is_lying = _orientation(data, at + 6) in _LYING
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 1)
            return (height, width) if is_lying else (width, height)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the marker of each segment of a JPEG, and where what it holds begins."""
    at = 2
    while data[at] == _MARK:
        marker = data[at + 1]
        if marker == _MARK:  # fill bytes
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield marker, at + 4
        at += 2 + length


def _orientation(data: bytes, at: int) -> int:
    """Return how a camera was held (TIFF 6.0, tag 274); 1, upright, where it does not say."""
    order = "<" if data[at : at + 2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", data, at + 4)
    (count,) = struct.unpack_from(f"{order}H", data, at + first)
    for entry in range(min(count, 64)):
        place = at + first + 2 + 12 * entry
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", data, place)
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _webp(data: bytes) -> _Size | None:
    if data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":
        wide, wider, high, higher = struct.unpack_from("<HBHB", data, 24)
        return (wide | wider << 16) + 1, (high | higher << 16) + 1
    if data[12:16] == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _svg(data: bytes) -> _Size | None:
    """Return the size of a drawing that has one; others fill the room that there is."""
    root = _SVG_ROOT.search(data, 0, _SVG_HEAD)
    wide, high = (_SVG_WIDTH.search(root[0]), _SVG_HEIGHT.search(root[0])) if root else (None, None)
    return (round(float(wide[1])), round(float(high[1]))) if wide and high else None


_READERS: tuple[tuple[bytes | tuple[bytes, ...], Callable[[bytes], _Size | None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", _png),
    ((b"GIF87a", b"GIF89a"), _gif),
    (b"\xff\xd8\xff", _jpeg),
    (b"RIFF", _webp),
    ((b"<?xml", b"<svg", b"<!--", b"\xef\xbb\xbf<"), _svg),
)
