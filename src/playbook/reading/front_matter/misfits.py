"""What is said of values and fields that do not fit a record class: where, what, how to mend it."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.english import with_article
from playbook.model.entry import Mark
from playbook.model.meant.field_synonyms import field_meant, is_text
from playbook.model.meant.nearest import nearest
from playbook.model.meant.synonyms import synonym
from playbook.model.record import Path, Record
from playbook.model.text import Source, Span
from playbook.reading.front_matter.cut_off import is_cut_off_again, mend_cut_off
from playbook.reading.front_matter.shape import (
    Shape,
    example,
    flow,
    is_list,
    model_at,
    names,
    words_of,
)

_DECLARED = "under `kinds:` in site.yml"
_TRUTHS = frozenset({"true", "True", "yes", "x"})


class Misfits:
    """Tells what does not fit in one document, from one round of reading to the next.

    `record` is the class, `data` what is left of the mapping, `marks` where it stands: both change
    between the rounds. `kind` is how messages name the document.
    """

    def __init__(
        self,
        record: type[BaseModel],
        data: Mapping[str, Any],
        marks: Mapping[Path, Mark],
        source: Source,
        kind: str,
    ) -> None:
        self._record, self._data, self._marks = record, data, marks
        self._source, self._kind = source, kind
        self._told: set[Path] = set()

    def told(self, wrong: Mapping[Path, list[ErrorDetails]]) -> list[Diagnostic]:
        """Return what is to be said of the mistakes at each place, as pydantic found them.

        What was said in an earlier round, or only follows from it, is not said again.
        """
        found: list[Diagnostic] = []
        for place, details in wrong.items():
            if _is_strange(details) and place not in self._told:
                found += self._strange(place, details[0]["input"])
        for place, details in wrong.items():
            if not _is_strange(details) and place not in self._told:
                found += self._wrong(place, details)
        self._told.update(wrong)
        return found

    def missing(self, data: Mapping[str, Any]) -> Iterator[Diagnostic]:
        """Yield what is to be said of fields that a document cannot do without, and has not."""
        source = self._source
        first = source.span(0, max(source.text.find("\n"), 0))
        strange = set(data) - names(self._record)
        for name in required_fields(self._record):
            if data.get(name) is not None or (name,) in self._told or nearest(name, strange):
                continue
            mark = self._marks.get((name,))
            span = mark.key if mark and mark.key else first
            description = _description(self._record, name)
            wanted = f"{description[:1].lower()}{description[1:]}"
            hint = f"add `{name}:` to the front matter: {wanted}"
            if mark:
                hint = f"write it behind `{name}:`: {wanted}"
            if not source.text.startswith("---"):
                field = f"`{name}:` ({wanted})"
                hint = f"begin the file with a line `---`, then {field}, then a line `---`"
            message = f"this {self._kind} has no `{name}`"
            yield _missing(span, message, hint, (name,))

    def _strange(self, place: Path, value: object) -> Iterator[Diagnostic]:
        """Yield what is to be said of a field that its place does not have."""
        above, name = place[:-1], str(place[-1])
        model = model_at(self._record, above)
        where = self._span(place, key=True)
        is_bare = value is None
        if model is None or (is_bare and is_cut_off_again(self._source, where)):
            return
        hint = self._cut_off(place, where) if is_bare else ""
        meant = "" if hint else self._meant(model, place, value)
        if meant:
            hint = f"did you mean “{meant}”?"
            if _is_status(model, name, value):
                hint = f"{hint} write status: {name.casefold()}"
        elif not hint:
            hint = self._elsewhere(model, place) or self._outdented(place) or _listing(model)
        owner = f"`{_dotted(above)}`" if above else with_article(self._kind)
        message = f"{owner} has no field `{name}`"
        field = (*above, meant) if meant else ()
        yield Diagnostic("text/unknown-field", Severity.ERROR, where, message, hint, field=field)

    def _cut_off(self, place: Path, where: Span) -> str:
        """Return how to mend what a comma cut off: from a list without brackets, or from a text."""
        above, name = place[:-1], str(place[-1])
        held = self._held(above)
        keys = list(held)
        before = keys[max(keys.index(name) - 1, 0)]
        if not (isinstance(held[before], str) and is_list(self._record, (*above, before))):
            return mend_cut_off(self._source, where)
        cut_off = [key for key in keys[keys.index(name) :] if held[key] is None]
        self._told.update((*above, key) for key in (before, *cut_off))
        return f"write {before}: {flow([held[before], *cut_off])}"

    def _meant(self, model: type[BaseModel], place: Path, value: object) -> str:
        """Return the field that is meant by a name that others use for it, or a slip; or ""."""
        above, name = place[:-1], str(place[-1])
        if _is_status(model, name, value):
            return "status"
        meant = field_meant(name, names(model), self._held(above))
        meant = meant or (synonym(name, names(model)) if above else "")
        if meant:
            self._told.add((*above, meant))
            return meant
        known = names(model)
        free = known - set(self._held(above))  # what is written already is hardly meant again
        slip = nearest(name, free) or nearest(name, known)
        meant = "" if is_text(name) and not above else slip
        if meant and above:
            self._told.add((*above, meant))
        return meant

    def _elsewhere(self, model: type[BaseModel], place: Path) -> str:
        """Return where to write what stands below the front matter, as text; or ""."""
        if len(place) > 1 or not is_text(str(place[-1])):
            return ""
        declared = f", or declare it {_DECLARED}" if _is_declared(model) else ""
        return f"write it below the title, as text{declared}"

    def _outdented(self, place: Path) -> str:
        """Return how to mend fields that stand below an empty one, and belong into that; or ""."""
        above, held = place[:-1], self._held(place[:-1])
        keys = list(held)
        at = keys.index(str(place[-1]))
        empty = next((key for key in reversed(keys[:at]) if held[key] is None), "")
        shape = Shape.at(self._record, (*above, empty))
        inside = shape.fields or shape.items
        if not empty or inside is None:
            return ""
        known = names(inside)
        moved = list(takewhile(lambda key: key in known and held[key] is not None, keys[at:]))
        self._told.update((*above, key) for key in moved)
        meant = flow({key: held[key] for key in moved})
        return f"write {empty}: {meant if shape.fields else f'[{meant}]'}" if moved else ""

    def _wrong(self, place: Path, details: list[ErrorDetails]) -> Iterator[Diagnostic]:
        """Yield what is to be said of a value that its field cannot have, or that lacks one."""
        missing = [str(d["loc"][-1]) for d in details if d["type"] == "missing"]
        if len(missing) == len(details):
            holder = f"`{_dotted(place)}`" if place else f"this {self._kind}"
            where = self._span(place)
            for name in missing:
                if (*place, name) not in self._told:
                    message, hint = f"{holder} has no `{name}`", f"add `{name}:`"
                    yield _missing(where, message, hint, (*place, name))
            return
        details = [detail for detail in details if detail["type"] != "missing"]
        where = self._span(place, key=any("[key]" in d["loc"] for d in details))
        expected = " or ".join(dict.fromkeys(self._expectation(place, d) for d in details))
        expected = expected.replace(" or expects ", ", or ")
        message = f"`{_dotted(place)}` {expected}" if place else f"the front matter {expected}"
        from playbook.reading.front_matter.suggestion import suggestion  # noqa: PLC0415 - most documents need none

        hint = suggestion(details, Shape.at(self._record, place))
        yield Diagnostic("text/bad-value", Severity.ERROR, where, message, hint)

    def _expectation(self, place: Path, detail: ErrorDetails) -> str:
        kind = detail["type"]
        if kind == "literal_error":
            from playbook.reading.front_matter.suggestion import allowed_words  # noqa: PLC0415 - most documents need none

            words = allowed_words(detail)
            return f"expects {'one of ' if len(words) > 1 else ''}{', '.join(words)}"
        if kind in _LISTS:
            return f"expects a list, such as {example(self._record, place, many=True)}"
        if kind in _MAPPINGS:
            return f"expects a mapping, such as {example(self._record, place, many=False)}"
        return _EXPECTATIONS.get(kind, detail["msg"])

    def _held(self, place: Path) -> Mapping[str, Any]:
        """Return the mapping at a place of what is left."""
        held: Any = self._data
        for step in place:
            held = held[step]
        return held if isinstance(held, dict) else {}

    def _span(self, place: Path, *, key: bool = False) -> Span:
        while place:
            mark = self._marks.get(place)
            if mark:
                return mark.key if key and mark.key else mark.value
            place = place[:-1]
        return self._source.span(0, max(self._source.text.find("\n"), 0))


def flag_meant(details: list[ErrorDetails]) -> bool | None:
    """Return what a word says that stands for `true` or `false`; None if it is none of that."""
    if any(detail["type"] != "flag_text" for detail in details):
        return None
    from playbook.reading.front_matter.suggestion import truth_meant  # noqa: PLC0415 - most documents need none

    return {"true": True, "false": False}.get(truth_meant(str(details[0]["input"])))


def required_fields(record: type[BaseModel]) -> Iterator[str]:
    """Yield the names, as written, of the fields that a kind cannot do without."""
    for name, info in record.model_fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and extra.get("required"):
            yield info.alias or name


def _missing(span: Span, message: str, hint: str, field: Path) -> Diagnostic:
    return Diagnostic("text/missing-field", Severity.ERROR, span, message, hint, field=field)


def _is_status(model: type[BaseModel], name: str, value: object) -> bool:
    """Tell whether a field is a status that is said to be true: `approved: yes`."""
    is_true = isinstance(value, str) and value in _TRUTHS
    return is_true and name.casefold() in words_of(model, "status")


def _is_strange(details: list[ErrorDetails]) -> bool:
    return any(detail["type"] == "extra_forbidden" for detail in details)


def _description(record: type[BaseModel], name: str) -> str:
    for field, info in record.model_fields.items():
        if (info.alias or field) == name:
            return (info.description or "it is required").rstrip(".")
    return "it is required"


def _listing(model: type[BaseModel]) -> str:
    others = "your own begin with x-"
    if _is_declared(model):
        others = f"others are declared {_DECLARED}, or begin with x-"
    return f"fields are: {', '.join(sorted(names(model)))}; {others}"


def _is_declared(model: type[BaseModel]) -> bool:
    return issubclass(model, Record) and model.has_own_fields


def _dotted(place: Path) -> str:
    return ".".join(str(step) for step in place if isinstance(step, str))


_LISTS = frozenset({"tuple_type", "list_type"})
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_EXPECTATIONS = {
    "string_type": "expects a text",
    "date_from_datetime_parsing": "expects a date that exists, such as 2026-03-09",
    "date_parsing": "expects a date that exists, such as 2026-03-09",
    "date_type": "expects a date such as 2026-03-09",
    "float_parsing": "expects a number such as 45 or 2.5",
    "float_type": "expects a number such as 45 or 2.5",
    "int_parsing": "expects a whole number",
    "int_type": "expects a whole number",
    "finite_number": "expects a number",
    "bool_type": "expects true or false",
}
