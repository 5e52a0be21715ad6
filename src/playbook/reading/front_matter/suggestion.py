"""How a value is to be written that a field cannot have: the nearest one that it can."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from playbook.model.meant.amounts import level_meant, money_meant, number_meant, share_meant
from playbook.model.meant.days import day_meant, is_no_day
from playbook.model.meant.deadlines import deadline_meant
from playbook.model.meant.lengths import is_no_length, length_meant
from playbook.model.meant.lists import items_meant, pairs_meant
from playbook.model.meant.nearest import did_you_mean
from playbook.model.meant.settings import (
    address_meant,
    colour_meant,
    language_meant,
    multiple_meant,
    scale_meant,
    template_meant,
)
from playbook.model.meant.synonyms import synonym
from playbook.reading.front_matter.shape import Shape, flow, names, needed, words_of

_ONE_OR_MANY = frozenset({"tuple_type", "list_type", "string_type"})
_LISTS = frozenset({"tuple_type", "list_type"})
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_DIGITS = re.compile(r"\d[\d.,’' ]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ENDS = re.compile(
    r"(?P<low>(?:from|above|over|more than|at least|≥) ?)|"
    r"(?:up to|below|under|less than|at most|max\.?|≤|<) ?"
)
_PAIR = 2
_CHANGE = frozenset({"what", "was", "now"})
_ENDS_OF_BAND = frozenset({"low", "high"})
_RANGE = re.compile(r"(\d+(?:\.\d+)?) ?(?:-|–|to|bis) ?(\d+(?:\.\d+)?)")
_HYPHENS = re.compile(r"(?:-[^\W\d][^\s]*(?: +(?!-)[^\s]+)*\s*)+")
"""Items that lack the space behind the hyphen, on one line as YAML joins them."""
_ARROW = re.compile(r"\s*(?:[-=]+>|[→⇒])\s*")
_ENDINGS = " .,;:"
"""What people put behind a value as they would behind a sentence."""

_EVEN = frozenset(
    "equal equally even evenly same shared fifty-fifty 50/50 50-50 50:50 half".split()
)
"""What people write where each of several is to have the same part."""

_NOTHING = "leave the field out where there is nothing to name"
_LONGEST = 200
"""Longer texts, in characters, are no values that somebody wrote in another way."""

_YES, _NO = frozenset({"yes", "on", "y", "1", "ja"}), frozenset({"no", "off", "n", "0", "nein"})


def allowed_words(detail: ErrorDetails) -> list[str]:
    """Return the words of which a field expects one."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    words = expected.replace(" or ", ", ").split(", ")
    return [word.strip("'\"") for word in words if word.strip("'\"")]


def suggestion(details: Iterable[ErrorDetails], shape: Shape) -> str:
    """Return how to mend a value, for the first of its mistakes where that can be told; or "".

    `shape` says which fields the mapping has, or each item of the list, that stands at its place.
    """
    short = (detail for detail in details if not _is_long(detail["input"]))
    hints = (_of_shape(detail, shape) or _of_word(detail) for detail in short)
    return next(filter(None, hints), "")


def _is_long(written: object) -> bool:
    return isinstance(written, str) and len(written) > _LONGEST


def _of_shape(detail: ErrorDetails, shape: Shape) -> str:
    """Say what is to be written for a list, a mapping or a word that stands for another."""
    written, kind = detail["input"], detail["type"]
    if kind in _MAPPINGS:
        return _mapping_meant(written, shape.fields)
    if kind == "tuple_type" and isinstance(written, dict) and written:
        return _list_of(written, shape.items)
    if kind in _LISTS and isinstance(written, str) and _HYPHENS.fullmatch(written):
        return "write “- ” before each item, with the space"
    if kind == "tuple_type" and isinstance(written, str) and shape.items:
        meant = _change_meant(written, names(shape.items))
        return f"write [{meant}]" if meant else ""
    if kind == "string_type" and isinstance(written, list | dict) and len(written) != 1:
        is_choice = isinstance(written, list) and written and isinstance(written[0], str)
        return f"write one of them: {written[0]}" if is_choice else "" if written else _NOTHING
    is_words = kind in _ONE_OR_MANY and not (shape.items and isinstance(written, str))
    meant = items_meant(written) if is_words else ""
    return f"write {meant}" if meant else ""


def _mapping_meant(written: object, fields: type[BaseModel] | None) -> str:
    """Say how a list, a number or a word becomes the mapping that is expected."""
    if isinstance(written, list) and all(isinstance(item, dict) for item in written):
        return "write each name at the beginning of its line, without “- ” before it"
    if fields is None and isinstance(written, str) and written.casefold() in _EVEN:
        return "write each with its number; for two that is {one: 50, other: 50}"
    meant = pairs_meant(written) if fields is None else _filled(written, needed(fields))
    if fields and not meant:
        meant = _change_meant(written, names(fields)) or _range_meant(written, names(fields))
    if fields and not meant and isinstance(written, str):
        meant = _first_filled(written, fields) or _amount_meant(written, fields)
    return f"write {meant}" if meant else ""


