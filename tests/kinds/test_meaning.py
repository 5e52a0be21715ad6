"""What binds in a document, and what may change without anybody's consent."""

from time import process_time
from typing import Any

import pytest

from playbook.engine.settings.registry import KINDS
from playbook.kinds.computed.meaning import changed_parts, meaning, raw_text
from playbook.model.entry import Entry
from playbook.model.text import Source
from playbook.reading.parse import Library, parse

LIBRARY = Library(KINDS)
AGREEMENT = """\
---
parties: [support, finance]
status: in-force
outcome: calm
from: 2026-03-01
commitments:
  - {party: support, does: answer at weekends, every: 1 week}
  - {party: finance, does: "pay   for it", due: 2026-04-01}
acceptance: [{metric: reply, target: 45, by: 2026-12-31}]
risks: [{risk: volume doubles, shares: {support: 50, finance: 50}}]
signed: {support: 2026-02-01}
---
# Cover

Words.

## Terms

The “first” reply comes – within the *hour*. See [that](x.md).

### Small print

None.

## Trouble

Talk.
"""
TREE = """\
---
parties: [support]
stages: {ask: {driver: support.lead}}
---
# Rota

Start.

## Ask

### Who asks?

Words.

- Support → [Do it](#do-it) — a hint
- Others → [Elsewhere](other.md)

### Do it

Done.
"""
NORM = (
    "---\nparties: [support]\nadopted: 2026-03-01\n---\n# Update\n\nThree lines.\n\n## Why\n\nX.\n"
)


def entry(text: str, kind: str = "agreement") -> Entry[Any]:
    return parse(Source.of(f"content/{KINDS[kind].plural}/cover.md", text), LIBRARY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[support, finance]", "[finance, support]"),
        ("status: in-force", "status: suspended"),
        ("# Cover", "# Our cover"),
        ("Words.", "Other words."),
        ("due: 2026-04-01", "due: 2026-04-01, status: done"),
        ("target: 45", "target: 45.0"),
        ("every: 1 week", "every: P7D"),
        ("{support: 50, finance: 50}", "{finance: 50, support: 50}"),
        (
            "signed: {support: 2026-02-01}",
            "signed: {}\nreviewed: 2026-05-01\ntags: [x]\nowner: finance",
        ),
        ("“first”", '"first"'),
        ("comes – within the *hour*", "comes\n- within the hour"),
        ("[that](x.md)", "that"),
        ("## Trouble\n\nTalk.", "## Peace\n\nQuiet."),
        ("pay   for it", "pay for it"),
    ],
)
def test_what_may_change_without_anybodys_consent(old: str, new: str) -> None:
    if old.startswith("comes"):
        new = new.replace("\n", " ")
    assert meaning(entry(AGREEMENT.replace(old, new))) == meaning(entry(AGREEMENT))
    assert old in AGREEMENT


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("[support, finance]", "[support, finance, platform]", "parties"),
        ("outcome: calm", "outcome: quiet", "outcome"),
        ("from: 2026-03-01", "from: 2026-03-02", "from"),
        ("from: 2026-03-01\n", "from: 2026-03-01\nuntil: 2026-12-31\n", "until"),
        ("answer at weekends", "answer on Sundays", "commitments"),
        ("due: 2026-04-01", "due: 2026-05-01", "commitments"),
        ("by: 2026-12-31", "by: 2027-12-31", "acceptance"),
        ("{support: 50, finance: 50}", "{support: 60, finance: 40}", "risks"),
        ("within the *hour*", "within the *day*", "the terms"),
        ("None.", "Some.", "the terms"),
    ],
)
def test_what_may_not_change(old: str, new: str, part: str) -> None:
    before, after = meaning(entry(AGREEMENT)), meaning(entry(AGREEMENT.replace(old, new)))
    assert changed_parts(before, after) == (part,)
    assert changed_parts(after, before) == (part,)


