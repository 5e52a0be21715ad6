"""The running text that most documents are made of, read by one pattern.

That is words, line breaks, `[words](address)`, `` `code` ``, and words between `**`, `*` or `_`
that stand by themselves. None of these can be anything else, whatever stands around it, so nothing
has to be tried; the parser takes five times as long for the same tokens.
"""

import re
from typing import Final

from markdown_it.token import Token

_WORDS: Final = r"(?:[^\n\\`*_~\[\]!<&]+|!(?!\[)|&(?![#A-Za-z0-9]))+"
_STEP: Final = re.compile(
    rf"(?P<text>{_WORDS})"
    # No space before a break, which could make it a hard one, and no indentation behind it.
    r"|(?P<softbreak>(?<! )\n(?![ \t]))"
    r"|\[(?P<label>(?!\^)[^\n\\`*_~\[\]<&]+)\]\((?P<link>[^\x00-\x20\x7f<>()\[\]\\&]+)\)"
    r"|`(?P<code>[^`\n ](?:[^`\n]*[^`\n ])?)`(?!`)"
    # Between a space and a letter a mark only opens, and between a letter and these it only closes.
    r"|(?<![^ \n])(?P<mark>\*\*?|_)(?P<marked>[^\W_](?:[^\n\\`*_~\[\]!<&]*[^\W_])?)(?P=mark)"
    r"(?=[ \n.,;:)]|\Z)"
)
_TAGS: Final = {"**": "strong", "*": "em", "_": "em"}


def common_tokens(content: str, start: int) -> tuple[list[Token], int] | None:
    """Return the tokens of a content from a position on, and how many links there are among them.

    They are those of the parser; None where anything else stands in it.
    """
    tokens: list[Token] = []
    links, at = 0, start
    for step in _STEP.finditer(content, start):
        if step.start() != at:
            return None
        at = step.end()
        match step.lastgroup:
            case "text":
                _add_text(tokens, step[0])
            case "softbreak":
                tokens.append(Token("softbreak", "br", 0))
            case "code":
                place = {"start": step.start(), "end": at}
                code = step["code"]
                tokens.append(Token("code_inline", "code", 0, content=code, markup="`", meta=place))
            case "link":
                links += 1
                address, begin = {"href": step["link"]}, {"start": step.start()}
                tokens += (
                    Token("link_open", "a", 1, address, meta=begin),
                    Token("text", "", 0, level=1, content=step["label"]),
                    Token("link_close", "a", -1, meta={"end": at}),
                )
            case _:
                _add_marked(tokens, step["mark"], step["marked"])
    return (tokens, links) if at == len(content) else None


def _add_text(tokens: list[Token], text: str) -> None:
    if tokens and tokens[-1].type == "text":
        tokens[-1].content += text
    else:
        tokens.append(Token("text", "", 0, content=text))


def _add_marked(tokens: list[Token], mark: str, text: str) -> None:
    """Add text between marks. Of each two marks the parser leaves the outer one as empty text."""
    tag = _TAGS[mark]
    if tag == "strong":
        _add_text(tokens, "")
    tokens += (
        Token(f"{tag}_open", tag, 1, markup=mark),
        Token("text", "", 0, level=1, content=text),
        Token(f"{tag}_close", tag, -1, markup=mark),
    )
    if tag == "strong":
        _add_text(tokens, "")
