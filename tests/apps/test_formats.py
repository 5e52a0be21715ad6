"""Findings for forges and programs: GitHub's annotations, SARIF, baselines, selection."""

import json
from pathlib import Path
from typing import Any

import pytest

from disk import lay, play
from playbook.apps.report import Report
from playbook.apps.report.github import github_report
from playbook.apps.report.sarif import sarif_report
from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.text import Source

INDEX = "# Home\n\nWelcome. [All](pages/all.md)\n"
BROKEN = "# All\n\nSee [[term:nobody]] and [[term:nowhere]].\n"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    files = {"site.yml": "", "content/index.md": INDEX, "content/pages/all.md": BROKEN}
    return lay(tmp_path / "project", files)


def one(message: str, path: str = "content/a, b: c.md", hint: str = "") -> Report:
    source = Source.of(path, "# Title\n\nwörds here\n")
    span = source.span(9, 14)
    finding = Diagnostic("ref/unknown", Severity.ERROR, span, message, hint, (Related(span, "as"),))
    return Report([finding], {path: source}.get, 1)


def test_an_annotation_names_place_and_rule() -> None:
    (line,) = github_report(one("nothing is called so", "content/a.md", hint="write another"))
    assert line == (
        "::error file=content/a.md,title=ref/unknown,line=3,col=1,endLine=3,endColumn=6"
        "::nothing is called so%0Awrite another"
    )


def test_the_text_report_tells_once_what_a_file_has_many_times(tmp_path: Path) -> None:
    index = INDEX + "\n" + "See [[term:nobody]] and [[term:nobody]].\n" * 20
    root = lay(
        tmp_path, {"site.yml": "", "content/index.md": index, "content/pages/all.md": BROKEN}
    )
    done = play(root, "check", code=1)
    assert "content/index.md:5:7: error: there is no term “nobody” [ref/unknown]" in done.stdout
    more = "      = the same 39 more times: lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …\n"
    assert more in done.stdout
    assert done.stdout.count("nobody”") == 1 + 1  # the other file has it for itself
    assert done.stderr.startswith("42 errors")
    assert play(root, "check", "--format=github", code=1).stdout.count("nobody") == 1 + 40


def test_few_findings_of_one_kind_are_told_one_by_one(broken: Path) -> None:
    lay(broken, {"content/pages/all.md": "# All\n\n" + "See [[term:nobody]].\n" * 3})
    assert play(broken, "check", code=1).stdout.count("there is no term “nobody”") == 3


def test_an_authors_text_starts_no_command_of_its_own() -> None:
    (line,) = github_report(one("50 % of\n::error::it\x1b[31m"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "file=content/a%2C b%3A c.md" in line
    assert "50 %25 of" in line


@pytest.mark.parametrize("times", [1, 2], ids=["found out", "told again"])
def test_a_forge_is_told_paths_from_the_top_of_the_repository(times: int, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = lay(tmp_path / "docs/our book", {"site.yml": "", "content/pages/all.md": BROKEN})
    for _ in range(times):
        annotated = play(root, "check", "--format=github", code=1).stdout
    assert annotated.startswith("::error file=docs/our book/content/pages/all.md,title=")
    assert '"uri": "docs/our%20book/content/pages/all.md"' in (
        play(root, "check", "--format=sarif", code=1).stdout
    )
    assert "docs" not in play(root, "check", "--format=json", code=1).stdout


def test_sarif_has_what_the_standard_requires() -> None:
    (text,) = sarif_report(one("nothing is called so"))
    log: dict[str, Any] = json.loads(text)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "ref/unknown"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%2C%20b%3A%20c.md"
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6}
    assert result["relatedLocations"][0]["id"] == 1


def test_a_fingerprint_stays_when_lines_move_and_tells_equal_findings_apart() -> None:
    report = one("same", "content/a.md")
    twice = Report([report.findings[0], report.findings[0]], report.source, 1)
    found = json.loads("".join(sarif_report(twice)))["runs"][0]["results"]
    prints = [result["partialFingerprints"]["playbook/v1"] for result in found]
    assert len(set(prints)) == 2
    moved = Diagnostic("ref/unknown", Severity.ERROR, report.findings[0].span.at(1, 2), "same")
    (text,) = sarif_report(Report([moved], report.source, 1))
    again = json.loads(text)["runs"][0]["results"][0]["partialFingerprints"]["playbook/v1"]
    assert again == prints[0]


def test_a_baseline_leaves_out_what_is_known_wherever_it_has_moved(broken: Path) -> None:
    known = broken / "known.json"
    known.write_text(play(broken, "check", "--format=json", code=1).stdout, encoding="utf-8")
    page = broken / "content/pages/all.md"
    page.write_text(BROKEN.replace("See", "\n\nMore words. See"), encoding="utf-8")
    result = play(broken, "check", "--baseline", str(known), code=0)
    assert "2 known findings left out" in result.stderr
    page.write_text("# All\n\n[[term:nobody]]\n", encoding="utf-8")
    result = play(broken, "check", "--baseline", str(known), code=0)
    assert "1 known finding left out\n1 finding of the baseline is mended: " in result.stderr
    page.write_text(f"{BROKEN}\n[[term:new]]\n", encoding="utf-8")
    result = play(broken, "check", "--baseline", str(known), code=1)
    assert "term:new" in result.stdout
    assert "term:nobody" not in result.stdout
    page.write_text("# All\n\nWords.\n", encoding="utf-8")
    assert "2 findings of the baseline are mended" in (
        play(broken, "check", "--baseline", str(known), code=0).stderr
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_baseline_is_read_in_the_encoding_in_which_a_shell_wrote_it(
    broken: Path, encoding: str
) -> None:
    known = broken / "known.json"
    known.write_text(play(broken, "check", "--format=json", code=1).stdout, encoding=encoding)
    result = play(broken, "check", "--baseline", str(known), code=0)
    assert "2 known findings left out" in result.stderr


@pytest.mark.parametrize("text", ["site_name: X\n", "[" * 100_000])
def test_a_file_that_is_no_baseline_is_wrong_usage(broken: Path, text: str) -> None:
    (broken / "known.json").write_text(text, encoding="utf-8")
    assert "is no baseline" in play(broken, "check", "--baseline", "known.json", code=2).stderr


def test_only_chosen_rules_and_families_are_shown(broken: Path) -> None:
    assert "ref/unknown" in play(broken, "check", "--select", "ref", code=1).stdout
    assert play(broken, "check", "--select", "term,text/title", code=0).stdout == ""
    assert "did you mean “ref”?" in play(broken, "check", "--select", "reff", code=2).stderr
    told = play(broken, "check", "--select", "zzz", code=2).stderr
    assert "there is no rule or family “zzz”; `playbook explain` lists them" in told
