"""What a view gives: a shape, and what the page around it needs to know."""

from playbook.model.value import Value
from playbook.rendering.shapes import PageShape


class Sheet(Value, frozen=True):
    """A page ready for its template: `templates` are the candidates, the most specific first."""

    page: PageShape
    title: str
    templates: tuple[str, ...]
    description: str = ""
    kind: str = ""
