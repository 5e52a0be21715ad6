"""Types of front-matter fields: what an author may write, and what it becomes.

YAML is delivered as text, lists and mappings only (`reading.front_matter.yaml`); these types decide
what a text means. So `no` stays a word and `1.10` keeps its zero where a field wants text.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, LiteralString, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from playbook.model.address import Refers, RefersToParty
from playbook.model.field_schema import text_schema

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_DURATION = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>day|week|month|quarter|year)s?")
_BARE_UNIT = re.compile(r"(?P<unit>day|week|month|quarter|year)")
_ISO_DURATION = re.compile(
    r"P(?=\d)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?"
    r"(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,4})D)?"
)
EDITOR_DURATION = (
    r"^(?:(?:\d{1,4}\s*)?(?:[Dd]ay|[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear)|"
    r"\d{1,4}\s*(?:[Dd]ay|[Ww]eek|[Mm]onth|[Qq]uarter|[Yy]ear)s|"
    r"P(?=\d)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,4}D)?)$"
)
"""The same for editors, whose patterns know neither names nor a switch for capital letters."""

_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0)}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of calendar time: whole months and days, and how the author wrote it."""

    months: int
    days: int
    text: str

    _refusal: ClassVar[tuple[LiteralString, LiteralString]] = (
        "duration",
        "expects a duration such as “3 months”, “6 weeks” or “P3M”",
    )
    _editor_pattern: ClassVar[str] = EDITOR_DURATION
    _examples: ClassVar[tuple[str, ...]] = ("3 months", "6 weeks", "P3M")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `3 months`, `6 weeks`, `week` or ISO 8601 `P3M`; None for anything else."""
        words = text.strip()
        lower = words.lower()
        if match := _ISO_DURATION.fullmatch(words):
            part = {name: int(value or 0) for name, value in match.groupdict().items()}
            months, days = 12 * part["years"] + part["months"], 7 * part["weeks"] + part["days"]
        elif match := _DURATION.fullmatch(lower) or _BARE_UNIT.fullmatch(lower):
            groups = match.groupdict()
            count = int(groups.get("count") or 1)
            months, days = (count * n for n in _UNITS[groups["unit"]])
        else:
            return None
        return cls(months, days, words)

    def after(self, start: date) -> date:
        """Return the date this much after `start`; 31 January + 1 month is the end of February."""
        month = start.month - 1 + self.months
        year, month = start.year + month // 12, month % 12 + 1
        if year > date.max.year:
            return date.max
        day = min(start.day, monthrange(year, month)[1])
        try:
            return date(year, month, day) + timedelta(days=self.days)
        except OverflowError:
            return date.max

    @property
    def counted(self) -> tuple[int, str] | None:
        """Return the length as a number of `day`, `week`, `month`, `quarter` or `year`, if one."""
        words = _DURATION.fullmatch(self.text.lower()) or _BARE_UNIT.fullmatch(self.text.lower())
        if words:
            found = words.groupdict()
            return int(found.get("count") or 1), found["unit"]
        if self.months and self.days:
            return None
        if self.months:
            years, months = divmod(self.months, 12)
            return (self.months, "month") if months else (years, "year")
        weeks, days = divmod(self.days, 7)
        return (self.days, "day") if days or not weeks else (weeks, "week")

    @property
    def length(self) -> tuple[int, int, int]:
        """The length in months, days and minutes, however it is written."""
        return self.months, self.days, 0

    @property
    def rhythm(self) -> str:
        """The length as it stands behind “every”: `month` for `1 month`, `3 months`."""
        return self.text.removeprefix("1 ")

    @property
    def approximate_days(self) -> int:
        """The length in days, a month counted as 30.44 days."""
        return round(self.months * 30.44) + self.days

    def __str__(self) -> str:
        """The words of the author."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's protocol
        """Let pydantic read a duration from text."""

        def read(value: object) -> Duration:
            if isinstance(value, cls):
                return value
            if isinstance(value, str) and (duration := cls.parse(value)):
                return duration
            raise PydanticCustomError(*cls._refusal)

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe a duration to an editor."""
        expected = "a duration, written as a number and a unit"
        return text_schema(cls._editor_pattern, expected, *cls._examples)


def _read_date(value: object) -> object:
    if isinstance(value, str) and not _ISO_DATE.fullmatch(value.strip()):
        raise PydanticCustomError("date_text", "expects a date such as 2026-03-09")
    return value.strip() if isinstance(value, str) else value


LARGEST = 1e100
"""No number that anybody means: of larger ones, sums and products would be none any more."""


IN_TWO_WAYS = re.compile(r"[-+]?[1-9]\d{0,2}\.\d\d0")
"""`12.000` is twelve to some, and twelve thousand to others."""


def read_in_one_way(value: object) -> object:
    """Return a value as it is; refuses what people read as different numbers."""
    if isinstance(value, str) and IN_TWO_WAYS.fullmatch(value.strip()):
        raise PydanticCustomError("two_ways", "expects a number that all read alike")
    return value


def _read_number(value: object) -> object:
    if isinstance(value, str):
        plain = value.strip()
        read_in_one_way(plain)
        if not _NUMBER.fullmatch(plain) or abs(float(plain)) > LARGEST:
            raise PydanticCustomError("number_text", "expects a number such as 45 or 2.5")
        return plain
    return value


def _read_share(value: object) -> object:
    try:
        return _read_number(value)
    except PydanticCustomError as error:
        raise PydanticCustomError("share_text", "expects per cent, such as 45 or 2.5") from error


def _read_level(value: object) -> object:
    try:
        return _read_number(value)
    except PydanticCustomError as error:
        raise PydanticCustomError("level_text", "expects a number such as 2") from error


def _read_flag(value: object) -> object:
    if isinstance(value, str):
        if value in {"true", "True", "TRUE"}:
            return True
        if value in {"false", "False", "FALSE"}:
            return False
        raise PydanticCustomError("flag_text", "expects true or false")
    return value


def _read_switch(value: object) -> object:
    if value in {"on", "off"}:
        return value == "on"
    try:
        return _read_flag(value)
    except PydanticCustomError as error:
        raise PydanticCustomError("switch_text", "expects on or off") from error


def _read_text(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Date = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema(
        {
            **text_schema(r"^\d{4}-\d{2}-\d{2}$", "a date, year first", "2026-03-09"),
            "format": "date",
        }
    ),
]
Number = Annotated[float, BeforeValidator(_read_number), Field(allow_inf_nan=False)]
Share = Annotated[float, BeforeValidator(_read_share), Field(allow_inf_nan=False)]
"""A part of a whole, in per cent."""
Level = Annotated[float, BeforeValidator(_read_level), Field(allow_inf_nan=False)]
"""How likely or how bad something is, on a scale that a playbook chooses."""
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Switch = Annotated[
    bool,
    BeforeValidator(_read_switch),
    WithJsonSchema({"type": "string", "enum": ["on", "off", "true", "false"]}),
]
Text = Annotated[
    str,
    BeforeValidator(_read_text),
    # An editor takes 4711 for a number; here it is the text that stands there.
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]


class OrNothing:
    """Marks a value that may be left empty: a key with nothing behind it."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe it to an editor."""
        return {"oneOf": [handler(schema), {"type": "null"}]}


Party = Annotated[str, BeforeValidator(_read_text), RefersToParty()]
"""A team or one of its roles: `finance` or `finance.director`."""
Role = Annotated[str, BeforeValidator(_read_text), RefersToParty(role=True)]
"""A role of a team: `finance.director`."""
TeamOnly = Annotated[str, BeforeValidator(_read_text), RefersToParty(role=False)]
"""A whole team: `finance`."""
AnyDocument = Annotated[str, BeforeValidator(_read_text), Refers()]
"""Any document or nested item: `agreement:weekend-cover`, `debrief:round-one#late-surprises`."""


def required(default: Any, description: str, **more: Any) -> Any:  # noqa: ANN401 - like pydantic.Field
    """Describe a field that must be written; in a draft it may be missing yet.

    It has a default nevertheless, so that a document with one field missing is still a document:
    its other fields are checked in the same run. `reading` reports it as `text/missing-field`.
    """
    return Field(default, description=description, json_schema_extra={"required": True}, **more)


def optional(default: Any, description: str, **more: Any) -> Any:  # noqa: ANN401 - like pydantic.Field
    """Describe a field that may be left out."""
    return Field(default, description=description, **more)
