"""What changed in meaning, as a page and as feeds: from a real history, and without one."""

from datetime import date
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest

from playbook.engine.history.past import Past
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.past_days import MOST_DAYS
from playbook.rendering.shapes import ChangesPage
from playbook.rendering.views.changes import changes
from rendering.site_of import TEAMS, rendered, save, sheet_of, site, text_of, words
from repositories import Repo

AGREEMENT = """---
parties: [support, finance]
status: {status}
from: 2026-03-01
acceptance:
  - {{metric: reply, target: {target}, by: 2026-12-31}}
signed: {{support: 2026-02-01}}
---
# Cover

{lead}

## Terms

Support answers within {minutes} minutes. Finance pays.
"""
METRIC = "---\nunit: min\nbetter: lower\n---\n# Reply time\n\nMinutes.\n"
TREE = (
    "---\nparties: [support]\nstatus: in-force\n---\n# Rota\n\n## Who asks?\n\n"
    "- Support → [Do it](#do-it)\n- Others → [{}](#{})\n\n## Do it\n\nNow.\n\n## Ask\n\nFirst.\n"
)
COVER = "content/agreements/cover.md"
DAYS = [date(2026, 5, day) for day in range(1, 9)]
ATOM = "{http://www.w3.org/2005/Atom}"


def agreement(
    target: int = 45, minutes: int = 30, status: str = "proposed", lead: str = "So."
) -> str:
    return AGREEMENT.format(target=target, minutes=minutes, status=status, lead=lead)


FILES = {
    **TEAMS,
    "site.yml": "site_name: Tested\n",
    "content/metrics/reply.md": METRIC,
    COVER: agreement(),
    "content/trees/rota.md": TREE.format("Ask", "ask"),
    "content/pages/old.md": "# Old\n\nGone soon.\n",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A playbook's history of a week."""
    repo = Repo(tmp_path_factory.mktemp("history") / "book")
    repo.commit(DAYS[0], FILES)
    repo.commit(DAYS[1], {COVER: agreement(target=60)})
    repo.commit(DAYS[2], {COVER: agreement(target=60, lead="A better sentence.")})
    repo.commit(DAYS[3], {COVER: agreement(60, 20, "in-force")})
    repo.commit(DAYS[4], {"content/trees/rota.md": TREE.format("Do it", "do-it")})
    repo.commit(DAYS[5], {"content/pages/old.md": None})
    repo.commit(
        DAYS[6],
        {
            "content/norms/n.md": "---\nparties: [finance]\nadopted: 2026-05-07\n---\n"
            "# Norm\n\nWe do it.\n"
        },
    )
    hidden = "---\nparties: [support, finance]\nstatus: draft\n---\n# Secret\n\nHush.\n"
    repo.commit(DAYS[7], {"content/agreements/secret.md": hidden})
    return repo


def built_from(folder: Path) -> Workspace:
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }
    return site(files, Options(as_of=date(2026, 6, 20), past=Past.around(folder)))


@pytest.fixture(scope="module")
def built(repository: Repo) -> Workspace:
    return built_from(repository.folder)


def page_of_changes(built: Workspace) -> ChangesPage:
    return cast("ChangesPage", sheet_of(built, "changes.html", changes).page)


def feed_at(built: Workspace, url: str) -> ET.Element:
    return ET.fromstring(text_of(built, url))  # noqa: S314 - what we wrote ourselves


def told(page: ChangesPage) -> list[tuple[str, str, str, list[str]]]:
    return [
        (day.day.iso, it.link.text, it.sort.text if it.sort else "", [*map(words, it.sentences)])
        for day in page.days
        for it in day.changes
    ]


def test_changes_are_told_by_day_the_newest_first_with_old_and_new_value(built: Workspace) -> None:
    page = page_of_changes(built)
    assert told(page) == [
        ("2026-05-07", "Norm", "New", []),
        ("2026-05-06", "Old", "Taken out", []),
        ("2026-05-05", "Rota", "", ["Questions and answers · Who asks? · Others: Ask → Do it"]),
        (
            "2026-05-04",
            "Cover",
            "",
            [
                "Status: Proposed → In force",
                "Terms: Support answers within 30 minutes. → Support answers within 20 minutes.",
            ],
        ),
        ("2026-05-02", "Cover", "", ["Acceptance · Reply time · Target: 45 → 60"]),
    ]
    assert page.remarks == ("The history begins on 1 May 2026, with 5 pages.",)


def test_a_metric_that_is_hidden_is_named_by_its_id(repository: Repo) -> None:
    workspace = built_from(repository.folder)
    text = METRIC.replace("unit: min", "unit: min\naudience: board")
    save(workspace, "content/metrics/reply.md", text)
    sentences = [it[3] for it in told(page_of_changes(workspace))]
    assert ["Acceptance · Reply · Target: 45 → 60"] in sentences


