"""Documents that are called otherwise now: who referred to them refers to them still.

A team that is renamed is in all agreements under its new name, and nothing was agreed anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from playbook.model.address import Address, document_key
from playbook.model.body import LinkSyntax
from playbook.model.entry import Entry
from playbook.queries.changes.matching import Pair


def in_new_names(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the same documents; as they were, they refer to each other by the names of now."""
    held = tuple(pairs)
    moved = {
        pair.old.address: pair.new.id
        for pair in held
        if pair.old and pair.new and pair.old.id != pair.new.id
    }
    for pair in held:
        names = dict(_names(pair.old, pair.new, moved)) if pair.old and pair.new else {}
        old = _renamed(pair.old, names) if pair.old and names else pair.old
        if old and pair.new and moved and (said := dict(_targets(old, pair.new, moved))):
            old = replace(old, body=old.body.renamed(said))
        yield pair._replace(old=old)


def _names(old: Entry[Any], new: Entry[Any], moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that a document wrote and writes no more, and what it means is called now."""
    still = {reference.written for reference in new.references}
    for reference in old.references:
        if reference.written in still:
            continue
        address = reference.address
        for kind in (address.kind,) if address.kind else reference.kinds:
            name = moved.get(document_key(kind, address.id))
            if name is not None:
                yield reference.written, reference.written.replace(address.id, name, 1)


def _targets(
    old: Entry[Any], new: Entry[Any], moved: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the same for what a text names by `[[id]]`."""
    still = {link.target for link in new.body.links}
    by_id = {Address.parse(address).id: name for address, name in moved.items()}
    for link in old.body.links:
        if link.syntax is LinkSyntax.REFERENCE and link.target not in still:
            address = Address.parse(link.target)
            name = moved.get(address.document) if address.kind else by_id.get(address.id)
            if name is not None:
                yield link.target, link.target.replace(address.id, name, 1)


def _renamed(entry: Entry[Any], names: Mapping[str, str]) -> Entry[Any]:
    data = {key: _exchanged(value, names) for key, value in entry.data.items()}
    return replace(entry, record=type(entry.record).model_validate(data), data=data)


def _exchanged(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any value of YAML
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {_exchanged(key, names): _exchanged(held, names) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_exchanged(held, names) for held in value)
    return value
