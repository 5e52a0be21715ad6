"""`playbook new`: what follows from other documents, kinds of one's own, own templates."""

from datetime import date
from pathlib import Path

import pytest

from comparing import edited
from disk import found, lay, play
from playbook.engine.authoring.starting import new_document
from repositories import Repo
from story import STORY

DAY = date(2026, 6, 20)
TODAY = date.today().isoformat()  # noqa: DTZ011 - as the command takes it


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path, STORY)


def made(root: Path, *arguments: str) -> str:
    """Return the text of a new document."""
    path = play(root, "new", *arguments).stdout.strip()
    return (root / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["cover", "agreement:cover"])
def test_an_amendment_knows_its_right_and_who_may_propose_it(target: str, root: Path) -> None:
    assert made(root, "amendment", "Longer hours", "--of", target) == (
        "---\namends: agreement:cover\nstatus: draft\nchanges: []  # - {what: , was: , now: }\n"
        "proposed_by:  # support or finance\nunder: change\n---\n# Longer hours\n"
    )
    told = {code for path, code, _ in found(root) if "longer-hours" in path}
    assert told <= {"amendment/no-why", "status/no-owner"}


def test_a_right_that_governs_all_agreements_is_the_one(root: Path) -> None:
    cover = STORY["content/agreements/cover.md"].replace("changes_by: change\n", "")
    lay(root, {"content/agreements/cover.md": cover, "site.yml": "changes_by: change\n"})
    assert "\nunder: change\n" in made(root, "amendment", "A", "--of", "cover")
    lay(root, {"site.yml": ""})
    assert "under:" not in made(root, "amendment", "B", "--of", "cover")


@pytest.mark.parametrize("target", ["right:change", "rota", "update", "calm"])
def test_everything_that_can_be_amended_can_be_named(target: str, root: Path) -> None:
    text = made(root, "amendment", "A change", "--of", target)
    assert f":{target.partition(':')[2] or target}\n" in text


def test_a_debrief_has_a_line_for_everyone_who_was_part_of_it(root: Path) -> None:
    lay(root, {"content/teams/legal.md": "# Legal\n\nWe read.\n"})
    lay(root, {"content/plans/p.md": "---\nparties: [legal, support]\n---\n# P\n"})
    text = made(root, "debrief", "Round one", "--about", "cover, plan:p")
    assert text.startswith(
        f"---\nabout: [agreement:cover, plan:p]\nheld: {TODAY}\nstatus: draft\ninput:\n"
        '  support: ""  # how was it heard?\n  finance: ""  # how was it heard?\n'
        '  legal: ""  # how was it heard?\nlessons: {}\n---\n# Round one\n\n## What we expected\n'
    )
    assert [told for told in found(root) if "round-one" in told[0]] == []


def test_what_belongs_to_something_takes_over_its_parties(root: Path) -> None:
    assert "agreement: cover\n" in made(root, "tradeoff", "Slower", "--of", "cover")
    assert made(root, "agreement", "More", "--of", "calm").startswith(
        "---\nparties: [support, finance]\nstatus: draft\noutcome: calm\n---\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["amendment", "A", "--of", "cuver"],
            "incentive “cuver”: did you mean “cover”?",
        ),
        (["amendment", "A", "--of", "metric:reply"], "“metric:reply” is no agreement, right, tree"),
        (
            ["amendment", "A", "--of", "agreement:cuver"],
            "no agreement “cuver”: did you mean “cover”?",
        ),
        (["term", "A", "--of", "cover"], "a new term belongs to no other document"),
        (["debrief", "A", "--of", "cover"], "names what it looks back on with --about"),
        (["amendment", "A", "--about", "cover"], "--about is for a debrief"),
        (["debrief", "A", "--about", "cover,zzz"], "there is no document “zzz”"),
    ],
)
def test_what_cannot_be_meant_is_told(arguments: list[str], told: str, root: Path) -> None:
    before = sorted(root.rglob("*"))
    assert told in play(root, "new", *arguments, code=2).stderr
    assert sorted(root.rglob("*")) == before


def test_an_id_of_two_documents_has_to_be_said_in_full(root: Path) -> None:
    lay(root, {"content/rights/cover.md": STORY["content/rights/change.md"]})
    told = play(root, "new", "amendment", "A", "--of", "cover", code=2).stderr
    assert "write agreement:cover or right:cover" in told
    assert "amends: right:cover\n" in made(root, "amendment", "A", "--of", "right:cover")


def test_a_kind_of_ones_own_has_drafts_too(root: Path) -> None:
    fields = "{agreement: {type: reference, to: agreement, required: true}, day: {type: date}}"
    settings = f"kinds: {{playtest: {{statuses: [draft, done], fields: {fields}}}}}\n"
    lay(root, {"site.yml": settings})
    assert made(root, "playtest", "On a sofa") == (
        "---\nagreement:  # agreement\nstatus: draft\n---\n# On a sofa\n"
    )
    assert "agreement: cover\n" in made(root, "playtest", "On a bench", "--of", "cover")
    assert [told for told in found(root) if "bench" in told[0] and "owner" not in told[1]] == []


