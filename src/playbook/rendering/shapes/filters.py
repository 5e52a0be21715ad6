"""What a reader may filter by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter offers: as it stands in an address, and in words."""

    value: str
    text: str
