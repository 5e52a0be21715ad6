"""What a reader may filter by."""

from playbook.model.value import Shape


class Choice(Shape, frozen=True):
    """A value that a filter offers: as it stands in an address, and in words."""

    value: str
    text: str
