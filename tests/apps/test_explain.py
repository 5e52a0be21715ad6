"""`playbook explain`: what a rule is for."""

from pathlib import Path

import pytest

from disk import play, run
from playbook.engine.settings.registry import RULES

UNKNOWN = next(rule for rule in RULES if rule.code == "ref/unknown")


def test_without_a_rule_all_are_listed(tmp_path: Path) -> None:
    lines = run(tmp_path, "explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    listed = dict(line.split(maxsplit=1) for line in lines)
    assert listed["ref/unknown"] == f"error    {UNKNOWN.summary}"


def test_of_a_family_its_rules_are_listed(tmp_path: Path) -> None:
    lines = play(tmp_path, "explain", "waiver").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "waiver/expired",
        "waiver/idle",
        "waiver/waived",
    ]


def test_a_rule_is_explained_by_its_page(tmp_path: Path) -> None:
    said = play(tmp_path, "explain", "ref/unknown").stdout
    assert said.startswith(f"ref/unknown (error): {UNKNOWN.summary}\n\n")
    for heading in ("What it flags", "Why it matters", "Wrong", "Right", "When to allow it"):
        assert f"\n## {heading}\n" in said


LIST = "; `playbook explain` lists them"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("ref/unknwn", ": did you mean “ref/unknown”?"),
        ("agrement", ": did you mean “agreement”?"),
        ("REF/UNKNOWN", ": did you mean “ref/unknown”?"),
        ("../../etc/passwd", LIST),
        ("zzz", LIST),
        ("", LIST),
    ],
)
def test_an_unknown_rule_is_wrong_usage(written: str, hint: str, tmp_path: Path) -> None:
    done = play(tmp_path, "explain", written, code=2)
    assert done.stderr.endswith(f"Error: there is no rule “{written}”{hint}\n")
    assert done.stdout == ""
