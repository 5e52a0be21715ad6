"""What is made of a template's text before it runs, so that it need not be made in every run.

To read a template and to write the Python that it becomes takes as long as filling it many times.
Both depend on nothing but the text and on Jinja, so what was made once may be taken again. It is
code: whoever lends it answers for its being what `made` gave.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from playbook.model.text import digest

_MOST = 512
"""How many texts are held; a theme has a few dozen templates, each of which makes two."""

Lender = Callable[[], Mapping[str, str]]

_made: dict[str, str] = {}
_lenders: list[Lender] = []


def made() -> Mapping[str, str]:
    """Return what was made or taken, by name, in the order of the names."""
    return dict(sorted(_made.items()))


@contextmanager
def lending(lender: Lender) -> Iterator[None]:
    """Have somebody who gives what another run made; asked once, when something is wanted."""
    _lenders.append(lender)
    try:
        yield
    finally:
        _lenders.clear()


def once(what: str, name: str, text: str, make: Callable[[], str]) -> str:
    """Return what is made of a template; `what` tells different things made of the same one."""
    key = f"{what} {digest(f'{name} {text}')}"
    if key not in _made and _lenders:
        hold(_lenders.pop()())
    if key not in _made:
        hold({key: make()})
    return _made[key]


def hold(found: Mapping[str, str]) -> None:
    """Take what another run made; if it is too much, what was there before is let go."""
    if len(_made) + len(found) > _MOST:
        _made.clear()
    _made.update(found)
