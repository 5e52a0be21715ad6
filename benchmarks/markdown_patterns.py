"""Time the reader on text made to be slow: each pattern at one length and at twice that length.

    python benchmarks/markdown_patterns.py

prints for every pattern the time for 100 kB and how it grew from that for 50 kB (2: in proportion,
4: quadratic). Exits 1 when a pattern grows by more than 2.6 or takes over 2 seconds.
"""

import sys
from collections.abc import Callable
from time import process_time
from typing import Final

from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body

SIZE: Final = 100_000
MAX_GROWTH: Final = 2.6
MAX_SECONDS: Final = 2.0
TOO_SHORT: Final = 0.05
"""Seconds below which a growth says nothing; it is then printed as 0."""


def _repeated(text: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + text * (size // len(text)) + after


def _nested(opening: str, middle: str, closing: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return opening * count + middle + closing * count

    return make


def _deepening(size: int) -> str:
    depth = int(size**0.5)
    return "\n".join("  " * level + "- item" for level in range(depth))


def _wide_table(size: int) -> str:
    columns = size // 6
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|\n" * (size // 4)


def _many_references(size: int) -> str:
    count = size // 20
    return "".join(f"[r{n}]: /u{n}\n" for n in range(count)) + "\n" + "[r1] " * (size // 10)


PATTERNS: Final[dict[str, Callable[[int], str]]] = {
    "prose": _repeated("Support answers at the weekend, in turn. "),
    "paragraphs": _repeated("Support answers at the weekend.\n\n"),
    "open brackets": _repeated("["),
    "closed brackets": _nested("[", "a", "]"),
    "open brackets, a definition": _repeated("[", "[a]: b\n\n"),
    "bracket and letter": _repeated("[a", "[a]: b\n\n"),
    "links": _repeated("[a](b) "),
    "links in one paragraph, long texts": _repeated("[a b c d e f g h i j k l](m) "),
    "link begun": _repeated("[a](b"),
    "link begun, angle": _repeated("[a](<b"),
    "link begun, title": _repeated('[a](b "c'),
    "images begun": _repeated("![["),
    "images nested": _nested("![", "a", "](b)"),
    "images nested in groups": _repeated("![" * 30 + "a" + "](b)" * 30 + " "),
    "references": _repeated("[[a]] "),
    "references begun": _repeated("[[a|"),
    "reference with long text": _repeated("b", "[[a|"),
    "emphasis begun": _repeated("*a **a "),
    "emphasis begun, underscores": _repeated("_a __a "),
    "emphasis closed": _repeated("a* a** "),
    "emphasis nested": _nested("*a ", "b", " c*"),
    "emphasis mixed": _repeated("a**b_c* "),
    "stars": _repeated("*"),
    "strikes": _repeated("~~a "),
    "strikes closed": _nested("~~a ", "b", " c~~"),
    "code of growing marks": lambda size: "".join(
        "e" + "`" * n for n in range(1, int((2 * size) ** 0.5))
    ),
    "backticks": _repeated("`a ``b "),
    "entities": _repeated("&a;&#1;&amp"),
    "escapes": _repeated("\\a\\*"),
    "autolinks begun": _repeated("<a:"),
    "data sections": _repeated("<![CDATA["),
    "comments begun": _repeated("<!--\n"),
    "comments begun in a list": _repeated("  <!--\n", "- a\n\n", "\n-->\n"),
    "comments begun, one end": _repeated("<!--\n", "", "--> a\n"),
    "comments": _repeated("<!-- a -->\n"),
    "quotes": _repeated(">"),
    "quotes, 300 deep": _repeated("> " * 300 + "a\n"),
    "quote lines": _repeated("> a\n"),
    "lists on one line": _repeated("- "),
    "lists deepening": _deepening,
    "list items": _repeated("- a\n"),
    "list items with links": _repeated("- a → [b](#c)\n"),
    "list items, loose": _repeated("1. a\n\n"),
    "table rows": _repeated("| a | b |\n", "| a | b |\n|---|---|\n"),
    "table, wide": _wide_table,
    "tables of one row": _repeated("|a|b|\n|-|-|\n\n"),
    "tables, narrow and short of cells": _repeated("|\n", "|a" * 90 + "|\n" + "|-" * 90 + "|\n"),
    "tables, many and short of cells": _repeated(
        "|a" * 90 + "|\n" + "|-" * 90 + "|\n" + "|\n" * 720 + "\n"
    ),
    "headings": _repeated("# a\n"),
    "headings, underlined": _repeated("a\n-\n"),
    "line ends with spaces": _repeated("a  \n"),
    "spaces": _repeated(" ", "a", "b"),
    "fences": _repeated("```\na\n"),
    "footnotes begun": _repeated("[^", "[^a]: b\n\n"),
    "footnotes": _repeated("[^a]: b\n\n"),
    "footnote, cited": _repeated("c[^a] ", "[^a]: b\n\n"),
    "definitions": _repeated("a\n: b\n\n"),
    "definition marks": _repeated(": ", "a\n"),
    "link definitions": _many_references,
    "link definitions begun": _repeated("[a]: b 'c\n"),
    "callouts": _repeated("> [!NOTE]\n> a\n\n"),
}


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = process_time()
        read_body(Source.of("pattern.md", text))
        best = min(best, process_time() - start)
    return best


def main() -> int:
    """Print a line for every pattern; return 1 when one of them is too slow."""
    slow = []
    for name, make in PATTERNS.items():
        half, whole = _seconds(make(SIZE // 2)), _seconds(make(SIZE))
        growth = whole / half if whole > TOO_SHORT else 0
        is_slow = whole > MAX_SECONDS or growth > MAX_GROWTH
        slow += [name] * is_slow
        mark = "  too slow" if is_slow else ""
        sys.stdout.write(f"{name:36} {whole * 1000:8.1f} ms  × {growth:4.2f}{mark}\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
