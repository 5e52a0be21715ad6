"""How a value is to be written that a field cannot have: the nearest one that it can."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pydantic_core import ErrorDetails

from playbook.model.meant_amounts import level_meant, number_meant, share_meant
from playbook.model.meant_days import day_meant
from playbook.model.meant_lengths import is_no_length, length_meant
from playbook.model.meant_lists import items_meant, pairs_meant
from playbook.model.suggest import did_you_mean
from playbook.model.synonyms import synonym

_ONE_OR_MANY = frozenset({"tuple_type", "list_type", "string_type"})
_ONE_ITEM = "begin it with “- ”, on a line of its own: it is one item of a list"
_LONGEST = 200
"""Longer texts, in characters, are no values that somebody wrote in another way."""

_YES, _NO = frozenset({"yes", "on", "y", "1"}), frozenset({"no", "off", "n", "0"})


def allowed_words(detail: ErrorDetails) -> list[str]:
    """Return the words of which a field expects one."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    words = expected.replace(" or ", ", ").split(", ")
    return [word.strip("'\"") for word in words if word.strip("'\"")]


def suggestion(details: Iterable[ErrorDetails]) -> str:
    """Return how to mend a value, for the first of its mistakes where that can be told; or ""."""
    short = (detail for detail in details if not _is_long(detail["input"]))
    hints = (_of_shape(detail) or _of_word(detail) for detail in short)
    return next(filter(None, hints), "")


def _is_long(written: object) -> bool:
    return isinstance(written, str) and len(written) > _LONGEST


def _of_shape(detail: ErrorDetails) -> str:
    """Say what is to be written for a list, a mapping or a word that stands for another."""
    written = detail["input"]
    if detail["type"] in _ONE_OR_MANY and (meant := items_meant(written)):
        return f"write {meant}"
    if detail["type"] == "dict_type" and (meant := pairs_meant(written)):
        return f"write {meant}"
    if detail["type"] == "tuple_type" and isinstance(written, dict) and written:
        glued = any(key.startswith("-") for key in written)
        return "write “- ” before each item, with the space" if glued else _ONE_ITEM
    return ""


def _of_word(detail: ErrorDetails) -> str:
    """Say what is to be written for a word or number."""
    written = detail["input"]
    if not isinstance(written, str):
        return ""
    if detail["type"] == "literal_error":
        allowed = allowed_words(detail)
        meant = synonym(written, allowed)
        return f"did you mean “{meant}”?" if meant else did_you_mean(written, allowed)
    if detail["type"] == "duration" and is_no_length(written):
        return "leave the field out if there is no such length of time"
    find = _MEANT.get(detail["type"])
    meant = find(written.strip()) if find else ""
    return f"write {meant}" if meant else ""


def _flag_meant(written: str) -> str:
    word = written.casefold()
    if word in _YES | {"true"}:
        return "true"
    return "false" if word in _NO | {"false"} else ""


_MEANT: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "date_text": day_meant,
        "date_from_datetime_parsing": day_meant,
        "number_text": number_meant,
        "share_text": share_meant,
        "level_text": level_meant,
        "duration": length_meant,
        "flag_text": _flag_meant,
    }
)
"""The types of mistakes, each with what finds out what was meant."""
