"""Documents written in valid but unusual ways: nothing is said of them that is more than advice.

How references may be written is in `rules/test_references.py`; here it is all the rest.
"""

# ruff: noqa: RUF001 - letters of other scripts are what is tried here

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Severity
from rules.spec_pages import USUAL_DAY, background

NORM = "content/norms/sample.md"
AGREEMENT = "content/agreements/sample.md"
TEAM = "content/teams/sample.md"
PAGE = "content/pages/sample.md"
TERM = "content/terms/sample.md"
METRIC = "content/metrics/sample.md"
RIGHT = "content/rights/sample.md"
MATRIX = "content/matrices/sample.md"
TREE = "content/trees/sample.md"
PLAN = "content/plans/sample.md"
PILOT = "content/pilots/sample.md"

HEAD = "parties: [support, platform]\n"


def norm(fields: str = "", body: str = "Each team posts three lines.\n") -> str:
    return f"---\n{HEAD}{fields}---\n# Sample\n\n{body}"


def agreement(fields: str) -> str:
    return f"---\n{HEAD}{fields}---\n# Sample\n\nWe help each other.\n"


def metric(fields: str) -> str:
    if "readings" not in fields:
        fields += "readings: [{date: 2026-06-01, value: 44}]\n"
    head = "unit: min\nbetter: lower\nowner: support\nbaseline: {value: 60, date: 2026-01-01}\n"
    return f"---\n{head}{fields}---\n# Sample\n\nMinutes.\n"


def right(fields: str) -> str:
    return (
        "---\ndecision: Lend a desk\nstatus: in-force\napprover: finance.director\n"
        f"escalate_to: leadership.coo\nanswer_within: 5 days\n{fields}---\n# Sample\n\nAsk.\n"
    )


def tree(body: str) -> str:
    return f"---\n{HEAD}---\n# Sample\n\n{body}"


TABLE = "# Sample\n\n## Scores\n\n| Option | A | B |\n| - | - | - |\n| X | 5 | 4 |\n| Y | 1 | 2 |\n"

