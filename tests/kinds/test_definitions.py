"""Kinds and fields of a playbook's own: from a definition to a kind, and what may be wrong."""

from datetime import date
from typing import Any

import pytest

from kinds.reading_samples import KINDS, read
from playbook.kinds.agreement import Agreement
from playbook.kinds.custom.definition import ITEM_TYPES, FieldDefinition, KindDefinition
from playbook.kinds.custom.faults import definition_faults, usable
from playbook.kinds.custom.kinds import with_own
from playbook.model.kind import Kind
from playbook.model.record import references


def defined(**definitions: dict[str, Any]) -> dict[str, KindDefinition]:
    return {name: KindDefinition.model_validate(held) for name, held in definitions.items()}


def own(**fields: dict[str, Any]) -> Kind[Any]:
    """Return a kind with these fields."""
    return with_own(KINDS, defined(playtest={"fields": fields}))["playtest"]


def record_of(kind: Kind[Any], text: str) -> Any:  # noqa: ANN401 - a record made from data
    validated, problems = read(kind, f"---\n{text}\n---\n")
    assert (*problems, *validated.problems) == ()
    return validated.record


def test_a_definition_becomes_a_kind_before_that_of_pages() -> None:
    definition = {
        "plural": "tryouts",
        "purpose": "What we saw.",
        "label": "Play test",
        "statuses": ["draft", "done", "withdrawn"],
        "fields": {"score": {"type": "number", "label": "Mark", "required": "true"}},
    }
    kinds = with_own(KINDS, defined(playtest=definition))
    kind = kinds["playtest"]
    assert list(kinds)[-2:] == ["playtest", "page"]
    assert (kind.name, kind.plural, kind.purpose) == ("playtest", "tryouts", "What we saw.")
    assert (kind.lifecycle, kind.closed) == (("draft", "done"), frozenset({"withdrawn"}))
    assert kind.default_status(record_of(kind, "score: 1")) == "draft"
    assert kind.record.kind_name == "playtest"
    assert kind.example == "score:  # mark\nstatus: draft\n"
    assert dict(kind.texts) == {
        "kind.playtest": "Play test",
        "kinds.playtest": "Tryouts",
        "field.playtest.score": "Mark",
    }


def test_a_definition_that_says_nothing_is_a_kind_all_the_same() -> None:
    kind = with_own(KINDS, defined(**{"road-sign": {}}))["road-sign"]
    assert (kind.plural, kind.purpose, kind.statuses) == ("road-signs", "", ())
    assert kind.record.__name__ == "RoadSign"


def test_a_status_may_have_a_name_of_its_own_on_the_site() -> None:
    statuses = {"draft": None, "gespielt": "Gespielt und gefeiert"}
    kind = with_own(KINDS, defined(spiel={"statuses": statuses}))["spiel"]
    assert kind.statuses == ("draft", "gespielt")
    assert dict(kind.texts)["status.gespielt"] == "Gespielt und gefeiert"
    assert "status.draft" not in dict(kind.texts)


def test_a_field_that_is_not_there_is_to_be_declared_where_the_others_are() -> None:
    declared, _ = read(
        own(score={"type": "number"}), "---\npieces: 4\nnotes: Calm.\nscor: 1\n---\n"
    )
    pieces, notes, score = (problem.hint for problem in declared.problems)
    assert pieces.startswith("fields are: audience, ")
    assert pieces.endswith("; others are declared under `kinds:` in site.yml, or begin with x-")
    assert notes == "write it below the title, as text, or declare it under `kinds:` in site.yml"
    assert score == "did you mean “score”?"
    built_in, _ = read(KINDS["agreement"], "---\nparties: [a, b]\npieces: 4\n---\n")
    assert built_in.problems[0].hint.endswith("; your own begin with x-")


def test_a_field_that_means_the_same_in_every_kind_is_called_the_same() -> None:
    fields = {"aliases": {"type": "list", "of": "text"}, "until": {"type": "text"}}
    texts = dict(own(**fields).texts)
    assert "field.playtest.aliases" not in texts
    assert texts["field.playtest.until"] == "Until"
    named = own(aliases={"type": "list", "of": "text", "label": "Nicknames"})
    assert dict(named.texts)["field.playtest.aliases"] == "Nicknames"


def test_a_playbook_without_kinds_of_its_own_has_the_built_in_ones() -> None:
    assert with_own(KINDS, {}) is KINDS
    assert with_own(KINDS, defined(agreement={}))["agreement"] is KINDS["agreement"]


