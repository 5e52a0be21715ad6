"""The items of a list, for those who read a list as a choice of answers."""

from dataclasses import dataclass

from playbook.model.body import Item, Piece
from playbook.model.text import Span
from playbook.reading.markdown.passage import Cut, Passage
from playbook.reading.markdown.sheet import Part, merged


@dataclass(slots=True)
class ItemDraft:
    """An item being read: its span, its first paragraph, and the part at which its rest begins."""

    span: Span
    rest: int
    passage: Passage | None = None

    def item(self, parts: list[Part]) -> Item:
        """Return the item; `parts` are those of its list up to the item's end."""
        rest = merged(parts[self.rest :])
        passage = self.passage
        if passage is None:
            return Item("", "", (), self.span, rest=rest)
        first = passage.first_cut or Cut(len(passage.parts), len(passage.words), ())
        last = passage.last_cut or first
        return Item(
            before="".join(passage.words[: first.word]),
            after="".join(passage.words[last.word :]),
            links=tuple(passage.answers),
            span=self.span,
            pieces_before=_balanced(passage.parts[: first.part], (), first.tags),
            pieces_after=_balanced(passage.parts[last.part :], last.tags, ()),
            rest=rest,
        )


def _balanced(
    parts: list[Part], opened: tuple[str, ...], unclosed: tuple[str, ...]
) -> tuple[Piece, ...]:
    """Return parts cut out of a passage, with the tags that were opened or closed elsewhere."""
    before: list[Part] = [f"<{tag}>" for tag in opened]
    after: list[Part] = [f"</{tag}>" for tag in reversed(unclosed)]
    return merged([*before, *parts, *after]) if parts else ()
