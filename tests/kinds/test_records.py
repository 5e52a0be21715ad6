"""Front matter: the examples hold, and every field explains itself."""

import pytest

from kinds.reading_samples import KIND_OF_FOLDER, KINDS, read, record_of, sample
from kinds.samples import SAMPLES

ANSWERS = {
    "teams/finance.md": "Finance director @o.mbeki · Finance business partner",
    "outcomes/calm-weekends.md": (
        "A customer who writes at the weekend is helped the same day, and nobody who helps gives up"
        " more than two weekends a month to do it."
    ),
    "agreements/weekend-cover.md": "in-force · support, platform, finance",
    "tradeoffs/slower-first-reply.md": (
        "support gives first reply target; platform gives standby; finance gives cover budget"
    ),
    "metrics/weekend-first-reply.md": "43 min · 2026-06-01",
    "rights/change-weekend-cover.md": "finance.director",
    "trees/rota-change.md": "Does the change alter paid hours?",
    "terms/first-reply.md": (
        "The first answer a person writes to a customer after the customer's message."
    ),
    "norms/tuesday-update.md": "one-page update, every week, Tuesday",
    "pilots/four-week-rota.md": "met · 2026-02-18",
    "matrices/cover-options.md": "Rota with standby · 4.27",
    "plans/cover-negotiation.md": "concluded",
    "incentives/shared-savings.md": ("12000 GBP/year · support 40 %, platform 40 %, finance 20 %"),
    "amendments/raise-standby-limit.md": "approved · agreement:weekend-cover · 2026-07-01",
    "debriefs/cover-round-one.md": "lessons: 2 · improvements done: 2 of 2",
    "assumptions/weekend-volume.md": "holding · 2026-06-01",
    "pages/how-we-listen.md": "",
}

STATUSES = {
    "teams/finance.md": "active",
    "tradeoffs/slower-first-reply.md": "accepted",
    "metrics/weekend-first-reply.md": "",
    "rights/change-weekend-cover.md": "draft",
    "trees/rota-change.md": "draft",
    "terms/first-reply.md": "proposed",
    "norms/tuesday-update.md": "in-force",
    "matrices/cover-options.md": "agreed",
    "incentives/shared-savings.md": "in-force",
    "pages/how-we-listen.md": "",
}


def test_there_is_an_example_of_each_kind() -> None:
    assert {KIND_OF_FOLDER[path.partition("/")[0]].name for path in SAMPLES} == set(KINDS)


@pytest.mark.parametrize("path", SAMPLES)
def test_an_example_has_no_mistake(path: str) -> None:
    validated, problems = read(KIND_OF_FOLDER[path.partition("/")[0]], SAMPLES[path])
    assert (*problems, *validated.problems) == ()


@pytest.mark.parametrize("path", SAMPLES)
def test_an_example_answers_in_one_line(path: str) -> None:
    entry = sample(path)
    assert KINDS[entry.kind].answer(entry.record, entry.body) == ANSWERS[path]


@pytest.mark.parametrize("path", STATUSES)
def test_a_record_without_a_status_has_that_of_its_kind(path: str) -> None:
    entry = sample(path)
    assert entry.record.status == ""
    assert KINDS[entry.kind].default_status(entry.record) == STATUSES[path]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_explains_itself_to_an_editor(kind: str) -> None:
    schema = KINDS[kind].record.model_json_schema(by_alias=True)
    for owner in (schema, *schema.get("$defs", {}).values()):
        for name, field in owner.get("properties", {}).items():
            assert field.get("description", "").endswith("."), (owner["title"], name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_statuses_that_may_be_written_are_those_of_the_kind(kind: str) -> None:
    if kind in {"team", "metric", "page"}:
        return
    schema = KINDS[kind].record.model_json_schema()
    assert set(schema["properties"]["status"]["enum"]) == {*KINDS[kind].statuses, ""}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_document_lacks_only_what_its_author_must_say(kind: str) -> None:
    validated, problems = read(KINDS[kind], f"---\n{KINDS[kind].example}---\n# New\n")
    missing = [problem.message.partition("`")[2].rstrip("`") for problem in validated.problems]
    assert problems == ()
    assert all(problem.code == "text/missing-field" for problem in validated.problems)
    assert missing == {
        "tradeoff": ["agreement"],
        "metric": ["unit", "better"],
        "right": ["decision", "approver"],
        "amendment": ["amends"],
        "debrief": ["held"],
    }.get(kind, [])


@pytest.mark.parametrize(
    ("kind", "line"), [("team", "status: active"), ("metric", "unit: x\nstatus: agreed")]
)
def test_a_status_that_is_derived_may_not_be_written(kind: str, line: str) -> None:
    validated, _ = read(KINDS[kind], f"---\n{line}\n---\n")
    assert [p.code for p in validated.problems if "is not written" in p.message] == [
        "text/bad-value"
    ]


def test_a_retired_team_and_an_adopted_norm_have_the_status_their_dates_say() -> None:
    assert KINDS["team"].default_status(record_of("team", "retired: 2026-01-01\n")) == "retired"
    assert KINDS["norm"].default_status(record_of("norm", "parties: []\n")) == "draft"


def test_a_suspended_agreement_counts_as_in_force_and_an_ended_one_does_not() -> None:
    agreement = KINDS["agreement"]
    assert agreement.reached("suspended", "in-force")
    assert not agreement.reached("ended", "proposed")
    assert "ended" in agreement.closed
