"""Values as bytes and back, for values whose types tell what they hold.

`msgspec` writes and reads them in compiled code, and checks on reading that everything has its
type. What needs more than its type to be read is in `codec.py`.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from typing import Any

from msgspec import DecodeError
from msgspec.msgpack import Decoder, Encoder

Damaged = DecodeError
"""Raised for bytes that are not what was written."""


def _plain(value: object) -> object:
    """Return what msgspec does not know in a form that it knows: kinds of text as text."""
    if isinstance(value, str):
        return str.__str__(value)
    message = f"{type(value).__name__} has no form in bytes"
    raise TypeError(message)


_write = Encoder(enc_hook=_plain).encode
_write_sorted = Encoder(order="deterministic", enc_hook=_plain).encode
_read_plain = Decoder().decode


def pack(value: Any) -> bytes:  # noqa: ANN401 - whatever has a form that msgspec knows
    """Return a value as bytes; mappings keep their order."""
    return _write(value)


def unpack(data: bytes) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return plain data: text, numbers, lists and mappings. Raises `Damaged`."""
    return _read_plain(data)


def unpack_as(data: bytes, form: Any) -> Any:  # noqa: ANN401 - a type form, and a value of it
    """Return a value of a type. Raises `Damaged`."""
    return reader_of(form)(data)


@cache
def reader_of(form: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a type form
    """Return what reads values of a type; it raises `Damaged`."""
    read: Callable[[bytes], Any] = Decoder(form).decode
    return read


def fingerprint(value: Any) -> bytes:  # noqa: ANN401 - any value
    """Return eight bytes that tell values apart; they are the same in every run."""
    data = value if isinstance(value, bytes) else _bytes_of(value)
    return blake2b(data, digest_size=8).digest()


def _bytes_of(value: Any) -> bytes:  # noqa: ANN401 - any value
    """Return bytes that are the same for equal values: in order, as they are, or in words."""
    for write in (_write_sorted, _write):  # only keys that are text can be put in order
        try:
            return write(value)
        except TypeError:
            continue
    return repr(value).encode("utf-8", "surrogatepass")
