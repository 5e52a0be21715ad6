"""What a template wrote for a part of a page, kept for as long as the part is the same.

A long list is made anew when one of its entries changes; what its macro writes for the others is
what it wrote before, since a macro sees nothing but what it is given and the texts of the site.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from playbook.model.value import Shape

Macro = Callable[[Any], str]


class KeptParts:
    """`kept(macro, shape)` in templates of the built-in theme: what `macro(shape)` writes.

    It is kept until nobody holds the shape any more. Shapes are hashed often and held weakly, so
    their class must say `gc=True, weakref=True, cache_hash=True`.
    """

    def __init__(self) -> None:
        self._held: WeakKeyDictionary[Shape, dict[Macro, str]] = WeakKeyDictionary()

    def __call__(self, macro: Macro, shape: Shape) -> str:
        """Return what a macro writes for a shape."""
        held = self._held.get(shape)
        if held is None:
            held = self._held[shape] = {}
        if macro not in held:
            held[macro] = macro(shape)
        return held[macro]


def not_kept(macro: Macro, shape: Any) -> str:  # noqa: ANN401 - whatever a template gives
    """Return what a macro writes, as templates of a playbook have it: anything may come to them."""
    return macro(shape)
