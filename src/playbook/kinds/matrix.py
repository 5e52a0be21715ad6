"""Matrices: options compared by weighted criteria."""

import re
from collections.abc import Iterator
from math import fsum, inf
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, ConfigDict, Discriminator, RootModel, Tag
from pydantic_core import PydanticCustomError

from playbook.kinds.common.headings import SCORES, TOTAL, names, section
from playbook.model.address import Refers
from playbook.model.body import Block, Body, Cell
from playbook.model.entry import Entry
from playbook.model.fields import LARGEST, Party, Share, TeamOnly, Text, optional, required
from playbook.model.kind import Kind
from playbook.model.matrix import Criterion, Option, Score, ScoreTable, weighted_mean
from playbook.model.playbook import Row
from playbook.model.record import Record
from playbook.model.slug import slug_of

_SCALE = re.compile(r"(?P<low>-?\d+(?:\.\d+)?)\s*[-–]\s*(?P<high>-?\d+(?:\.\d+)?)")
_SCORE = re.compile(r"[-+]?\d+(?:\.\d+)?")


def _check_scale(text: str) -> str:
    match = _SCALE.fullmatch(text)
    if text and (match is None or float(match["low"]) >= float(match["high"])):
        raise PydanticCustomError("scale", "expects a scale such as 1-5, the lower end first")
    return text


def _form_of_weights(value: object) -> str:
    if isinstance(value, dict) and (
        not value or any(isinstance(held, dict) for held in value.values())
    ):
        return "weights by party"
    return "shared weights"


class SharedWeights(RootModel[dict[Text, Share]]):
    """Weights on which all parties agree, by criterion, in per cent."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Matrix(Record):
    """The front matter of a matrix; its scores are a table in the body."""

    kind_name: ClassVar[str] = "matrix"

    status: Literal["draft", "agreed", "superseded", ""] = optional(
        "", "Where the matrix stands; agreed if left out."
    )
    parties: tuple[TeamOnly, ...] = required(
        (), "The teams that choose together.", examples=[["support", "finance"]]
    )
    weights: Annotated[
        Annotated[SharedWeights, Tag("shared weights")]
        | Annotated[dict[Party, dict[Text, Share]], Tag("weights by party")],
        Discriminator(_form_of_weights),
    ] = required(
        {},
        "How much each criterion counts, in per cent; by party, then the mean is used.",
        examples=[{"impact": 60, "feasibility": 40}, {"support": {"impact": 100}}],
    )
    scale: Annotated[Text, AfterValidator(_check_scale)] = optional(
        "", "The lowest and the highest score.", examples=["1-5"]
    )
    chosen: Text = optional(
        "", "The option that was chosen, as a slug.", examples=["rota-with-standby"]
    )
    because: Text = optional("", "Why, if it is not the one with the highest total.")
    decides: Annotated[Text, Refers("agreement", "plan")] | None = optional(
        None, "The agreement or plan that it decided.", examples=["agreement:weekend-cover"]
    )

    @property
    def weights_by_party(self) -> dict[str, dict[str, float]]:
        """Each party's weights by criterion slug; {} if the parties weigh together."""
        if isinstance(self.weights, SharedWeights):
            return {}
        return {party: _by_slug(weights) for party, weights in self.weights.items()}

    @property
    def mean_weights(self) -> dict[str, float]:
        """The weights that count, by criterion slug: shared, or the mean of the parties'.

        A criterion that a party leaves out has no weight for it; a party that gives no weights at
        all is not counted.
        """
        if isinstance(self.weights, SharedWeights):
            return _by_slug(self.weights.root)
        given = [weights for weights in self.weights_by_party.values() if weights]
        criteria = dict.fromkeys(slug for weights in given for slug in weights)
        return {slug: fsum(w.get(slug, 0) for w in given) / len(given) for slug in criteria}

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lowest and the highest score that the scale allows; None without a scale."""
        match = _SCALE.fullmatch(self.scale)
        return (float(match["low"]), float(match["high"])) if match else None


def scores(record: Matrix, body: Body) -> ScoreTable | None:
    """Read the *Scores* table of a matrix and compute the totals; None if there is no table.

    The first column names the options, the others are criteria; a column *Total* (or *Summe*)
    is what the author computed.
    """
    table = next((block for block in section(body, SCORES) if block.name == "table"), None)
    if table is None or not table.rows:
        return None
    weights = record.mean_weights
    head, *lines = table.rows
    slugs = [slug_of(cell.text) for cell in head]
    columns = [column for column in range(1, len(head)) if slugs[column] not in _TOTALS]
    criteria = tuple(
        Criterion(slugs[c], head[c].text, weights.get(slugs[c]), head[c].span) for c in columns
    )
    total = next((column for column in range(1, len(head)) if slugs[column] in _TOTALS), None)
    options = tuple(_option(line, table, criteria, columns, total, weights) for line in lines)
    unscored = tuple(slug for slug in weights if slug not in slugs[1:])
    return ScoreTable(criteria, options, unscored)


def _option(
    line: tuple[Cell, ...],
    table: Block,
    criteria: tuple[Criterion, ...],
    columns: list[int],
    total: int | None,
    weights: dict[str, float],
) -> Option:
    cells = {number: _score(cell) for number, cell in enumerate(line)}
    missing = Score("", None, line[0].span if line else table.span)
    given = tuple(cells.get(column, missing) for column in columns)
    typed = cells.get(total) if total is not None else None
    title = line[0].text if line else ""
    return Option(
        slug=slug_of(title),
        title=title,
        scores=given,
        total=weighted_mean(tuple(c.slug for c in criteria), given, weights),
        typed_total=typed if typed and typed.text else None,
        span=line[0].span if line else table.span,
    )


def _score(cell: Cell) -> Score:
    text = cell.text.strip()
    value = float(text) if _SCORE.fullmatch(text) else inf
    return Score(text, value if abs(value) <= LARGEST else None, cell.span)


def _by_slug(weights: dict[str, float]) -> dict[str, float]:
    return {slug_of(criterion): weight for criterion, weight in weights.items()}


_TOTALS: Final = frozenset(map(slug_of, names(TOTAL)))
"""The columns that are no criteria."""


def _status(record: Record) -> str:
    return "agreed"


def _answer(record: Matrix, body: Body) -> str:
    table = scores(record, body)
    best = table.ranking[:1] if table else ()
    option = table.option(record.chosen) if table and record.chosen else next(iter(best), None)
    if option is None:
        return record.chosen
    total = f"{round(option.total, 2):.15g}" if option.total is not None else ""
    return " · ".join(filter(None, (option.title, total)))


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    table = scores(entry.record, entry.body)
    if table:
        yield Row("matrix", entry.id, table, (entry.id, entry.path))


KIND = Kind(
    name="matrix",
    plural="matrices",
    record=Matrix,
    purpose="Options compared by criteria whose weights the parties set together.",
    lifecycle=("draft", "agreed"),
    closed=frozenset({"superseded"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    reads_body=True,
    sections=(
        (SCORES, "A table: the first column names the options, each other one is a criterion."),
        ("Why these scores", "What would somebody ask who was not there?"),
    ),
    example="""\
parties: []  # the teams that choose together
status: draft
scale: 1-5
weights: {}  # per cent by criterion, together 100; or by party, then by criterion
""",
)
