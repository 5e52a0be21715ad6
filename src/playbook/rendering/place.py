"""Where something is rendered: what to ask, which text it stands in, which page it goes to."""

from dataclasses import dataclass
from functools import cached_property

from playbook.model.entry import Card
from playbook.model.view import View
from playbook.rendering.hrefs import relative
from playbook.rendering.strings import Texts, strings


@dataclass(frozen=True)
class Place:
    """A page in the making: `url` is its address, `path` the file whose text it shows, or ""."""

    view: View
    url: str
    path: str = ""

    @cached_property
    def texts(self) -> Texts:
        """The texts of the interface."""
        return strings(self.view)

    def to(self, url: str, fragment: str = "") -> str:
        """Return the address that leads from this page to another one."""
        return relative(self.url, url, fragment)

    def to_card(self, card: Card, fragment: str = "") -> str:
        """Return the address that leads from this page to a document."""
        return relative(self.url, card.url, fragment)
