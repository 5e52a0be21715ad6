"""Headings that lack a space are told at their line, with what was meant; hashtags are not."""

import pytest

from playbook.model.diagnostic import Edit
from rules.checking import among
from rules.commits import after
from rules.commits import check as history_of

PATH = "content/pages/visits.md"


def told(text: str) -> list[tuple[str, str]]:
    """Return the code and hint of each finding about headings and titles in a text."""
    with among({PATH: text.encode()}) as workspace:
        found = [d for d in workspace.diagnostics() if d.span.path == PATH]
    return [(d.code, d.hint) for d in found if d.code in {"text/no-heading", "text/title"}]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("#Visits\n\nAsk.\n", "write “# Visits”"),
        ("# A\n\n##On Sundays\nNobody.\n", "write “## On Sundays”"),
        ("# A\n\nText.\n##2. Öffnung ##\n", "write “## 2. Öffnung”"),
        ("---\ntitle: A\n---\n\n###„Sundays“\n", "write “### „Sundays“”"),
    ],
)
def test_a_heading_without_its_space_is_told_and_nothing_else(text: str, hint: str) -> None:
    assert told(text) == [("text/no-heading", hint)]


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n#rounds is the channel, #4711 the number.\n",
        "# A\n\n\\##words and `##words`\n",
        "# A\n\n    ##code\n\n```\n##code\n```\n",
        "# A\n\n> ##quoted\n",
        "# A\n\n##\n",
    ],
)
def test_what_is_no_heading_on_purpose_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_the_space_can_be_written() -> None:
    with among({PATH: b"# A\n\n##B\n"}) as workspace:
        (found,) = [d for d in workspace.diagnostics() if d.code == "text/no-heading"]
    assert found.edit is not None
    assert (found.edit.span.start, found.edit.span.end) == (7, 7)
    assert found.edit == Edit(found.edit.span, " ")


AGREEMENT = "content/agreements/swap.md"
SIGNED = (
    "---\nparties: [support, platform]\nstatus: in-force\noutcome: calm-weekends\n"
    "changes_by: change-weekend-cover\nsigned: {support: 2026-02-20, platform: 2026-02-20}\n---\n"
    "# Swaps\n\n## Terms\n\nA swap is announced by Thursday.\n"
)


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("##Terms", set()),
        ("**Terms**", {"agreement/suspect-signature", "amendment/silent-change"}),
    ],
)
def test_terms_whose_heading_lacks_its_space_have_not_changed(
    heading: str, codes: set[str]
) -> None:
    now = {AGREEMENT: SIGNED.replace("## Terms", heading)}
    found = history_of((after(5), {AGREEMENT: SIGNED}), now=now)
    assert {finding.code for finding in found} == codes
    hints = [finding.hint for finding in found if finding.code == "amendment/silent-change"]
    assert all("put back the heading of the terms, which is gone" in hint for hint in hints)
