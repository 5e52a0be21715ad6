"""References in front matter: each field of each kind that holds one is found, keys included."""

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from kinds.reading_samples import KINDS, record_of
from playbook.model.address import SAME_KIND, Refers
from playbook.model.record import bare_ids, parties, references

EVERY_REFERENCE = {
    "team": """\
parent: p
owner: a
supersedes: [t]
superseded_by: u
""",
    "outcome": """\
parties: [a, b]
indicators: [m]
signed: {a: 2026-01-01}
""",
    "agreement": """\
parties: [a, b]
outcome: o
changes_by: r
disputes: tree:t
commitments: [{party: a, does: it, metric: m}]
acceptance: [{metric: k, applies_to: [b]}, {metric: q, applies_to: all}]
risks: [{risk: it, shares: {a: 100}}]
signed: {b: 2026-01-01}
reviews: [{date: 2026-01-01, present: [a], result: amend, amendment: x}]
""",
    "tradeoff": """\
agreement: g
gives: [{party: a, what: it}]
gains: [{party: b, what: it}]
assumes: [s]
""",
    "metric": """\
unit: min
better: lower
collected_by: a.lead
""",
    "right": """\
decision: it
driver: a.d
approver: [a.x, b.z]
veto: [b.v]
consulted: [c]
informed: [i]
escalate_to: right:higher
deputy: a.e
""",
    "tree": """\
parties: [a, b]
stages: {s: {driver: a.d, approver: a.x, veto: [b.v], consulted: [c], informed: [i]}}
""",
    "term": """\
senses: {a: one}
agreed: b
broader: [x]
related: [z]
""",
    "norm": """\
parties: [a, b]
because: [d#l]
""",
    "pilot": """\
parties: [a, b]
tests: [s]
success: [{metric: m, target: 1}]
guardrails: [{metric: k, limit: 2}]
result: {outcome: met, led_to: [page:p]}
""",
    "matrix": """\
parties: [a, b]
weights: {a: {impact: 100}}
decides: plan:p
""",
    "plan": """\
parties: [a, b]
outcome: o
stages: [{id: s, right: r}]
no_deal: {a: go}
tree: t
positions: [{issue: it, party: b, concede_by: b.lead}]
""",
    "incentive": """\
parties: [a, b]
agreement: g
pays_when: [{metric: m}]
gain: {a: 100}
pain: {b: 100}
""",
    "amendment": """\
amends: norm:k
proposed_by: a
under: r
approved_by: a.x
vetoed_by: b.v
from: [d#l, pilot:p]
""",
    "debrief": """\
about: [plan:p]
held: 2026-01-01
facilitator: f
input: {a: written}
absent: {b: ill}
lessons: {l: {lesson: it, improvements: [{do: it, owner: a, evidence: norm:k}]}}
""",
    "assumption": "owner: a\n",
    "page": "owner: a\n",
}
"""Kind → a front matter that uses every field that holds a reference."""

FOUND = {
    "team": "owner=a supersedes=t superseded_by=u parent=p",
    "outcome": "parties=a parties=b indicators=m signed=a",
    "agreement": (
        "parties=a parties=b outcome=o changes_by=r disputes=tree:t commitments.party=a "
        "commitments.metric=m acceptance.metric=k acceptance.applies_to=b acceptance.metric=q "
        "risks.shares=a signed=b reviews.present=a reviews.amendment=x"
    ),
    "tradeoff": "agreement=g gives.party=a gains.party=b assumes=s",
    "metric": "collected_by=a.lead",
    "right": (
        "driver=a.d approver=a.x approver=b.z veto=b.v consulted=c informed=i "
        "escalate_to=right:higher deputy=a.e"
    ),
    "tree": (
        "parties=a parties=b stages.driver=a.d stages.approver=a.x stages.veto=b.v "
        "stages.consulted=c stages.informed=i"
    ),
    "term": "senses=a agreed=b broader=x related=z",
    "norm": "parties=a parties=b because=d#l",
    "pilot": (
        "parties=a parties=b tests=s success.metric=m guardrails.metric=k result.led_to=page:p"
    ),
    "matrix": "parties=a parties=b weights=a decides=plan:p",
    "plan": (
        "parties=a parties=b outcome=o stages.right=r no_deal=a positions.party=b "
        "positions.concede_by=b.lead tree=t"
    ),
    "incentive": "parties=a parties=b agreement=g pays_when.metric=m gain=a pain=b",
    "amendment": (
        "amends=norm:k proposed_by=a under=r approved_by=a.x vetoed_by=b.v from=d#l from=pilot:p"
    ),
    "debrief": (
        "about=plan:p facilitator=f input=a absent=b lessons.improvements.owner=a "
        "lessons.improvements.evidence=norm:k"
    ),
    "assumption": "owner=a",
    "page": "owner=a",
}

COMMON = {"owner", "supersedes", "superseded_by"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_is_found(kind: str) -> None:
    record = record_of(kind, EVERY_REFERENCE[kind])
    found = [f"{field}={text}" for _, field, text, _, _ in references(record)]
    assert found == FOUND[kind].split()


@pytest.mark.parametrize("kind", KINDS)
def test_the_front_matters_above_leave_no_field_out(kind: str) -> None:
    record = record_of(kind, EVERY_REFERENCE[kind])
    found = {field for _, field, _, _, _ in references(record)}
    assert set(reference_fields(KINDS[kind].record)) - COMMON == found - COMMON


def reference_fields(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """The dotted names of the fields whose type mentions a reference, at any depth."""
    for name, info in model.model_fields.items():
        field = f"{above}{info.alias or name}"
        if "Refers" in f"{info.annotation!r}{info.metadata!r}":
            yield field
        for inner in nested_models(info.annotation):
            yield from reference_fields(inner, f"{field}.")


def nested_models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for member in get_args(annotation):
        yield from nested_models(member)


def test_weights_that_the_parties_share_name_no_party() -> None:
    record = record_of("matrix", "parties: []\nweights: {impact: 60, cost: 40}\n")
    assert list(references(record)) == []


def test_a_key_is_told_from_a_value() -> None:
    record = record_of("incentive", "parties: [a]\npays_when: []\ngain: {a: 100}\n")
    found = [(path, is_key) for path, _, _, _, is_key in references(record)]
    assert found == [(("parties", 0), False), (("gain", "a"), True)]


def test_the_ids_a_record_writes_without_a_kind_are_known_with_the_kinds_they_may_be_of() -> None:
    term = record_of("term", "broader: [duty]\nrelated: [term:rota]\n")
    assert bare_ids(term, "term") == {"duty": ("term",)}
    agreement = record_of("agreement", "parties: [a, b]\noutcome: o\ndisputes: tree:t\n")
    assert bare_ids(agreement, "agreement") == {"o": ("outcome",)}
    assert [*parties(agreement)] == ["a", "b"]


@pytest.mark.parametrize(
    ("kinds", "written", "expected"),
    [
        ((SAME_KIND,), "duty", "term:duty"),
        (("metric",), "reply", "metric:reply"),
        (("metric",), "right:reply", "right:reply"),
        (("right", "tree"), "rota", "rota"),
        ((), "rota#ask", "rota#ask"),
    ],
)
def test_a_bare_id_is_of_the_one_kind_that_may_be_named(
    kinds: tuple[str, ...], written: str, expected: str
) -> None:
    assert str(Refers(*kinds).address(written, "term")) == expected
