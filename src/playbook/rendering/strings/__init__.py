"""Every visible text of the interface, by key and language.

A language is a package with `TEXTS`, loaded when it is spoken, and an entry in `LANGUAGES`. The
keys are those of `strings/en/`, and `purpose.KIND` for each kind, whose English stands with the
kind; what is missing is English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from playbook.model.fields import Duration
from playbook.model.label import humanised
from playbook.model.view import View
from playbook.rendering.strings import en


def _german() -> Mapping[str, str]:
    from playbook.rendering.strings import de  # noqa: PLC0415 - most sites speak another language

    return de.TEXTS


LANGUAGES: Mapping[str, Callable[[], Mapping[str, str]]] = {"en": lambda: en.TEXTS, "de": _german}
"""What gives the texts of each language, by its primary language tag."""

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

_GROUPED_FROM = 4


@dataclass(frozen=True)
class Texts:
    """The texts of one language. `language` is the tag as set, for the html element.

    `own` are the names that a playbook gave its own kinds and fields, by key.
    """

    language: str
    own: tuple[tuple[str, str], ...] = ()

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the writing."""
        return "rtl" if self._primary in _RIGHT_TO_LEFT else "ltr"

    def __getitem__(self, key: str) -> str:
        """Return the text under a key; raises KeyError for one that no language has."""
        return self._held[key]

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return the text under a key, in English if need be, or the default."""
        return self._held.get(key, default)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text under a key with its `{placeholders}` filled."""
        text = self._held[key]
        return text.format_map(values) if values else text

    def count(self, key: str, number: int) -> str:
        """Return the text for a number of things: `KEY.one` or `KEY.other`, with `{n}` filled."""
        return self[f"{key}.one" if number == 1 else f"{key}.other"].format(n=self.number(number))

    def name(self, family: str, name: str) -> str:
        """Return the label of something that an author may name freely: `status.in-force`.

        What the catalogue does not know is shown as it is written, hyphens and underscores apart.
        """
        return self._held.get(f"{family}.{name}") or humanised(name)

    def field(self, kind: str, name: str) -> str:
        """Return the label of a field of a kind, which a playbook may have named itself."""
        return self.get(f"field.{kind}.{name}") or self.name("field", name)

    def date(self, day: date) -> str:
        """Return a date in words."""
        return self("date", day=day.day, month=self[f"month.{day.month}"], year=day.year)

    def duration(self, length: Duration | None) -> str:
        """Return a length of time: `3 months`; "" for None."""
        if length is None:
            return ""
        counted = length.counted
        return self.count(f"duration.{counted[1]}", counted[0]) if counted else length.text

    def every(self, length: Duration | None) -> str:
        """Return how often something happens: `every week`, `every 3 months`; "" for None."""
        if length is None:
            return ""
        counted = length.counted
        if counted is None:
            return self("every.else", duration=length.text)
        return self.count(f"every.{counted[1]}", counted[0])

    def number(self, number: float) -> str:
        """Return a number in figures, from four digits on in groups: `36,000`, `450`, `2.5`."""
        whole, _, rest = f"{abs(number):.15g}".partition(".")
        if whole.isdigit() and len(whole) >= _GROUPED_FROM:
            whole = f"{int(whole):,}".replace(",", self["number.group"])
        sign = "−" if number < 0 else ""
        return f"{sign}{whole}{self['number.point'] if rest else ''}{rest}"

    def quantity(self, number: float, unit: str = "") -> str:
        """Return a number with its unit: `36,000 GBP/year`."""
        shown = self.number(number)
        return self("quantity", n=shown, unit=unit) if unit else shown

    @cached_property
    def _primary(self) -> str:
        return self.language.partition("-")[0].casefold()

    @cached_property
    def _held(self) -> Mapping[str, str]:
        return {**en.TEXTS, **LANGUAGES.get(self._primary, dict)(), **dict(self.own)}


@lru_cache(maxsize=8)
def _texts(language: str, own: tuple[tuple[str, str], ...]) -> Texts:
    return Texts(language, own)


def strings(view: View) -> Texts:
    """Return the texts in the language of the site."""
    return _texts(view.setting("language") or "en", view.ask("own-text"))