@pytest.mark.parametrize(
    ("field", "written", "held"),
    [
        ({"type": "text"}, "a word", "a word"),
        ({"type": "number"}, "2.5", 2.5),
        ({"type": "date"}, "2026-03-09", date(2026, 3, 9)),
        ({"type": "flag"}, "true", True),
        ({"type": "party"}, "finance.director", "finance.director"),
        ({"type": "team"}, "finance", "finance"),
        ({"type": "role"}, "finance.director", "finance.director"),
        ({"type": "reference", "to": "right"}, "change", "change"),
        ({"type": "choice", "of": ["good", "bad"]}, "bad", "bad"),
        ({"type": "list", "of": "number"}, "[1, 2]", (1.0, 2.0)),
        ({"type": "list", "of": ["day", "night"]}, "[night]", ("night",)),
    ],
)
def test_a_field_holds_what_its_type_says(
    field: dict[str, Any], written: str, held: object
) -> None:
    kind = own(**{"a-b": field})
    assert record_of(kind, f"a-b: {written}").own_a_b == held
    assert not record_of(kind, "tags: []").own_a_b


@pytest.mark.parametrize("name", ITEM_TYPES)
def test_every_type_can_be_that_of_a_field_and_of_items(name: str) -> None:
    kind = own(one={"type": name}, many={"type": "list", "of": name})
    assert record_of(kind, "tags: []").own_many == ()


def test_references_are_found_and_say_what_they_may_name() -> None:
    kind = own(
        one={"type": "reference", "to": "right"},
        some={"type": "list", "of": "reference", "to": ["right", "playtest"]},
        anything={"type": "reference"},
        who={"type": "role"},
    )
    text = "one: a\nsome: [right:b]\nanything: tree:c\nwho: d.e"
    record = record_of(kind, text)
    found = {where: (written, mark) for where, _, written, mark, _ in references(record)}
    assert [written for written, _ in found.values()] == ["a", "right:b", "tree:c", "d.e"]
    assert found["one",][1].kinds == ("right",)  # type: ignore[union-attr]  # it is no party
    assert found["some", 0][1].kinds == ("right", "playtest")  # type: ignore[union-attr]  # neither
    assert found["anything",][1].kinds == ()  # type: ignore[union-attr]  # nor this one


def test_a_field_counts_as_what_it_says_in_every_kind_if_its_type_is_that() -> None:
    meant = own(
        parties={"type": "list", "of": "team"},
        until={"type": "date"},
        aliases={"type": "list", "of": "text"},
        **{"from": {"type": "date"}},
    )
    assert {"parties", "until", "aliases", "from_"} <= set(meant.record.model_fields)
    other = own(parties={"type": "text"}, until={"type": "text"}, aliases={"type": "number"})
    assert {"own_parties", "own_until", "own_aliases"} <= set(other.record.model_fields)


@pytest.mark.parametrize("name", ["copy", "json", "model_config", "kind_name", "schema", "fields"])
def test_a_name_that_means_something_to_the_program_is_a_name_like_any_other(name: str) -> None:
    record = record_of(own(**{name: {"type": "text"}}), f"{name}: x")
    assert getattr(record, f"own_{name}") == "x"


def test_a_field_of_ones_own_in_a_built_in_kind_leaves_it_what_it_is() -> None:
    field = {"type": "text", "required": "true", "description": "Who pays"}
    kinds = with_own(KINDS, defined(agreement={"fields": {"cost-centre": field}}))
    kind, before = kinds["agreement"], KINDS["agreement"]
    assert list(kinds) == list(KINDS)
    assert issubclass(kind.record, Agreement)
    assert (kind.lifecycle, kind.rows, kind.own) == (
        before.lifecycle,
        before.rows,
        ("own_cost_centre",),
    )
    assert kind.example == f"{before.example}cost-centre:  # who pays\n"
    validated, _ = read(kind, "---\nparties: [a, b]\n---\n")
    (missing,) = validated.problems
    assert (missing.code, missing.hint) == (
        "text/missing-field",
        "add `cost-centre:` to the front matter: who pays",
    )