def test_what_a_field_names_by_its_bare_id_is_called_by_its_title(tmp_path: Path) -> None:
    outcome = "---\nparties: [support, finance]\nstatus: agreed\n---\n# {0}\n\n{0}.\n"
    choice = (
        "---\nparties: [support, finance]\nweights: {{speed: 100}}\nscale: 1-5\nchosen: {}\n---\n"
        "# Options\n\n## Scores\n\n| Option | Speed |\n| --- | --- |\n| Own rota | 5 |\n"
    )
    serving = agreement().replace("status:", "outcome: OUTCOME\nstatus:")
    repo = Repo(tmp_path / "book")
    files = {
        f"content/outcomes/{name.casefold()}.md": outcome.format(name) for name in ("Calm", "Fast")
    }
    options = "content/matrices/options.md"
    first = {COVER: serving.replace("OUTCOME", "calm"), options: choice.format("the-agency")}
    repo.commit(DAYS[0], {**FILES, **files, **first})
    repo.commit(
        DAYS[1], {COVER: serving.replace("OUTCOME", "fast"), options: choice.format("own-rota")}
    )
    (cover, matrix) = told(page_of_changes(built_from(repo.folder)))
    assert cover[3] == ["Outcome: Calm → Fast"]
    assert matrix[3] == ["Chosen: The agency → Own rota"]


def test_a_reference_that_follows_a_new_name_is_no_news(tmp_path: Path) -> None:
    word = "---\nstatus: agreed\n---\n# Duty\n\nWho answers when.\n"
    speaking = agreement().replace("Finance pays.", "Finance pays for the [[duty]].")
    repo = Repo(tmp_path / "book")
    repo.commit(DAYS[0], {**FILES, COVER: speaking, "content/terms/duty.md": word})
    following = speaking.replace("[[duty]]", "[[calling]]")
    renamed = {
        COVER: following,
        "content/terms/duty.md": None,
        "content/terms/calling.md": word.replace("status", "formerly: [duty]\nstatus"),
    }
    repo.commit(DAYS[1], renamed)
    assert told(page_of_changes(built_from(repo.folder))) == []
    paid = following.replace("pays for", "pays twice for")
    repo.commit(DAYS[2], {COVER: paid})
    ((_, _, _, said),) = told(page_of_changes(built_from(repo.folder)))
    assert said == ["Terms: Finance pays for the Duty. → Finance pays twice for the Duty."]


def test_a_better_sentence_is_no_change_and_a_draft_is_no_news(built: Workspace) -> None:
    days = [day.day.iso for day in page_of_changes(built).days]
    assert "2026-05-03" not in days
    assert "2026-05-08" not in days


def test_what_is_gone_has_no_link_and_what_is_there_has_one(built: Workspace) -> None:
    links = {it.link.text: it.link.href for d in page_of_changes(built).days for it in d.changes}
    assert links["Old"] == ""
    assert links["Cover"] == "agreements/cover.html"


def test_a_feed_has_an_entry_for_each_change_with_an_id_of_its_own(built: Workspace) -> None:
    root = feed_at(built, "feed.xml")
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries][:2] == [
        "New: Norm",
        "Taken out: Old",
    ]
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) == 5
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert root.findtext(f"{ATOM}updated") == "2026-05-07T00:00:00Z"
    assert entries[-1].findtext(f"{ATOM}summary") == "Acceptance · Reply time · Target: 45 → 60"


def test_a_team_s_feed_holds_what_names_the_team(built: Workspace) -> None:
    root = feed_at(built, "teams/support.xml")
    assert [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] == [
        "Rota",
        "Cover",
        "Cover",
    ]


def test_a_feed_s_addresses_are_whole_where_the_site_has_one() -> None:
    built = site({**FILES, "site.yml": "site_name: T\nsite_url: https://example.org/book/\n"})
    root = feed_at(built, "feed.xml")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "https://example.org/book/feed.xml"


def test_without_history_the_page_says_so_and_the_feed_is_empty() -> None:
    built = site(FILES)
    page = page_of_changes(built)
    assert page.days == ()
    assert "without git history" in page.empty
    root = feed_at(built, "feed.xml")
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated")


def test_a_history_without_changes_says_since_when(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit(DAYS[0], FILES)
    page = page_of_changes(built_from(repo.folder))
    assert "since 1 May 2026" in page.empty


def test_a_shallow_clone_is_told(repository: Repo, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "3", f"file://{repository.folder}", str(clone))
    page = page_of_changes(built_from(clone))
    assert any("shallow clone" in remark for remark in (*page.remarks, page.empty))


def test_no_document_s_page_depends_on_history_and_an_edit_reads_none(repository: Repo) -> None:
    built = built_from(repository.folder)
    again = rendered(built, lambda: save(built, "content/pages/note.md", "# Note\n\nNew.\n"))
    assert "changes.html" not in again
    assert "feed.xml" not in again


def test_a_long_history_is_told_as_far_as_there_is_room(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit(date(2025, 1, 1), FILES)
    commands: list[bytes] = []
    for number in range(MOST_DAYS + 5):
        text = agreement(target=100 + number).encode()
        when = int((date(2025, 2, 1) - date(1970, 1, 1)).days + number) * 86400 + 43200
        commands.append(
            b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 1\nx\n" % when
            + (b"from refs/heads/main^0\n" if not number else b"")
            + b"M 100644 inline %s\ndata %d\n%s\n" % (COVER.encode(), len(text), text)
        )
    repo.git("fast-import", "--quiet", given=b"".join(commands))
    repo.git("reset", "-q", "--hard")
    page = page_of_changes(built_from(repo.folder))
    assert len(page.days) == MOST_DAYS
    assert page.remarks == ("Older changes are in the history of the files.",)
