"""Which documents this build shows."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from playbook.kinds.common.statuses import BINDING, is_closed
from playbook.model.entry import Card
from playbook.model.kind import Kind
from playbook.model.location import is_index
from playbook.model.page import Page
from playbook.model.title_order import title_key
from playbook.model.view import View

_CONCLUDED = frozenset({"concluded"})


class ForSome(Protocol):
    """A document's card, or what else says for whom a document is."""

    @property
    def draft(self) -> bool:
        """Whether it is a draft."""

    @property
    def audience(self) -> str:
        """For whom it is; "all" for everybody."""


def published(view: View, card: ForSome) -> bool:
    """Tell whether this build shows a document: no draft (unless wanted), the right audience."""
    if card.draft and is_unready(view, card):
        return False
    return card.audience == "all" or card.audience == view.first("option", "audience")


def is_unready(view: View, card: ForSome) -> bool:
    """Tell whether a document that this build does not show is a draft, and not for others."""
    return card.draft and not view.first("option", "drafts")


def over(kind: Kind[Any]) -> frozenset[str]:
    """Return the statuses of what has come to its end, well or not: closed, or concluded."""
    return kind.closed | (_CONCLUDED & frozenset(kind.statuses))


def in_order(kind: Kind[Any], statuses: Iterable[str]) -> list[str]:
    """Return statuses as pages list documents: what counts most first, what is history last."""
    past = over(kind)
    living = [status for status in reversed(kind.statuses) if status not in past]
    order = [*sorted(living, key=lambda status: status not in BINDING), *sorted(past)]
    return sorted(statuses, key=lambda s: (order.index(s) if s in order else len(order), s))


def is_over(view: View, card: Card) -> bool:
    """Tell whether a document has come to its end, well or not: closed, or concluded."""
    return is_closed(view, card) or card.status in _CONCLUDED


def published_cards(view: View, kind: str) -> tuple[Card, ...]:
    """Return the cards of a kind that this build shows, by title.

    A document that only introduces a page made of others (`index.md`) is not among them.
    """
    shown = _shown(view, kind)
    return tuple(sorted(shown, key=lambda card: (title_key(card.title), card.id, card.path)))


def any_published(view: View, kind: str) -> bool:
    """Tell whether `published_cards` has any."""
    return any(True for _ in _shown(view, kind))


def _shown(view: View, kind: str) -> Iterator[Card]:
    return (c for c in view.cards(kind) if published(view, c) and not _introduces(view, c))


def _introduces(view: View, card: Card) -> bool:
    if not is_index(card.path):
        return False
    page: Page | None = view.first("page", card.url)
    return page is not None and page.source != card.path
