"""docs/writing.md, followed to the letter: what it shows works, and what it says is so."""

import re
from datetime import date
from pathlib import Path

import pytest

from disk import lay, play
from playbook.engine.authoring.starting import starter
from playbook.kinds.common.headings import (
    FOUR_QUESTIONS,
    SCORES,
    TERMS,
    TOTAL,
    WORKING_WITH_US,
    names,
)
from playbook.reading.markdown.words import CALLOUTS
from repositories import Repo

PAGE = (Path(__file__).parents[1] / "docs/writing.md").read_text(encoding="utf-8")
DOCUMENTS: dict[str, str] = dict(
    re.findall(r"^```markdown (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
FIELDS: list[str] = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
AGREEMENT, TRADEOFF = DOCUMENTS
BEGUN = date(2026, 11, 25)
SIGNED = date(2026, 11, 28)
APPROVED = date(2026, 12, 12)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The playbook that the page begins with."""
    repo = Repo(tmp_path)
    repo.commit(BEGUN, dict(starter(BEGUN)))
    return repo


def check(repo: Repo, day: date = SIGNED) -> list[tuple[str, str]]:
    """Return severity and rule of all that is found on a day."""
    found = play(repo.folder, "check", "--as-of", day.isoformat()).stdout
    lines = re.finditer(r": (\w+): .*\[([a-z/-]+)\]$", found, re.MULTILINE)
    return [(line[1], line[2]) for line in lines]


def in_force(repo: Repo) -> str:
    """Do what the page does up to the agreement's being in force, and return its text."""
    lay(repo.folder, DOCUMENTS)
    text = DOCUMENTS[AGREEMENT].replace("status: proposed\n", FIELDS[0])
    lay(repo.folder, {AGREEMENT: text})
    return text


def test_the_commands_make_the_files_that_are_shown(repo: Repo) -> None:
    made = play(repo.folder, "new", "agreement", "Weekend cover", "--of", "steady-releases")
    assert made.stdout == f"{AGREEMENT}\n"
    draft = (repo.folder / AGREEMENT).read_text()
    assert "parties: [product, engineering]\n" in draft
    assert "outcome: steady-releases\n" in draft
    made = play(repo.folder, "new", "tradeoff", "Saturdays for Mondays", "--of", "weekend-cover")
    assert made.stdout == f"{TRADEOFF}\n"


def test_what_is_left_at_each_step_is_what_the_page_says(repo: Repo) -> None:
    lay(repo.folder, {AGREEMENT: DOCUMENTS[AGREEMENT]})
    unsigned = ("notice", "agreement/unsigned")
    assert check(repo) == [("notice", "agreement/no-tradeoff"), unsigned]
    lay(repo.folder, DOCUMENTS)
    assert check(repo) == [unsigned]
    in_force(repo)
    assert check(repo) == []


def test_a_change_is_warned_about_until_its_amendment_is_approved(repo: Repo) -> None:
    text = in_force(repo)
    repo.commit(SIGNED)
    lay(
        repo.folder,
        {AGREEMENT: text.replace("product: 30, engineering: 70", "product: 50, engineering: 50")},
    )
    told = play(repo.folder, "diff", "--as-of", APPROVED.isoformat()).stdout
    assert "Product 30 → 50 %, Engineering 70 → 50 %" in told
    options = ("--of", "weekend-cover", "--from-diff")
    path = play(repo.folder, "new", "amendment", "Equal shares", *options).stdout.strip()
    amendment = (repo.folder / path).read_text()
    assert 'Engineering", was: "70 %", now: "50 %"' in amendment
    repo.commit(APPROVED)
    assert ("warning", "amendment/silent-change") in check(repo, APPROVED)
    amendment = re.sub(r"^(status|proposed_by):.*\n", "", amendment, flags=re.MULTILINE)
    lay(
        repo.folder,
        {path: amendment.replace("---\n", f"---\n{FIELDS[1]}", 1) + "\nFaults come from both.\n"},
    )
    repo.commit(APPROVED)
    assert check(repo, APPROVED) == []


def test_a_rule_is_excused_as_the_page_shows_it(repo: Repo) -> None:
    text = in_force(repo).replace("review_every: 3 months\n", "")
    lay(repo.folder, {AGREEMENT: text})
    assert check(repo) == [("notice", "agreement/never-reviewed")]
    lay(repo.folder, {AGREEMENT: text.replace("---\n", f"---\n{FIELDS[2]}", 1)})
    assert check(repo) == [("notice", "waiver/waived")]


def test_every_form_of_a_link_leads_where_the_page_says(repo: Repo) -> None:
    (table,) = re.findall(r"^\| Written \|.*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
    forms = re.findall(
        r"`([^`]+)`",
        "".join(row.split(" | ")[0] + "\n" for row in table.replace(r"\|", "¦").splitlines()[2:]),
    )
    written = "\n\n".join(forms).replace("¦", "|")
    lay(repo.folder, {"content/pages/links.md": f"# Links\n\n{written}\n\nhttps://bare.example\n"})
    play(repo.folder, "check", "--strict", "--as-of", SIGNED.isoformat())
    play(repo.folder, "build")
    page = (repo.folder / "site/pages/links.html").read_text(encoding="utf-8")
    lead = page.partition('<div class="sheet-body">')[2].partition('<div class="sheet-tail">')[0]
    assert re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', lead) == [
        ("../norms/monday-list.html", "the list"),
        ("../rights/late-changes.html#how-to-ask", "how"),
        ("../norms/monday-list.html", "Monday list"),
        ("../norms/monday-list.html", "Monday list"),
        ("../rights/late-changes.html#how-to-ask", "Late changes"),
        ("../norms/monday-list.html", "the list"),
        ("https://example.org", "https://example.org"),
        ("https://example.org", "words"),
    ]


def test_the_callouts_that_are_named_are_those_that_there_are() -> None:
    assert {word.lower() for word in re.findall(r"\b[A-Z]{3,}\b", PAGE)} >= set(CALLOUTS)


def test_the_headings_that_are_named_are_those_that_mean_something() -> None:
    (table,) = re.findall(r"^\| Kind \| Heading.*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
    named = table.replace("(or *hatten*)", "*Was wir erwartet hatten*")
    for heading in (TERMS, SCORES, TOTAL, *FOUR_QUESTIONS, WORKING_WITH_US):
        assert [name for name in names(heading) if f"*{name}*" not in named] == []
