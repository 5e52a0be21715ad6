"""Completion: what is proposed while a document is being typed, well-formed or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Severity
from playbook.queries.editor.body import complete_body
from playbook.queries.editor.front import complete_front
from queries.typing_at import (
    AGREEMENT,
    BODY,
    TODAY,
    accepted,
    at_cursor,
    completion,
    desk,
    front,
    labels,
    workspace_with,
)
from story import STORY


def test_the_fields_of_the_kind_come_first_and_of_those_the_required_ones() -> None:
    found = labels(front("¦"))
    assert found[0] == "parties"
    assert found.index("outcome") < found.index("kind")
    assert "kind" not in labels(front("kind: agreement\n¦"))


def test_a_field_says_what_it_is_for_and_brings_the_form_of_its_value() -> None:
    found = {proposal.label: proposal for proposal in front("¦").proposals}
    assert found["parties"].detail.startswith("required")
    assert "at least two" in found["parties"].documentation
    assert found["parties"].insert == "parties: [$1]"
    assert found["status"].insert.startswith("status: ${1|draft,proposed,")
    assert found["commitments"].insert == "commitments:\n  - {party: $1, does: $2\\}"
    assert found["signed"].insert == "signed:\n  ${1:party}: $2"
    assert not found["until"].insert.endswith("\n")


def test_an_editor_without_tab_stops_gets_the_name_and_its_colon() -> None:
    found = {p.label: p for p in front("¦", snippets=False).proposals}
    assert (found["until"].insert, found["commitments"].insert) == ("until: ", "commitments:")
    assert not any(proposal.snippet for proposal in found.values())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("outc¦", ["outcome"], id="half of a name"),
        pytest.param("st¦atus: draft", ["status"], id="inside of a name"),
        pytest.param("outcome: ¦", ["calm"], id="a reference"),
        pytest.param("outcome: week¦", ["calm"], id="by a word of the title"),
        pytest.param("outcome:¦", ["calm"], id="right behind the colon"),
        pytest.param('outcome: "ca¦"', ["calm"], id="in quotes"),
        pytest.param('outcome: "ca¦', ["calm"], id="in quotes that are not closed"),
        pytest.param("disputes: ¦", ["right:change", "tree:rota"], id="of two kinds"),
        pytest.param("disputes: tree:¦", ["tree:rota"], id="the kind written"),
        pytest.param("disputes: tree:rota#just¦", ["tree:rota#just-do-it"], id="a nested item"),
        pytest.param("parties: [support, fi¦", ["finance"], id="a list that is not closed"),
        pytest.param("parties: [¦, support]", ["finance", "support"], id="a list"),
        pytest.param("parties: ¦", ["[finance]", "[support]"], id="a list not begun"),
        pytest.param("parties:\n  ¦", ["- finance", "- support"], id="a list below"),
        pytest.param("parties:\n  - ¦", ["finance", "support"], id="behind a dash"),
        pytest.param("parties:\n- ¦", ["finance", "support"], id="a dash that is not indented"),
        pytest.param("parties:\n  -¦", ["finance", "support"], id="a dash without its blank"),
        pytest.param("parties:\n  - support\n  - f¦", ["finance"], id="a second item"),
        pytest.param("owner: finance.¦", ["finance.director"], id="a role"),
        pytest.param("signed:\n  fin¦", ["finance"], id="a key that is a party"),
        pytest.param("signed: {support: 2026-01-01, ¦}", ["finance"], id="the other party"),
        pytest.param("status: pro¦", ["proposed"], id="a status"),
        pytest.param("kind: agr¦", ["agreement"], id="a kind"),
        pytest.param("audience: ¦", ["all"], id="an audience"),
        pytest.param("commitments:\n  - {party: fin¦", ["finance"], id="half of a mapping"),
        pytest.param(
            "commitments:\n  - {party: support, st¦}\n  - {party: finance, does: pay}",
            ["status"],
            id="a mapping before others",
        ),
        pytest.param(
            "commitments:\n  - {party: support, st¦\n  - {party: finance, does: pay}",
            ["status"],
            id="half of a mapping before others",
        ),
        pytest.param(
            "commitments:\n  - party: support\n    du¦\n  - party: finance",
            ["due"],
            id="a field of an item",
        ),
        pytest.param("reviews:\n  - result: ¦", ["keep", "amend", "end"], id="words"),
        pytest.param(
            "risks:\n  - risk: >\n      a long\n      text: here\n    sha¦",
            ["shares"],
            id="after a long text",
        ),
        pytest.param("waive:\n  - {rule: never-rev¦", ["agreement/never-reviewed"], id="a rule"),
        pytest.param("review_every: 3¦", ["3 months"], id="a duration"),
        pytest.param("until: 2026-07¦", ["2026-07-20"], id="a date"),
        pytest.param("x-own: ¦", [], id="a field of the author's own"),
        pytest.param("title: ¦", [], id="a text"),
        pytest.param("risks:\n  - risk: |\n      so¦", [], id="in a long text"),
        pytest.param("# st¦", [], id="in a comment"),
        pytest.param("nonsense:\n  deeper: ¦", [], id="below an unknown field"),
    ],
)
def test_what_fits_the_place_is_proposed(typed: str, expected: list[str]) -> None:
    assert labels(front(typed)) == expected


def test_days_are_counted_from_the_authors_own() -> None:
    found = [(p.label, p.detail) for p in front("until: ¦").proposals]
    assert found[0] == ("2026-06-20", "today")
    assert ("2026-09-20", "in three months") in found


def test_a_reference_shows_title_status_and_answer() -> None:
    (right,) = front("changes_by: ¦").proposals
    assert right.detail == "Changing cover"
    assert "in-force" in right.documentation
    assert "finance.director" in right.documentation.replace("\\", "")


def test_the_parties_of_the_document_come_first() -> None:
    assert labels(front("parties: [support]\nowner: ¦")) == ["support", "finance"]


def test_a_mapping_by_party_can_be_begun_with_all_of_them() -> None:
    (shares,) = front("parties: [support, finance]\nrisks:\n  - shares: ¦").proposals
    assert shares.insert == "{support: $1, finance: $2\\}"


def test_front_matter_that_is_not_closed_yet_is_completed() -> None:
    assert labels(completion("---\npar¦")) == ["parties"]
    assert labels(completion("---\nparties: [sup¦\n# New\n")) == ["support"]


def test_a_tree_proposes_its_stages_and_nodes() -> None:
    path = "content/trees/rota.md"
    story = STORY[path]
    staged = story.replace("  ask: {driver: support.lead}\n", "  ¦\n")
    assert labels(completion(staged, path)) == ["ask"]
    assert "just-do-it" in labels(completion(story.replace("stages:", "start: ¦\nstages:"), path))


@pytest.mark.parametrize(
    ("typed", "label", "expected"),
    [
        pytest.param("See [[ca¦", "calm", "See [[calm]]", id="an id"),
        pytest.param("See [[ca¦]] and", "calm", "See [[calm]] and", id="an id, closed"),
        pytest.param("See [[ca¦] and", "calm", "See [[calm]] and", id="an id, half closed"),
        pytest.param("[[First an¦", None, "", id="nothing of that name"),
        pytest.param("[[tree:¦", "tree:rota", "[[tree:rota]]", id="with its kind"),
        pytest.param(
            "[[rota#ask-¦", "rota#ask-finance", "[[rota#ask-finance]]", id="a nested item"
        ),
        pytest.param(
            "[who](../r¦", "../rights/change.md", "[who](../rights/change.md)", id="a path"
        ),
        pytest.param(
            "[who](chang¦)", "../rights/change.md", "[who](../rights/change.md)", id="by title"
        ),
        pytest.param(
            "[who](../trees/rota.md#who¦)",
            "../trees/rota.md#who-asks",
            "[who](../trees/rota.md#who-asks)",
            id="a heading elsewhere",
        ),
        pytest.param("[on](#mo¦", "#more", "[on](#more)", id="a heading here"),
    ],
)
def test_the_text_completes_references_and_links(
    typed: str, label: str | None, expected: str
) -> None:
    before, after = f"---\nparties: []{BODY}", "\n\n## More\n"
    if label is None:
        assert labels(completion(before + typed + after)) == []
    else:
        assert accepted(before + typed + after, label) == before + expected + after


@pytest.mark.parametrize(
    ("typed", "label", "expected"),
    [
        pytest.param(
            "[half](¦", "../rights/50% off.md", "[half](../rights/50%25%20off.md)", id="a path"
        ),
        pytest.param(
            "[half](../rights/50%25%20off.md#la¦",
            "../rights/50% off.md#later",
            "[half](../rights/50%25%20off.md#later)",
            id="a heading",
        ),
    ],
)
def test_signs_that_mean_something_in_a_link_are_encoded(
    typed: str, label: str, expected: str
) -> None:
    text, at = at_cursor(f"---\nparties: []{BODY}{typed}\n")
    written = {AGREEMENT: text, "content/rights/50% off.md": "# Half off\n\n## Later\n"}
    workspace = Workspace(Options(as_of=TODAY))
    workspace.sync({name: held.encode() for name, held in {**STORY, **written}.items()})
    found = complete_body(text, at, desk(workspace, AGREEMENT)).proposals
    proposal = next(held for held in found if held.label == label)
    assert f"{text[: proposal.start]}{proposal.insert}".endswith(expected)


def test_the_answers_of_a_tree_are_its_nodes() -> None:
    path = "content/trees/rota.md"
    marked = STORY[path].replace("(#just-do-it)", "(#¦)")
    assert "#ask-finance" in labels(completion(marked, path))
    assert accepted(marked, "#just-do-it", path) == STORY[path]


@pytest.mark.parametrize("typed", ["`[[ca¦", "```\n[[ca¦", "[ca¦", "(../r¦", "words ¦"])
def test_nothing_is_proposed_in_code_and_running_text(typed: str) -> None:
    assert labels(completion(f"---\nparties: []{BODY}{typed}")) == []


def test_an_id_that_two_kinds_have_is_proposed_with_its_kind() -> None:
    workspace = workspace_with("content/norms/calm.md", "# Calm\n\nx\n")
    text, at = at_cursor("# New\n\n[[cal¦")
    workspace.sync({AGREEMENT: text.encode()})
    found = complete_body(text, at, desk(workspace, AGREEMENT))
    assert labels(found) == ["outcome:calm", "norm:calm"]


PROPOSING = [
    ("parties: [support, ¦]\noutcome: calm", "finance"),
    ("parties: [support, finance]\noutcome: ¦", "calm"),
    ("parties: [support, finance]\noutcome:¦", "calm"),
    ("parties:\n  ¦\n  - support", "- finance"),
    ("parties: [support, finance]\ndisputes: tr¦", "tree:rota"),
    ("parties: [support, finance]\nowner: finance.¦", "finance.director"),
    ("parties: [support, finance]\nuntil: ¦", "2027-06-20"),
    ("parties: [support, finance]\nreview_every:¦", "3 months"),
    ("parties: [support, finance]\nacceptance:\n  - {metric: ¦}", "reply"),
]


@pytest.mark.parametrize(("marked", "label"), PROPOSING)
def test_what_is_proposed_makes_no_error(marked: str, label: str) -> None:
    text = accepted(f"---\n{marked}{BODY}", label)
    workspace = workspace_with(AGREEMENT, text)
    errors = [d for d in workspace.check(AGREEMENT) if d.severity is Severity.ERROR]
    assert errors == []


@given(st.sampled_from(sorted(path for path in STORY if path.endswith(".md"))), st.data())
def test_half_of_a_document_is_completed_or_not_but_never_fails(
    path: str, data: st.DataObject
) -> None:
    whole = STORY[path]
    cut = data.draw(st.integers(0, len(whole)))
    rest = data.draw(st.integers(cut, len(whole)))
    typed = data.draw(st.sampled_from(["", "{", "[", "- ", ":", " ", "'", '"', "\n", "\n  ", "|"]))
    text = whole[:cut] + typed + whole[rest:]
    at = cut + len(typed)
    known = desk(workspace_with(path, text), path)
    found = complete_front(text, at, known) or complete_body(text, at, known)
    for proposal in found.proposals:
        assert proposal.start <= at <= proposal.end
        assert "\n" not in text[proposal.start : proposal.end]
