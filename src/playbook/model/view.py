"""The one door through which rules and pages see the playbook."""

from collections.abc import Callable
from datetime import date
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from playbook.model.address import Address, document_key
from playbook.model.body import Heading
from playbook.model.entry import Backlink, Card, Entry
from playbook.model.history import Former, History, Revision, Version
from playbook.model.keys import id_key, path_key, place_key
from playbook.model.playbook import Question
from playbook.model.record import Record
from playbook.model.text import Source

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Answers(Protocol):
    """What a view needs: answers to questions, each remembered with who asked."""

    def ask(self, question: Question) -> tuple[Any, ...]:
        """Return the values under a question."""

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        """Return what a derived function of a view gives, computed once."""


class View:
    """Everything that a rule or page may know besides its own entry; every question is remembered.

    Misses are questions too: who asks for a card that does not exist is asked again when it does.
    """

    __slots__ = ("_answers",)

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def ask(self, index: str, key: str = "") -> tuple[Any, ...]:
        """Return the values of all rows under a question, ordered by content."""
        return self._answers.ask((index, key))

    def first(self, index: str, key: str = "") -> Any:  # noqa: ANN401 - the index's value type
        """Return the first value under a question, or None."""
        found = self._answers.ask((index, key))
        return found[0] if found else None

    def call(
        self, function: Callable[Concatenate["View", P], T], *args: P.args, **named: P.kwargs
    ) -> T:
        """Return `function(view, *args)`, computed once for all who ask.

        It is kept until an answer it asked for changes. Who calls depends on the result only, not
        on what was read to make it. Arguments must be hashable, and positional: it raises
        `TypeError` for one that has a name.
        """
        if named:
            message = f"{function.__name__} is called with {', '.join(named)} by name"
            raise TypeError(message)
        result: T = self._answers.call(function, args)
        return result

    def card(self, address: Address | str) -> Card | None:
        """Return the card of a document (`kind:id`), or None."""
        key = address if isinstance(address, str) else address.document
        found: Card | None = self.first("card", key)
        return found

    def formerly(self, address: Address | str) -> Card | None:
        """Return the card of the document that had an address (`kind:id`) before, or None."""
        key = address if isinstance(address, str) else address.document
        found: Card | None = self.first("formerly", key)
        return found

    def cards(self, kind: str) -> tuple[Card, ...]:
        """Return the cards of all documents of a kind, by id."""
        return self.ask("kind", kind)

    def record(self, record: type[R], identifier: str) -> R | None:
        """Return the front matter of a document by kind and id, or None."""
        found: R | None = self.first("record", document_key(record.kind_name, identifier))
        return found

    def entry(self, address: Address | str) -> Entry[Any] | None:
        """Return a whole document; prefer `card` and `record`, this changes with every body."""
        card = self.card(address)
        found: Entry[Any] | None = self.first("entry", card.path) if card else None
        return found

    def at_path(self, path: str) -> Card | None:
        """Return the card of the document in a file, or None."""
        found: Card | None = self.first("path", path)
        return found

    def holds_document(self, path: str) -> bool:
        """Tell whether a file holds a document, which no edit of that one changes."""
        return bool(self.ask("document", path))

    def is_half_read(self, card: Card) -> bool:
        """Tell whether the front matter of a document is known in part only."""
        return bool(self.ask("half-read", card.address))

    def heading(self, path: str, slug: str) -> Heading | None:
        """Return the heading with this slug in a file, or None."""
        found: Heading | None = self.first("heading", place_key(path, slug))
        return found

    def backlinks(self, card: Card) -> tuple[Backlink, ...]:
        """Return all references to a document: by address, by file, by bare id, in that order."""
        return (
            *self.ask("backlinks", card.address),
            *self.ask("backlinks", path_key(card.path)),
            *self.ask("backlinks", id_key(card.id)),
        )

    def sources(self, kind: str, field: str, address: str) -> tuple[Card, ...]:
        """Return the cards of a kind's documents that name `address` (`kind:id`) in a field."""
        found: dict[str, Card] = {}
        for link in self.ask("backlinks", address):
            if link.field == field and link.source.startswith(f"{kind}:"):
                card = self.card(link.source)
                if card:
                    found[link.source] = card
        return tuple(found.values())

    def history(self, path: str) -> History | None:
        """Return what git kept of the document in a file; None without history, or of a new file.

        Whether there is a history is asked too: that answer changes when the history grows.
        """
        found: History | None = self.first("history", path) if self.has_history else None
        return found

    def said(self, path: str) -> tuple[Source, ...]:
        """Return what the versions of the document in a file said; () if git cannot tell any more.

        They come in the order of its `history`.
        """
        found: tuple[Source, ...] | None = self.first("said", path)
        return found or ()

    def is_as_committed(self, path: str, history: History) -> bool:
        """Tell whether the document in a file says what its last version said.

        The same bytes have the same id. Others may differ in nothing but their line ends.
        """
        if history.last.blob == self.first("blob", path):
            return True
        said = self.said(path)
        return bool(said) and said[-1].digest == self.first("fingerprint", path)

    def former(self) -> tuple[Former, ...]:
        """Return the files that git knows as documents, those that are still there too."""
        return self.ask("former") if self.has_history else ()

    @property
    def revision(self) -> Revision | None:
        """The last commit that touched a document; None without history."""
        found: Revision | None = self.first("revision") if self.has_history else None
        return found

    def then(self, version: Version) -> Entry[Any]:
        """Return a version as the document that it was."""
        found: Entry[Any] = self.first("version", version.key)
        return found

    def front_then(self, version: Version) -> Entry[Any]:
        """Return a version with its front matter alone, which costs much less than `then`."""
        found: Entry[Any] = self.first("front-version", version.key)
        return found

    @property
    def has_history(self) -> bool:
        """Whether rules may look at earlier versions."""
        return self.first("option", "history") is not None

    def setting(self, name: str) -> Any:  # noqa: ANN401 - each setting has its own type
        """Return the value of a setting of `site.yml`."""
        return self.first("setting", name)

    @property
    def as_of(self) -> date | None:
        """The day for which rules about time are asked; None when they are switched off."""
        found: date | None = self.first("option", "as_of")
        return found
