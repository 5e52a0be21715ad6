"""Links: does the file exist, and the heading in it, and may one link there."""

import re
from collections.abc import Iterator
from typing import Any

from playbook.kinds.common.known_kinds import kind_names
from playbook.kinds.tree import DecisionTree
from playbook.model.address import Address
from playbook.model.body import Link, LinkSyntax
from playbook.model.diagnostic import Severity
from playbook.model.entry import Card, Entry
from playbook.model.link_target import SCHEMES, Destination, LinkTarget, parse_target
from playbook.model.meant.nearest import did_you_mean
from playbook.model.relative_path import link_to
from playbook.model.rule import Finding, rule
from playbook.model.text import Span
from playbook.model.view import View
from playbook.rules.common.hints import Hints
from playbook.rules.common.mentions import found, has_item, item_hint, mentions, part_after
from playbook.rules.common.near_files import is_there, nearest_file
from playbook.rules.common.trees import answer_links

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PREVIEW = re.compile(
    r"http://(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::\d+)?/(?P<path>[^?#]+)\.html(?P<rest>#.*)?"
)
_TOP = "top"
"""`#top` leads to the top of a page in every browser, whatever the page holds."""

_ALLOWED = ", ".join(f"{scheme}:" for scheme in sorted(SCHEMES))


