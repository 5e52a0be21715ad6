"""Pages: everything else."""

from typing import ClassVar

from playbook.model.kind import Kind
from playbook.model.record import Record


class Page(Record):
    """The front matter of a page: only what every document may have."""

    kind_name: ClassVar[str] = "page"


KIND = Kind(
    name="page",
    plural="pages",
    record=Page,
    purpose="Anything else worth writing down.",
)
