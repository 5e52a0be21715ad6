"""Completion in front matter and in `site.yml`, finished or half-typed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from playbook.model.entry import Entry
from playbook.model.kind import Kind
from playbook.model.record import Path
from playbook.model.view import View
from playbook.queries.editor.half_typed import spot_at
from playbook.queries.editor.keys import keys
from playbook.queries.editor.names import MOST, kind_names
from playbook.queries.editor.proposal import Completion, Desk, Proposal, Sort
from playbook.queries.editor.region import yaml_region
from playbook.queries.editor.shape import Form, Shape, fields_of, shapes_at
from playbook.queries.editor.spot import Spot
from playbook.queries.editor.values import own_parties, plain, values

_KIND = re.compile(r"^kind:[ \t]+[\"']?([a-z0-9-]+)", re.MULTILINE)


def complete_front(text: str, offset: int, desk: Desk) -> Completion | None:
    """Return what may be typed in the front matter of a document; None outside of it."""
    region = yaml_region(text)
    if region is None or desk.entry is None or not region[0] <= offset <= region[1]:
        return None
    return complete_yaml(text, region, offset, _record(text, region, desk.entry, desk.view), desk)


def _record(text: str, region: tuple[int, int], entry: Entry[Any], view: View) -> type[BaseModel]:
    """Return the record of the document; front matter that is not closed may name a kind, too."""
    written = _KIND.search(text, *region)
    kind: Kind[Any] | None = view.first("kind-named", written[1]) if written else None
    return kind.record if kind else type(entry.record)


def complete_yaml(
    text: str, region: tuple[int, int], offset: int, model: type[BaseModel], desk: Desk
) -> Completion:
    """Return what may be typed in YAML between two offsets that is read as `model`."""
    here = spot_at(text, *region, offset)
    if here is None:
        return Completion()
    typed = text[here.start : offset]
    found = [
        proposal for proposal in _proposals(here, typed, model, desk) if _fits(proposal, typed)
    ]
    found.sort(key=lambda proposal: not _begins(proposal, typed))
    once = tuple({proposal.label: proposal for proposal in reversed(found)}.values())[::-1]
    return Completion(once[:MOST], complete=len(once) < MOST)


def _proposals(here: Spot, typed: str, model: type[BaseModel], desk: Desk) -> Iterator[Proposal]:
    shapes = shapes_at(model, here.path)
    if here.is_key or (here.own_line and _is_mapping(shapes)):
        yield from keys(here, typed, shapes, desk)
        yield from _free_keys(here, shapes, desk)
        return
    if here.path and isinstance(here.path[-1], int) and _is_mapping(shapes) and not here.flow:
        yield from keys(here, typed, shapes, desk)
    single = [shape for shape in shapes if shape.form is not Form.LIST]
    yield from _spaced(here, (*values(here, typed, single, desk), *_known(here, desk)))
    yield from _spaced(here, _forms(here, single, desk))
    for shape in shapes:
        if shape.form is Form.LIST and not here.flow:
            wrap = "- {}" if here.own_line else "[{}]"
            inner = (*values(here, typed, shape.inner, desk), *_forms(here, shape.inner, desk))
            yield from _spaced(here, (_wrapped(proposal, wrap) for proposal in inner))


def _is_mapping(shapes: Iterable[Shape]) -> bool:
    return any(shape.form in {Form.PART, Form.MAPPING} for shape in shapes)


def _free_keys(here: Spot, shapes: Iterable[Shape], desk: Desk) -> Iterator[Proposal]:
    """Yield keys that are texts to the type and names to the reader: rules, stages of a tree."""
    if not any(shape.form is Form.MAPPING for shape in shapes):
        return
    end = "" if here.has_colon else ": "
    if here.path == ("rules",) and desk.entry is None:
        for rule in desk.rules:
            if rule.code not in here.keys:
                code = rule.code
                yield Proposal(code, f"{code}{end}", here.start, here.end, Sort.RULE, rule.summary)
    elif here.path == ("stages",) and desk.entry and desk.entry.kind == "tree":
        for heading in desk.entry.body.headings:
            if heading.level == 2 and heading.slug not in here.keys:  # noqa: PLR2004 - `##` opens a stage
                slug = heading.slug
                written = f"{slug}{end}"
                yield Proposal(slug, written, here.start, here.end, Sort.FIELD, heading.text)


def _known(here: Spot, desk: Desk) -> Iterator[Proposal]:
    """Yield values of fields that are texts to the type, and names to those who read them."""
    path = _without_indexes(here.path)
    if path == ("waive", "rule"):
        for rule in desk.rules:
            code = rule.code
            yield Proposal(code, code, here.start, here.end, Sort.RULE, rule.summary)
    elif path == ("kind",):
        yield from plain(here, kind_names(desk.view))
    elif path == ("audience",):
        yield from plain(here, ("all", *(desk.view.setting("audience") or ())))
    elif path in {("start",), ("scenarios", "expect")} and desk.entry:
        for node in desk.view.ask("tree", desk.entry.id):
            for held in node.nodes:
                slug = held.slug
                yield Proposal(slug, slug, here.start, here.end, Sort.REFERENCE, held.title)


def _forms(here: Spot, shapes: Iterable[Shape], desk: Desk) -> Iterator[Proposal]:
    """Yield a whole mapping on one line: the required fields of a part, a line for each party."""
    if not desk.snippets or (here.path and here.flow and here.start != here.end):
        return
    for shape in shapes:
        if shape.model:
            names = [held.name for held in fields_of(shape.model) if held.required]
        elif any(key.form is Form.PARTY for key in shape.key) and desk.entry:
            names = list(own_parties(desk.entry.record))
        else:
            continue
        if names:
            label = f"{{{', '.join(f'{name}: …' for name in names)}}}"
            stops = ", ".join(f"{name}: ${number}" for number, name in enumerate(names, 1))
            inside = f"{{{stops}\\}}"
            yield Proposal(label, inside, here.start, here.end, Sort.FIELD, snippet=True)


def _wrapped(proposal: Proposal, wrap: str) -> Proposal:
    match = proposal.match or proposal.label
    label, insert = wrap.format(proposal.label), wrap.format(proposal.insert)
    return replace(proposal, label=label, insert=insert, match=match)


def _spaced(here: Spot, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Put the blank in front that is missing behind a colon or dash."""
    for proposal in proposals:
        yield replace(proposal, insert=f" {proposal.insert}") if here.gap else proposal


def _fits(proposal: Proposal, typed: str) -> bool:
    return typed.casefold() in (proposal.match or proposal.label).casefold()


def _begins(proposal: Proposal, typed: str) -> bool:
    return (proposal.match or proposal.label).casefold().startswith(typed.casefold())


def _without_indexes(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))
