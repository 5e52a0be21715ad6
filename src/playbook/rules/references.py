"""References by id: does what is named exist, is it of the right kind, and may one rely on it."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.kinds.common.known_kinds import kind_names
from playbook.kinds.common.statuses import BINDING, is_unfit, status_in_words
from playbook.kinds.computed.governance import default_right
from playbook.kinds.tree import DecisionTree
from playbook.model.address import Address, document_key
from playbook.model.diagnostic import Severity
from playbook.model.english import either, with_article
from playbook.model.entry import Card, Entry
from playbook.model.keys import id_key, path_key, place_key
from playbook.model.kind import EVERY_KIND
from playbook.model.meant.nearest import did_you_mean, nearest
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.hints import Hints, choose_from
from playbook.rules.common.mentions import (
    Mention,
    found,
    has_item,
    in_fields,
    item_hint,
    mentions,
    new_name,
    part_after,
    strangers,
)

_HISTORY = frozenset({"supersedes", "superseded_by", "reviews.amendment", "decides"})
"""Fields that tell what was: they may name what is no longer in effect."""

_SELF_SUFFICIENT = frozenset({"page", "team", "metric", "assumption", "right", "term"})
"""Kinds that stand on their own (a page), or have a rule of their own for what nobody uses."""

_CHAINS = ("supersedes", "broader", "parent")


def named_in_settings(view: View) -> Iterator[Finding]:
    """Find the right that the settings name for all agreements, and that does not exist."""
    place: Span | None = view.first("setting-place", "changes_by")
    written = default_right(view)
    address = Address.parse(written, "right")
    if place and written and not (address.kind == "right" and view.card(address.document)):
        rights = [card.id for card in view.cards("right")]
        if not rights and not view.cards("agreement"):
            return  # nothing is read, or there is nothing yet that it would govern
        hint = did_you_mean(address.id, rights) or choose_from(rights)
        yield Finding(place, f"there is no right “{written}”", hint)


@rule("ref/unknown", Severity.ERROR, whole=named_in_settings)
def unknown(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A reference names something that does not exist."""
    hints = Hints()
    for mention in mentions(entry):
        cards = found(mention, view)
        if not cards:
            if not (_of_wrong_kind(mention, view) or _is_of_kind_in_doubt(mention, view)):
                yield _nowhere(mention, view, hints)
            continue
        item = mention.address.item
        if item and not any(has_item(card, item, view) for card in cards):
            card = cards[0]
            where = part_after(entry, mention.span, "#")
            message = f"“{card.title}” has nothing that is called “{item}”"
            hint = item_hint(card, item, view, hints)
            if mention.field and item.startswith(" "):
                hint = "write a space before “#” if a remark begins here"
            yield Finding(where, message, hint)
    if isinstance(entry.record, DecisionTree):
        yield from _unknown_nodes(entry, view, hints)


def _unknown_nodes(entry: Entry[DecisionTree], view: View, hints: Hints) -> Iterator[Finding]:
    """Yield the nodes that the front matter of a tree names, and that the tree has not."""
    start = entry.record.start
    if start and not view.ask("node", place_key(entry.path, start)):
        message = f"the tree has no node “{start}” to begin at"
        yield Finding(entry.at("start"), message, item_hint(entry.card, start, view, hints))
    for old, new in entry.record.formerly_nodes.items():
        if not view.ask("node", place_key(entry.path, new)):
            message = f"the tree has no node “{new}”"
            hint = item_hint(entry.card, new, view, hints)
            yield Finding(entry.at("formerly", old), message, hint)


