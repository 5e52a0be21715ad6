"""Bytes that forked processes share, instead of each having a copy.

Python counts who refers to an object in the object itself, so a process that so much as looks at
what it has from the process it was forked of copies it. What lies here is in memory that is mapped
as shared: only the small views of it are copied. It is written once, and read by all.
"""

import mmap

_PART = 8 << 20
"""Bytes that are mapped at a time; what was not written to takes no memory."""


class Pool:
    """Room for bytes that stay until the views of them are gone."""

    def __init__(self) -> None:
        self._part = memoryview(bytearray())
        self._at = 0

    def put(self, data: bytes | memoryview) -> memoryview:
        """Return a view of a copy of `data` that is shared with processes that are forked later."""
        end = self._at + len(data)
        if end > len(self._part):
            self._part = memoryview(mmap.mmap(-1, max(_PART, len(data))))
            self._at, end = 0, len(data)
        self._part[self._at : end] = data
        view = self._part[self._at : end].toreadonly()
        self._at = end
        return view