YAML = {
    "list in a line": (NORM, norm("tags: [a, b]\n")),
    "list below its key": (NORM, norm("tags:\n- a\n- b\n")),
    "list below its key, indented": (NORM, norm("tags:\n    - a\n    - b\n")),
    "list over several lines": (NORM, norm("tags: [\n  a,\n  b,\n]\n")),
    "empty list": (NORM, norm("tags: []\n")),
    "one item without a comma": (NORM, norm("tags: [a]\n")),
    "mapping in a line": (NORM, norm("cadence: {what: update, every: week, day: Tuesday}\n")),
    "mapping below its key": (NORM, norm("cadence:\n  what: update\n  every: week\n")),
    "mapping over several lines": (NORM, norm("cadence: {\n  what: update,\n  every: week,\n}\n")),
    "mapping without a space inside": (NORM, norm('cadence: {"what":update,"every":week}\n')),
    "quoted keys": (NORM, norm("\"tags\": ['a', \"b\"]\n'owner': support\n")),
    "spaces before a colon": (NORM, norm("owner : support\n")),
    "many spaces behind a colon": (NORM, norm("owner:      support   \n")),
    "tab behind a value": (NORM, norm("owner: support\t\n")),
    "comments": (NORM, norm("# above\nowner: support # behind\n  # indented\n\n# below\n")),
    "empty lines": (NORM, norm("\n\nowner: support\n\n\n")),
    "empty values": (NORM, norm("owner:\ntags: ~\nreview_every: null\n")),
    "folded text": (AGREEMENT, agreement("x-note: >\n  a long\n  note\n")),
    "literal text with a dash": (AGREEMENT, agreement("x-note: |-\n  a\n  - b\n")),
    "text over two lines": (NORM, norm("cadence:\n  what: an update\n    of one page\n")),
    "colon in quotes": (NORM, norm('cadence: {what: "update: one page"}\n')),
    "hash in quotes": (NORM, norm('cadence: {what: update, channel: "#cover"}\n')),
    "hash in a word": (NORM, norm("cadence: {what: update#1}\n")),
    "apostrophe in a text": (NORM, norm("cadence: {what: the team's update}\n")),
    "two apostrophes in quotes": (NORM, norm("cadence: {what: 'the team''s update'}\n")),
    "escapes in quotes": (NORM, norm('cadence: {what: "caf\\u00e9 \\"au lait\\""}\n')),
    "fields of one's own": (NORM, norm("x-colour: red\nx-deep: {a: [1, {b: c}]}\n")),
    "fields of one's own in an item": (
        AGREEMENT,
        agreement(
            "commitments:\n  - {party: support, does: answer, x-ticket: 12, x-more: {a: b}}\n"
            "  - {party: platform, does: stand by, every: week}\n"
        ),
    ),
    "closed with dots": (NORM, f"---\n{HEAD}...\n# Sample\n\nEach team posts three lines.\n"),
    "spaces behind the marks": (NORM, f"---  \n{HEAD}---\t\n# Sample\n\nEach posts a line.\n"),
    "all in one line": (NORM, "---\n{parties: [support, platform]}\n---\n# Sample\n\nPost it.\n"),
    "no line end at the end": (NORM, norm().rstrip("\n")),
    "marks of other scripts": (NORM, norm("cadence: {what: 週報, day: 火曜日, channel: «чат»}\n")),
    "emoji": (NORM, norm("tags: [🚀, 'ship it 🚢']\ncadence: {what: 📣 update}\n")),
}
VALUES = {
    "quoted numbers": (METRIC, metric('target: {value: "45", by: "2026-12-31"}\n')),
    "number with a sign": (METRIC, metric("target: {value: +45}\n")),
    "number with zeros": (METRIC, metric("target: {value: 045.00}\n")),
    "number with an exponent": (METRIC, metric("target: {value: 4.5e1}\n")),
    "number without a leading zero": (METRIC, metric("target: {value: .5}\n")),
    "negative number": (METRIC, metric("target: {value: -3}\n")),
    "duration of ISO 8601": (METRIC, metric("every: P3M\n")),
    "duration of weeks and days": (METRIC, metric("every: P2W3D\n")),
    "duration without a number": (METRIC, metric("every: quarter\n")),
    "duration with a capital": (METRIC, metric("every: 3 Months\n")),
    "duration in one word": (METRIC, metric("every: 6weeks\n")),
    "readings in no order": (
        METRIC,
        metric("readings:\n  - {date: 2026-05-01, value: 9}\n  - {date: 2026-04-01, value: 8}\n"),
    ),
    "readings without any": (METRIC, metric("readings: []\n")),
    "baseline as good as the target": (METRIC, metric("target: {value: 60}\n")),
    "flag with a capital": (TEAM, "---\nexternal: True\n---\n# Sample\n\nWe print.\n"),
    "quoted flag": (TEAM, '---\nexternal: "false"\n---\n# Sample\n\nWe print.\n'),
    "one party for many": (NORM, "---\nparties: [support]\n---\n# Sample\n\nPost a line.\n"),
    "shares of a third": (
        AGREEMENT,
        agreement("risks:\n  - {risk: rain, shares: {support: 33.33, platform: 66.67}}\n"),
    ),
    "all of a risk with one party": (
        AGREEMENT,
        agreement("risks:\n  - risk: rain\n    shares:\n      support: 100\n      platform: 0\n"),
    ),
    "parties as keys in quotes": (AGREEMENT, agreement('signed: {"support": 2026-06-20}\n')),
    "role among the signatures": (AGREEMENT, agreement("signed: {support.lead: 2026-06-01}\n")),
    "signed today": (AGREEMENT, agreement("signed: {support: 2026-06-20}\n")),
    "ends on its first day": (AGREEMENT, agreement("from: 2026-06-20\nuntil: 2026-06-20\n")),
    "leap day": (AGREEMENT, agreement("from: 2024-02-29\nuntil: 2028-02-29\n")),
    "one approver in a list": (RIGHT, right("").replace("finance.director", "[finance.director]")),
    "limit without a lower end": (RIGHT, right("limit: {to: 5000, unit: GBP}\n")),
    "limit without any end": (RIGHT, right("limit: {unit: GBP}\n")),
    "shared weights": (
        MATRIX,
        f"---\n{HEAD}weights: {{a: 60, b: 40}}\nchosen: x\n---\n{TABLE}",
    ),
    "weights of each party": (
        MATRIX,
        (f"---\n{HEAD}weights: {{support: {{a: 9, b: 91}}, platform: {{b: 100}}}}\n---\n{TABLE}"),
    ),
    "positions in words": (
        PLAN,
        agreement("positions: [{issue: day, party: support, prefer: Monday, walk_away: 3}]\n"),
    ),
    "pilot of one day": (
        PILOT,
        f"---\n{HEAD}start: 2026-07-01\nend: 2026-07-01\n---\n# Sample\n\nIf we try, we know.\n",
    ),
    "no front matter": (PAGE, "# Sample\n\nText.\n"),
    "empty front matter": (PAGE, "---\n---\n# Sample\n\nText.\n"),
    "front matter of comments": (PAGE, "---\n# nothing yet\n---\n# Sample\n\nText.\n"),
    "title in the front matter": (PAGE, "---\ntitle: Sample\n---\nText.\n"),
    "kind in the front matter": (PAGE, "---\nkind: page\n---\n# Sample\n"),
    "kind in another folder": (
        "content/odds/word.md",
        "---\nkind: term\n---\n# Odd\n\nNot even.\n",
    ),
}
BODIES = {
    "underlined headings": "Sample\n======\n\nPart\n----\n\nText.\n",
    "closed headings": "# Sample #\n\n## Part ##\n\nText.\n",
    "indented heading": "   # Sample\n\nText.\n",
    "heading without a blank line": "# Sample\nText.\n## Part\nText.\n",
    "heading with code": "# Sample of `code` and *emphasis*\n",
    "heading with an id of its own": "# Sample {#start}\n\n## Part {#part-one}\n",
    "two headings of one text": "# Sample\n\n## Part\n\n## Part\n",
    "skipped level": "# Sample\n\n#### Deep\n",
    "title in Japanese": "# 週末の対応\n\n本文。\n",
    "title in Arabic": "# تغطية نهاية الأسبوع\n\nنص.\n",
    "title in Hebrew and English": "# כיסוי weekend 2\n\nטקסט.\n",
    "title in Cyrillic": "# Дежурство по выходным\n\nТекст.\n",
    "title of emoji": "# 🚀🚢\n\nText.\n",
    "title with joined emoji": "# Family 👨‍👩‍👧 and flag 🇬🇧\n",
    "title with accents apart": "# Cafe\u0301\n",
    "tabs as indentation": "# Sample\n\n-\tone\n\t-\ttwo\n\n\tcode\n",
    "tabs in a table": "# Sample\n\n|\ta\t|\tb\t|\n|\t-\t|\t-\t|\n|\t1\t|\t2\t|\n",
    "ragged table": "# Sample\n\n| a | b |\n| - | - |\n| 1 |\n",
    "empty table": "# Sample\n\n| a | b |\n| - | - |\n",
    "table without outer bars": "# Sample\n\na | b\n- | -\n1 | 2\n",
    "long line": "# Sample\n\n" + "word " * 20_000 + "\n",
    "long word": "# Sample\n\n" + "w" * 50_000 + "\n",
    "deep list": "# Sample\n\n" + "".join(f"{'  ' * n}- level {n}\n" for n in range(19)),
    "deep quotes": "# Sample\n\n" + "> " * 39 + "deep\n",
    "list that begins at 7": "# Sample\n\n7. seven\n8. eight\n",
    "list of mixed marks": "# Sample\n\n- a\n* b\n+ c\n",
    "lazy quote": "# Sample\n\n> begun\nand gone on\n",
    "hard breaks": "# Sample\n\na  \nb\\\nc\n",
    "rules": "# Sample\n\n---\n\n***\n\n_ _ _\n",
    "front matter further down": "# Sample\n\n---\nparties: [nobody]\n---\n",
    "first line is a rule": "---\n\n# Sample\n\nText behind a rule.\n",
    "html is text": "# Sample\n\n<div onclick=x>a</div> &lt;b&gt; <br>\n",
    "template marks are text": "# Sample\n\n{{ 7 * 7 }} {% raw %} {# note #} ${x}\n",
    "comment over lines": "# Sample\n\n<!-- a\n\nb -->\n\nText.\n",
    "open fence at the end": "# Sample\n\n```yaml\nkey: value\n",
    "fence in a list": "# Sample\n\n- item\n\n  ```\n  code\n  ```\n",
    "unknown callout": "# Sample\n\n> [!FYI]\n> Text.\n",
    "footnote used twice": "# Sample\n\nA[^n] and B[^n].\n\n[^n]: Note.\n",
    "footnote that nobody uses": "# Sample\n\nText.\n\n[^n]: Note.\n",
    "footnote sign in code": "# Sample\n\nText `[^n]`, and a\\[^n].\n",
    "soft hyphens and no-break spaces": "# Sample\n\nno\u00adwhere, 5\u00a0min\u202fa day\n",
    "byte-order mark": "\ufeff# Sample\n\nText.\n",
    "old line ends": "# Sample\r\rText.\r",
    "mixed line ends": "# Sample\r\n\r\nText.\nMore.\r",
    "only a title": "# Sample",
}
TWO_ENDS = "\n\n## B\n\n## C\n"
TREES = {
    "label behind an arrow of signs": "- Yes -> [B](#b)\n- No => [C](#c)",
    "label in quotes": '- "Yes": [B](#b)\n- “No” — go to [C](#c)',
    "link is the label": "- [Yes](#b)\n- [No](#c)",
    "numbered answers": "1. Yes → [B](#b)\n2. No → [C](#c)",
    "hint behind an answer": "- Yes → [B](#b) — in *writing*\n- No → [C](#c)",
    "another list before": "- a\n- b\n\nSo:\n\n- Yes → [B](#b)\n- No → [C](#c)",
    "deeper headings": "### Note\n\nText.\n\n- Yes → [B](#b)\n- No → [C](#c)",
    "answer into another tree": "- Yes → [B](#b)\n- No → [C](#c)\n- Rota → [Rota](rota-change.md)",
    "answers over two lines": "- Yes, or\n  nearly → [B](#b)\n- No → [C](#c)",
    "answers with a paragraph": "- Yes → [B](#b)\n\n  Text.\n- No → [C](#c)",
    "short reference": "- Yes → [[tree:sample#b|B]]\n- No → [C](#c)",
}
OTHER_TREES = {
    "a step": "## A\n\n- Done → [B](#b)\n\n## B\n",
    "an outcome alone": "## A\n\nJust do it.\n",
    "node in another script": "## 有料ですか\n\n- はい → [終わり](#終わり)\n\n## 終わり\n",
}


