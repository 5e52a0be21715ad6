"""A preview that runs for hours lets go of what nobody needs, and looks at the rest once."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from playbook.apps.preview import allocator


class Ring:
    """Refers to itself, so that only a search finds that nobody else does."""

    def __init__(self) -> None:
        self.other = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    frozen = gc.get_freeze_count()
    yield
    if gc.get_freeze_count() != frozen:
        gc.unfreeze()
        gc.freeze()  # what was imported for all tests; see `conftest.py`


def test_what_only_refers_to_itself_is_let_go_when_nobody_waits() -> None:
    gc.disable()
    try:
        ring = weakref.ref(Ring())
        assert ring() is not None
        allocator.tidy_up()
        assert ring() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("is_long", [True, False])
def test_what_stays_is_looked_at_again_only_where_that_takes_no_time(
    monkeypatch: pytest.MonkeyPatch, *, is_long: bool
) -> None:
    monkeypatch.setattr(allocator, "_LONG", 0.0 if is_long else 60.0)
    gc.collect()  # Python 3.12 sets aside some of its own
    before = gc.get_freeze_count()
    allocator.tidy_up()
    assert (gc.get_freeze_count() > before) == is_long
