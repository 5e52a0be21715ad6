"""A passage of running text: the inside of one paragraph, heading or cell, once it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from playbook.model.body import BARE, Link, LinkSyntax, Prose
from playbook.model.text import Source
from playbook.model.value import Value
from playbook.reading.grammar.destination import address
from playbook.reading.markdown.context import context
from playbook.reading.markdown.places import Places
from playbook.reading.markdown.sheet import Part


class Cut(Value, frozen=True):
    """Where a passage can be split: `part` and `word` count in it, `tags` are open there."""

    part: int
    word: int
    tags: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A link being read: positions are in the content, words are counted in the passage."""

    token: Token
    syntax: LinkSyntax
    start: int
    first_word: int
    label_end: int = 0
    end: int = 0
    behind_word: int = 0
    text: str = ""


@dataclass(slots=True)
class Passage:
    """What was read of one content.

    `parts` are its pieces in the making, `words` its plain text, `runs` the runs of its author's
    own words. `first_cut` and `last_cut` stand before its first and behind its last link (images do
    not count), `answers` are the indexes of those links. `drafts` are the links, images included.
    """

    content: str
    places: Places
    parts: list[Part] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    runs: list[Prose] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    first_cut: Cut | None = None
    last_cut: Cut | None = None
    drafts: list[Draft] = field(default_factory=list)

    @classmethod
    def plain(cls, content: str, places: Places, *, has_prose: bool) -> "Passage":
        """Return a passage that stands in the source as it is, without any mark-up."""
        if not content:
            return cls(content, places)
        prose = Prose(content, places.at(0))
        part: Part = prose if has_prose else escapeHtml(content)
        return cls(content, places, [part], [content], [prose])

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(self.words)

    @property
    def marked_text(self) -> str:
        """The plain text, the targets of references without words of their own as such."""
        return "".join(self._marked()) if self.drafts else self.text

    def links(
        self, source: Source, section: str, destinations: dict[str, tuple[int, int]]
    ) -> Iterator[Link]:
        """Yield the links; `destinations` says where the addresses of link definitions stand."""
        words = self._marked()
        text = "".join(words)
        offsets = [0, *accumulate(map(len, words))]
        place = self.places.span
        for draft in self.drafts:
            token = draft.token
            label = token.meta.get("label")
            known = destinations.get(label) if label else None
            start, end = known or place(*self._target(draft))
            yield Link(
                syntax=draft.syntax,
                target=str(token.attrs.get("href", token.attrs.get("src", ""))),
                text=draft.text,
                title=str(token.attrs.get("title", "")),
                span=source.span(start, end),
                whole=source.span(*place(draft.start, draft.end)),
                context=context(text, offsets[draft.first_word], offsets[draft.behind_word]),
                section=section,
            )

    def _marked(self) -> list[str]:
        """Return the words, the targets of references without words of their own as such."""
        bare = [d for d in self.drafts if d.syntax is LinkSyntax.REFERENCE and not d.text]
        words = [*self.words] if bare else self.words
        for draft in bare:
            words[draft.behind_word - 1] = f"{BARE}{words[draft.behind_word - 1]}{BARE}"
        return words

    def _target(self, draft: Draft) -> tuple[int, int]:
        """Return where in the content the target of a link stands."""
        if draft.syntax is LinkSyntax.AUTOLINK:
            return draft.start + 1, draft.end - 1
        if draft.syntax is LinkSyntax.REFERENCE:
            start = draft.start + 2
            return start, start + len(str(draft.token.attrs["href"]))
        start = draft.label_end + 2
        while self.content[start] in " \t\n":
            start += 1
        return address(self.content, start, draft.end)