@rule("ref/kind", Severity.ERROR)
def kind(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A field names a document of a kind that does not belong there."""
    hints = Hints()
    for mention in mentions(entry):
        if mention.kinds and not found(mention, view) and _of_wrong_kind(mention, view):
            address = mention.address
            named = strangers(mention, view)
            is_a = address.kind if address.kind not in mention.kinds else ""
            is_a = is_a or (named[0].kind if named else "")
            wanted = either(tuple(map(with_article, mention.kinds)))
            found_there = f"“{address.id}” is {with_article(is_a)}"
            message = f"`{mention.field}` expects {wanted}, and {found_there}"
            yield Finding(mention.span, message, _nearest(mention, view, hints))


@rule("ref/ambiguous", Severity.ERROR)
def ambiguous(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A bare id fits documents of several kinds."""
    for mention in mentions(entry):
        cards = found(mention, view)
        if len(cards) > 1:
            kinds = " and ".join(with_article(card.kind) for card in cards)
            choice = " or ".join(f"“{card.address}”" for card in cards)
            message = f"“{mention.address.id}” is the id of {kinds}"
            yield Finding(mention.span, message, f"write {choice}")


@rule("ref/status", Severity.WARNING)
def status(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Something in effect relies on a draft, or on what is rejected, superseded or ended."""
    if entry.status not in BINDING:
        return
    relying: dict[str, tuple[Card, list[Mention]]] = {}
    for mention in mentions(entry):
        if not mention.field or mention.field in _HISTORY:
            continue
        if entry.kind == "tradeoff" and mention.field == "agreement":
            continue  # its life is that of its agreement
        for card in found(mention, view)[:1]:
            if is_unfit(card) and not _is_status_unread(card, view):
                relying.setdefault(card.address, (card, []))[1].append(mention)
    for card, those in relying.values():
        those.sort(key=lambda mention: mention.span)
        fields = in_fields(mention.field for mention in those)
        message = (
            f"this is {status_in_words(entry.status)}, and {fields}"
            f" {'relies' if len(those) == 1 else 'rely'} on"
            f" “{card.title}”, which is {status_in_words(card.status)}"
        )
        hint = "name what holds now, or bring the two into step"
        yield Finding(those[0].span, message, hint)


@rule("ref/audience-unknown", Severity.WARNING)
def audience_unknown(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document is for an audience that `site.yml` does not name."""
    written = entry.card.audience
    if written == "all":
        return
    named: tuple[str, ...] = view.setting("audience")
    if written not in named:
        message = f"site.yml names no audience “{written}”, so that no build publishes this"
        hint = did_you_mean(written, ("all", *named)) or f"name it there: audience: [{written}]"
        yield Finding(entry.at("audience"), message, hint)


@rule("ref/orphan", Severity.NOTICE)
def orphan(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Nothing refers to a document, and it belongs to none."""
    if entry.kind in _SELF_SUFFICIENT or any(not r.party for r in entry.references):
        return
    if not view.call(_is_mentioned, entry.card.address, entry.path):
        message = f"nothing refers to “{entry.title}”, so readers may never come across it"
        yield Finding(entry.heading, message, "link to it from where it matters")


@rule("ref/cycle", Severity.ERROR)
def cycle(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """Documents that supersede, contain or widen each other come back to where they began."""
    for reference in entry.references:
        if reference.field not in _CHAINS:
            continue
        way = _way(reference.address.document, entry.address, reference.field, view)
        if way is not None:
            around = "".join(f" “{Address.parse(step).id}” →" for step in way)
            message = f"`{reference.field}` leads back here: “{entry.id}” →{around} “{entry.id}”"
            if not way:
                message = f"`{reference.field}` names this document itself"
            yield Finding(reference.span, message, "take out the one that is wrong")


def _is_status_unread(card: Card, view: View) -> bool:
    """Tell whether a mistake in a document hides the status that it has."""
    return view.is_half_read(card) or bool(view.ask("status-unread", card.address))


def _of_wrong_kind(mention: Mention, view: View) -> bool:
    kind_name = mention.address.kind
    if kind_name and mention.kinds and kind_name not in mention.kinds:
        return kind_name in kind_names(view)
    return bool(strangers(mention, view)) and not _renamed(mention, view)


def _is_of_kind_in_doubt(mention: Mention, view: View) -> bool:
    """Tell whether a kind is named that the settings mean to define, and could not."""
    name = mention.address.kind
    if not name or name in kind_names(view):
        return False
    doubtful = view.ask("kind-in-doubt", "")
    return EVERY_KIND in doubtful or bool(nearest(name, doubtful))


def _nowhere(mention: Mention, view: View, hints: Hints) -> Finding:
    address = mention.address
    if address.kind and address.kind not in kind_names(view):
        return Finding(
            mention.span, f"there is no kind “{address.kind}”", _kind_hint(mention, view)
        )
    if address.kind:
        message = f"there is no {address.kind} “{address.id}”"
    elif mention.kinds:
        message = f"there is no {either(mention.kinds)} “{address.id}”"
    else:
        message = f"there is no document “{address.id}”"
    if hints.spent:
        return Finding(mention.span, message)
    renamed = _renamed(mention, view)
    if renamed:
        return Finding(mention.span, message, f"it is now called “{renamed}”")
    return Finding(mention.span, message, _nearest(mention, view, hints))


def _kind_hint(mention: Mention, view: View) -> str:
    cards: tuple[Card, ...] = view.ask("id", mention.address.id)
    for card in cards:
        if not mention.kinds or card.kind in mention.kinds:
            return f"did you mean “{card.address}”?"
    names = kind_names(view)
    return did_you_mean(mention.address.kind, names) or f"kinds are: {', '.join(names)}"


def _renamed(mention: Mention, view: View) -> str:
    """Return what a document is called now that had the id before, as one would write it here."""
    address = mention.address
    for kind_name in _kinds_meant(mention, view):
        name = new_name(kind_name, address.id, view)
        if name:
            return _written(mention, kind_name, name)
    return ""


def _nearest(mention: Mention, view: View, hints: Hints) -> str:
    if hints.spent:
        return ""
    plain, remark, _ = mention.address.id.partition(" //")
    wanted = plain.rpartition("/")[2].removesuffix(".md")
    known: dict[str, str] = {}
    kinds = _kinds_meant(mention, view)
    if not mention.field and mention.address.kind:
        # `[[term:x]]` for a metric of that name: the id is right and the kind is wrong.
        others: tuple[Card, ...] = view.ask("id", wanted)
        kinds = (*kinds, *(card.kind for card in others))
    for kind_name in kinds:
        for identifier in view.call(_ids, kind_name):
            known.setdefault(identifier, _written(mention, kind_name, identifier))
    guess = hints.nearest_id(wanted, known)
    if guess:
        after = " a remark begins with “ # ”" if remark else ""
        return f"did you mean “{known[guess]}”?{after}"
    if not known and len(kinds) == 1:
        return f"there is none yet: make one with `playbook new {kinds[0]}`"
    if mention.kinds:
        return choose_from(known.values())
    return "make it with `playbook new`, or write `[[…]]` between backticks if it is no link"


def _kinds_meant(mention: Mention, view: View) -> tuple[str, ...]:
    allowed = mention.kinds or kind_names(view)
    return (mention.address.kind,) if mention.address.kind in allowed else allowed


def _written(mention: Mention, kind_name: str, identifier: str) -> str:
    is_clear = len(mention.kinds) == 1 or not (mention.address.kind or mention.kinds)
    return identifier if is_clear else document_key(kind_name, identifier)


def _ids(view: View, kind_name: str) -> tuple[str, ...]:
    return tuple(card.id for card in view.cards(kind_name))


def _is_mentioned(view: View, address: str, path: str) -> bool:
    return any(
        link.source != address
        for key in (address, path_key(path), id_key(Address.parse(address).id))
        for link in view.ask("backlinks", key)
    )


def _way(start: str, goal: str, field: str, view: View) -> tuple[str, ...] | None:
    """Return the documents from `start` up to the one that leads to `goal`, or None."""
    come_from = {start: ""}
    waiting = deque((start,))
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return _steps_to(goal, come_from)
        for following in view.call(_named_in, field, here):
            if following not in come_from:
                come_from[following] = here
                waiting.append(following)
    return None


def _steps_to(goal: str, come_from: Mapping[str, str]) -> tuple[str, ...]:
    """Return the way that was found, from its beginning to what stands before `goal`."""
    steps: list[str] = []
    step = come_from[goal]
    while step:
        steps.append(step)
        step = come_from[step]
    return tuple(reversed(steps))


def _named_in(view: View, field: str, address: str) -> tuple[str, ...]:
    """Return the documents that a document names in one of the fields that make chains."""
    record = view.first("record", address)
    named = getattr(record, field, None) or ()
    kind_name = Address.parse(address).kind
    written = (named,) if isinstance(named, str) else named
    return tuple(Address.parse(name, kind_name).document for name in written)
