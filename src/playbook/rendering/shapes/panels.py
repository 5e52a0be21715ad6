"""The structured part of a document's page: facts, tables, steps, outlines."""

from collections.abc import Iterator
from itertools import count
from typing import ClassVar, Literal

from markupsafe import Markup

from playbook.model.value import Shape
from playbook.rendering.shapes.charts import Chart
from playbook.rendering.shapes.inline import Value
from playbook.rendering.shapes.trees import Drawing, StageGrid


class Fact(Shape, frozen=True):
    """A label and what there is to say, one value or a list. `name` is its stable name."""

    name: str
    label: str
    values: tuple[Value, ...]


class Facts(Shape, frozen=True, gc=True, weakref=True, cache_hash=True):
    """A definition list. `title` may be "" (no heading); `slug` is the panel's id in the page."""

    kind: ClassVar[str] = "facts"
    slug: str
    title: str
    facts: tuple[Fact, ...]
    note: str = ""


class Column(Shape, frozen=True):
    """A column's head; numbers are `end`-aligned. `slug` is its anchor, "" if it has none."""

    label: str
    align: Literal["start", "end"] = "start"
    slug: str = ""


class Cell(Shape, frozen=True):
    """A cell: values below each other (mostly one). Empty where there is nothing to say."""

    values: tuple[Value, ...]


class GridRow(Shape, frozen=True):
    """A row; its first cell is the row's head (`<th scope="row">`).

    `slug` is its anchor, "" if it has none; `mark` is a word for its look: `chosen`, `total`,
    `baseline`, `target` (which stands at the foot of the table), `late`, or "".
    """

    cells: tuple[Cell, ...]
    slug: str = ""
    mark: str = ""


class Grid(Shape, frozen=True, gc=True, weakref=True, cache_hash=True):
    """A table in its own scrolling box (`tabindex="0"`, labelled by its title)."""

    kind: ClassVar[str] = "grid"
    slug: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    note: str = ""

    def cells(self, row: GridRow) -> Iterator[tuple[int, Column, Cell]]:
        """Return the cells of a row, each with its number, from 0 on, and its column."""
        return zip(count(), self.columns, row.cells, strict=False)


class Step(Shape, frozen=True):
    """One step of an ordered list: what or who, and remarks below it."""

    parts: Value
    notes: tuple[Value, ...] = ()
    last: bool = False


class Steps(Shape, frozen=True, gc=True, weakref=True, cache_hash=True):
    """An ordered list: an escalation ladder (its slug is `escalation`), a route."""

    kind: ClassVar[str] = "steps"
    slug: str
    title: str
    steps: tuple[Step, ...]
    note: str = ""


class Outline(Shape, frozen=True):
    """A decision tree as nested lists, each node expanded once (content-model, section 7 b)."""

    kind: ClassVar[str] = "outline"
    slug: str
    title: str
    start_href: str
    start_title: str
    roots: tuple["OutlineNode", ...]
    note: str = ""


class OutlineNode(Shape, frozen=True):
    """A node in the outline.

    `answer` is the label that leads here ("" for a root), `shape` is `question`, `step`, `outcome`
    or `elsewhere` (another tree). `anchor` is the node's id on the tree's page (put it on the
    element); a node that was expanded before has `again` set to the address of that place and
    neither content nor children. `href` is the node's own page, `stage` the slug of its stage.
    Print a node as `<details open>` where `open` is true, as closed `<details>` where it is false.
    """

    anchor: str
    title: str
    answer: str
    hint: Markup
    shape: str
    stage: str
    href: str
    content: Markup
    children: tuple["OutlineNode", ...] = ()
    again: str = ""
    open: bool = True


class WeighedCriterion(Shape, frozen=True):
    """A criterion whose weight a reader may move; `weight` is the published one, in per cent."""

    title: str
    weight: str


class WeighedOption(Shape, frozen=True):
    """An option: its scores in the order of the criteria, its published total, and its words."""

    title: str
    scores: tuple[str, ...]
    total: str
    text: str


class Weighing(Shape, frozen=True):
    """What a script needs to try other weights; the published result stays beside it.

    It has no title: without scripts there is nothing to see.
    """

    kind: ClassVar[str] = "weighing"
    slug: str
    title: str
    criteria: tuple[WeighedCriterion, ...]
    options: tuple[WeighedOption, ...]
    point: str


Panel = Facts | Grid | Steps | Outline | Chart | Weighing | Drawing | StageGrid
