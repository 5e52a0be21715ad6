"""A kind that has no file of its own in rendering: all its fields are shown."""

from datetime import date
from typing import Annotated, Any, ClassVar, cast

from playbook.engine.answers.memo import Memo
from playbook.kinds.page import KIND as PAGE
from playbook.kinds.team import KIND as TEAM
from playbook.model.address import Refers
from playbook.model.fields import Date, Duration, Flag, Number, Party, Text, optional
from playbook.model.indexes import document_rows
from playbook.model.kind import Kind
from playbook.model.playbook import Playbook
from playbook.model.record import Part, Record
from playbook.model.text import Source
from playbook.reading.parse import Library, parse
from playbook.rendering.plan import entry_pages, site_pages
from playbook.rendering.shapes import DocumentPage
from playbook.rendering.views.document import document
from rendering.site_of import document_of, fact, panel, save, site


class Price(Part):
    """A price."""

    amount: Number = 0
    unit: Text = ""


class Vendor(Record):
    """Somebody who sells."""

    kind_name: ClassVar[str] = "vendor"

    since: Date | None = optional(None, "Since when.")
    notice: Duration | None = optional(None, "How long notice is.")
    preferred: Flag = optional(default=False, description="Whether we like them.")
    manager: Party | None = optional(None, "Who speaks with them.")
    page: Annotated[Text, Refers("page")] | None = optional(None, "More about them.")
    prices: tuple[Price, ...] = optional((), "What it costs.")
    shares: dict[Party, Number] = optional({}, "Who pays how much.")
    labels: dict[Text, Text] = optional({}, "What they call it.")


VENDOR = Kind(name="vendor", plural="vendors", record=Vendor, purpose="Who sells to us.")
TEXT = """\
---
since: 2026-03-09
notice: 3 months
preferred: true
manager: finance
page: about
prices:
  - {amount: 12000, unit: GBP}
shares: {finance: 60}
labels: {ours: theirs}
---
# A vendor

Sells.
"""


def test_a_length_of_time_is_told_in_the_language_of_the_site() -> None:
    settings = "language: de\nkinds: {game: {fields: {every: {type: duration}}}}\n"
    held = site({"site.yml": settings, "content/games/go.md": "---\nevery: 3 months\n---\n# Go\n"})
    assert fact(panel(document_of(held, "games/go.html"), "facts"), "every") == ["3 Monate"]


def test_every_field_is_a_fact_with_its_value_as_what_it_is() -> None:
    kinds: dict[str, Kind[Any]] = {"vendor": VENDOR, "page": PAGE, "team": TEAM}
    files = {
        "content/vendors/v.md": TEXT,
        "content/teams/finance.md": "# Finance\n",
        "content/pages/about.md": "# About them\n",
    }
    playbook = Playbook()
    playbook.patch("site", site_pages(tuple(kinds.values())))
    for path, text in files.items():
        entry = parse(Source.of(path, text), Library(kinds))
        assert not entry.problems
        playbook.patch(path, [*document_rows(entry), *entry_pages(entry)])
    page = playbook.ask(("page", "vendors/v.html"))[0]
    sheet = Memo(playbook.ask).get(("test",), lambda view: document(page, view))
    shape = cast("DocumentPage", sheet.page)
    facts = panel(shape, "facts")
    assert {held.name: fact(facts, held.name) for held in facts.facts} == {
        "since": ["9 March 2026"],
        "notice": ["3 months"],
        "preferred": ["Yes"],
        "manager": ["Finance"],
        "page": ["About them"],
        "prices": ["Amount: 12,000 Unit: GBP"],
        "shares": ["Finance 60"],
        "labels": ["ours: theirs"],
    }
    assert facts.facts[0].values[0][0].iso == date(2026, 3, 9).isoformat()
    assert facts.facts[3].values[0][0].href == "../teams/finance.html"
    assert (shape.kind.label, shape.kind.plural) == ("Vendor", "Vendors")
    assert sheet.templates == ("kinds/vendor.html", "document.html")


def test_a_flag_that_nobody_wrote_is_no_no() -> None:
    settings = "kinds:\n  vendor:\n    fields:\n      preferred: {type: flag}\n"
    files = {
        "site.yml": settings,
        "content/vendors/v.md": "---\nx-a: b\n---\n# A vendor\n\nSells.\n",
    }
    built = site(files)
    assert not document_of(built, "vendors/v.html").panels
    save(built, "content/vendors/v.md", "---\npreferred: false\n---\n# A vendor\n\nSells.\n")
    assert fact(panel(document_of(built, "vendors/v.html"), "facts"), "preferred") == ["No"]
