"""Findings as a reader of the preview sees them: place, line, caret, hint, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook.apps.preview.editor_link import address
from playbook.apps.preview.tags import Html, joined, page, tag
from playbook.apps.report.excerpt import excerpt
from playbook.apps.report.visible import visible, width
from playbook.engine.files.survey import THEME_PREFIX
from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source, Span
from playbook.rendering.strings import Texts

_MOST = 300
"""Findings on one page; who has more begins with these."""

_MARGIN, _WINDOW = 60, 160
_SUMMARIES = {rule.code: rule.summary for rule in RULES}


@dataclass(frozen=True)
class Showing:
    """How findings are shown: the texts of the site's language, the project's folder, the editor.

    `editor` is the address of a place in it (`preview.editor`), "" for no such links.
    """

    texts: Texts
    root: Path
    editor: str = ""

    def page(
        self,
        findings: Iterable[Diagnostic],
        sources: Mapping[str, Source],
        here: str = "",
        mark: str = "",
    ) -> bytes:
        """Return the page of all findings, those of the file `here` first.

        `mark` is the name of their state.
        """
        texts = self.texts
        found = sorted(findings, key=lambda finding: finding.severity.rank)
        own = [finding for finding in found if finding.span.path == here]
        others = [finding for finding in found if finding.span.path != here]
        parts: list[Html] = []
        for title, group in ((texts("preview.here"), own), (texts("preview.elsewhere"), others)):
            if group and own:
                parts.append(tag("h2", title))
            parts += (self.finding(finding, sources) for finding in group[:_MOST])
            if len(group) > _MOST:
                parts.append(tag("p", texts("preview.more", n=len(group) - _MOST), class_="more"))
        title = counted(texts, found) or texts("preview.none")
        return self.own_page(title, joined(*parts), findings=mark)

    def broken(self, finding: Diagnostic, sources: Mapping[str, Source]) -> bytes:
        """Return what stands in the place of a page that cannot be made."""
        texts = self.texts
        body = joined(
            tag("p", texts("preview.comes-back"), class_="lead"), self.finding(finding, sources)
        )
        return self.own_page(texts("preview.broken-title"), body)

    def own_page(self, title: str, body: Html, *, findings: str = "") -> bytes:
        """Return a page of the preview itself: a way back, a title, the rest."""
        texts = self.texts
        back = tag("a", texts("preview.back"), href="/")
        every = tag("a", texts("preview.findings"), href="/-/findings")
        frame = joined(
            tag("header", tag("nav", back, every, aria_label=texts("preview.name"))),
            tag("main", tag("h1", title), body, id="content"),
        )
        return page(
            f"{title} · {texts('preview.name')}",
            texts.language,
            texts.direction,
            frame,
            data_findings=findings,
        )

    def finding(self, finding: Diagnostic, sources: Mapping[str, Source]) -> Html:
        """Return one finding."""
        texts, source = self.texts, sources.get(finding.span.path)
        name = finding.severity.value
        parts = [
            tag(
                "p",
                tag("strong", texts(f"preview.severity.{name}"), class_="severity"),
                self._place(finding.span, source),
                class_="head",
            ),
            tag("p", _plain(finding.message), class_="message"),
        ]
        if source:
            parts += _excerpt(finding.span, source)
        if finding.hint:
            parts.append(tag("p", _plain(finding.hint), class_="hint"))
        related = [
            tag(
                "li",
                _plain(other.message),
                " ",
                self._place(other.span, sources.get(other.span.path)),
            )
            for other in finding.related
        ]
        if related:
            parts.append(tag("ul", *related, class_="related"))
        parts.append(self._rule(finding.code))
        return tag("article", *parts, class_=f"finding {name}")

    def _rule(self, code: str) -> Html:
        summary = _SUMMARIES.get(code)
        if summary is None:
            return tag("p", code, class_="rule")
        link = tag("a", texts_why(self.texts, code), href=f"/-/explain/{code}")
        return tag("p", link, class_="rule", title=summary)

    def _place(self, span: Span, source: Source | None) -> Html:
        line, column = 1, 1
        if source:
            position = source.position(span.start)
            line, column = position.line, position.column
        path = span.path.removeprefix(THEME_PREFIX)
        words = tag("code", _plain(f"{path}:{line}:{column}"))
        if not self.editor or span.path.startswith(THEME_PREFIX):
            return tag("span", words, class_="place")
        link = address(self.editor, self.root / path, line, column)
        label = self.texts("preview.edit")
        return tag("a", words, " ", tag("span", label, class_="edit"), href=link, class_="place")


def texts_why(texts: Texts, code: str) -> Html:
    """Return the words of the link to a rule's explanation."""
    return joined(texts("preview.why"), " ", tag("code", code))


def counted(texts: Texts, findings: Iterable[Diagnostic]) -> str:
    """Return how many errors, warnings and notices there are, in words; "" for none."""
    found = list(findings)
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE):
        number = sum(finding.severity is severity for finding in found)
        if number:
            parts.append(texts.count(f"preview.{severity.value}", number))
    return " · ".join(parts)


def _excerpt(span: Span, source: Source) -> Iterator[Html]:
    found = excerpt(span, source, margin=_MARGIN, window=_WINDOW)
    if found is None:
        return
    before, marked, after = _plain(found.before), _plain(found.marked), _plain(found.after)
    left, right = ("…" if is_cut else "" for is_cut in found.is_cut)
    number = f"{found.number:>4} │ "
    caret = f"{' ' * width(left + before)}{'^' * max(1, width(marked))}"
    yield tag(
        "pre",
        tag(
            "code",
            tag("span", number, class_="number"),
            f"{left}{before}",
            tag("mark", marked) if marked else "",
            f"{after}{right}\n",
            tag("span", "     │ ", class_="number", aria_hidden="true"),
            tag("span", caret, class_="caret", aria_hidden="true"),
        ),
        tabindex="0",
    )


def _plain(text: str) -> str:
    """Return text of authors on one line, without characters that hide or turn others."""
    return visible(text)
