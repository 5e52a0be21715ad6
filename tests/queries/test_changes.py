"""What each kind of change is told as: its code, and the words of the field."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparing import changed, edited, snapshot, told
from playbook.engine.settings.registry import RULES
from playbook.kinds.computed.meaning import meaning
from playbook.queries.changes.both import Both
from playbook.queries.changes.change import Band
from playbook.queries.changes.codes import CODES
from playbook.queries.changes.compare import compared
from playbook.queries.changes.matching import Pair
from story import STORY

ROOT = Path(__file__).parents[2]
COVER, CHANGE, TREE = (
    "content/agreements/cover.md",
    "content/rights/change.md",
    "content/trees/rota.md",
)
REPLY, WORD = "content/metrics/reply.md", "content/terms/first-reply.md"
LADDER = {
    "content/rights/small.md": (
        "---\ndecision: Spend a little\ndecision_key: spend\nstatus: in-force\n"
        "approver: support.lead\nlimit: {to: 5000, unit: GBP}\nescalate_to: right:large\n"
        "---\n# Small sums\n\nAsk.\n"
    ),
    "content/rights/large.md": (
        "---\ndecision: Spend more\ndecision_key: spend\nstatus: in-force\n"
        "approver: finance.director\nlimit: {from: 5000, unit: GBP}\n---\n# Large sums\n\nAsk.\n"
    ),
}
MORE = {
    "content/tradeoffs/speed.md": (
        "---\nagreement: cover\ngives:\n  - {party: support, what: speed, from: 15, to: 45, "
        "unit: min}\ngains:\n  - {party: finance, what: money, from: 0, to: 10, unit: GBP}\n"
        "---\n# Speed for money\n\nSlower, cheaper.\n"
    ),
    "content/pilots/chat.md": (
        "---\nparties: [support, finance]\nstatus: running\nsuccess:\n"
        "  - {metric: reply, target: 50}\nguardrails:\n  - {metric: reply, limit: 70}\n"
        "decides: {met: go on, missed: stop}\n---\n# Chat\n\nWe try it.\n"
    ),
    "content/matrices/options.md": (
        "---\nparties: [support, finance]\nweights: {speed: 60, cost: 40}\nscale: 1-5\n"
        "chosen: agency\n---\n# Options\n\n## Scores\n\n| Option | Speed | Cost |\n"
        "| --- | --- | --- |\n| Agency | 5 | 2 |\n| Rota | 3 | 4 |\n"
    ),
    "content/plans/talks.md": (
        "---\nparties: [support, finance]\nstatus: active\npositions:\n"
        "  - {issue: reply, party: support, unit: min, prefer: 30, walk_away: 60}\n"
        "---\n# Talks\n\nWe talk.\n"
    ),
    "content/incentives/bonus.md": (
        "---\nparties: [support, finance]\nagreement: cover\npays_when:\n"
        "  - {metric: reply, target: 45, by: 2026-12-31}\ngain: {support: 50, finance: 50}\n"
        "---\n# Bonus\n\nShared.\n"
    ),
    "content/debriefs/round.md": (
        "---\nabout: [agreement:cover]\nheld: 2026-06-01\nstatus: reviewed\n"
        "input: {support: all, finance: all}\nlessons:\n  late:\n    lesson: We heard late\n"
        "    improvements:\n      - {do: weekly update, owner: support, due: 2026-07-01}\n"
        "---\n# Round one\n\nWe met.\n"
    ),
    "content/metrics/wait.md": (
        "---\nunit: min\nbetter: lower\nreadings: wait.csv\n---\n# Wait\n\nMinutes.\n"
    ),
    "content/metrics/wait.csv": "date,value\n2026-05-01,20\n2026-06-01,18\n",
    "content/terms/wait.md": (
        "---\nstatus: agreed\nsenses: {support: until somebody answers, finance: until it is "
        "solved}\nagreed: support\n---\n# Wait\n\nHow long one waits.\n"
    ),
}
BEFORE = {**STORY, **LADDER, **MORE}


def edit(path: str, *turns: tuple[str, str]) -> dict[str, str]:
    return edited(path, *turns, files=BEFORE)


EDITS: dict[str, dict[str, str]] = {
    "approver": edit(CHANGE, ("approver: finance.director", "approver: support.lead")),
    "deputy": edit(CHANGE, ("approver:", "deputy: support.lead\napprover:")),
    "veto": edit(CHANGE, ("answer_within", "veto: [support.lead]\nanswer_within")),
    "escalation": edit(
        "content/rights/small.md", ("escalate_to: right:large", "escalate_to: finance")
    ),
    "deadline": edit(CHANGE, ("answer_within: 5 days", "answer_within: 2 weeks")),
    "limits": {
        **edit("content/rights/small.md", ("to: 5000", "to: 9000")),
        **edit("content/rights/large.md", ("from: 5000", "from: 9000")),
    },
    "a gap": edit("content/rights/small.md", ("to: 5000", "to: 4000")),
    "party": edit(COVER, ("parties: [support, finance]", "parties: [support]")),
    "commitment": edit(
        COVER, ("does: answer at weekends, every: week", "does: answer on Sundays, every: day")
    ),
    "commitment kept": edit(
        COVER,
        ("answer at weekends, every: week", "answer at weekends, every: week, status: done"),
    ),
    "commitment gone": edit(
        COVER, ("  - {party: support, does: answer at weekends, every: week}\n", "")
    ),
    "target": edit(COVER, ("target: 45", "target: 60")),
    "target's day": edit(COVER, ("by: 2026-12-31", "by: 2026-09-30")),
    "criterion gone": edit(
        COVER, ("acceptance:\n  - {metric: reply, target: 45, by: 2026-12-31}\n", "")
    ),
    "share": edit(COVER, ("{support: 50, finance: 50}", "{support: 80, finance: 20}")),
    "period": edit(COVER, ("from: 2026-03-01", "from: 2026-03-01\nuntil: 2026-12-31")),
    "outcome": edit(COVER, ("outcome: calm", "outcome: calmer")),
    "out of the ladder": edit("content/rights/small.md", ("decision_key: spend\n", "")),
    "answer gone": edit(TREE, ("- Others → [Ask Finance](#ask-finance)\n", "")),
    "no last word": edit(
        "content/teams/finance.md",
        ("final: true", "final: false"),
    ),
    "governance": edit(COVER, ("changes_by: change", "changes_by: change\ndisputes: tree:rota")),
    "signature gone": edit(COVER, (", finance: 2026-02-02}", "}")),
    "signature": edit(COVER, ("finance: 2026-02-02", "finance: 2026-06-02")),
    "status": edit(COVER, ("status: in-force", "status: ended")),
    "terms": edit(COVER, ("within the hour", "within two hours")),
    "tradeoff": edit("content/tradeoffs/speed.md", ("to: 45", "to: 50")),
    "answer": edit(
        TREE, ("- Others → [Ask Finance](#ask-finance)", "- Others → [Just do it](#just-do-it)")
    ),
    "node": edit(TREE, ("### Ask Finance", "### Wait\n\nA day.\n\n### Ask Finance")),
    "stage role": edit(TREE, ("approver: finance.director", "approver: support.lead")),
    "metric": edit(REPLY, ("better: lower", "better: higher")),
    "reading": edit(REPLY, ("value: 44}", "value: 40}")),
    "pilot": edit(
        "content/pilots/chat.md", ("target: 50", "target: 55"), ("met: go on", "met: ask")
    ),
    "guardrail": edit("content/pilots/chat.md", ("limit: 70", "limit: 65")),
    "winner": edit(
        "content/matrices/options.md", ("{speed: 60, cost: 40}", "{speed: 20, cost: 80}")
    ),
    "chosen": edit("content/matrices/options.md", ("chosen: agency", "chosen: rota")),
    "option put in": edit(
        "content/matrices/options.md", ("| Rota | 3 | 4 |", "| Rota | 3 | 4 |\n| Sun | 1 | 1 |")
    ),
    "score": edit("content/matrices/options.md", ("| Rota | 3 | 4 |", "| Rota | 3 | 5 |")),
    "result": edit(
        "content/pilots/chat.md",
        ("status: running", "status: concluded\nresult: {outcome: met, value: 48}"),
    ),
    "walk away": edit("content/plans/talks.md", ("walk_away: 60", "walk_away: 55")),
    "split": edit("content/incentives/bonus.md", ("gain: {support: 50", "gain: {support: 60")),
    "improvement": edit(
        "content/debriefs/round.md",
        ("due: 2026-07-01", "due: 2026-07-01, status: done, evidence: norm:update"),
    ),
    "lesson": edit(
        "content/debriefs/round.md",
        ("lesson: We heard late", "lesson: We were told late"),
        (
            "---\n# Round",
            "  new:\n    lesson: We plan\n    improvements: [{do: plan}]\n---\n# Round",
        ),
    ),
    "agreed sense": edit("content/terms/wait.md", ("agreed: support", "agreed: finance")),
    "sense": edit("content/terms/wait.md", ("until it is solved", "until it is closed")),
    "definition": edit(
        "content/terms/wait.md", ("How long one waits.", "How long somebody waits.")
    ),
    "other field": edit("content/norms/update.md", ("day: Tuesday", "day: Friday")),
    "scope": edit("content/outcomes/calm.md", ("[telephone]", "[telephone, chat]")),
}


def test_changes_are_told_in_the_words_of_the_field(golden: Callable[[str, str], None]) -> None:
    lines = []
    for name, edits in EDITS.items():
        lines += [f"# {name}", *told(BEFORE, {**BEFORE, **edits}), ""]
    golden("changes.txt", "\n".join(lines))


def test_another_order_of_fallbacks_is_told() -> None:
    plan = "content/plans/talks.md"
    before, after = (
        {
            **BEFORE,
            **edit(plan, ("issue: reply", "issue: days"), ("30", f"30, fallback: {order}")),
        }
        for order in ("[45, 40]", "[40, 45]")
    )
    said = "document/field-changed: position “Support: days”, fallback: 45, 40 → 40, 45"
    assert told(before, after) == [said]


def test_what_rests_on_a_broken_assumption_is_told() -> None:
    path = "content/assumptions/few.md"
    text = "---\nstatus: holding\nif_broken: talk\n---\n# Few people write\n\nWe counted.\n"
    before = {**BEFORE, **edit("content/tradeoffs/speed.md", ("gives:", "assumes: [few]\ngives:"))}
    before[path] = text
    after = {**before, path: text.replace("holding", "broken")}
    said = "status/changed: status: holding → broken; Speed for money rests on it"
    assert told(before, after) == [said]


def test_what_comes_and_goes_is_told() -> None:
    after = {path: text for path, text in BEFORE.items() if "tradeoffs" not in path}
    assert told(BEFORE, after) == ["document/removed: this trade-off is gone: it was accepted"]
    assert told(after, BEFORE) == ["document/added: this trade-off is new: accepted"]


def test_a_team_without_roles_is_told_too() -> None:
    after = {**BEFORE, "content/teams/legal.md": "# Legal\n\nWe read.\n"}
    assert told(BEFORE, after) == ["document/added: this team is new: active"]
    assert told(after, BEFORE) == ["document/removed: this team is gone: it was active"]
    page = {**BEFORE, "content/pages/hello.md": "# Hello\n\nWe greet.\n"}
    assert told(BEFORE, page) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "was", "now"),
    [
        ("content/plans/talks.md", "walk_away: 60", "walk_away: 55", "60 min", "55 min"),
        ("content/tradeoffs/speed.md", "from: 15", "from: 20", "15 min", "20 min"),
        ("content/tradeoffs/speed.md", "to: 45, unit: min", "to: 1, unit: h", "45 min", "1 h"),
        (COVER, "{support: 50, finance: 50}", "{support: 60, finance: 50}", "50 %", "60 %"),
        (COVER, "target: 45", "target: 60", "45 min by 2026-12-31", "60 min by 2026-12-31"),
    ],
)
def test_both_sides_of_a_number_read_alike_by_themselves(
    path: str, old: str, new: str, was: str, now: str
) -> None:
    found = changed(BEFORE, {**BEFORE, **edit(path, (old, new))})
    turns = [turn for held in found for placed in held.changes for turn in placed.change.turns]
    assert (was, now) in [(turn.was, turn.after) for turn in turns]


def test_readings_of_a_file_are_compared_by_their_day() -> None:
    rewritten = {**BEFORE, "content/metrics/wait.csv": "date,value\n2026-06-01,15\n2026-07-01,9\n"}
    assert told(BEFORE, rewritten) == [
        "metric/reading-rewritten: reading “2026-05-01”: 20 min (gone)",
        "metric/reading-rewritten: reading “2026-06-01”: 18 min → 15 min",
    ]


def test_every_code_is_produced_by_an_edit_and_has_its_line_in_the_reference() -> None:
    found = {"document/added", "document/removed", "settings/changed"}  # told by tests of their own
    for edits in EDITS.values():
        for held in changed(BEFORE, {**BEFORE, **edits}):
            for placed in held.changes:
                found |= {placed.change.code, *(effect.code for effect in placed.change.effects)}
    assert found - {""} == {*CODES}
    page = (ROOT / "docs/reference/changes.md").read_text(encoding="utf-8")
    assert {*re.findall(r"^\| `([a-z]+/[a-z-]+)` \|", page, re.MULTILINE)} == {*CODES}


def test_no_code_of_a_change_is_that_of_a_rule() -> None:
    assert not {rule.code for rule in RULES} & {*CODES}


def test_wording_is_a_band_of_its_own() -> None:
    after = {**BEFORE, **EDITS["terms"]}
    assert {placed.change.band for held in changed(BEFORE, after) for placed in held.changes} == {
        Band.WORDING
    }


# --- nothing is missed ----------------------------------------------------------------------------

VALUES = re.compile(r"(?<=[:,\[{] )[\w. -]+?(?=[,}\]\n])")


def mutants(text: str) -> Iterator[str]:
    """Yield a document with one value of its front matter exchanged, removed or put in front."""
    end = text.index("---\n", 4)
    for found in VALUES.finditer(text, 0, end):
        value = found[0]
        start = text.rfind("\n", 0, found.start()) + 1
        line = text[start : text.index("\n", start) + 1]
        for other in ("7", "2027-01-01", "finance", "support.lead", "some words", f"{value} more"):
            yield text[: found.start()] + other + text[found.end() :]
        yield text.replace(line, "", 1)


@pytest.mark.parametrize("path", [path for path in BEFORE if BEFORE[path].startswith("---")])
def test_whatever_means_something_else_is_told(path: str) -> None:
    held = {name: text.encode() for name, text in BEFORE.items()}
    before = snapshot(held)
    old = before.entry(path)
    assert old
    tried = 0
    for mutant in mutants(BEFORE[path]):
        after = snapshot({**held, path: mutant.encode()})
        new = after.entry(path)
        assert new
        if new.problems or new.kind != old.kind or meaning(new) == meaning(old):
            continue
        tried += 1
        (found,) = compared([Pair(old, new)], Both(before.view, after.view))
        assert found.changes, mutant
    assert tried or "/terms/first-reply" in path or "/teams/" in path


# --- what changes nothing -------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(BEFORE))
def test_a_document_that_is_written_otherwise_means_the_same(path: str) -> None:
    text = BEFORE[path]
    front = text.startswith("---\n")
    written = text.replace("---\n", "---\n# a comment\n", 1) if front else f"{text}\n\n"
    assert (
        told(BEFORE, {**BEFORE, path: written.replace("{", "{ ").replace("\n\n", "\n\n\n")}) == []
    )


KEYS = re.compile(r"^[a-z_]+:", re.MULTILINE)


@given(st.data())
def test_the_order_of_fields_means_nothing(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in BEFORE if path.endswith(".md")]))
    _, front, body = BEFORE[path].split("---\n", 2) if "---\n" in BEFORE[path] else ("", "", "")
    starts = [found.start() for found in KEYS.finditer(front)]
    fields = [front[start:end] for start, end in pairwise([*starts, len(front)])]
    turned = "".join(data.draw(st.permutations(fields)))
    after = {**BEFORE, path: f"---\n{turned}---\n{body}"} if fields else BEFORE
    assert told(BEFORE, after) == []


ITEMS = [
    "  - {party: support, does: answer at weekends, every: week}\n",
    "  - {party: support, does: write the rota, every: month}\n",
    "  - {party: finance, does: pay for it, due: 2026-04-01}\n",
    "  - {id: standby, party: finance, does: stand by}\n",
]


@given(st.permutations(ITEMS), st.sets(st.integers(0, 3)))
def test_items_are_found_again_wherever_they_stand(turned: list[str], gone: set[int]) -> None:
    start, end = STORY[COVER].index("  - {party"), STORY[COVER].index("acceptance:")
    before = {**STORY, COVER: STORY[COVER][:start] + "".join(ITEMS) + STORY[COVER][end:]}
    kept = "".join(item for item in turned if ITEMS.index(item) not in gone)
    field = "" if kept else " []\n"
    head = STORY[COVER][:start] if kept else STORY[COVER][: start - 1] + field
    after = {**STORY, COVER: head + kept + STORY[COVER][end:]}
    found = [placed.change for held in changed(before, after) for placed in held.changes]
    assert len(found) == len(gone)
    assert all(change.turns[0].before and not change.turns[0].after for change in found)


def test_a_playbook_compared_with_itself_says_nothing() -> None:
    paths = [ROOT / "site.yml", *(ROOT / "content").rglob("*.*")]
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}
    assert changed(files, files) == []
    renamed = {path.replace("weekend-cover.md", "cover.md"): text for path, text in files.items()}
    assert told(files, renamed) == []


def test_a_team_that_was_renamed_has_not_changed_what_refers_to_it() -> None:
    after = {
        path.replace("teams/support", "teams/care"): re.sub(r"\bsupport\b", "care", text)
        for path, text in BEFORE.items()
    }
    team = "content/teams/care.md"
    after[team] = after[team].replace("---\n", "---\nformerly: [support]\n", 1)
    assert told(BEFORE, after) == []
    after |= edited(CHANGE, ("approver: finance.director", "approver: care.lead"), files=after)
    (told_of,) = told(BEFORE, after)
    assert told_of.startswith("right/approver-changed: ")


def test_a_term_that_was_renamed_has_not_changed_the_terms_that_speak_of_it() -> None:
    word, spoken = "Support gives a first reply", "Support gives a [[first-reply]]"
    before = {**BEFORE, **edited(COVER, (word, spoken), files=BEFORE)}
    after = {
        path.replace("terms/first-reply", "terms/reply"): text.replace(
            "[[first-reply]]", "[[reply]]"
        )
        for path, text in before.items()
    }
    renamed = "content/terms/reply.md"
    after[renamed] = after[renamed].replace("---\n", "---\nformerly: [first-reply]\n", 1)
    assert told(before, after) == []
    after[COVER] = after[COVER].replace("within the hour", "within two hours")
    (told_of,) = told(before, after)
    assert told_of.startswith("document/wording-changed: terms")
