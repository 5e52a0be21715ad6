"""Schemas for editors: they accept what the program accepts, and see the usual slips."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kinds.samples import SAMPLES
from playbook.engine.settings.registry import KINDS, RULES
from playbook.engine.settings.site import Settings
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.kinds.custom.definition import KindDefinition
from playbook.kinds.custom.kinds import with_own
from playbook.model.diagnostic import Severity
from playbook.model.field_schema import Schema
from playbook.model.fields import Duration
from playbook.model.kind import Kind
from playbook.queries.schema import DIALECT, kind_schema, settings_schema
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode
from queries.editing import front_matter, mistakes, parts, read
from rules.spec_pages import code_of, pages, read_page

ROOT = Path(__file__).parents[2]
FOLDERS = {kind.plural: kind for kind in KINDS.values()}
SITE = settings_schema(Settings, RULES)
WRITTEN = [
    *sorted(path for path in (ROOT / "content").rglob("*.md") if path.stem != "index"),
    *sorted(path for path in (ROOT / "src/playbook/starter").rglob("*.md") if path.stem != "index"),
]


@cache
def schema(name: str) -> Schema:
    """Return the schema of a kind, made once: documents are held against it by the hundred."""
    return kind_schema(KINDS[name])


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_schema_is_one_and_says_what_everything_is(kind: Kind[Any]) -> None:
    found = kind_schema(kind)
    Draft202012Validator.check_schema(found)
    assert (found["$schema"], found["description"]) == (DIALECT, kind.purpose)
    assert "^x-" in found["patternProperties"]
    for part in parts(found):
        assert "" not in part.get("enum", ())
        if "properties" in part:
            assert part["additionalProperties"] is False
            for name, field in part["properties"].items():
                assert field["title"][:1].isupper(), name
                assert field["description"].endswith("."), name


def test_the_schema_of_the_settings_lists_every_setting_and_rule() -> None:
    Draft202012Validator.check_schema(SITE)
    assert set(SITE["properties"]) == set(Settings.model_fields)
    assert set(SITE["properties"]["rules"]["properties"]) == {rule.code for rule in RULES}


@pytest.mark.parametrize("path", SAMPLES)
def test_every_example_of_the_content_model_fits(path: str) -> None:
    kind = FOLDERS[path.partition("/")[0]]
    assert mistakes(schema(kind.name), front_matter(SAMPLES[path])) == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_document_that_we_wrote_fits(path: Path) -> None:
    kind = FOLDERS.get(path.parent.name, KINDS["page"])
    text = path.read_text(encoding="utf-8").replace("TODAY", "2026-06-20")
    data = front_matter(text.replace("NEXT_YEAR", "2027-06-20"))
    assert mistakes(schema(data.get("kind", kind.name)), data) == []


@pytest.mark.parametrize("page", pages(), ids=code_of)
def test_what_a_rule_calls_right_fits(page: Path) -> None:
    for case in read_page(page).right:
        for path, data in case.files.items():
            entry = parse(decode(path, data)[0], Library(KINDS))
            if path.endswith(".md") and not entry.problems:
                fields = front_matter(entry.source.text)
                assert mistakes(schema(entry.kind), fields) == [], path


@pytest.mark.parametrize("path", ["site.yml", "src/playbook/starter/site.yml"])
def test_the_settings_that_we_wrote_fit(path: str) -> None:
    assert mistakes(SITE, read((ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SAMPLES)
def test_a_schema_asks_for_what_a_check_asks_for_whatever_the_status(path: str) -> None:
    """Each example with each status, and with each thing that it says left out."""
    folder = path.partition("/")[0]
    kind = FOLDERS[folder]
    whole = front_matter(SAMPLES[path])
    whole.pop("status", None)
    written = {
        f"content/{folder}/{number}.md": {**data, **({"status": status} if status else {})}
        for number, (status, data) in enumerate(product(("", *kind.statuses), shortened(whole)))
    }
    workspace = Workspace(Options())
    workspace.sync(
        {
            name: f"---\n{yaml.safe_dump(data)}---\n# A title\n".encode()
            for name, data in written.items()
        }
    )
    refused = {
        found.span.path
        for found in workspace.diagnostics()
        if found.code == "text/missing-field" and found.severity is Severity.ERROR
    }
    underlined = {
        name
        for name, data in written.items()
        if "required" in {keyword for _, keyword in mistakes(schema(kind.name), data)}
    }
    assert [written[name] for name in sorted(refused ^ underlined)] == []


def shortened(data: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a document
    """Yield something that is written, and it with each single thing in it left out."""
    yield data
    if isinstance(data, dict):
        for key, inner in data.items():
            yield {name: value for name, value in data.items() if name != key}
            yield from ({**data, key: less} for less in shortened(inner) if less != inner)
    elif isinstance(data, list):
        for at, inner in enumerate(data):
            yield from (
                [*data[:at], less, *data[at + 1 :]] for less in shortened(inner) if less != inner
            )


@pytest.mark.parametrize(
    ("kind", "text", "place", "keyword"),
    [
        ("agreement", "partes: [a, b]", "", "additionalProperties"),
        ("agreement", "outcome: calm\nstatus: proposed", "", "required"),
        ("agreement", "parties: support", "parties", "type"),
        ("agreement", "parties: [support.lead]", "parties.0", "pattern"),
        ("agreement", "parties: [a, b]\nstatus: inforce", "status", "enum"),
        ("agreement", "parties: [a, b]\nstatus: ''", "status", "enum"),
        ("agreement", "parties: [a, b]\nkind: plan", "kind", "enum"),
        ("agreement", "parties: [a, b]\nfrom: 9 March 2026", "from", "pattern"),
        ("agreement", "parties: [a, b]\nreview_every: often", "review_every", "pattern"),
        ("agreement", "parties: [a, b]\noutcome: right:x", "outcome", "pattern"),
        (
            "agreement",
            "parties: [a, b]\nsigned: {a b: 2026-01-01}",
            "signed",
            "additionalProperties",
        ),
        (
            "agreement",
            "parties: [a, b]\nstatus: in-force\ncommitments: [{does: x}]",
            "commitments.0",
            "required",
        ),
        (
            "agreement",
            "parties: [a, b]\nrisks: [{risk: x, shares: {a: much}}]",
            "risks.0.shares.a",
            "type",
        ),
        ("right", "decision: x\napprover: finance", "approver", "anyOf"),
        ("right", "decision: x\napprover: a.b\ndriver: The lead", "driver", "pattern"),
        ("team", "status: active", "", "additionalProperties"),
        ("metric", "unit: min\nbetter: bigger", "better", "enum"),
        ("metric", "unit: min\nbetter: lower\nbaseline: {value: 4 min}", "baseline.value", "type"),
        ("tree", "stages: {ask: {drivr: a.b}}", "stages.ask", "oneOf"),
    ],
)
def test_a_usual_slip_is_seen(kind: str, text: str, place: str, keyword: str) -> None:
    assert (place, keyword) in mistakes(schema(kind), read(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("page", ""),
        ("agreement", "commitments: [{does: x}]"),
        ("tradeoff", "status: draft"),
        ("page", "x-anything: [1, {a: b}]\ntags: [2026, plain]"),
        ("tree", "stages: {prepare: , decide: {approver: a.b}}"),
        ("agreement", "parties: [a, b]\ndisputes: tree:rota#node\nreview_every: 6 Weeks"),
        ("agreement", "parties: [a, b]\nsupersedes: [agreement:old, older]"),
        ("amendment", "amends: agreement:x\nchanges: [{what: hours, was: 20, now: 30}]"),
        ("debrief", "about: [cover]\nheld: 2026-01-01\ninput: {a: 3, b.lead: ''}"),
        ("right", "decision: x\napprover: [a.b, c.d]\nescalate_to: right:above"),
    ],
)
def test_what_the_program_accepts_fits(kind: str, text: str) -> None:
    assert mistakes(schema(kind), read(text)) == []


@pytest.mark.parametrize(
    ("text", "place", "keyword"),
    [
        ("site_nam: x", "", "additionalProperties"),
        ("indexing: maybe", "indexing", "type"),
        ("rules: {ref/orphan: of}", "rules.ref/orphan", "enum"),
        ("rules: {ref/orphann: off}", "rules", "additionalProperties"),
        ("kinds: {a: {fields: {b: {type: txt}}}}", "kinds.a.fields.b.type", "enum"),
        ("kinds: {a: {colour: red}}", "kinds.a", "additionalProperties"),
    ],
)
def test_a_slip_in_the_settings_is_seen(text: str, place: str, keyword: str) -> None:
    assert mistakes(SITE, read(text)) == [(place, keyword)]


@pytest.mark.parametrize(
    "text",
    ["week", "weeks", "3 months", "3months", "1 Year", "P3M", "P1Y2M", "P", "soon", "12345 days"],
)
def test_an_editor_takes_a_duration_for_one_where_the_program_does(text: str) -> None:
    data = {"parties": ["a", "b"], "review_every": text}
    assert bool(Duration.parse(text)) == (mistakes(schema("agreement"), data) == [])


def test_kinds_and_fields_of_ones_own_are_in_it() -> None:
    own = KindDefinition.model_validate(
        {
            "fields": {
                "agreement": {"type": "reference", "to": "agreement", "required": "true"},
                "score": {"type": "choice", "of": ["1", "2"], "label": "Mark"},
                "seen": {"type": "list", "of": ["day", "night"]},
            }
        }
    )
    added = KindDefinition.model_validate({"fields": {"cost-centre": {"type": "text"}}})
    kinds = with_own(KINDS, {"playtest": own, "agreement": added})
    found = kind_schema(kinds["playtest"])
    assert found["required"] == ["agreement"]
    assert found["properties"]["score"]["title"] == "Mark"
    assert mistakes(found, read("agreement: cover\nscore: 2\nseen: [night]\nx-y: 1")) == []
    assert mistakes(found, read("agreement: plan:a\nscore: 3\nseen: [noon]")) == [
        ("agreement", "pattern"),
        ("score", "enum"),
        ("seen.0", "enum"),
    ]
    data = read("parties: [a, b]\ncost-centre: 4711")
    assert mistakes(kind_schema(kinds["agreement"]), data) == []
    assert mistakes(schema("agreement"), data) == [("", "additionalProperties")]
