"""Where a document stands: its status strip, and the remarks above everything else."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from playbook.kinds.common.publication import published
from playbook.kinds.common.statuses import is_closed
from playbook.model.entry import Card, Entry
from playbook.rendering.parts import Parts, given
from playbook.rendering.shapes import Fact, Inline, Notice, Words

_CLOSED = frozenset({"ended", "expired", "rejected"})


def strip(entry: Entry[Any], parts: Parts) -> tuple[Fact, ...]:
    """Return the status strip: status, owner, parties, dates, what it replaces."""
    card, record, texts = entry.card, entry.record, parts.texts
    closed = is_closed(parts.view, card)
    audience = "" if card.audience == "all" else card.audience

    def fact(name: str, *values: Iterable[Inline]) -> tuple[Fact, ...]:
        return parts.fact(name, *values, label=texts[f"strip.{name}"])

    return (
        *fact("status", parts.badges(card.status)),
        *fact("parties", *parts.parties(card.parties)),
        *fact("owner", *parts.parties(given(card.owner))),
        *fact("since", parts.day(card.starts)),
        *fact("until", parts.day(card.ends, due=not closed)),
        *fact("reviewed", parts.day(_last_review(entry))),
        *fact("review-due", parts.day(None if closed else card.review_due, due=True)),
        *fact("replaces", *parts.documents(record.supersedes, card.kind)),
        *fact("audience", parts.words(audience)),
    )


def _last_review(entry: Entry[Any]) -> date | None:
    held = [getattr(review, "date", None) for review in getattr(entry.record, "reviews", ())]
    return max((day for day in (entry.record.reviewed, *held) if day), default=None)


def notices(entry: Entry[Any], parts: Parts) -> tuple[Notice, ...]:
    """Return the remarks above a document: replaced, draft, closed, being changed, waived."""
    return tuple(_notices(entry, parts))


def _notices(entry: Entry[Any], parts: Parts) -> Iterator[Notice]:
    card, texts = entry.card, parts.texts
    heirs = _shown(parts, parts.view.sources(card.kind, "supersedes", card.address))
    if heirs:
        links = tuple(parts.card(heir) for heir in heirs)
        yield Notice("superseded", (Words(texts["document.superseded"]), *links))
    elif card.status == "superseded":
        yield Notice("superseded", (Words(texts["document.superseded-unknown"]),))
    elif card.status in _CLOSED:
        key = "document.rejected" if card.status == "rejected" else "document.ended"
        yield Notice("superseded", (Words(texts[key]),))
    # Of a status that could not be read, as in a file that is half written, nothing is claimed.
    if card.draft and not (entry.half_read or entry.status_unread):
        yield Notice("draft", (Words(texts["document.draft"]),))
    amending = _shown(parts, parts.view.sources("amendment", "amends", card.address))
    proposed = tuple(parts.card(held) for held in amending if held.status == "proposed")
    if proposed:
        yield Notice("info", (Words(texts["document.amendments"]), *proposed))
    for waiver in entry.record.waive:
        key = "document.waived-until" if waiver.until else "document.waived"
        until = texts.date(waiver.until) if waiver.until else ""
        words = texts(key, rule=waiver.rule, because=waiver.because, until=until)
        yield Notice("waived", (Words(words),))


def _shown(parts: Parts, cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(card for card in cards if published(parts.view, card))
