"""How large pictures are shown: what their first bytes say of it."""

import struct

import pytest

from playbook.reading.source.pictures import picture_size


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\2\0\0\0"


def jpeg(width: int, height: int, orientation: int | None = None, order: str = ">") -> bytes:
    """Return the beginning of a JPEG: what the camera says, a table, then the frame."""
    begins = b"\xff\xd8"
    if orientation is not None:
        tiff = (b"MM" if order == ">" else b"II") + struct.pack(f"{order}HI", 42, 8)
        maker = struct.pack(f"{order}HHII", 0x010F, 2, 4, 0)
        tag = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
        held = b"Exif\0\0" + tiff + struct.pack(f"{order}H", 2) + maker + tag
        begins += b"\xff\xe1" + struct.pack(">H", len(held) + 2) + held
    table = b"\xff\xdb\0\x05\0\1\2"
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1)
    return begins + table + frame + b"\1\x11\0"


def webp(chunk: bytes, held: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + chunk + struct.pack("<I", len(held)) + held


PICTURES = {
    "PNG": (png(640, 480), (640, 480)),
    "GIF": (b"GIF89a" + struct.pack("<HH", 37, 91) + b"\0\0\0", (37, 91)),
    "JPEG": (jpeg(640, 480), (640, 480)),
    "JPEG held upright": (jpeg(640, 480, 1), (640, 480)),
    "JPEG of a camera held on its side": (jpeg(640, 480, 6), (480, 640)),
    "the same, little end first": (jpeg(640, 480, 8, "<"), (480, 640)),
    "WebP": (webp(b"VP8 ", b"\0\0\0\x9d\1\x2a" + struct.pack("<HH", 300, 17)), (300, 17)),
    "WebP without loss": (webp(b"VP8L", b"\x2f" + struct.pack("<I", 299 | 16 << 14)), (300, 17)),
    "WebP with more": (webp(b"VP8X", b"\x10\0\0\0\x2b\1\0\x10\0\0"), (300, 17)),
    "SVG": (b'<svg xmlns="x" stroke-width="3" width="640" height="479.6px">', (640, 480)),
    "SVG behind a comment": (
        b"<?xml version='1.0'?>\n<!-- a --><svg height='5' width='12'>",
        (12, 5),
    ),
}
NOT_TOLD = {
    "SVG that fills its room": b'<svg viewBox="0 0 4 3" width="100%">',
    "SVG in other units": b'<svg width="4cm" height="3cm">',
    "no width": png(0, 480),
    "a text": b"# A heading\n",
    "nothing": b"",
    "RIFF of another sort": b"RIFF\0\0\0\0WAVEfmt ",
    "JPEG without a frame": b"\xff\xd8\xff\xda\0\2\0\0",
}


@pytest.mark.parametrize(("data", "size"), PICTURES.values(), ids=PICTURES)
def test_a_picture_tells_how_large_it_is_shown(data: bytes, size: tuple[int, int]) -> None:
    assert picture_size(data) == size


@pytest.mark.parametrize("data", NOT_TOLD.values(), ids=NOT_TOLD)
def test_what_is_not_told_is_not_guessed(data: bytes) -> None:
    assert picture_size(data) is None


@pytest.mark.parametrize(("data", "size"), PICTURES.values(), ids=PICTURES)
def test_a_picture_that_is_cut_off_or_damaged_is_no_trouble(
    data: bytes, size: tuple[int, int]
) -> None:
    for end in range(len(data)):
        assert picture_size(data[:end]) in {None, size}
    for at in range(len(data)):
        for byte in (0, 0x7F, 0xFF):
            picture_size(data[:at] + bytes([byte]) + data[at + 1 :])