@rule("ref/link-file", Severity.ERROR)
def link_file(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A link leads to a file that does not exist."""
    hints = Hints()
    for link, target in _targets(entry, answer_links(entry, view)):
        is_image = link.syntax is LinkSyntax.IMAGE
        if not link.target.strip():
            message = f"this {'image' if is_image else 'link'} has no address"
            yield Finding(link.whole, message, "write one between the brackets: [text](file.md)")
        elif is_image and _shows_no_file(target, view):
            message = f"“{target.path}” is a document, and an image has to be a file of its own"
            yield Finding(link.span, message, "take out the “!” to link to it")
        elif target.destination is Destination.FILE and not is_there(target, view):
            message, hint = _missing(target, entry, view, hints)
            yield Finding(link.span, message, hint)


@rule("ref/link-heading", Severity.ERROR)
def link_heading(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A link leads to a heading that does not exist."""
    hints = Hints()
    for link, target in _targets(entry, answer_links(entry, view)):
        if not target.fragment or target.fragment.casefold() == _TOP:
            continue
        card = _document(target, view)
        if card is None or has_item(card, target.fragment, view):
            continue
        where = "this document" if card.path == entry.path else f"“{card.title}”"
        message = f"{where} has no heading “#{target.fragment}”"
        hint = _renamed_node(card, target.fragment, view)
        hint = hint or item_hint(card, target.fragment, view, hints)
        yield Finding(part_after(entry, link.span, "#"), message, hint)


@rule("ref/link-scheme", Severity.ERROR)
def link_scheme(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A link leads out of the project, or to a kind of address that is not allowed."""
    for link, target in _targets(entry):
        if target.destination is Destination.REFUSED:
            message, hint = _refusal(link, entry.path, view)
            yield Finding(link.span, message, hint)
        elif target.destination is Destination.OUTSIDE and (page := _PREVIEW.match(link.target)):
            path = f"{view.setting('content_dir')}/{page['path']}.md"
            if view.holds_document(path):
                message = "this link leads to a preview on your own computer"
                hint = f"write “{link_to(path, entry.path)}{page['rest'] or ''}”"
                yield Finding(link.span, message, hint)


@rule("ref/remote-image", Severity.ERROR)
def remote_image(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """An image is to be loaded from another site."""
    for link, target in _targets(entry):
        if link.syntax is LinkSyntax.IMAGE and target.destination is Destination.OUTSIDE:
            message = "this image would be loaded from another site, which would learn who reads"
            yield Finding(link.span, message, "put the file beside this page, and name it here")


@rule("ref/audience", Severity.WARNING)
def audience(entry: Entry[Any], view: View) -> Iterator[Finding]:
    """A document refers to one that some of its readers may not see."""
    if not view.setting("audience"):
        return
    own = entry.card.audience
    for span, card in _referred_to(entry, view):
        if card.audience not in {"all", own}:
            message = f"“{card.title}” is for “{card.audience}” alone, and this is for “{own}”"
            hint = (
                "take the reference out, or let both be for the same: others see words and no link"
            )
            yield Finding(span, message, hint)
    for span, card in _counted_on(entry, view):
        if card.audience not in {"all", own}:
            message = (
                f"the team “{card.title}” is for “{card.audience}” alone, and this is for “{own}”"
            )
            hint = f"let both be for the same: others see “{card.id}”, and no page of the team"
            yield Finding(span, message, hint)


def _counted_on(entry: Entry[Any], view: View) -> Iterator[tuple[Span, Card]]:
    """Yield the teams that fields name, by themselves or by a role, each where it stands first."""
    places: dict[str, Span] = {}
    for reference in entry.references:
        if reference.party:
            team = reference.address.document
            places[team] = min(places.get(team, reference.span), reference.span)
    for team, span in places.items():
        card = view.card(team)
        if card:
            yield span, card


def _referred_to(entry: Entry[Any], view: View) -> Iterator[tuple[Span, Card]]:
    """Yield what a document names by id and what it links to, each with its place."""
    for mention in mentions(entry):
        yield from ((mention.span, card) for card in found(mention, view))
    for link, target in _targets(entry):
        card = _document(target, view)
        if card and card.path != entry.path:
            yield link.span, card


def _targets(
    entry: Entry[Any], left_out: frozenset[int] = frozenset()
) -> Iterator[tuple[Link, LinkTarget]]:
    """Yield the links with an address; of those that share a link definition, the first."""
    seen: set[Span] = set()
    for index, link in enumerate(entry.body.links):
        if index in left_out:
            continue
        if link.syntax is not LinkSyntax.REFERENCE and link.span not in seen:
            if link.target.strip():
                seen.add(link.span)
            yield link, parse_target(link.target, entry.path)


def _document(target: LinkTarget, view: View) -> Card | None:
    """Return the document that a link leads to, or None."""
    if target.folder or target.destination not in {Destination.FILE, Destination.HERE}:
        return None
    return view.at_path(target.path)


def _shows_no_file(target: LinkTarget, view: View) -> bool:
    here = target.destination is Destination.HERE
    return here or (target.destination is Destination.FILE and view.holds_document(target.path))


def _missing(target: LinkTarget, entry: Entry[Any], view: View, hints: Hints) -> tuple[str, str]:
    path = target.path
    content: str = view.setting("content_dir")
    if not path.startswith(f"{content}/"):
        message = f"“{path}” lies outside of `{content}`, so it is not part of the site"
        return message, "move the file there, or link to where it can be seen on the web"
    what = "folder" if target.folder else "file"
    message = f"there is no {what} “{path}”"
    if "\\" in path:
        return message, "write paths with “/”, also on Windows"
    _, is_web, address = path.partition("/www.")
    if is_web:
        return message, f"write “https://www.{address}” for a page on the web"
    if _MAIL.fullmatch(path.rpartition("/")[2]):
        return message, f"write “mailto:{path.rpartition('/')[2]}” for an address of e-mail"
    return message, _file_hint(path, entry, view, hints)


def _file_hint(path: str, entry: Entry[Any], view: View, hints: Hints) -> str:
    """Suggest the file that may be meant by one that does not exist."""
    if now := _renamed_file(path, view):
        return f"it is now called “{link_to(now, entry.path)}”"
    if suggestion := nearest_file(path, view, hints):
        return f"did you mean “{link_to(suggestion, entry.path)}”?"
    return "" if hints.spent else "put the file there, or mend the address"


def _renamed_file(path: str, view: View) -> str:
    """Return the file of the document that had a file's name before, in the same folder, or ""."""
    folder, _, name = path.rpartition("/")
    for kind in kind_names(view):
        card = view.formerly(Address(kind, name.removesuffix(".md")))
        if card and card.path.rpartition("/")[0] == folder:
            return card.path
    return ""


def _renamed_node(card: Card, slug: str, view: View) -> str:
    """Return a hint if the slug is the former one of a node of a decision tree."""
    record = view.record(DecisionTree, card.id) if card.kind == "tree" else None
    now = record.formerly_nodes.get(slug) if record else None
    return f"it is now called “{now}”" if now else ""


def _refusal(link: Link, from_path: str, view: View) -> tuple[str, str]:
    written = link.target.strip()
    allowed = f"a link begins with {_ALLOWED}, or is the path of a file"
    scheme, colon, rest = written.partition(":")
    if colon and scheme.isalnum() and len(scheme) == 1:
        return f"“{scheme}:” is a drive of your own computer", allowed
    if colon and not set(scheme) & set("/\\#?"):
        hint = _scheme_hint(scheme, rest) or _reference_hint(link, scheme, rest, view)
        return f"a link may not begin with “{scheme}:”", hint or allowed
    if written.startswith("//"):
        return "this link names a host and not how to reach it", f"write “https:{written}”"
    if written.startswith("\\"):
        return "a link may not begin with “\\”", "write paths with “/”"
    if written.startswith("/"):
        return "a link may not begin with “/”", _from_root(written, from_path, view)
    return "this link leads out of the project", "link to a file below this project’s root"


def _reference_hint(link: Link, scheme: str, rest: str, view: View) -> str:
    """Return how to refer to a document whose id stands where an address belongs."""
    if not view.card(Address.parse(f"{scheme}:{rest}")):
        return ""
    return f"write “[[{scheme}:{rest}|{link.text}]]” in place of the link"


def _scheme_hint(scheme: str, rest: str) -> str:
    if scheme.lower() == "file":
        return "put the file beside this page, and link to it by its name"
    return did_you_mean(scheme.lower(), SCHEMES) if rest.startswith("//") else ""


def _from_root(written: str, from_path: str, view: View) -> str:
    """Suggest the relative form of an absolute path."""
    address, hash_mark, fragment = written.partition("#")
    path = address.strip("/")
    content: str = view.setting("content_dir")
    for known in (path, f"{content}/{path}"):
        if view.holds_document(known) or view.first("file", known):
            return f"write “{link_to(known, from_path)}{hash_mark}{fragment}”"
    return "write the path from this file’s folder, such as “../teams/support.md”"