def test_a_template_of_the_playbook_takes_the_place_of_the_built_in_one(root: Path) -> None:
    template = (
        "---\nfacilitator: support\nheld: {today}\nx-made: {title}\n---\n# {title}\n\n{Why}\n"
    )
    lay(root, {"templates/debrief.md": template})
    assert made(root, "debrief", "A: one", "--about", "cover") == (
        f'---\nfacilitator: support\nheld: {TODAY}\nx-made: "A: one"\nabout: [agreement:cover]\n'
        'input:\n  support: ""  # how was it heard?\n  finance: ""  # how was it heard?\n'
        "---\n# A: one\n\n{Why}\n"
    )


def test_a_template_that_cannot_be_read_is_told(root: Path) -> None:
    lay(root, {"templates/term.md": b"\xff\xfe"})
    assert "templates/term.md: " in play(root, "new", "term", "A", code=2).stderr


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("# {title}\n", "# T {today}\n"),
        ("---\na: 1\n---\n{today}: {title}\n", "---\na: 1\n---\n2026-06-20: T {today}\n"),
        ("---\na: {title}  # x\n---\n", '---\na: "T {today}"  # x\n---\n'),
        ("---\na: '{title}'\nb: {title: x}\n---\n", "---\na: 'T {today}'\nb: {title: x}\n---\n"),
        ("---\n---\n# {title}\n", "# T {today}\n"),
    ],
)
def test_what_is_filled_in_is_not_filled_in_again(template: str, text: str) -> None:
    assert new_document(template, "T {today}", DAY) == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("# A\n", "---\nk: v\n---\n# A\n"),
        ("---\nk:  # say\nl: 1\n---\n", "---\nk: v\nl: 1\n---\n"),
        ("---\nk:\n  - a\n- b\nl: 1\n---\n", "---\nk: v\nl: 1\n---\n"),
        ("---\nl:\n  k: 1\n---\n", "---\nl:\n  k: 1\nk: v\n---\n"),
    ],
)
def test_a_value_takes_the_place_of_its_field(template: str, text: str) -> None:
    assert new_document(template, "A", DAY, {"k": "v"}) == text


def test_a_template_is_evidence_and_not_published(root: Path) -> None:
    debrief = (
        "---\nabout: [agreement:cover]\nheld: 2026-06-10\ninput: {support: all, finance: all}\n"
        "lessons:\n  a: {lesson: Nobody knew, improvements: [{do: it, owner: support, due: "
        "2026-07-01, status: done, evidence: page:templates/debrief}]}\n---\n# D\n\n"
        "See [[page:templates/debrief]].\n"
    )
    lay(root, {"content/debriefs/d.md": debrief})
    assert ("ref/unknown" in {code for path, code, _ in found(root) if "debriefs" in path}) is True
    lay(root, {"templates/debrief.md": "# {title}\n"})
    assert [told for told in found(root) if "debriefs" in told[0]] == []
    play(root, "build", "--drafts")
    page = (root / "site/debriefs/d.html").read_text(encoding="utf-8")
    assert "See templates/debrief.md." in page
    assert not list(root.glob("site/**/templates*"))
    lay(root, {"content/templates/debrief.md": "# For readers\n\nFill it in.\n"})
    assert [told for told in found(root) if "templates" in told[0]] == []
    play(root, "build", "--drafts")
    page = (root / "site/debriefs/d.html").read_text(encoding="utf-8")
    assert '<a href="../templates/debrief.html">For readers</a>' in page


COVER = "content/agreements/cover.md"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a playbook whose agreement says something else than what was committed."""
    Repo(tmp_path).commit(DAY, STORY)
    after = edited(
        COVER, ("target: 45", "target: 60"), ("{support: 50, finance: 50}", "{support: 80}")
    )
    return lay(tmp_path, after)


def test_an_amendment_lists_what_changed(changed: Path) -> None:
    text = made(changed, "amendment", "A later reply", "--from-diff")
    assert text == (
        "---\namends: agreement:cover\nstatus: draft\nchanges:\n"
        '  - {what: "acceptance First reply time, target", '
        'was: "45 min by 2026-12-31", now: "60 min by 2026-12-31"}\n'
        '  - {what: "risk volume doubles, Support", was: "50 %", now: "80 %"}\n'
        '  - {what: "risk volume doubles, Finance", was: "50 %"}\n'
        "proposed_by:  # support or finance\nunder: change\n---\n# A later reply\n"
    )
    told = {code for path, code, _ in found(changed) if "later-reply" in path}
    assert told <= {"amendment/no-why", "status/no-owner"}


def test_what_it_amends_and_since_when_can_be_named(changed: Path) -> None:
    listed = made(changed, "amendment", "One", "--of", "cover", "--from-diff", "main")
    assert 'was: "45 min by 2026-12-31"' in listed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("agreement", "A", "--from-diff"), "--from-diff is for an amendment"),
        (("amendment", "A", "--of", "rota", "--from-diff"), "changed in “rota”"),
        (("amendment", "A", "--from-diff", "nowhere"), "no revision “nowhere”"),
    ],
)
def test_what_cannot_be_listed_is_told(
    changed: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in play(changed, "new", *arguments, code=2).stderr
    assert not (changed / "content/amendments").exists()


def test_where_several_changed_one_must_be_named(changed: Path) -> None:
    lay(changed, edited("content/norms/update.md", ("day: Tuesday", "day: Friday")))
    told = play(changed, "new", "amendment", "A", "--from-diff", code=2).stderr
    assert "name one with --of, agreement:cover or norm:update" in told
