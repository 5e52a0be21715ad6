"""Footnotes: numbered in the order in which they are cited, and shown at the end of the body."""

from collections.abc import Iterator

from playbook.model.body import Block
from playbook.model.text import Span
from playbook.reading.markdown.sheet import Part, Sheet, merged
from playbook.reading.markdown.words import BACK, FOOTNOTES


class Footnotes:
    """The footnotes of one body.

    Their ids hold a colon (`fn:1`, `fnref:1`), which no heading's anchor does.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._citations: dict[str, int] = {}
        self._sheets: dict[str, list[Sheet]] = {}
        self._span: Span | None = None

    def cite(self, label: str) -> str:
        """Return the mark of a footnote at the place where it is cited."""
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        count = self._citations[label] = self._citations.get(label, 0) + 1
        return (
            f'<sup class="footnote-ref"><a href="#fn:{number}" id="{_anchor(number, count)}"'
            f' role="doc-noteref">{number}</a></sup>'
        )

    def define(self, label: str, sheet: Sheet, span: Span) -> None:
        """Take up the text of a footnote; a second text for one label is added to the first."""
        self._sheets.setdefault(label, []).append(sheet)
        self._span = self._span or span

    def block(self) -> Block | None:
        """Return the section of all footnotes, those that nothing cites last."""
        if self._span is None:
            return None
        labels = [*self._numbers, *(label for label in self._sheets if label not in self._numbers)]
        opening = '<section class="footnotes" role="doc-endnotes" aria-label="'
        section = Sheet([opening, FOOTNOTES, '">\n<ol>\n'])
        for number, label in enumerate(labels, 1):
            section.parts += [f'<li id="fn:{number}">', *self._parts(label, number), "</li>\n"]
            for sheet in self._sheets[label]:
                section.texts += sheet.texts
                section.runs += sheet.runs
        section.parts.append("</ol>\n</section>\n")
        return Block("other", self._span, merged(section.parts), section.text, tuple(section.runs))

    def _parts(self, label: str, number: int) -> Iterator[Part]:
        parts = [part for sheet in self._sheets[label] for part in sheet.parts]
        end = "</p>\n"
        if parts and parts[-1] == end:
            parts.pop()
        else:
            end = ""
        yield from parts
        for count in range(1, self._citations.get(label, 0) + 1):
            anchor = _anchor(number, count)
            yield f' <a href="#{anchor}" role="doc-backlink" aria-label="'
            yield BACK
            yield '">↩</a>' if count == 1 else f' ({count})">↩</a>'
        yield end


def _anchor(number: int, count: int) -> str:
    return f"fnref:{number}" if count == 1 else f"fnref:{number}:{count}"
