"""The drawing of a decision tree: the whole of it, or one stage at a time where it is large."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from playbook.model.entry import Entry
from playbook.model.location import node_url
from playbook.model.tree import Answer
from playbook.model.view import View
from playbook.rendering.drawing.picture import Band, Look, Picture, Shape, Way
from playbook.rendering.drawing.svg import svg
from playbook.rendering.links import resolve
from playbook.rendering.parts import Parts
from playbook.rendering.place import Place
from playbook.rendering.routes import tree_of
from playbook.rendering.shapes import Drawing, Sketch
from playbook.rendering.strings import Texts
from playbook.rendering.views.trees import leads_to, stage_titles

MOST_AT_ONCE = 40
"""Nodes up to which a tree is drawn whole, and that a part of a larger one may have."""
_MOST_ANSWERS = 12
"""Answers of a node that are drawn; a box that leads to the node stands for the others."""


class Turn(NamedTuple):
    """An answer: its words, the node it leads to, or ("") what lies elsewhere and where that is."""

    label: str
    target: str
    title: str
    href: str


class Spot(NamedTuple):
    """What a drawing needs to know of a node."""

    slug: str
    title: str
    look: Look
    stage: str
    href: str
    turns: tuple[Turn, ...]


class Drawn(NamedTuple):
    """A part of a drawing as text: its title, "" if it is the whole, and how many nodes it has."""

    title: str
    stage: str
    nodes: int
    text: str


def drawing(entry: Entry[Any], parts: Parts) -> Drawing:
    """Return the panel that shows a tree as a drawing."""
    drawn = parts.view.call(drawings, entry.id, entry.path)
    texts = parts.texts
    looks = [look for look in _LOOKS if any(f"drawing-{look}" in held.text for held in drawn)]
    sketches = (
        Sketch(
            held.title,
            held.stage,
            texts.count("drawing.nodes", held.nodes),
            texts("drawing.scroll", title=held.title or entry.title),
            text,
        )
        for held, text in zip(drawn, map(Markup, (held.text for held in drawn)), strict=True)
    )
    return Drawing(
        "drawing",
        texts["panel.drawing"],
        tuple(sketches),
        tuple((look, texts[f"drawing.key.{look}"]) for look in looks),
    )


_ELLIPSIS = "…"
_LOOKS: tuple[Look, ...] = ("question", "step", "outcome", "elsewhere")


def spots(view: View, identifier: str, path: str) -> tuple[Spot, ...]:
    """Return a tree without its text: while this stays the same, so does its drawing."""
    entry: Entry[Any] = view.first("entry", path)
    tree = tree_of(view, identifier, path)
    parts = Parts(Place(view, entry.card.url, path))
    known = {node.slug for node in tree.nodes} if tree else set()

    def turn(answer: Answer) -> Turn:
        if answer.target in known:
            return Turn(answer.label, answer.target, "", "")
        resolved = resolve(entry.body.links[answer.link], parts.place)
        return Turn(answer.label, "", leads_to(entry, answer, parts), resolved.href)

    return tuple(
        Spot(
            node.slug,
            node.title,
            node.shape.value,
            node.stage,
            parts.place.to(node_url(entry.card.url, node.slug)),
            tuple(map(turn, node.answers)),
        )
        for node in (tree.nodes if tree else ())
    )


def drawings(view: View, identifier: str, path: str) -> tuple[Drawn, ...]:
    """Return the drawings of a tree, by its stages and in parts of at most `MOST_AT_ONCE` nodes."""
    held: tuple[Spot, ...] = view.call(spots, identifier, path)
    title: str = view.first("path", path).title
    stages = view.call(stage_titles, path)
    place = Place(view, "", path)
    by_slug = {spot.slug: spot for spot in held}
    return tuple(
        Drawn(
            group.title,
            group.stage,
            len(group.spots),
            svg(_Sketching(group, by_slug, stages, place.texts).picture(title), f"ui:drawing-{n}"),
        )
        for n, group in enumerate(_groups(held, stages, place.texts), start=1)
    )


class _Group(NamedTuple):
    """Nodes that are drawn together, what they are called, and their stage if they have one."""

    title: str
    stage: str
    spots: tuple[Spot, ...]


def _groups(held: Sequence[Spot], stages: dict[str, str], texts: Texts) -> Iterator[_Group]:
    if len(held) <= MOST_AT_ONCE:
        yield _Group("", "", tuple(held))
        return
    for stage in _in_order(held, stages):
        inside = [spot for spot in held if spot.stage == stage]
        name = stages.get(stage, "")
        count = -(-len(inside) // MOST_AT_ONCE)
        size = -(-len(inside) // count)
        for number in range(count):
            title = name or texts["drawing.rest"]
            if count > 1:
                key = "drawing.stage-part" if name else "drawing.part"
                title = texts(key, stage=name, n=number + 1, of=count)
            yield _Group(title, stage, tuple(inside[number * size : (number + 1) * size]))


def _in_order(held: Sequence[Spot], stages: dict[str, str]) -> list[str]:
    """Return the stages that have nodes, in their order; what stands in none is the last."""
    used = {spot.stage for spot in held}
    return [stage for stage in (*stages, "") if stage in used]


class _Sketching:
    """A picture in the making. What lies outside of it becomes a shape that leads there."""

    def __init__(
        self, group: _Group, nodes: dict[str, Spot], stages: dict[str, str], texts: Texts
    ) -> None:
        self._group, self._nodes, self._texts = group, nodes, texts
        self._order = _in_order(group.spots, stages)
        self._bands = tuple(Band(stage, stages.get(stage, "")) for stage in self._order)
        self._shapes = [self._node(spot) for spot in group.spots]
        self._places = {spot.slug: place for place, spot in enumerate(group.spots)}
        self._outside: dict[tuple[str, str, int], int] = {}

    def picture(self, tree: str) -> Picture:
        """Return the picture of the group in a tree of this title."""
        ways: list[Way] = []
        for place, spot in enumerate(self._group.spots):
            shown = spot.turns[:_MOST_ANSWERS]
            ways += (Way(place, self._end(spot, turn), turn.label) for turn in shown)
            if len(spot.turns) > len(shown):
                ways.append(Way(place, self._others(spot), _ELLIPSIS))
        title = self._texts("drawing.title", title=tree)
        if self._group.title:
            title = self._texts("drawing.title-part", title=tree, part=self._group.title)
        return Picture(title, self._summary(), tuple(self._shapes), tuple(ways), self._bands)

    def _node(self, spot: Spot) -> Shape:
        kind = self._texts[f"tree.shape.{spot.look}"]
        name = self._texts("drawing.node", kind=kind, title=spot.title)
        caption = "" if spot.look == "question" else kind
        band = self._order.index(spot.stage)
        return Shape(spot.look, caption, spot.title, name, spot.href, band)

    def _end(self, spot: Spot, turn: Turn) -> int:
        """Return the shape at which an answer ends, a new one if that is not in the picture."""
        if turn.target in self._places and turn.target != spot.slug:
            return self._places[turn.target]
        node = self._nodes.get(turn.target)
        title, href = (node.title, node.href) if node else (turn.title, turn.href)
        band = self._order.index(spot.stage)
        key = (title, href, band)
        if key not in self._outside:
            caption = self._texts["drawing.onward" if node else "tree.shape.elsewhere"]
            name = self._texts("drawing.node", kind=caption, title=title)
            self._outside[key] = len(self._shapes)
            self._shapes.append(Shape("elsewhere", caption, title, name, href, band))
        return self._outside[key]

    def _others(self, spot: Spot) -> int:
        """Return a new shape for the answers of a node that are not drawn."""
        title = self._texts.count("drawing.more", len(spot.turns) - _MOST_ANSWERS)
        name = self._texts("drawing.node", kind=title, title=spot.title)
        band = self._order.index(spot.stage)
        self._shapes.append(Shape("elsewhere", "", title, name, spot.href, band))
        return len(self._shapes) - 1

    def _summary(self) -> str:
        texts = self._texts
        counts = Counter(spot.look for spot in self._group.spots)
        held = [texts.count(f"drawing.{look}", counts[look]) for look in _LOOKS if counts[look]]
        stages = [band.title for band in self._bands if band.title]
        named = texts("drawing.stages", stages=", ".join(stages)) if stages else ""
        return " ".join(filter(None, (", ".join(held) + ".", named, texts["drawing.in-words"])))