@pytest.mark.parametrize(
    ("old", "new", "binds"),
    [
        ("Words.", "More words.", False),
        ("— a hint", "— a better hint", False),
        ("Start.", "Begin.", False),
        ("[Do it](#do-it)", "[Just do it](#do-it)", False),
        ("Support →", "The lead →", True),
        ("(#do-it)", "(#who-asks)", True),
        ("other.md", "another.md", True),
        ("### Do it", "### Do it now", True),
        ("support.lead", "finance.director", True),
        ("\n### Do it\n\nDone.\n", "", True),
    ],
)
def test_a_tree_means_where_its_answers_lead(old: str, new: str, *, binds: bool) -> None:
    before, after = (meaning(entry(text, "tree")) for text in (TREE, TREE.replace(old, new)))
    assert (before != after) == binds


@pytest.mark.parametrize("kind", [name for name in KINDS if name not in {"page", "tree"}])
def test_every_kind_has_a_meaning(kind: str) -> None:
    front = f"---\n{KINDS[kind].example}---\n# A title\n\nA paragraph.\n"
    assert meaning(entry(front, kind)) == meaning(entry(f"{front}\n## More\n\nText.\n", kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [("agreement", AGREEMENT), ("norm", NORM), ("right", NORM), ("agreement", NORM)],
)
def test_equal_raw_text_means_the_same(kind: str, text: str) -> None:
    body = text.partition("\n---\n")[2]
    raw = raw_text(kind, body)
    assert raw is not None
    assert raw_text(kind, body.replace("Talk.", "Sing.").replace("X.", "Y.")) == raw


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("tree", "# T\n"),
        ("norm", "# N\n\n```\n## x\n```\n\nThree lines.\n"),
        ("agreement", "# A\n\n## *Terms*\n\nX.\n"),
        ("agreement", "# A\n\nTerms\n-----\n\nX.\n"),
        ("agreement", "# A\n\n## Terms\n\n```\n## x\n```\n\nX.\n"),
        ("agreement", "# A\n\n## *Bestimmungen*\n\nX.\n"),
        ("agreement", "# A\n\nRegelungen\n-----\n\nX.\n"),
        ("agreement", "# A\n\n## Terms\n\nX.\n\n## Bestimmungen\n\nY.\n"),
        ("agreement", "# A\n\n## Terms\n\nX.\n\n## Terms:\n\nY.\n"),
    ],
)
def test_where_the_binding_text_ends_may_be_hard_to_tell(kind: str, body: str) -> None:
    assert raw_text(kind, body) is None


@pytest.mark.parametrize("line", ["## Terms" + " " * 500_000 + "x", " Terms" * 80_000])
def test_a_long_line_that_is_nearly_a_heading_costs_little(line: str) -> None:
    start = process_time()
    raw_text("agreement", f"# A\n\n{line}\n")
    assert process_time() - start < 1  # what compares each place with each other takes minutes


@pytest.mark.parametrize(
    "heading", ["Bestimmungen", "bedingungen", "Regelungen", "TERMS", "Terms:"]
)
def test_the_terms_bind_in_either_language(heading: str) -> None:
    text = AGREEMENT.replace("## Terms", f"## {heading}")
    assert meaning(entry(text)) == meaning(entry(AGREEMENT))
    changed = text.replace("None.", "Some.")
    assert changed_parts(meaning(entry(text)), meaning(entry(changed))) == ("the terms",)
    raw, otherwise = (
        raw_text("agreement", body.partition("\n---\n")[2])
        for body in (text, text.replace("Talk.", "Sing."))
    )
    assert raw == otherwise
    assert raw != raw_text("agreement", changed.partition("\n---\n")[2])


def test_scores_bind_under_a_german_heading() -> None:
    text = "---\nparties: [a, b]\n---\n# M\n\n## Punkte\n\n| | Preis |\n|-|-|\n| Eins | 5 |\n"
    before, after = (meaning(entry(said, "matrix")) for said in (text, text.replace("5", "4")))
    assert changed_parts(before, after) == ("the scores",)
