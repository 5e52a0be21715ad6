"""What the parser would leave out without a word: an author must hear of it instead."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, Span
from playbook.reading.grammar.notes import MAX_BRACKETS, MAX_LINKS, MAX_MARKS, MAX_NESTING
from playbook.reading.markdown.places import Places

_MORE: Final = re.compile(r"\n[ \t]*\n|^ {0,3}#{1,6} ", re.MULTILINE)


def nested_blocks(span: Span) -> Diagnostic:
    """Report a place from which on quotes and lists are nested too deep to be read."""
    return Diagnostic(
        "text/nesting",
        Severity.ERROR,
        span,
        f"quotes or lists stand more than {MAX_NESTING} deep in each other (a list counts twice),"
        " so what follows here would not be shown",
        "use fewer levels, or move the innermost part into a section of its own",
    )


def nested_brackets(span: Span) -> Diagnostic:
    """Report a text in which brackets are nested too deep for its links to be found."""
    return Diagnostic(
        "text/nesting",
        Severity.ERROR,
        span,
        f"brackets stand more than {MAX_BRACKETS} deep in each other,"
        " so links among them would not be found",
        r"write \[ for a bracket that does not begin a link",
    )


def has_swallowed(code: str, first: int, behind: int) -> bool:
    """Tell whether code between two lines has no closing fence, and more than code may be in it.

    A closing fence is a line that is no content. Where no empty line and no heading follows, all
    that follows may well be the code.
    """
    lines = code.count("\n") + bool(code and not code.endswith("\n"))
    return behind - first == lines + 1 and bool(_MORE.search(code.strip()))


def unclosed_code(span: Span, fence: str, *, is_inside: bool) -> Diagnostic:
    """Report a fence that begins code which nothing ends; `is_inside` a list item or quote."""
    rest = "what follows in this list item or quote" if is_inside else "all that follows"
    return Diagnostic(
        "text/unclosed",
        Severity.WARNING,
        span,
        f"this code is never closed, so {rest} is shown as code",
        f"write {fence} where it ends, on a line with nothing else",
    )


def surplus_links(span: Span) -> Diagnostic:
    """Report the first link that is too many."""
    return Diagnostic(
        "text/too-many-links",
        Severity.ERROR,
        span,
        f"this document has more than {MAX_LINKS:,} links and images; those behind this one are"
        " shown as they are written",
        "split it into several documents",
    )


def surplus_parts(span: Span) -> Diagnostic:
    """Report the place from which on a document has too many parts to be read."""
    return Diagnostic(
        "text/too-many-parts",
        Severity.ERROR,
        span,
        "this document has too many parts (some 20,000 paragraphs, headings, items and cells, or"
        f" {MAX_MARKS:,} marks such as “*”): what follows is left out, or shown as it is written",
        "split it into several documents, or keep data in a file of its own",
    )


def surplus_cells(
    source: Source, cells: Sequence[tuple[str, Places]], columns: int
) -> Iterator[Diagnostic]:
    """Report the cells of a row for which its table has no column, all of them as one."""
    spans = [places.span(0, len(content)) for content, places in cells if content]
    if spans:
        yield Diagnostic(
            "text/table-row",
            Severity.ERROR,
            source.span(spans[0][0], spans[-1][1]),
            f"this row has more cells than the table has columns ({columns}),"
            " so what stands here would not be shown",
            r"add a column to the header row; for a bar inside a cell write \|",
        )