def cases() -> list[tuple[str, str, str]]:
    """Every form: name, path, text."""
    found = [(name, *case) for name, case in {**YAML, **VALUES}.items()]
    found += [(name, PAGE, text) for name, text in BODIES.items()]
    found += [(name, TREE, tree(f"## A?\n\n{text}{TWO_ENDS}")) for name, text in TREES.items()]
    found += [(name, TREE, tree(text)) for name, text in OTHER_TREES.items()]
    return found


@pytest.fixture(scope="module")
def playbook() -> Workspace:
    workspace = Workspace(Options(as_of=USUAL_DAY))
    workspace.sync(dict(background()))
    return workspace


@pytest.mark.parametrize("ends", [pytest.param("\n", id="lf"), pytest.param("\r\n", id="crlf")])
@pytest.mark.parametrize(
    ("path", "text"), [pytest.param(*rest, id=name) for name, *rest in cases()]
)
def test_nothing_is_said_of_a_valid_form(
    playbook: Workspace, path: str, text: str, ends: str
) -> None:
    data = text if "\r" in text else text.replace("\n", ends)
    playbook.sync({path: data.encode()})
    found = playbook.diagnostics_of(path)
    playbook.sync({path: None})
    worse = [d for d in found if d.severity is not Severity.NOTICE]
    assert [f"{d.code}: {d.message}" for d in worse] == []


def test_there_are_many_forms() -> None:
    assert len(cases()) >= 60
    assert len({(path, text) for _, path, text in cases()}) == len(cases())
