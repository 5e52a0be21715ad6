"""Fields of an author's own (`x-…`), which nothing checks and no record keeps."""

from typing import Any

from playbook.model.text import Source
from playbook.reading.front_matter.front_matter import split
from playbook.reading.front_matter.yaml import read_mapping

_PREFIX = "x-"


def free_fields(source: Source) -> dict[str, Any]:
    """Return the `x-…` fields of a document as they were written: texts, lists and mappings."""
    start, end, _, _ = split(source)
    if _PREFIX not in source.text[start:end]:
        return {}
    data, _, _ = read_mapping(source, start, end)
    return {name: value for name, value in data.items() if name.startswith(_PREFIX)}
