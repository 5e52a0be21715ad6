"""Event loops beside the browser's.

Once a test has used the browser, Playwright keeps an event loop of its own in the main thread, and
a thread runs one loop at a time. So whatever else needs a loop runs it in another thread.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def aside(run: Callable[[], T]) -> T:
    """Call a function in a thread of its own, and return what it returns."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()
