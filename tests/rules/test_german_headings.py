"""What rules read under German headings is what they read under English ones."""

from datetime import date
from typing import Any

import pytest

from playbook.engine.authoring.starting import new_document, skeleton
from playbook.engine.settings.registry import KINDS
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.kinds.common.headings import FOUR_QUESTIONS, TERMS, drafted, names
from playbook.model.diagnostic import Diagnostic
from playbook.model.kind import Kind
from rules.spec_pages import USUAL_DAY, background

GERMAN = b"language: de\n"
DEBRIEF = """\
---
about: [agreement:weekend-cover]
held: 2026-06-15
status: reviewed
input: {support: 3 people, platform: in writing, finance: in writing}
---
# Das Wochenende
"""
AGREEMENT = """\
---
parties: [support, platform]
status: in-force
---
# Tausch

## Bestimmungen

We answer promptly.
"""


def found(code: str, files: dict[str, str], settings: bytes = b"") -> list[Diagnostic]:
    workspace = Workspace(Options(as_of=USUAL_DAY))
    workspace.sync({**background(), **{path: text.encode() for path, text in files.items()}})
    if settings:
        workspace.sync({"site.yml": settings})
    return [
        held for held in workspace.diagnostics() if held.code == code and held.span.path in files
    ]


@pytest.mark.parametrize("settings", [b"", GERMAN])
@pytest.mark.parametrize("place", [1, -1])
def test_the_four_questions_may_be_answered_under_german_headings(
    place: int, settings: bytes
) -> None:
    body = "".join(f"\n## {names(title)[place]}\n\nSo war es.\n" for title in FOUR_QUESTIONS)
    path = "content/debriefs/wochenende.md"
    assert found("debrief/aar-gap", {path: DEBRIEF + body}, settings) == []


def test_a_mark_behind_a_heading_makes_no_other_one_of_it() -> None:
    body = "".join(
        f"\n## {title}{mark}\n\nSo.\n" for title, mark in zip(FOUR_QUESTIONS, ":.?…", strict=True)
    )
    assert found("debrief/aar-gap", {"content/debriefs/wochenende.md": DEBRIEF + body}) == []
    agreement = AGREEMENT.replace("## Bestimmungen", "## Bestimmungen:")
    (weasel,) = found("term/weasel", {"content/agreements/tausch.md": agreement})
    assert "promptly" in weasel.message


def test_a_gap_is_named_in_the_language_of_the_site() -> None:
    path = "content/debriefs/wochenende.md"
    (english,) = found("debrief/aar-gap", {path: DEBRIEF})
    (german,) = found("debrief/aar-gap", {path: DEBRIEF}, GERMAN)
    assert "“What we expected”" in english.message
    assert "“Was wir erwartet haben”" in german.message


def test_vague_words_are_found_below_german_terms() -> None:
    (vague,) = found("term/weasel", {"content/agreements/tausch.md": AGREEMENT})
    assert "“promptly”" in vague.message


def test_how_to_reach_a_team_is_not_what_it_cares_about() -> None:
    front = "---\nroles:\n  lead: {title: Lead}\n---\n"
    team = f"{front}# Lager\n\n## Zusammenarbeit mit uns\n\nRuft an.\n"
    assert found("team/no-interests", {"content/teams/lager.md": team})
    team = team.replace("Zusammenarbeit mit uns", "Was uns wichtig ist")
    assert not found("team/no-interests", {"content/teams/lager.md": team})


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_section_of_a_draft_has_a_german_heading_and_advice(kind: Kind[Any]) -> None:
    for heading, advice in kind.sections:
        german, said = drafted(heading, advice, "de-AT")
        assert german != heading
        assert said != advice
        assert drafted(heading, advice, "en") == drafted(heading, advice, "fr") == (heading, advice)


def test_a_draft_of_a_german_playbook_has_the_headings_that_are_read() -> None:
    text = new_document(skeleton(KINDS["agreement"], "de"), "Tausch", date(2026, 5, 1))
    assert f"\n## {names(TERMS)[1]}\n\nWas gilt" in text
