"""Code whose words are marked by what they are: keys, strings, comments.

Pygments knows the languages. Of these only such are taken as somebody may write in a playbook, and
whose patterns stay quick on any text: those of some others take seconds for a few thousand
characters that were made to that end. Some patterns are still slow in long lines and in floods of
blank ones, so code that has such is shown as it is; likewise what is very long, and what follows
when much of a document was marked already.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MOST = 20_000
"""Characters of code that are marked in one document."""
_MOST_IN_BLOCK = 8_000
_LONGEST_LINE = 300
_UNSUITED = re.compile(rf"[^\n]{{{_LONGEST_LINE + 1}}}|\n(?:[^\S\n]*\n){{3}}")
"""A long line, or three blank ones."""

_LANGUAGES = {
    "bash": "bash sh shell zsh",
    "console": "console shell-session",
    "css": "css",
    "diff": "diff patch udiff",
    "docker": "docker dockerfile",
    "html": "html",
    "http": "http",
    "ini": "ini cfg",
    "javascript": "javascript js",
    "json": "json jsonc",
    "markdown": "markdown md",
    "powershell": "powershell ps1",
    "properties": "properties",
    "python": "python py",
    "sql": "sql",
    "toml": "toml",
    "typescript": "typescript ts",
    "xml": "xml svg",
    "yaml": "yaml yml",
}
_NAMES = {alias: name for name, aliases in _LANGUAGES.items() for alias in aliases.split()}
_FRONT_MATTER = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)

_CLASSES = (
    ("Comment", "comment"),
    ("Keyword.Constant", "constant"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Name.Tag", "name"),
    ("Name.Attribute", "name"),
    ("Name.Builtin", "name"),
    ("Name.Function", "name"),
    ("Name.Class", "name"),
    ("Name.Decorator", "name"),
    ("Literal.String", "string"),
    ("Literal.Number", "constant"),
    ("Literal.Date", "constant"),
    ("Generic.Inserted", "added"),
    ("Generic.Deleted", "removed"),
    ("Generic.Heading", "heading"),
    ("Generic.Subheading", "heading"),
    ("Generic.Strong", "heading"),
    ("Generic.Prompt", "comment"),
)
"""What Pygments calls a token, or the beginning of that, and what a theme calls it."""


def highlighted(code: str, language: str, left: int = MOST) -> tuple[str, int]:
    """Return code as HTML, and how many of its characters were marked.

    `language` is the first word behind the fence, `left` how many characters may be marked.
    Without its tags the HTML is the code, escaped.
    """
    name = _NAMES.get(language.lower())
    if name is None or len(code) > min(left, _MOST_IN_BLOCK) or _UNSUITED.search(code):
        return escapeHtml(code), 0
    front = _FRONT_MATTER.match(code) if name == "markdown" else None
    tokens = [*_tokens(front[0], "yaml"), *_tokens(code[front.end() :], name)] if front else None
    html, text = _marked(_tokens(code, name) if tokens is None else tokens)
    return (html, len(code)) if text == code else (escapeHtml(code), 0)


def _tokens(code: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield what each word of code is, and the word."""
    for _, kind, text in _lexer(name).get_tokens_unprocessed(code):
        yield _class_of(str(kind)), text


def _marked(tokens: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return tokens as HTML, and their text."""
    html: list[str] = []
    text: list[str] = []
    for kind, group in groupby(tokens, key=lambda token: token[0]):
        words = "".join(word for _, word in group)
        text.append(words)
        html.append(escapeHtml(words))
        if kind and words.strip():
            html[-1] = f'<span class="code-{kind}">{html[-1]}</span>'
    return "".join(html), "".join(text)


@cache
def _class_of(kind: str) -> str:
    """Return the class of a token (`Token.Literal.String.Double`), "" for one like any text."""
    name = kind.removeprefix("Token.") + "."
    return next((of for begins, of in _CLASSES if name.startswith(f"{begins}.")), "")


@cache
def _lexer(name: str) -> "Lexer":
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - most playbooks have no code

    return get_lexer_by_name(name)
