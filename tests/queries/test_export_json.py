"""The whole playbook as JSON: all there is, both ways, in one form that a schema describes."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kinds.samples import SAMPLES
from playbook.engine.workspace.workspace import Options
from playbook.queries.export.model import model_json
from playbook.queries.export.model_schema import model_schema
from playbook.reading.front_matter.free_fields import free_fields
from rendering.site_of import site
from story import STORY

ALL_KINDS = {f"content/{path}": text for path, text in SAMPLES.items()}
OWN = {
    "site.yml": "kinds:\n  playtest: {fields: {score: {type: number}, with: {type: party}}}\n",
    "content/teams/support.md": "# Support\n",
    "content/playtests/one.md": "---\nscore: 3.5\nwith: support\n---\n# One\n",
}
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text.strip()
)


def exported(files: Mapping[str, str | bytes], options: Options | None = None) -> Any:  # noqa: ANN401 - the JSON
    return json.loads(model_json(site(files, options).view(), free_fields))


def found(files: Mapping[str, str], address: str, options: Options | None = None) -> Any:  # noqa: ANN401 - the JSON
    held = {one["address"]: one for one in exported(files, options)["documents"]}
    return held[address]


def told(references: list[dict[str, Any]], way: str) -> list[tuple[str, str, str | None]]:
    return [(one["field"], one[way], one["item"]) for one in references]


def test_a_document_has_its_fields_with_their_types_and_no_default_among_them() -> None:
    held = found(STORY, "agreement:cover")
    assert held["title"] == "Cover"
    assert held["url"] == "agreements/cover.html"
    assert held["path"] == "content/agreements/cover.md"
    fields = held["front_matter"]
    assert fields["from"] == "2026-03-01"
    assert fields["review_every"] == "3 months"
    assert fields["acceptance"] == [{"metric": "reply", "target": 45.0, "by": "2026-12-31"}]
    assert fields["risks"][0]["shares"] == {"support": 50.0, "finance": 50.0}
    assert "audience" not in fields
    assert held["audience"] == "all"
    assert held["derived"]["owner"] == "support"
    assert held["derived"]["review_due"] == "2026-06-01"


def test_a_status_that_nobody_wrote_is_beside_the_fields() -> None:
    held = found(
        {**STORY, "content/tradeoffs/a.md": "---\nagreement: cover\n---\n# A\n"}, "tradeoff:a"
    )
    assert held["status"] == "accepted"
    assert held["front_matter"] == {"agreement": "cover"}


def test_the_text_is_the_markdown_that_was_written() -> None:
    assert found(STORY, "page:plain")["body"] == "# Plain\n\nNothing refers to this.\n"


def test_fields_of_ones_own_are_part_of_it() -> None:
    page = "---\nx-ticket: AB-1\nx-list: [a, {b: c}]\n---\n# A\n"
    assert found({"content/pages/a.md": page}, "page:a")["front_matter"] == {
        "x-ticket": "AB-1",
        "x-list": ["a", {"b": "c"}],
    }


def test_whole_numbers_are_written_as_such() -> None:
    text = model_json(site(STORY).view(), free_fields)
    assert '"target": 45,' in text
    assert '"support": 50' in text


def test_a_reference_is_told_at_both_its_ends() -> None:
    cover, tree = found(STORY, "agreement:cover"), found(STORY, "tree:rota")
    assert ("outcome", "outcome:calm", None) in told(cover["references"], "to")
    assert ("body", "tree:rota", "who-asks") in told(cover["references"], "to")
    assert ("body", "agreement:cover", "who-asks") in told(tree["referenced_by"], "from")
    finance = found(STORY, "team:finance")
    assert ("approver", "right:change", "director") in told(finance["referenced_by"], "from")


def test_both_directions_are_the_same_references() -> None:
    documents = exported(ALL_KINDS)["documents"]
    ways = [
        {
            (one["address"], edge["to"], edge["field"], edge["item"], edge["section"])
            for one in documents
            for edge in one["references"]
        },
        {
            (edge["from"], one["address"], edge["field"], edge["item"], edge["section"])
            for one in documents
            for edge in one["referenced_by"]
        },
    ]
    assert ways[0] == ways[1]
    assert len(ways[0]) > len(documents)


def test_a_former_name_leads_to_the_document_as_it_is_called_now() -> None:
    files = {
        "content/pages/a.md": "# A\n\nSee [[page:old]].\n",
        "content/pages/new.md": "---\nformerly: [old]\n---\n# New\n",
    }
    assert told(found(files, "page:a")["references"], "to") == [("body", "page:new", None)]


def test_a_tree_is_nodes_and_answers() -> None:
    tree = found(STORY, "tree:rota")["derived"]["tree"]
    assert tree["start"] == "who-asks"
    assert tree["stages"] == ["ask", "decide"]
    first = tree["nodes"][0]
    assert (first["title"], first["shape"], first["stage"]) == ("Who asks?", "question", "ask")
    assert first["url"] == "trees/rota/who-asks.html"
    assert [(one["label"], one["node"]) for one in first["answers"]] == [
        ("Support", "just-do-it"),
        ("Others", "ask-finance"),
    ]


def test_an_answer_may_lead_to_another_document() -> None:
    tree = "# T\n\n## Big?\n\n- Yes → [Rota](rota.md#who-asks)\n- No → [Gone](gone.md)\n"
    held = found({**STORY, "content/trees/t.md": f"---\nstatus: in-force\n---\n{tree}"}, "tree:t")
    yes, no = held["derived"]["tree"]["nodes"][0]["answers"]
    assert (yes["node"], yes["document"], yes["item"]) == (None, "tree:rota", "who-asks")
    assert (no["node"], no["document"], no["item"]) == (None, None, None)


def test_readings_out_of_a_file_are_part_of_the_metric() -> None:
    files = {
        "content/metrics/m.md": "---\nunit: min\nbetter: lower\nreadings: m.csv\n---\n# M\n",
        "content/metrics/m.csv": "date,value,note\n2026-02-01,4\n2026-01-01,5.5,high\n",
    }
    assert found(files, "metric:m")["derived"]["readings"] == [
        {"date": "2026-01-01", "value": 5.5, "note": "high"},
        {"date": "2026-02-01", "value": 4.0},
    ]


def test_scores_come_with_their_totals() -> None:
    scores = found(ALL_KINDS, "matrix:cover-options")["derived"]["scores"]
    best = max(scores["options"], key=lambda option: option["total"])
    assert best["id"] == "rota-with-standby"
    assert best["scores"] == {"impact": 4.0, "feasibility": 4.0, "strategic-fit": 5.0}


def test_what_a_build_leaves_out_is_left_out_here_too() -> None:
    short = "# A tree\n\n## End\n\nSee [[page:plain]].\n"
    files = {
        **STORY,
        "site.yml": "audience: [board]\n",
        "content/trees/secret.md": f"---\nstatus: in-force\naudience: board\n---\n{short}",
        "content/trees/later.md": f"---\nstatus: draft\n---\n{short}",
        "content/trees/t.md": (
            "---\nstatus: in-force\n---\n# T\n\n## Q?\n\n- A → [Later](later.md)\n"
            "- B → [Secret](secret.md)\n"
        ),
    }
    for options, there in [
        (Options(), set()),
        (Options(drafts=True), {"tree:later"}),
        (Options(audience="board"), {"tree:secret"}),
    ]:
        data = exported(files, options)
        addresses = {one["address"] for one in data["documents"]}
        assert addresses & {"tree:later", "tree:secret"} == there
        assert data["shown"] == {"drafts": options.drafts, "audience": options.audience or None}
        plain = next(one for one in data["documents"] if one["address"] == "page:plain")
        assert {edge["from"] for edge in plain["referenced_by"]} == there
        tree = next(one for one in data["documents"] if one["address"] == "tree:t")
        nodes = tree["derived"]["tree"]["nodes"]
        assert {answer["document"] for answer in nodes[0]["answers"]} - {None} == there


def test_a_document_with_a_mistake_says_that_it_is_not_complete() -> None:
    wrong = STORY["content/agreements/cover.md"].replace("from: 2026-03-01", "from: spring")
    held = found({**STORY, "content/agreements/cover.md": wrong}, "agreement:cover")
    assert not held["complete"]
    assert "from" not in held["front_matter"]
    assert held["front_matter"]["outcome"] == "calm"
    assert found(STORY, "agreement:cover")["complete"]


def test_the_order_is_by_kind_and_id_whatever_the_order_of_files() -> None:
    turned = dict(reversed(ALL_KINDS.items()))
    first, second = (model_json(site(files).view(), free_fields) for files in (ALL_KINDS, turned))
    assert first == second
    documents = json.loads(first)["documents"]
    kinds = list(dict.fromkeys(one["kind"] for one in documents))
    assert documents == sorted(documents, key=lambda one: (kinds.index(one["kind"]), one["id"]))


@cache
def judge(own: str) -> Draft202012Validator:
    """Return what judges the export of a playbook with such settings."""
    schema = model_schema(site({"site.yml": own}).view().ask("kinds"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def complaints(files: Mapping[str, str | bytes], own: str = "") -> list[str]:
    errors = judge(own).iter_errors(exported(files))
    return [f"{list(error.path)}: {error.message}" for error in errors]


@pytest.mark.parametrize("files", [STORY, ALL_KINDS, OWN], ids=["story", "all kinds", "own kinds"])
def test_what_is_written_is_as_its_schema_says(files: dict[str, str]) -> None:
    assert complaints(files, files.get("site.yml", "")) == []


def test_the_schema_names_all_that_is_written_and_sees_what_is_wrong() -> None:
    view = site(ALL_KINDS).view()
    schema = model_schema(view.ask("kinds"))
    data = json.loads(model_json(view, free_fields))
    assert set(data) == set(schema["properties"])
    fields = schema["$defs"]["a document"]["properties"]
    for one in data["documents"]:
        assert set(one) == set(fields)
        assert set(one["derived"]) <= set(fields["derived"]["properties"])
    data["documents"][0]["front_matter"]["roles"] = "none"
    assert not Draft202012Validator(schema).is_valid(data)


@given(title=TEXTS, field=TEXTS, body=st.text())
def test_hostile_texts_come_through_whole(title: str, field: str, body: str) -> None:
    quoted = json.dumps(field)
    text = f"---\nkind: page\ntags: [{quoted}]\n---\n\n{body}\n"
    plain = " ".join(title.split())
    front = f"---\ntitle: {json.dumps(plain)}\n---\nText.\n"
    files = {"content/pages/a.md": text.encode(), "content/pages/b.md": front.encode()}
    documents = {one["id"]: one for one in exported(files)["documents"]}
    if documents["a"]["complete"]:
        assert documents["a"]["front_matter"]["tags"] == [field.strip()]
    if documents["b"]["complete"]:
        assert documents["b"]["title"] == plain.strip()
    assert complaints(files) == []
