"""Health: which agreement has which part, how many have it, and what to write first."""

from collections.abc import Iterator, Sequence

from playbook.kinds.common.faces import Face, faces
from playbook.kinds.common.statuses import is_in_force
from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.hrefs import to_anchor
from playbook.rendering.parts import Parts, cell
from playbook.rendering.place import Place
from playbook.rendering.shapes import (
    Anchor,
    Badge,
    Coverage,
    Grid,
    GridRow,
    HealthPage,
    Link,
    ToWrite,
    Value,
)
from playbook.rendering.views.coverage import (
    LATER,
    MISSING,
    PARTLY,
    PARTS,
    THERE,
    WEIGHT,
    Covered,
    coverage,
    tally,
)
from playbook.rendering.views.document import breadcrumbs
from playbook.rendering.views.first_words import first_words
from playbook.rendering.views.sheet import Sheet

_MOST_TO_WRITE = 10
_TONES = {THERE: "good", PARTLY: "wait", MISSING: "bad", LATER: "plain"}
_NEW = {
    "outcome": 'outcome "…"',
    "tradeoffs": 'tradeoff "…" --of {}',
    "right": 'right "…"',
    "debrief": 'debrief "…" --about {}',
}
"""What makes the document that fills a gap; the other parts stand in the agreement itself."""

_Held = Sequence[tuple[Face, tuple[Covered, ...]]]


def health(page: Page, view: View) -> Sheet:
    """Return what is there and what is missing, over all agreements that are no history."""
    parts = Parts(Place(view, page.url))
    texts = parts.texts
    shown = [found for found in view.call(faces, "agreement") if not found.closed]
    held = [(found, view.call(coverage, found.id)) for found in shown]
    missing = list(_to_write(held, parts))
    title, purpose = texts["view.health.title"], texts["view.health.purpose"]
    more = len(missing) - _MOST_TO_WRITE
    counts = _counts(parts)
    shape = HealthPage(
        title=title,
        purpose=purpose,
        coverage=tuple(_coverage(held, parts)) if held else (),
        to_write=tuple(missing[:_MOST_TO_WRITE]),
        rest=texts.count("health.more", more) if more > 0 else "",
        grid=_grid(held, parts) if held else None,
        legend=tuple(_mark(Covered("", state), parts) for state in _TONES),
        counts=counts if counts.rows else None,
        contents=tuple(_contents(parts)) if held else (),
        breadcrumbs=breadcrumbs(parts),
        empty=None if held else first_words("agreement", parts, "health.empty"),
    )
    return Sheet(shape, title, ("health.html",), purpose)


def _contents(parts: Parts) -> Iterator[Anchor]:
    for slug in ("to-write", "coverage", "counts"):
        yield Anchor(2, parts.texts[f"health.{slug}"], to_anchor(slug))


def _coverage(held: _Held, parts: Parts) -> Iterator[Coverage]:
    """Yield how many of the agreements that need a part have it."""
    texts = parts.texts
    for number, part in enumerate(PARTS):
        states = [covered[number].state for _, covered in held]
        wanted = sum(state != LATER for state in states)
        there = states.count(THERE)
        yield Coverage(
            texts.name("column", f"health.{part}"),
            texts("health.of", n=there, all=wanted),
            f"{100 * there / wanted:.0f}" if wanted else "100",
        )


def _grid(held: _Held, parts: Parts) -> Grid:
    columns = (
        parts.column("agreement"),
        *(parts.column(f"health.{part}") for part in PARTS),
    )
    rows = tuple(
        GridRow(
            (
                cell(
                    (parts.face(found),),
                    parts.badges(found.status) if not is_in_force(found.status) else (),
                ),
                *(cell(_mark(one, parts)) for one in covered),
            ),
            slug=f"agreement-{found.id}",
        )
        for found, covered in held
    )
    return Grid("coverage", parts.texts["health.coverage"], columns, rows)


def _mark(one: Covered, parts: Parts) -> Value:
    text = parts.texts[f"health.state.{one.state}"]
    if one.count > 1:
        text = parts.texts("health.several", state=text, n=one.count)
    return (Badge(text, one.state, _TONES[one.state]),)


def _to_write(held: _Held, parts: Parts) -> Iterator[ToWrite]:
    """Yield what is missing, what does most harm first; agreements in force before others."""
    texts = parts.texts
    ordered = sorted(held, key=lambda pair: not is_in_force(pair[0].status))
    for status in (True, False):
        for part in WEIGHT:
            for found, covered in ordered:
                state = covered[PARTS.index(part)].state
                if is_in_force(found.status) is status and state in {MISSING, PARTLY}:
                    new = _NEW.get(part, "").format(found.id)
                    yield ToWrite(
                        link=parts.face(found),
                        missing=_missing(found, part, state, parts),
                        why=texts[f"health.why.{part}"],
                        command=f"playbook new {new}" if new else "",
                    )


def _missing(found: Face, part: str, state: str, parts: Parts) -> str:
    """Say what an agreement lacks; of a review also the day until which nobody need hurry."""
    if state == PARTLY:
        return parts.texts["health.partly"]
    if part == "review" and found.review_due:
        return parts.texts("health.first-review", day=parts.texts.date(found.review_due))
    return parts.texts[f"health.missing.{part}"]


def _counts(parts: Parts) -> Grid:
    """Return how many documents of each kind in use there are, and how many of them are history."""
    rows: list[GridRow] = []
    for kind in parts.view.ask("kinds"):
        current, past = parts.view.call(tally, kind.name)
        if not current and not past:
            continue
        label = parts.kind(kind.name)
        cells = ((Link(label.plural, label.href),), parts.amount(current), parts.amount(past))
        rows.append(GridRow(tuple(map(cell, cells))))
    columns = (
        parts.column("kind"),
        parts.column("current", numeric=True),
        parts.column("past", numeric=True),
    )
    return Grid("counts", parts.texts["health.counts"], columns, tuple(rows))
