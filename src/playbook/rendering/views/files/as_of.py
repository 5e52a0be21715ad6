"""Which state of the texts is shown: for the sheets of a printed page, and for nothing else.

A day or a commit inside a page would render all pages again with every commit. So they stand in one
small style sheet, which every page loads for printing.
"""

from playbook.kinds.common.publication import published
from playbook.model.page import Page
from playbook.model.view import View
from playbook.model.words import PARTS_OF_ALL
from playbook.rendering.strings import strings

_SHORT = 7
"""So many characters of a commit's id tell it from others, and can be read out."""


def as_of(view: View) -> str:
    """Return the day and the commit of the texts; the day of the build where there is no history.

    It is said when texts have changed since. "" where neither is known.
    """
    texts = strings(view)
    revision = view.revision
    if revision is None:
        return texts("print.as-of", date=texts.date(view.as_of)) if view.as_of else ""
    key = "print.as-of-changed" if view.call(_is_ahead) else "print.as-of-commit"
    return texts(key, date=texts.date(revision.day), commit=revision.commit[:_SHORT])


def _is_ahead(view: View) -> bool:
    """Tell whether a document that is shown is not what was last committed."""
    return any(view.call(_some_differ, part) for part in PARTS_OF_ALL)


def _some_differ(view: View, part: str) -> bool:
    """Tell whether one of a few documents differs: an edit has no more than these looked at."""
    cards = map(view.at_path, view.ask("documents", part))
    return any(card and published(view, card) and _differs(view, card.path) for card in cards)


def _differs(view: View, path: str) -> bool:
    history = view.history(path)
    return history is None or not view.is_as_committed(path, history)


def as_of_sheet(_: Page, view: View) -> str:
    """Return the style sheet that writes site, state and page number on every printed sheet."""
    texts = strings(view)
    state = as_of(view)
    words = " · ".join(filter(None, (str(view.setting("site_name") or ""), state)))
    after = f" · {state}" if state else ""
    near, far = ("right", "left") if texts.direction == "rtl" else ("left", "right")
    return (
        f".book-as-of::after {{ content: {_quoted(after)}; }}\n"
        "@media print {\n"
        f"  @page {{\n    @bottom-{near} {{ content: {_quoted(words)}; }}\n"
        f'    @bottom-{far} {{ content: counter(page) " / " counter(pages); }}\n  }}\n'
        f"  .footer-site::after {{ content: {_quoted(state)}; }}\n}}\n"
    )


def _quoted(text: str) -> str:
    """Return a text as a string of a style sheet, which nothing in it can end."""
    plain = (c if c.isalnum() or c in " .,:;·-–’&" else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(plain)}"'
