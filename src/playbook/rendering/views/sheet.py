"""What a view gives: a shape, and what the page around it needs to know."""

from dataclasses import dataclass

from playbook.rendering.shapes import PageShape


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page ready for its template: `templates` are the candidates, the most specific first."""

    page: PageShape
    title: str
    templates: tuple[str, ...]
    description: str = ""
    kind: str = ""
