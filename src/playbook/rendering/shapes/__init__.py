"""What templates receive: plain values made for showing, so that the model can change beneath them.

Every template gets three names:

* `frame`: a `Frame`, the same for all views: site, addresses, style sheets, scripts.
* `page`: the view's own shape, as in the table below. Each has `view`, the name of the view.
* `t`: `t("key")` or `t("key", name=value)` gives a text of the interface in the site's language
  (the keys are those of `rendering/strings/en/`); an unknown key is an error of the template.
  It is a global, so that macros have it without `with context`, which is slower. So is `kept`:
  `kept(macro, it)` writes what `macro(it)` does, and the built-in theme does so once for each `it`.

| view | template (first that exists) | page |
|---|---|---|
| document | `kinds/<kind>.html`, `document.html` | `DocumentPage` |
| node | `node.html` | `NodePage` |
| kind index | `indexes/<kind>.html`, `index.html` | `IndexPage` |
| who decides | `who-decides.html` | `WhoDecidesPage` |
| escalations | `escalation.html` | `EscalationPage` |
| ledgers, dashboard | `ledger.html`, `dashboard.html` | `LedgerPage`, `DashboardPage` |
| fairness, health | `fairness.html`, `health.html` | `FairnessPage`, `HealthPage` |
| home, map, search | `home.html`, `map.html`, `search.html` | `HomePage`, `MapPage`, `SearchPage` |
| not found, redirect | `404.html`, `redirect.html` | `NotFoundPage`, `RedirectPage` |
| print | `print.html`, and `printed.html` for each document | `PrintPage`, `PrintedDocument` |

Two scripts carry data, each a file of its own that sets one global and nothing else:

* `navigation.js` (one for the site): `playbookNavigation = {views: [[title, url], …],
  kinds: [{name, label, href, items: [[title, url, note], …]}]}`; urls are relative to the root, and
  a note is the status of what is not in force.
* `NodePage.walk_script` (one a tree): `playbookWalk = {title, start, formerly: {old slug: new
  slug}, nodes: {slug: {title, url, shape, answers: [[slug, label, target], …]}}}`; urls are
  relative to the folder of the script.

HTML inside `Markup` has these classes of our own: `a.term` with `data-definition`, `a.external`,
`a.asset`, `span.broken` and `span.hidden-link` (with a `title`; a `span.mark` inside says “draft”).

Ids of headings and items in a page are words (letters, digits, `_`, `-`, `.`); a theme's own ids
hold a colon (`ui:menu`, as those of footnotes do: `fn:1`), so that the two never meet.

Every address (`href`) is relative to the page, percent-encoded, and "" where there is none; put it
between quotation marks. `Markup` values are finished HTML; every other text is plain and escaped by
the template. What has a `kind` is one of several shapes: compare `part.kind == "link"`.
"""

