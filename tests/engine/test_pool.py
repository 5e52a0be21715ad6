"""Bytes that forked processes share."""

import mmap

from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.cache.documents.pool import Pool


@given(st.lists(st.binary(max_size=2_000)))
def test_what_was_put_in_stays_as_it_was(parts: list[bytes]) -> None:
    pool = Pool()
    views = [pool.put(part) for part in parts]
    assert [bytes(view) for view in views] == parts


def test_many_and_large_bytes_have_room() -> None:
    pool = Pool()
    sizes = (5_000_000, 5_000_000, 20_000_000, 0, 3)
    views = [pool.put(bytes([number]) * size) for number, size in enumerate(sizes)]
    assert [len(view) for view in views] == list(sizes)
    assert all(view == bytes([number]) * len(view) for number, view in enumerate(views))


def test_a_view_lies_in_memory_that_forked_processes_share_and_cannot_be_written_to() -> None:
    view = Pool().put(b"rows")
    assert isinstance(view.obj, mmap.mmap)
    assert view.readonly
