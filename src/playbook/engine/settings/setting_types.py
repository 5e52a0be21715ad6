"""What single settings of `site.yml` may be."""

import re
from posixpath import normpath
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from playbook.model.fields import Number, Text

_THEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OUTSIDE = re.compile(r"(?:/|[A-Za-z]:|\.\.(?:/|\Z)|\.git(?:/|\Z)|\.\Z)|.*[\x00-\x1f\\]", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ICONS = (".svg", ".png", ".ico")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_PATH = "{path}"


def _folder(written: str) -> str:
    plain = normpath(written) if written else "."
    if _OUTSIDE.match(plain):
        raise PydanticCustomError("folder", "expects a folder inside the playbook, such as docs")
    return plain


def _theme(written: str) -> str:
    if not _THEME.fullmatch(written):
        raise PydanticCustomError("theme", "expects the name of a folder below themes/")
    return written


def _language(written: str) -> str:
    if not _LANGUAGE.fullmatch(written):
        raise PydanticCustomError("language", "expects a language tag such as en, de or pt-BR")
    return written


def _colour(written: str) -> str:
    if written and not _COLOUR.fullmatch(written):
        raise PydanticCustomError(
            "colour", "expects a colour such as “#0e5a47”, in quotation marks"
        )
    return written.lower()


def _icon(written: str) -> str:
    if written and not written.lower().endswith(_ICONS):
        raise PydanticCustomError("icon", f"expects a picture: {', '.join(_ICONS)}")
    return written


def _picture(written: str) -> str:
    if written and not written.lower().endswith(_PICTURES):
        raise PydanticCustomError("picture", f"expects a picture: {', '.join(_PICTURES)}")
    return written


def _multiple(written: object) -> object:
    if isinstance(written, str) and "%" in written:
        raise PydanticCustomError("multiple", "expects a multiple such as 1.5, not per cent")
    return written


def _above_nothing(number: float) -> float:
    if number <= 0:
        raise PydanticCustomError("positive", "expects a number above 0")
    return number


def _address(written: str) -> str:
    if written and not _ADDRESS.fullmatch(written):
        raise PydanticCustomError("address", "expects an address such as https://example.org")
    return written


def _template(written: str) -> str:
    if written and _PATH not in _address(written):
        raise PydanticCustomError("template", "expects an address with {path} in it")
    return written


Folder = Annotated[Text, AfterValidator(_folder)]
Theme = Annotated[Text, AfterValidator(_theme)]
Language = Annotated[Text, AfterValidator(_language)]
Colour = Annotated[Text, AfterValidator(_colour)]
Icon = Annotated[Text, AfterValidator(_icon)]
Picture = Annotated[Text, AfterValidator(_picture)]
WebAddress = Annotated[Text, AfterValidator(_address)]
EditTemplate = Annotated[Text, AfterValidator(_template)]
Multiple = Annotated[Number, BeforeValidator(_multiple), AfterValidator(_above_nothing)]