@pytest.mark.parametrize(
    ("definition", "place", "message"),
    [
        ({"agreement": {"plural": "deals"}}, "agreement plural", "keeps its `plural`"),
        ({"agreements": {}}, "agreements", "the folder of a built-in kind"),
        ({"Play": {}}, "Play", "cannot be the name of a kind"),
        ({"id": {}}, "id", "means something else in references"),
        ({"x": {"plural": "search"}}, "x plural", "is that of the search"),
        ({"x": {"plural": "teams"}}, "x plural", "is that of the kind “team”"),
        ({"x": {"plural": "A"}}, "x plural", "cannot be the name of a folder"),
        ({"norme": {"plural": "n"}, "n": {"plural": "n"}}, "n plural", "of the kind “norme”"),
        ({"asset": {}}, "asset", "the folder “assets” is that of the search, of the theme or"),
        ({"x": {"statuses": ["a", "In force"]}}, "x statuses 1", "cannot be a status"),
        ({"x": {"statuses": ["a", "a"]}}, "x statuses 1", "there twice"),
        ({"x": {"statuses": {"größe": ""}}}, "x statuses größe", "cannot be a status"),
        (
            {"y": {"statuses": {"a": "One"}}, "x": {"statuses": {"a": "Two"}}},
            "x statuses a",
            "is called “One” by the kind “y”",
        ),
    ],
)
def test_a_wrong_kind_is_told_and_left_out(
    definition: dict[str, Any], place: str, message: str
) -> None:
    definitions = defined(**definition)
    (fault,) = definition_faults(definitions, KINDS)
    assert " ".join(map(str, fault.place)) == f"kinds {place}"
    assert message in fault.message
    assert fault.hint
    left = usable(definitions, [fault])
    assert place.partition(" ")[0] not in left
    assert set(with_own(KINDS, left)) == {*KINDS, *left}


def test_a_status_that_cannot_be_one_is_offered_as_its_name_on_the_site() -> None:
    (fault,) = definition_faults(defined(x={"statuses": ["durchgeführt"]}), KINDS)
    assert fault.hint.endswith("with a name for the site: `statuses: {durchgefuhrt: Durchgeführt}`")


@pytest.mark.parametrize(
    ("name", "field", "place", "message"),
    [
        ("parties", {}, "", "every agreement has a field `parties` already"),
        ("changes-by", {}, "", "has a field `changes_by` already"),
        ("status", {}, "", "every document has a field `status` already"),
        ("body", {}, "", "the text below the front matter"),
        ("x-mine", {}, "", "needs no definition"),
        ("Cost", {}, "", "cannot be the name of a field"),
        ("a", {"type": "choice"}, "type", "this choice has no `of`"),
        ("a", {"type": "choice", "of": "good"}, "of", "a choice has a list of words"),
        ("a", {"type": "choice", "of": []}, "of", "lists no words"),
        ("a", {"type": "choice", "of": ["b", "b"]}, "of 1", "there twice"),
        ("a", {"type": "choice", "of": ["b", ""]}, "of 1", "is empty"),
        ("a", {"type": "list"}, "type", "this list has no `of`"),
        ("a", {"type": "list", "of": "list"}, "of", "no type “list” for items"),
        ("a", {"type": "text", "of": "text"}, "of", "belongs to a choice or a list"),
        ("a", {"type": "text", "to": "right"}, "to", "belongs to a reference"),
        ("a", {"type": "list", "of": "party", "to": "right"}, "to", "belongs to a reference"),
        ("a", {"type": "reference", "to": "rigt"}, "to", "there is no kind “rigt”"),
        ("a", {"type": "reference", "to": ["right", "b"]}, "to 1", "there is no kind “b”"),
    ],
)
def test_a_wrong_field_is_told_and_left_out(
    name: str, field: dict[str, Any], place: str, message: str
) -> None:
    definitions = defined(agreement={"fields": {name: field, "kept": {}}})
    (fault,) = definition_faults(definitions, KINDS)
    expected = f"kinds agreement fields {name} {place}"
    assert " ".join(map(str, fault.place)) == expected.strip()
    assert message in fault.message
    assert fault.hint
    assert list(usable(definitions, [fault])["agreement"].fields) == ["kept"]


def test_two_fields_that_differ_by_a_hyphen_are_too_alike() -> None:
    definitions = defined(x={"fields": {"a-b": {}, "a_b": {}}})
    (fault,) = definition_faults(definitions, KINDS)
    assert fault.message == "this kind has a field `a-b` already"


def test_a_reference_may_name_the_kind_itself_and_one_that_comes_later() -> None:
    field = {"type": "list", "of": "reference", "to": ["one", "two"]}
    assert not [*definition_faults(defined(one={"fields": {"a": field}}, two={}), KINDS)]


def test_a_field_without_a_type_is_text() -> None:
    assert FieldDefinition().type == "text"
