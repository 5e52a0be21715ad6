"""The Markdown that authors may write: CommonMark with the extensions of this project."""

from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from playbook.reading.grammar import block_rules, inline_rules
from playbook.reading.grammar.common_text import common_tokens
from playbook.reading.grammar.notes import MARKS, MAX_LINKS, MAX_MARKS, MAX_NESTING, Notes

_PAIRED: Final = "*_~"
"""The marks that are made pairs of once all is read; without them there is nothing to pair."""


class Grammar(MarkdownIt):
    """The parser, which takes every address as it is: to judge it is up to the playbook's rules."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the parser's name
        """Accept an address, whatever it is."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's name
        """Return an address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's name
        """Return the text of an address as it is."""
        return link

    def blocks(self, text: str) -> tuple[list[Token], dict[str, Any]]:
        """Return the tokens of all blocks, and the environment for reading their running text."""
        notes = Notes()
        environment = {"notes": notes}
        tokens: list[Token] = []
        self.block.parse(text, self, environment, tokens)
        notes.footnotes = frozenset(
            token.meta["label"] for token in tokens if token.type == "footnote_reference_open"
        )
        return tokens, environment

    def running_text(
        self, content: str, environment: dict[str, Any], start: int = 0
    ) -> list[Token]:
        """Return the tokens of a content from a position on.

        Where a document has too many links or marks, its text is taken as it is written.
        """
        tokens: list[Token] = []
        notes: Notes = environment["notes"]
        notes.content = content
        notes.marks += sum(map(content.count, MARKS))
        if notes.links > MAX_LINKS or notes.marks > MAX_MARKS:
            return [Token("text", "", 0, content=content[start:])]
        common = common_tokens(content, start)
        if common and notes.links + common[1] <= MAX_LINKS:
            notes.links += common[1]
            return common[0]
        state = StateInline(content, self, environment, tokens)
        state.pos = start
        self.inline.tokenize(state)
        if any(map(content.__contains__, _PAIRED)):
            for rule in self.inline.ruler2.getRules(""):
                rule(state)
        return tokens


@cache
def grammar() -> Grammar:
    """Return the parser, which is made once and keeps nothing of what it reads."""
    # The parser leaves out what stands at its limit, we what stands beyond ours.
    options = {"maxNesting": MAX_NESTING + 1, "html": False, "store_labels": True}
    parser = Grammar("commonmark", options)
    block_rules.install(parser)
    inline_rules.install(parser)
    return parser
