"""Rights that share a decision, by amount: who may decide how much."""

from collections.abc import Iterable

from playbook.kinds.common.faces import Face
from playbook.kinds.right import Right
from playbook.model.label import label_key
from playbook.rendering.parts import Parts, cell
from playbook.rendering.shapes import Grid, GridRow
from playbook.rendering.views.kinds.right import limit

AMOUNT = "amount-"
"""What the id of a row begins with; the id of the right follows."""

_Rungs = list[tuple[Face, Right]]


def ladders(shown: Iterable[Face], parts: Parts) -> tuple[Grid, ...]:
    """Return a table for each key that several rights share, by rising amount.

    What is history has no place in it: its amounts belong to another right now.
    """
    keys: dict[str, _Rungs] = {}
    for face in shown:
        record = parts.view.record(Right, face.id)
        if record and record.decision_key and not face.closed:
            keys.setdefault(label_key(record.decision_key), []).append((face, record))
    return tuple(
        _ladder(key, rights, parts) for key, rights in sorted(keys.items()) if len(rights) > 1
    )


def _ladder(key: str, rights: _Rungs, parts: Parts) -> Grid:
    def lowest(held: tuple[Face, Right]) -> tuple[bool, float, str]:
        start = held[1].limit.from_ if held[1].limit else None
        return (start is not None, start or 0, held[0].id)

    texts = parts.texts
    rows = tuple(
        GridRow(
            (
                cell(limit(record.limit, parts)),
                cell(*parts.parties(record.approvers)),
                cell(*parts.parties(record.veto)),
                cell(parts.words(parts.texts.duration(record.answer_within))),
                cell(
                    (parts.face(face),),
                    parts.badges(face.status) if face.status != "in-force" else (),
                ),
            ),
            slug=f"{AMOUNT}{face.id}",
        )
        for face, record in sorted(rights, key=lowest)
    )
    names = ("amount", "approver", "may-veto", "answer-within", "decision")
    title = texts("who.ladder", decision=texts.name("decision", key))
    slug = "-".join(key.split())
    return Grid(f"ladder-{slug}", title, tuple(parts.column(name) for name in names), rows)
