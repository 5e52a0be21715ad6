"""What an editor shows of the place under the pointer: a field, a card, a term, a rule."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from playbook.model.diagnostic import Diagnostic
from playbook.model.text import Span
from playbook.queries.editor.half_typed import spot_at
from playbook.queries.editor.keys import explained
from playbook.queries.editor.proposal import Desk
from playbook.queries.editor.region import yaml_region
from playbook.queries.editor.shape import field_at
from playbook.queries.editor.target import Target, target_at
from playbook.queries.editor.values import plain_markdown, shown


class Explanation(NamedTuple):
    """Markdown about a stretch of a document."""

    markdown: str
    span: Span


def explain(
    offset: int, desk: Desk, findings: Iterable[Diagnostic], page: Callable[[str], str]
) -> Explanation | None:
    """Return what is to be said of an offset of a document; `page` gives the page of a rule."""
    entry = desk.entry
    if entry is None:
        return None
    parts: list[Explanation] = []
    target = target_at(entry, offset, desk.view)
    if target and not target.own:
        parts.append(Explanation(_card(target), target.span))
    field = _field(offset, desk)
    if field:
        parts.append(field)
    here = [finding for finding in findings if finding.span.start <= offset <= finding.span.end]
    for code in dict.fromkeys(finding.code for finding in here):
        said = [finding for finding in here if finding.code == code]
        parts.append(Explanation(_finding(said, page(code)), said[0].span))
    if not parts:
        return None
    return Explanation("\n\n---\n\n".join(part.markdown for part in parts), parts[0].span)


def _card(target: Target) -> str:
    card = target.card
    item = f" · `{target.item}`" if target.item else ""
    return f"**{plain_markdown(card.title)}**{item}\n\n{shown(card)}"


def _field(offset: int, desk: Desk) -> Explanation | None:
    """Explain the field whose name or value stands at an offset of the front matter."""
    entry = desk.entry
    region = yaml_region(entry.source.text) if entry else None
    here = spot_at(entry.source.text, *region, offset) if entry and region else None
    if entry is None or here is None or here.start == here.end:
        return None
    word = entry.source.text[here.start : here.end]
    path = (*here.path, word) if here.is_key else here.path
    field = field_at(type(entry.record), path)
    if field is None:
        return None
    needed = " (required)" if field.required else ""
    text = f"`{field.name}`{needed}\n\n{explained(field)}"
    return Explanation(text, entry.source.span(here.start, here.end))


def _finding(said: list[Diagnostic], page: str) -> str:
    lines = []
    for finding in said:
        hint = f" ({plain_markdown(finding.hint)})" if finding.hint else ""
        lines.append(f"{finding.severity.value}: {plain_markdown(finding.message)}{hint}")
    _, _, text = page.partition("\n")  # its first line is the code
    return "\n\n".join([*lines, f"**{said[0].code}**", text.strip()])
