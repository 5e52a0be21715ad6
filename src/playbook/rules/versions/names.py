"""Names that a document writes: what is called otherwise today, and what names nothing.

A team that is renamed is in all agreements under its new name; nobody has agreed to anything else.
"""

from typing import Any

from playbook.model.address import Address
from playbook.model.body import LinkSyntax
from playbook.model.entry import Entry, Reference
from playbook.model.view import View
from playbook.rules.common.mentions import Mention, found, new_name


def names_of_today(then: Entry[Any], view: View) -> dict[str, str]:
    """Return how an earlier state of a document would write today what it refers to.

    There is a name for each that a team or document had before (`formerly`), and no longer has.
    """
    now = ((reference.written, _name_of_today(reference, view)) for reference in then.references)
    return {written: name for written, name in now if name}


def names_in_text(then: Entry[Any], view: View) -> dict[str, str]:
    """Return how the text of an earlier state would write today what it means by `[[id]]`."""
    kinds = tuple(kind.name for kind in view.ask("kinds"))
    names: dict[str, str] = {}
    for link in then.body.links:
        if link.syntax is not LinkSyntax.REFERENCE or link.target in names:
            continue
        address = Address.parse(link.target)
        if found(Mention(address, (), link.span), view):
            continue
        for kind in (address.kind,) if address.kind else kinds:
            if name := new_name(kind, address.id, view):
                names[link.target] = link.target.replace(address.id, name, 1)
                break
    return names


def names_nothing(entry: Entry[Any], part: str, view: View) -> bool:
    """Tell whether a field names a team or document that does not exist: a finding of its own."""
    return any(
        reference.field.partition(".")[0] == part and not _exists(reference, view)
        for reference in entry.references
    )


def _exists(reference: Reference, view: View) -> bool:
    if reference.party:
        return view.card(reference.address) is not None
    return bool(found(Mention(reference.address, reference.kinds, reference.span), view))


def _name_of_today(reference: Reference, view: View) -> str:
    address = reference.address
    if _exists(reference, view):
        return ""
    kinds = (address.kind,) if address.kind else reference.kinds
    for kind in kinds:
        name = new_name(kind, address.id, view)
        if name:
            return reference.written.replace(address.id, name, 1)
    return ""