def _filled(written: object, wanted: list[str]) -> str:
    """Return a mapping in which a number stands for the only field needed, or a pair for two."""
    is_title = wanted == ["title"]
    if isinstance(written, str) and len(wanted) == 1 and (is_title or _NUMBER.fullmatch(written)):
        return flow({wanted[0]: written})
    if isinstance(written, dict) and len(written) == 1 and len(wanted) == _PAIR:
        ((first, second),) = written.items()
        pair = (first, _in_one_way(second)) if isinstance(second, str) else None
        return flow(dict(zip(wanted, pair, strict=True))) if pair else ""
    return ""


def _in_one_way(written: str) -> str:
    """Return a number as it is to be written, "…" where nobody can tell which; else the words."""
    meant = number_meant(written) if _DIGITS.fullmatch(written) else ""
    return "…" if " or " in meant else meant or written


def _change_meant(written: object, known: set[str]) -> str:
    """Return the mapping that a change is: `{what: day, was: Monday, now: Friday}`; or ""."""
    if not known >= _CHANGE:
        return ""
    what, change = "…", written
    if isinstance(written, dict) and len(written) == 1:
        ((what, change),) = written.items()
    if not isinstance(change, str):
        return ""
    was, *now = _ARROW.split(change, maxsplit=1)
    if now:
        return flow({"what": what, "was": was, "now": now[0]})
    return flow({"what": what, "now": change}) if what != "…" else ""


def _range_meant(written: object, known: set[str]) -> str:
    """Return the mapping that two ends are: `{low: 40, high: 60}` for `40-60`; or ""."""
    found = _RANGE.fullmatch(written) if isinstance(written, str) else None
    return flow({"low": found[1], "high": found[2]}) if found and known >= _ENDS_OF_BAND else ""


def _amount_meant(written: object, fields: type[BaseModel]) -> str:
    """Return the mapping that an amount with its unit is, `{amount: 12000, unit: GBP/year}`."""
    known = names(fields)
    if not isinstance(written, str) or "unit" not in known:
        return ""
    found = _ENDS.match(written)
    amount, unit = money_meant(written[found.end() :] if found else written)
    end = "from" if found and found["low"] else "to"
    name = "amount" if "amount" in known else end
    return flow({name: amount, "unit": unit}) if amount and unit and name in known else ""


def _first_filled(written: str, fields: type[BaseModel]) -> str:
    """Return a mapping with a word in its first field, where none is needed and it may be that."""
    first, info = next(iter(fields.model_fields.items()))
    word = truth_meant(written) if info.annotation is bool else written
    fits = word and (info.annotation is bool or word in words_of(fields, first))
    return flow({first: word}) if fits and not needed(fields) else ""


def _list_of(written: Mapping[str, object], items: type[BaseModel] | None) -> str:
    """Say how a mapping becomes the list that is expected: it is one item, or a pair each is."""
    if any(key.startswith("-") for key in written):
        return "write “- ” before each item, with the space"
    if items is None:
        return ""
    if set(written) <= names(items):
        return "begin it with “- ”, on a line of its own: it is one item of a list"
    first = dict([next(iter(written.items()))])
    meant = _filled(first, needed(items))
    return f"write one line for each, such as “- {meant}”" if meant else ""


def _of_word(detail: ErrorDetails) -> str:
    """Say what is to be written for a word or number."""
    written = detail["input"]
    if not isinstance(written, str):
        return ""
    if detail["type"] == "literal_error":
        allowed = allowed_words(detail)
        meant = synonym(written, allowed)
        return f"did you mean “{meant}”?" if meant else did_you_mean(written, allowed)
    if detail["type"] in {"duration", "deadline"} and is_no_length(written):
        return "leave the field out if there is no such length of time"
    if detail["type"] == "date_text" and is_no_day(written):
        return "leave the field out until the day is known"
    find = _MEANT.get(detail["type"])
    plain = written.strip().rstrip(_ENDINGS)
    meant = find(plain) if find and plain else ""
    return f"write {meant}" if meant else ""


def truth_meant(written: str) -> str:
    """Return `true` or `false` for a word that people write for it; else ""."""
    word = written.casefold()
    if word in _YES | {"true"}:
        return "true"
    return "false" if word in _NO | {"false"} else ""


_MEANT: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "date_text": day_meant,
        "date_from_datetime_parsing": day_meant,
        "number_text": number_meant,
        "two_ways": number_meant,
        "share_text": share_meant,
        "level_text": level_meant,
        "duration": length_meant,
        "deadline": deadline_meant,
        "flag_text": truth_meant,
        "scale": scale_meant,
        "colour": colour_meant,
        "language": language_meant,
        "address": address_meant,
        "template": template_meant,
        "multiple": multiple_meant,
    }
)
"""The types of mistakes, each with what finds out what was meant."""
