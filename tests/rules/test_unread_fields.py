"""Of a field that cannot be read, or a heading that is misspelt, nothing else is said."""

import pytest

from rules.checking import among
from rules.commits import after, check

PILOT = "content/pilots/shared-rota.md"
RUNNING = (
    "---\nparties: [support, platform]\nstatus: running\nstart: 2026-03-01\n"
    "success: [{metric: weekend-first-reply, target: 45}]\n"
    "decides: {met: keep it, missed: stop}\n---\n# A shared rota\n\nWe try it.\n"
)
DEBRIEF = "content/debriefs/round-two.md"
TOLD = (
    "---\nabout: [agreement:weekend-cover]\nheld: 2026-05-01\nstatus: reviewed\n"
    "input: {support: all, platform: all, finance: all}\n---\n# Round two\n\n"
    "## What we expected\n\nA.\n\n## What happened\n\nB.\n\n## Why\n\nC.\n\n"
    "## What we will do differently\n\nD.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("success: [{metric: weekend-first-reply, target: 45}]", "success: below 45", False),
        ("decides: {met: keep it, missed: stop}", "decides: keep it", False),
        ("target: 45", "target: 60", True),
    ],
)
def test_criteria_that_cannot_be_read_were_not_moved(old: str, new: str, *, moved: bool) -> None:
    assert old in RUNNING
    found = check((after(5), {PILOT: RUNNING}), now={PILOT: RUNNING.replace(old, new)})
    assert ("pilot/moved-goalposts" in {one.code for one in found}) == moved


def test_parties_that_cannot_be_read_are_not_said_to_be_missing() -> None:
    text = RUNNING.replace("[support, platform]", "support and platform")
    with among({PILOT: text.encode()}) as workspace:
        codes = [found.code for found in workspace.diagnostics() if found.span.path == PILOT]
    assert "text/bad-value" in codes
    assert "status/no-owner" not in codes


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("## What happend", "write “What happened” for “What happend”"),
        ("## What was geschehen ist", "write “Was geschehen ist” for “What was geschehen ist”"),
        ("## Something else", "one sentence under each heading will do"),
    ],
)
def test_a_question_whose_heading_is_misspelt_is_told_how_it_is_spelt(
    heading: str, hint: str
) -> None:
    text = TOLD.replace("## What happened", heading)
    with among({DEBRIEF: text.encode()}) as workspace:
        (gap,) = [found for found in workspace.diagnostics() if found.code == "debrief/aar-gap"]
    assert (gap.message, gap.hint) == ("nothing stands under “What happened”", hint)


def test_a_sense_that_cannot_be_read_has_not_moved() -> None:
    term, agreement = "content/terms/swap.md", "content/agreements/swap.md"
    said = "---\nstatus: agreed\nsenses: {support: a day}\n---\n# Swap day\n\nA day.\n"
    uses = (
        "---\nparties: [support, platform]\nstatus: in-force\nfrom: 2026-03-01\n---\n"
        "# Swaps\n\n## Terms\n\nA swap day is announced.\n"
    )
    then = (after(5), {term: said, agreement: uses})
    for new, is_told in (("[support]", False), ("{support: a week}", True)):
        now = {term: said.replace("{support: a day}", new)}
        codes = {one.code for one in check(then, now=now)}
        assert ("term/moved-meaning" in codes) == is_told
