"""How often a test does what it does: a few times in `make test`, many times in `make fuzz`."""

from hypothesis import settings


def times(few: int, many: int) -> int:
    """Return the number for the profile in use, which is known when test files are imported."""
    return few if settings().derandomize else many
