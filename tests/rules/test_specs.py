"""Every rule does what its page says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook.engine.settings.registry import RULES
from playbook.model.diagnostic import Severity
from rules.checking import check, difference
from rules.spec_pages import (
    HEADINGS,
    ROOT,
    WITHOUT_CASES,
    Case,
    background,
    code_of,
    pages,
    read_page,
)


def _cases() -> Iterator[Any]:
    for path in pages():
        page = read_page(path)
        for side, cases in (("wrong", page.wrong), ("right", page.right)):
            for case in cases:
                name = f"{page.code}-{side}-{case.title.lower().replace(' ', '-')}"
                yield pytest.param(path, case, id=name)


@pytest.mark.parametrize(("path", "case"), list(_cases()))
def test_a_case_has_exactly_the_findings_marked_in_it(path: Path, case: Case) -> None:
    if lines := difference(case, code_of(path)):
        head = f"{path.relative_to(ROOT).as_posix()}, case “{case.title}”:"
        pytest.fail("\n".join([head, *lines]), pytrace=False)


@pytest.mark.parametrize("path", [pytest.param(p, id=code_of(p)) for p in pages()])
def test_a_page_has_its_headings_and_cases(path: Path) -> None:
    page = read_page(path)
    assert page.title == page.code
    assert page.summary.endswith(".")
    assert "\n\n" not in page.summary
    assert page.headings == HEADINGS
    for heading in ("What it flags", "Why it matters", "When to allow it"):
        assert page.prose[heading], f"nothing is said under “{heading}”"
    if page.code in WITHOUT_CASES:
        return
    assert page.wrong, "no case under “Wrong”"
    assert page.right, "no case under “Right”"
    for case in page.wrong:
        codes = {expected.code for expected in case.expected}
        assert page.code in codes, f"“{case.title}” under “Wrong” marks no {page.code}"
    for case in page.right:
        assert not case.expected, f"“{case.title}” under “Right” marks a finding"


@pytest.mark.parametrize("path", [pytest.param(p, id=code_of(p)) for p in pages()])
def test_the_summary_of_a_rule_is_that_of_its_page(path: Path) -> None:
    rule = next(rule for rule in RULES if rule.code == code_of(path))
    assert rule.summary == " ".join(read_page(path).summary.split())


def test_the_background_is_without_errors() -> None:
    found = check(Case("background", background(), ()), "")
    wrong = [place for place in found.found if place.severity == Severity.ERROR]
    assert not [f"{place}: {found.words[place]}" for place in wrong]
