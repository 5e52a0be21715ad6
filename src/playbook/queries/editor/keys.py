"""Keys to propose in front matter: fields with the form of their value, and names as keys."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from playbook.model.record import Record
from playbook.queries.editor.proposal import Desk, Proposal, Sort, escaped
from playbook.queries.editor.shape import Field, Form, Shape, fields_of
from playbook.queries.editor.spot import Spot
from playbook.queries.editor.values import values

_LAST = frozenset(held.name for held in fields_of(Record)) - {"status"}
_FEW = 8  # words that a tab stop offers in a list


def keys(spot: Spot, typed: str, shapes: Iterable[Shape], desk: Desk) -> Iterator[Proposal]:
    """Yield the keys that may stand at a spot: required ones first, those of every kind last."""
    for shape in shapes:
        if shape.model:
            fields = [held for held in fields_of(shape.model) if held.name not in spot.keys]
            fields.sort(key=lambda held: (not held.required, held.name in _LAST))
            for held in fields:
                yield _field(held, spot, desk)
        elif shape.form is Form.MAPPING:
            for name in values(spot, typed, shape.key, desk):
                if name.label not in spot.keys:
                    yield _as_key(name, shape, spot, desk)


def _field(held: Field, spot: Spot, desk: Desk) -> Proposal:
    kinds = dict.fromkeys(shape.form.value for shape in held.shapes)
    needed = "required · " if held.required else ""
    return Proposal(
        held.name,
        held.name if spot.has_colon else f"{held.name}:{form(held, desk, flow=spot.flow)}",
        spot.start,
        spot.end,
        Sort.FIELD,
        needed + " or ".join(kinds),
        explained(held),
        snippet=desk.snippets and not spot.has_colon,
    )


def _as_key(name: Proposal, shape: Shape, spot: Spot, desk: Desk) -> Proposal:
    if spot.has_colon:
        return name
    written = escaped(name.insert) if desk.snippets else name.insert
    value = _value(shape.inner, desk, flow=spot.flow)
    return replace(name, insert=f"{written}:{value}", snippet=desk.snippets)


def explained(held: Field) -> str:
    """Return what a field is for, as Markdown: its description, its words, an example."""
    parts = [held.description]
    words = [word for shape in held.shapes for word in shape.words]
    if words:
        parts.append(" · ".join(f"`{word}`" for word in words))
    if held.examples:
        parts.append(f"Such as `{written(held.examples[0])}`")
    return "\n\n".join(part for part in parts if part)


def written(example: object) -> str:
    """Return an example value as an author writes it on one line."""
    if isinstance(example, dict):
        inner = ", ".join(f"{key}: {written(value)}" for key, value in example.items())
        return f"{{{inner}}}"
    if isinstance(example, list | tuple):
        return f"[{', '.join(written(item) for item in example)}]"
    if isinstance(example, bool):
        return str(example).lower()
    return str(example)


def form(held: Field, desk: Desk, *, flow: bool) -> str:
    """Return what follows the colon of a field: tab stops where its value goes."""
    return _value(held.shapes, desk, flow=flow)


def _value(shapes: tuple[Shape, ...], desk: Desk, *, flow: bool) -> str:
    """Return the form of a value behind a colon, with the blank before it."""
    shape = shapes[0] if shapes else Shape(Form.TEXT)
    nested = shape.form in {Form.LIST, Form.MAPPING, Form.PART}
    if not desk.snippets:
        return "" if nested and not flow else " "
    if not nested or flow:
        return f" {_inline(shape, 1)[0]}"
    if shape.form is Form.LIST and not _is_nested(shape.inner):
        return f" {_inline(shape, 1)[0]}"
    if shape.form is Form.LIST:
        return f"\n  - {_inline(shape.inner[0], 1)[0]}"
    if shape.model:
        return f" {_inline(shape, 1)[0]}"
    inner, _ = _inline(shape.inner[0], 2) if shape.inner else ("$2", 3)
    return f"\n  ${{1:{_key_word(shape)}}}: {inner}"


def _inline(shape: Shape, stop: int) -> tuple[str, int]:
    """Return a value on one line, with tab stops counted from `stop`, and the next stop."""
    if shape.form is Form.LIST:
        inner, after = _inline(shape.inner[0], stop) if shape.inner else (f"${stop}", stop + 1)
        return f"[{inner}]", after
    if shape.form is Form.MAPPING:
        inner, after = _inline(shape.inner[0], stop + 1) if shape.inner else ("", stop + 1)
        return f"{{${{{stop}:{_key_word(shape)}}}: {inner}\\}}", after
    if shape.model:
        parts = []
        for held in fields_of(shape.model):
            if held.required:
                inner, stop = _inline(held.shapes[0], stop)
                parts.append(f"{held.name}: {inner}")
        return (f"{{{', '.join(parts)}\\}}", stop) if parts else (f"{{${stop}\\}}", stop + 1)
    if shape.words and len(shape.words) <= _FEW:
        words = ",".join(word.replace(",", "\\,").replace("|", "\\|") for word in shape.words)
        return f"${{{stop}|{words}|}}", stop + 1
    return f"${stop}", stop + 1


def _is_nested(shapes: tuple[Shape, ...]) -> bool:
    return bool(shapes) and shapes[0].form in {Form.LIST, Form.MAPPING, Form.PART}


def _key_word(shape: Shape) -> str:
    return "party" if any(key.form is Form.PARTY for key in shape.key) else "name"
