"""A term's facts: other words for it, words to avoid, and what it means to whom."""

from collections.abc import Iterator

from playbook.kinds.term import Term
from playbook.model.entry import Card, Entry
from playbook.rendering.glossary import User, users
from playbook.rendering.parts import Parts, cell, given
from playbook.rendering.shapes import Badge, Facts, Grid, GridRow, Link, Panel


def panels(entry: Entry[Term], parts: Parts) -> Iterator[Panel]:
    """Yield the facts of a term."""
    record, texts = entry.record, parts.texts
    facts = (
        *parts.fact("aliases", *map(parts.words, record.aliases)),
        *parts.fact("avoid", *map(parts.words, record.avoid)),
        *parts.fact("agreed", *parts.parties(given(record.agreed))),
        *parts.fact("broader", *parts.documents(record.broader, "term")),
        *parts.fact("related", *parts.documents(record.related, "term")),
    )
    yield from parts.facts(facts)
    if record.senses:
        counts = Badge(texts["glossary.counts"], "counts", "good")
        rows = tuple(
            GridRow(
                (
                    cell((parts.party(team),)),
                    cell(
                        parts.words(sense),
                        (counts,) if team == record.agreed else (),
                    ),
                ),
                mark="chosen" if team == record.agreed else "",
            )
            for team, sense in record.senses.items()
        )
        columns = (parts.column("party"), parts.column("sense"))
        yield Grid("senses", texts["panel.senses"], columns, rows)
    linking = frozenset(link.source for link in parts.view.backlinks(entry.card))
    used = [user for user in users_of(entry.card, parts) if user.address not in linking]
    if used:
        facts = parts.fact("used-in", *((link_to(user, parts),) for user in used))
        yield Facts("used-in", texts["panel.used-in"], facts)


def users_of(card: Card, parts: Parts) -> list[User]:
    """Return the documents that use a term and have a page."""
    return [user for user in parts.view.call(users, card.id) if user.url]


def link_to(user: User, parts: Parts) -> Link:
    """Return a link to a document that uses a term, with its kind."""
    return Link(user.title, parts.place.to(user.url), note=parts.texts.name("kind", user.kind))
