"""The shape of each view's page."""

from typing import ClassVar

from markupsafe import Markup

from playbook.model.value import Shape
from playbook.rendering.shapes.cards import (
    Anchor,
    CardGroup,
    CardView,
    KindLabel,
    MentionGroup,
    Notice,
    SiteViewLink,
)
from playbook.rendering.shapes.changes import ChangesPage
from playbook.rendering.shapes.dashboard import DashboardPage
from playbook.rendering.shapes.decisions import EscalationPage, WhoDecidesPage
from playbook.rendering.shapes.desk import DeskLink, DeskPage
from playbook.rendering.shapes.glossary import GlossaryLetter
from playbook.rendering.shapes.inline import Badge, Day, Link
from playbook.rendering.shapes.ledger import LedgerPage
from playbook.rendering.shapes.lessons import LessonsPage
from playbook.rendering.shapes.overviews import FairnessPage, HealthPage
from playbook.rendering.shapes.panels import Fact, Grid, Panel, Steps
from playbook.rendering.shapes.print import PrintedDocument, PrintPage


class DocumentPage(Shape, frozen=True):
    """A document. `lead` is what stands before its first section, `body` the rest (without the h1).

    `strip` is the status strip: status, owner, parties, dates, who replaced it. `panels` are the
    structured facts of its kind. `summary` is plain text for a description.
    """

    view: ClassVar[str] = "document"
    kind: KindLabel
    id: str
    title: str
    status: Badge | None
    strip: tuple[Fact, ...]
    notices: tuple[Notice, ...]
    lead: Markup
    panels: tuple[Panel, ...]
    body: Markup
    contents: tuple[Anchor, ...]
    mentions: tuple[MentionGroup, ...]
    breadcrumbs: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    tags: tuple[str, ...]
    source_path: str
    edit_href: str
    print_href: str


class AnswerView(Shape, frozen=True):
    """An answer of a tree's node: a plain link.

    `slug` is what the address of a walked route carries (`?node=slug`).
    """

    label: str
    slug: str
    href: str
    hint: Markup
    leads_to: str


class RouteStep(Shape, frozen=True):
    """A step already taken: the node's title, the answer given, the address to change it."""

    node: str
    title: str
    answer: str
    href: str


class OutcomeCard(Shape, frozen=True):
    """What an outcome leads to: a document, and what a reader must know of it (a right's roles)."""

    card: CardView
    facts: tuple[Fact, ...]
    escalation: Steps | None = None


class NodePage(Shape, frozen=True):
    """A node of a decision tree, by itself.

    `node` is its slug; `shape` is `question`, `step` or `outcome`. `route` is the shortest way from
    the start, shown when the reader comes here directly (`reachable` is false if there is none);
    `left_out` says how many of its first steps are not shown, "" if all are.
    `walk_script` registers all nodes of the tree, so that a script can name the answers given.
    """

    view: ClassVar[str] = "node"
    tree: Link
    node: str
    title: str
    shape: str
    stage: str
    content: Markup
    answers: tuple[AnswerView, ...]
    route: tuple[RouteStep, ...]
    left_out: str
    reachable: bool
    outcomes: tuple[OutcomeCard, ...]
    start_href: str
    walk_script: str
    breadcrumbs: tuple[Link, ...]
    notices: tuple[Notice, ...]
    edit_href: str


class IndexPage(Shape, frozen=True):
    """All documents of a kind, in groups: by letter for terms, by status for other kinds.

    `introduction` is what an author wrote for this index, else empty (then `kind.purpose` serves).
    """

    view: ClassVar[str] = "index"
    kind: KindLabel
    title: str
    introduction: Markup
    groups: tuple[CardGroup, ...]
    breadcrumbs: tuple[Link, ...]
    grids: tuple[Grid, ...] = ()
    edit_href: str = ""


class GlossaryPage(IndexPage, frozen=True):
    """The index of terms: by letter, each with all there is to know at a glance."""

    letters: tuple[GlossaryLetter, ...] = ()


class KindCount(Shape, frozen=True):
    """A kind that has documents, and how many."""

    kind: KindLabel
    count: int
    text: str


class Upcoming(Shape, frozen=True):
    """Something that is due on a day."""

    day: Day
    link: Link
    what: str


class HomePage(Shape, frozen=True):
    """The first page: the author's introduction, ways in, what is in force, what is due.

    `desks` are all teams; a script shows the one that the reader chose.
    """

    view: ClassVar[str] = "home"
    title: str
    introduction: Markup
    views: tuple[SiteViewLink, ...]
    kinds: tuple[KindCount, ...]
    groups: tuple[CardGroup, ...]
    upcoming: tuple[Upcoming, ...]
    edit_href: str = ""
    desks: tuple[DeskLink, ...] = ()


class MapPage(Shape, frozen=True):
    """Every page of the site, by kind: the navigation for who has no script."""

    view: ClassVar[str] = "map"
    title: str
    groups: tuple[CardGroup, ...]
    others: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]


class SearchPage(Shape, frozen=True):
    """The search as a page: its script reads `?q=`; without script it names the lists."""

    view: ClassVar[str] = "search"
    title: str
    kinds: tuple[KindLabel, ...] = ()


class NotFoundPage(Shape, frozen=True):
    """What a server shows for an address that does not exist."""

    view: ClassVar[str] = "404"
    title: str


class RedirectPage(Shape, frozen=True):
    """An old address: `<meta http-equiv="refresh" content="0; url={{ page.target.href }}">`."""

    view: ClassVar[str] = "redirect"
    title: str
    target: Link


PageShape = (
    DocumentPage
    | NodePage
    | IndexPage
    | HomePage
    | MapPage
    | SearchPage
    | NotFoundPage
    | RedirectPage
    | WhoDecidesPage
    | EscalationPage
    | LedgerPage
    | DashboardPage
    | FairnessPage
    | HealthPage
    | ChangesPage
    | DeskPage
    | LessonsPage
    | PrintPage
    | PrintedDocument
)