from playbook.rendering.shapes.cards import (
    Anchor,
    CardGroup,
    CardView,
    KindLabel,
    Mention,
    MentionGroup,
    Notice,
    SiteViewLink,
)
from playbook.rendering.shapes.changes import ChangeDay, ChangesPage, ChangeView
from playbook.rendering.shapes.charts import (
    Chart,
    Dot,
    Level,
    Segment,
    Spark,
    Tick,
    Zone,
)
from playbook.rendering.shapes.dashboard import (
    AgreementCriteria,
    Criterion,
    DashboardPage,
    Tally,
)
from playbook.rendering.shapes.decisions import (
    DecisionCard,
    DecisionGroup,
    EscalationPage,
    EscalationRole,
    EscalationTeam,
    WhoDecidesPage,
)
from playbook.rendering.shapes.desk import DeskLink, DeskPage, DeskTeam
from playbook.rendering.shapes.empty import (
    Empty,
)
from playbook.rendering.shapes.filters import Choice
from playbook.rendering.shapes.frame import (
    Around,
    Frame,
)
from playbook.rendering.shapes.glossary import GlossaryLetter, GlossaryTerm, SenseView
from playbook.rendering.shapes.inline import (
    Amount,
    Badge,
    Change,
    Code,
    Day,
    Inline,
    Link,
    Reach,
    Share,
    Value,
    Words,
)
from playbook.rendering.shapes.ledger import (
    LedgerAgreement,
    LedgerGroup,
    LedgerPage,
    LedgerRow,
    LedgerSource,
    LedgerTotal,
    TradedThing,
)
from playbook.rendering.shapes.lessons import (
    ImprovementGroup,
    ImprovementView,
    LessonsPage,
    LessonView,
)
from playbook.rendering.shapes.overviews import (
    Coverage,
    FairnessPage,
    HealthPage,
    ToWrite,
)
from playbook.rendering.shapes.pages import (
    AnswerView,
    DocumentPage,
    GlossaryPage,
    HomePage,
    IndexPage,
    KindCount,
    MapPage,
    NodePage,
    NotFoundPage,
    OutcomeCard,
    PageShape,
    RedirectPage,
    RouteStep,
    SearchPage,
    Upcoming,
)
from playbook.rendering.shapes.panels import (
    Cell,
    Column,
    Fact,
    Facts,
    Grid,
    GridRow,
    Outline,
    OutlineNode,
    Panel,
    Step,
    Steps,
    WeighedCriterion,
    WeighedOption,
    Weighing,
)
from playbook.rendering.shapes.print import PrintChapter, PrintedDocument, PrintPage, PrintPart
from playbook.rendering.shapes.trees import (
    Drawing,
    Sketch,
    StageAct,
    StageColumn,
    StageGrid,
    StageRow,
)

__all__ = [
    "AgreementCriteria",
    "Amount",
    "Anchor",
    "AnswerView",
    "Around",
    "Badge",
    "CardGroup",
    "CardView",
    "Cell",
    "Change",
    "ChangeDay",
    "ChangeView",
    "ChangesPage",
    "Chart",
    "Choice",
    "Code",
    "Column",
    "Coverage",
    "Criterion",
    "DashboardPage",
    "Day",
    "DecisionCard",
    "DecisionGroup",
    "DeskLink",
    "DeskPage",
    "DeskTeam",
    "DocumentPage",
    "Dot",
    "Drawing",
    "Empty",
    "EscalationPage",
    "EscalationRole",
    "EscalationTeam",
    "Fact",
    "Facts",
    "FairnessPage",
    "Frame",
    "GlossaryLetter",
    "GlossaryPage",
    "GlossaryTerm",
    "Grid",
    "GridRow",
    "HealthPage",
    "HomePage",
    "ImprovementGroup",
    "ImprovementView",
    "IndexPage",
    "Inline",
    "KindCount",
    "KindLabel",
    "LedgerAgreement",
    "LedgerGroup",
    "LedgerPage",
    "LedgerRow",
    "LedgerSource",
    "LedgerTotal",
    "LessonView",
    "LessonsPage",
    "Level",
    "Link",
    "MapPage",
    "Mention",
    "MentionGroup",
    "NodePage",
    "NotFoundPage",
    "Notice",
    "OutcomeCard",
    "Outline",
    "OutlineNode",
    "PageShape",
    "Panel",
    "PrintChapter",
    "PrintPage",
    "PrintPart",
    "PrintedDocument",
    "Reach",
    "RedirectPage",
    "RouteStep",
    "SearchPage",
    "Segment",
    "SenseView",
    "Share",
    "SiteViewLink",
    "Sketch",
    "Spark",
    "StageAct",
    "StageColumn",
    "StageGrid",
    "StageRow",
    "Step",
    "Steps",
    "Tally",
    "Tick",
    "ToWrite",
    "TradedThing",
    "Upcoming",
    "Value",
    "WeighedCriterion",
    "WeighedOption",
    "Weighing",
    "WhoDecidesPage",
    "Words",
    "Zone",
]
