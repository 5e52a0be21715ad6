"""Known findings: an old repository adopts the checks without mending everything at once.

A baseline is what `check --format json` printed. A finding is known if file, rule and words are in
it, however its line has moved; two equal findings need two entries.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playbook.apps.report import Report
from playbook.model.value import replace


class BadBaseline(Exception):  # noqa: N818 - told to the user, who named the file
    """The file is no baseline; the message says why."""


@dataclass(frozen=True)
class Compared:
    """A report without what was known; how many findings were left out, and how many are gone."""

    report: Report
    hidden: int
    gone: int


def without_known(report: Report, baseline: Path) -> Compared:
    """Leave out the findings that a baseline holds; raises `BadBaseline`."""
    known = _read(baseline)
    fresh = []
    for finding in report.findings:
        key = (finding.span.path, finding.code, finding.message)
        if known[key] > 0:
            known[key] -= 1
        else:
            fresh.append(finding)
    hidden = len(report.findings) - len(fresh)
    return Compared(replace(report, findings=fresh), hidden, known.total())


def _read(path: Path) -> Counter[tuple[str, str, str]]:
    try:
        data = json.loads(path.read_bytes())  # UTF-16 too: some shells write that to a file
        return Counter(
            (str(f["path"]), str(f["rule"]), str(f["message"])) for f in data["findings"]
        )
    except OSError as error:
        message = f"{path}: {error.strerror}"
    except (ValueError, KeyError, TypeError, RecursionError):
        message = (
            f"{path} is no baseline: write one with `playbook check --format json > {path.name}`"
        )
    raise BadBaseline(message)
