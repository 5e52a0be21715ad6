"""What a template wrote for a part of a page, kept for as long as the part is the same.

A long list is made anew when one of its entries changes, and a document's facts stand on its own
page and on those to print; what a macro writes for a shape is what it wrote before, since a macro
sees nothing but what it is given and the texts of the site.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary

from playbook.model.value import Shape

Place = tuple[str, int]
"""Where a macro is written: the template, and a line of what that became."""


class KeptParts:
    """`kept(macro, shape)` in templates of the built-in theme: what `macro(shape)` writes.

    It is kept until nobody holds the shape any more. Shapes are hashed often and held weakly, so
    their class must say `gc=True, weakref=True, cache_hash=True`. All pages share it, though each
    sort of page has its macros for itself: one that is written in the same place writes the same.
    """

    def __init__(self) -> None:
        self._held: WeakKeyDictionary[Shape, dict[Place, str]] = WeakKeyDictionary()

    def __call__(self, macro: FunctionType, shape: Shape) -> str:
        """Return what a macro writes for a shape."""
        held = self._held.get(shape)
        if held is None:
            held = self._held[shape] = {}
        code = macro.__code__
        place = (code.co_filename, code.co_firstlineno)
        if place not in held:
            held[place] = macro(shape)
        return held[place]


def not_kept(macro: Callable[[Any], str], shape: Any) -> str:  # noqa: ANN401 - whatever a template gives
    """Return what a macro writes, as templates of a playbook have it: anything may come to them."""
    return macro(shape)
