"""Two states of a playbook, and what things are called in them."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from playbook.kinds.common.units import number
from playbook.kinds.computed.edits import shown
from playbook.kinds.computed.naming import listing
from playbook.kinds.computed.roles import find_role
from playbook.kinds.metric import Metric
from playbook.model.address import Address
from playbook.model.entry import Entry
from playbook.model.record import bare_ids
from playbook.model.value import Value, replace
from playbook.model.view import View
from playbook.queries.changes.change import Sense, Turn

_NOTHING_NAMED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Both(Value, frozen=True):
    """A playbook before and after; names are those of after, as far as they are known there.

    `named` are the bare ids that the document in question writes, with the kinds that each may be
    of: only its fields know.
    """

    before: View
    after: View
    named: Mapping[str, tuple[str, ...]] = _NOTHING_NAMED

    def within(self, old: Entry[Any], new: Entry[Any]) -> "Both":
        """Return the same for what two states of one document say."""
        named = bare_ids(old.record, old.kind) | bare_ids(new.record, new.kind)
        return replace(self, named=named)

    def party(self, written: str) -> str:
        """Return what a party is called: the title of the role, or of the team."""
        return self._known_party(written) or written

    def parties(self, written: Iterable[str]) -> str:
        """Return what parties are called, in a row."""
        return listing([self.party(one) for one in written])

    def title(self, written: str, kind: str = "") -> str:
        """Return what a document is called that a field names."""
        return self._known_title(Address.parse(written, kind)) or written

    def metric(self, identifier: str | None) -> Metric | None:
        """Return a metric; None where there is no such."""
        name = Address.parse(identifier or "", "metric").id
        return self.after.record(Metric, name) or self.before.record(Metric, name)

    def unit(self, metric: str | None) -> str:
        """Return the unit of a metric; "" if it is not known."""
        found = self.metric(metric)
        return found.unit if found else ""

    def sense(self, metric: str | None, before: float, after: float) -> tuple[Sense, str]:
        """Return whether a value to reach became weaker or stronger, and why one can tell."""
        found = self.metric(metric)
        return sense(found.better if found else None, before, after)

    def words(self, value: object) -> str:
        """Return a value of front matter as people write it; parties and documents by name."""
        if isinstance(value, str):
            return self._of_kind(value) or self._named(value) or shown(value)
        if isinstance(value, bool):
            return "yes" if value else ""
        if isinstance(value, dict):
            items = (f"{self.words(f'{key}')} {self.words(held)}" for key, held in value.items())
            return ", ".join(item.strip() for item in items)
        if isinstance(value, tuple):
            return ", ".join(filter(None, map(self.words, value)))
        if isinstance(value, BaseModel):
            return ", ".join(filter(None, map(self.words, _said(value))))
        return value.isoformat() if isinstance(value, date) else shown(value)

    def _of_kind(self, written: str) -> str:
        kinds = self.named.get(written, ())
        return next(filter(None, (self._known_title(Address.parse(written, k)) for k in kinds)), "")

    def _named(self, written: str) -> str:
        if not written or " " in written:
            return ""
        if ":" in written:
            return self._known_title(Address.parse(written))
        return self._known_party(written) or self._known_title(Address.parse(written, "metric"))

    def _known_party(self, written: str) -> str:
        role = Address.party(written)
        for view in (self.after, self.before):
            known = find_role(view, role) if role.item else None
            if known:
                return known.title
            card = None if role.item else view.card(role)
            if card:
                return card.title
        return ""

    def _known_title(self, address: Address) -> str:
        card = self.after.card(address) or self.before.card(address)
        return card.title if card else ""


def sense(better: str | None, before: float, after: float) -> tuple[Sense, str]:
    """Return whether a value to reach became weaker or stronger, and why one can tell."""
    if better not in {"lower", "higher"} or before == after:
        return Sense.NEITHER, ""
    is_weaker = (after > before) == (better == "lower")
    return (Sense.WEAKER if is_weaker else Sense.STRONGER), f"{better} is better"


def amount(value: float | None, unit: str = "") -> str:
    """Return a number as people write it; "" for none."""
    return "" if value is None else number(value, unit)


def moved(before: float | None, after: float | None, unit: str, end: str = "") -> Turn:
    """Return how a number became another one: `45 → 60 min by 2026-12-31`, with that `end`."""
    full = f"{amount(before, unit)}{end}" if before is not None else ""
    return Turn(amount(before), f"{amount(after, unit)}{end}", full=full)


def _said(value: BaseModel) -> list[Any]:
    """Return what an item says, its name left out: that is for other documents."""
    return [getattr(value, name) for name in type(value).model_fields if name != "id"]
