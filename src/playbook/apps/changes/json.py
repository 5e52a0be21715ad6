"""A comparison for programs."""

import json
from collections.abc import Iterator
from typing import Any

from playbook.apps.changes.telling import count, eyes, is_uncovered
from playbook.engine.runs.comparing import Comparison, State
from playbook.model.address import team_of
from playbook.model.text import Source, Span
from playbook.queries.changes.change import Band, Changed, Placed
from playbook.rules.versions.verdict import Verdict


def json_report(comparison: Comparison) -> Iterator[str]:
    """Yield one JSON object: `changes`, each with its place from 1, and the `documents` of them."""
    data = {
        "base": _state(comparison.base),
        "head": _state(comparison.head),
        "as_of": comparison.as_of.isoformat() if comparison.as_of else None,
        "counts": {
            "material": count(comparison, Band.MATERIAL),
            "wording": count(comparison, Band.WORDING),
            "editorial": comparison.editorial,
        },
        "changes": [
            _change(placed, held, comparison)
            for held in comparison.changed
            for placed in held.changes
        ],
        "verdicts": {
            address: _verdict(verdict) for address, verdict in comparison.verdicts.items()
        },
        "eyes": [
            {"party": eye.party, "title": eye.title, "holder": eye.holder}
            for eye in eyes(comparison)
        ],
        "unread": [
            {
                "side": "head" if state is comparison.head else "base",
                "rule": problem.code,
                **_place(problem.span, comparison.source_in(state, problem.span.path)),
                "message": problem.message,
                "hint": problem.hint,
            }
            for state, problem in comparison.faults
        ],
    }
    yield json.dumps(data, ensure_ascii=True, indent=2)


def _state(state: State) -> dict[str, Any]:
    return {
        "name": state.name,
        "commit": state.commit or None,
        "day": state.day.isoformat() if state.day else None,
        "parted_from": state.fork or None,
    }


def _change(placed: Placed, held: Changed, comparison: Comparison) -> dict[str, Any]:
    change, subject = placed.change, held.subject
    verdict = comparison.verdicts.get(subject.address)
    covered = None
    if verdict and (change.part or change.code == "document/removed"):
        covered = not is_uncovered(placed, verdict)
    return {
        "code": change.code,
        "band": change.band.value,
        "document": subject.address,
        "title": subject.title,
        "was": subject.was or None,
        **_place(placed.span, comparison.source(placed.span.path)),
        "label": change.label,
        "item": change.item,
        "field": change.field,
        "values": [
            {"name": turn.name, "before": turn.before, "after": turn.after} for turn in change.turns
        ],
        "sense": change.sense.value,
        "why": change.why,
        "covered": covered,
        "effects": [{"code": effect.code, "text": effect.words} for effect in change.effects],
        "affects": list(dict.fromkeys(map(team_of, subject.parties))),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "consent": verdict.consent,
        "right": verdict.right,
        "approvers": list(verdict.deciders),
        "vetoes": list(verdict.vetoes),
        "proposed": list(verdict.proposed),
        "wrong_approver": verdict.wrong,
        "suspect_signatures": list(verdict.suspect),
    }


def _place(span: Span, source: Source | None) -> dict[str, Any]:
    if source is None:
        return {"path": span.path, "line": 1, "column": 1}
    place = source.position(span.start)
    return {"path": span.path, "line": place.line, "column": place.column}
