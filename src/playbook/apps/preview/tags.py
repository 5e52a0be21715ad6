"""HTML of the preview's own pages: made of elements, so that text can never be mark-up.

The site's templates are not used: these pages are for the moment in which a template is broken.
"""

from html import escape


class Html(str):
    """Finished HTML; any other string is text."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """Return an element; an attribute's name is written with `_` for `-`, and `class_` for `class`.

    Attributes with the value "" are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*parts: str) -> Html:
    """Return parts one after the other, texts escaped."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def page(title: str, language: str, direction: str, body: Html, **attributes: str) -> bytes:
    """Return a whole page; `attributes` are the html element's."""
    head = joined(
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        Html('<meta name="robots" content="noindex">'),
        Html('<meta name="color-scheme" content="light dark">'),
        Html('<link rel="icon" href="data:,">'),
        Html('<link rel="stylesheet" href="/-/preview.css">'),
    )
    whole = tag(
        "html",
        tag("head", head),
        tag("body", body, class_="own"),
        lang=language,
        dir=direction,
        **attributes,
    )
    return f"<!doctype html>\n{whole}\n".encode()


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
