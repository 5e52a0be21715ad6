"""The panels of a decision tree besides its outline: its drawing, and who acts at which stage."""

from typing import ClassVar

from markupsafe import Markup

from playbook.model.value import Shape
from playbook.rendering.shapes.inline import Link


class Sketch(Shape, frozen=True):
    """One drawing: `svg` is finished, `label` is for the box in which it scrolls.

    A large tree has several: `title` says what this one shows, `stage` is the slug of its stage (""
    if it has none), `count` tells how many nodes it has. The drawing of a whole tree has no title.
    """

    title: str
    stage: str
    count: str
    label: str
    svg: Markup


class Drawing(Shape, frozen=True):
    """A decision tree as a drawing (content-model, section 7 c), one sketch or several.

    `looks` are the sorts of nodes that occur, each with a word for it: the key to the shapes.
    """

    kind: ClassVar[str] = "drawing"
    slug: str
    title: str
    sketches: tuple[Sketch, ...]
    looks: tuple[tuple[str, str], ...]
    note: str = ""


class StageAct(Shape, frozen=True):
    """What somebody does at a stage.

    `name` is `driver`, `approver`, `veto`, `consulted` or `informed`; `letter` and `word` say it in
    the site's language. `who` is the role, None if it is the whole team.
    """

    name: str
    letter: str
    word: str
    who: Link | None


class StageColumn(Shape, frozen=True):
    """A stage: its slug and what it is called."""

    slug: str
    title: str


class StageRow(Shape, frozen=True):
    """A party, and for each stage what it does there. `team` is its id."""

    team: str
    party: Link
    cells: tuple[tuple[StageAct, ...], ...]


class StageGrid(Shape, frozen=True):
    """Parties by stages (content-model, section 7 d); a script lets readers say who they are."""

    kind: ClassVar[str] = "stages"
    slug: str
    title: str
    columns: tuple[StageColumn, ...]
    rows: tuple[StageRow, ...]
    note: str = ""
