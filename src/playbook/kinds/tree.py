"""Decision trees: the front matter, and what others may ask of the nodes."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from playbook.kinds.common.tree_syntax import node_headings, read_nodes
from playbook.model.body import Body
from playbook.model.entry import Entry
from playbook.model.fields import OrNothing, Party, Role, TeamOnly, Text, optional
from playbook.model.keys import item_key, place_key
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.record import Part, Record
from playbook.model.shorten import shorten
from playbook.model.tree import Tree

_MAX_TITLE = 80


class StageRoles(Part):
    """Who does what in a stage."""

    driver: Role | None = optional(
        None, "The role that carries the stage.", examples=["support.lead"]
    )
    approver: Role | None = optional(None, "The role that decides.", examples=["finance.director"])
    veto: tuple[Role, ...] = optional(
        (), "The roles that may stop it.", examples=[["platform.lead"]]
    )
    consulted: tuple[Party, ...] = optional((), "Who is asked before.", examples=[["platform"]])
    informed: tuple[Party, ...] = optional((), "Who is told after.", examples=[["support"]])


def _no_roles(value: object) -> object:
    return {} if value is None else value


class Scenario(Part):
    """A case that the tree must decide in a known way."""

    given: tuple[Text, ...] = optional(
        (), "The answers in order, from the start.", examples=[["No", "Yes"]]
    )
    expect: Text = Field(
        description="The node at which they end.", examples=["support-decides-alone"]
    )


class DecisionTree(Record):
    """The front matter of a decision tree; its headings are the nodes."""

    kind_name: ClassVar[str] = "tree"

    status: Literal["draft", "proposed", "in-force", "superseded", ""] = optional(
        "", "Where the tree stands; draft if left out."
    )
    parties: tuple[TeamOnly, ...] = optional(
        (), "The teams that follow it.", examples=[["support", "finance"]]
    )
    stages: dict[Text, Annotated[StageRoles, BeforeValidator(_no_roles), OrNothing()]] = optional(
        {},
        "The stages in order, by the slug of their heading, each with its roles.",
        examples=[{"prepare": {"driver": "support.lead"}}],
    )
    start: Text = optional("", "The node at which it starts; the first one if left out.")
    formerly: tuple[Text, ...] | dict[Text, Text] = optional(  # type: ignore[assignment]  # a tree may write more than its ids
        (),
        "Nodes that were renamed, old slug to new slug, or a list of ids the tree had before.",
        examples=[{"is-it-expensive": "is-the-yearly-cost-above-5000"}],
    )
    scenarios: tuple[Scenario, ...] = optional(
        (), "Cases that the tree must decide in a known way: answers and the node at their end."
    )

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The ids that the tree had before."""
        return () if isinstance(self.formerly, dict) else self.formerly

    @property
    def formerly_nodes(self) -> dict[str, str]:
        """Old slug → new slug of nodes that were renamed."""
        return self.formerly if isinstance(self.formerly, dict) else {}


def read_tree(entry: Entry[Any]) -> Tree:
    """Read the tree of a document of this kind; of what is no tree, one without nodes."""
    record: DecisionTree = entry.record
    stages = tuple(record.stages)
    introduction, nodes = read_nodes(entry.body, stages, entry.path, entry.id)
    slugs = [node.slug for node in nodes]
    start = record.start if record.start in slugs else next(iter(slugs), "")
    return Tree(entry.path, start, stages, introduction, nodes)


def _status(record: Record) -> str:
    return "draft"


def _answer(record: DecisionTree, body: Body) -> str:
    titles = {heading.slug: heading.text for heading in node_headings(body, bool(record.stages))}
    return titles.get(record.start) or next(iter(titles.values()), "")


def _rows(entry: Entry[Any]) -> Iterator[Row]:
    tree = read_tree(entry)
    order = (entry.id, entry.path)
    yield Row("tree", entry.id, tree, order)
    for node in tree.nodes:
        yield Row("node", place_key(entry.path, node.slug), node.title, order)
        title = shorten(node.title, _MAX_TITLE)
        yield Row("item", item_key(entry.address, node.slug), title, order)


KIND = Kind(
    name="tree",
    plural="trees",
    record=DecisionTree,
    purpose="A question at a time to the right decision, or to the one who may take it.",
    lifecycle=("draft", "proposed", "in-force"),
    closed=frozenset({"superseded"}),
    default_status=_status,
    answer=_answer,
    rows=_rows,
    reads_body=True,
    sections=(
        (
            "What is the first question?",
            "A heading is a node; its answers are a list: `- Yes → [Next heading](#next-heading)`.",
        ),
    ),
    example="""\
parties: []  # the teams that follow it
status: draft
""",
)
