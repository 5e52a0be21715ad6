"""Fields as they were read, and how one is written: in its place, or above all others."""

import pytest

from playbook.engine.authoring.fixing import mended
from playbook.engine.settings.registry import KINDS
from playbook.kinds.common.written import setting, sound
from playbook.reading.parse import Library, parse
from playbook.reading.source.decode import decode


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nstatus: draft  # yet\n---\n# A\n", "---\nstatus: ended  # yet\n---\n# A\n"),
        ("---\nstatus:\n---\n# A\n", "---\nstatus: ended\n---\n# A\n"),
        ("---\ntags: [a]\n---\n# A\n", "---\nstatus: ended\ntags: [a]\n---\n# A\n"),
        ("---\n---\n# A\n", "---\nstatus: ended\n---\n# A\n"),
        ("# A\n", "---\nstatus: ended\n---\n# A\n"),
        ("", "---\nstatus: ended\n---\n"),
        (
            "---\r\ntags: [a]\r\n---\r\n# A\r\n",
            "---\r\nstatus: ended\r\ntags: [a]\r\n---\r\n# A\r\n",
        ),
        ("\ufeff---\ntags: [a]\n---\n", "\ufeff---\nstatus: ended\ntags: [a]\n---\n"),
        ("---\nstatus: # yet\n---\n# A\n", "---\nstatus: ended # yet\n---\n# A\n"),
        ("---\nstatus: 'draft'  # a\n---\n", "---\nstatus: ended  # a\n---\n"),
        ("---\n# why\ntags: [a]\n---\n", "---\nstatus: ended\n# why\ntags: [a]\n---\n"),
        ("\r\n# A\r\n", "---\r\nstatus: ended\r\n---\r\n\r\n# A\r\n"),
    ],
)
def test_a_field_is_written(before: str, after: str) -> None:
    path = "content/agreements/a.md"
    entry = parse(decode(path, before.encode())[0], Library(KINDS))
    edit = setting(entry, "status", "ended")
    assert mended(path, before.encode(), [edit]).decode() == after


def test_a_field_is_not_missing_whose_name_is_misspelt_at_its_place() -> None:
    text = (
        "---\nparites: [a, b]\nstages:\n  - {id: one, by: 2026-01-01, exti: it is said}\n"
        "  - {id: two, by: 2026-02-01}\n---\n# A\n"
    )
    entry = parse(decode("content/plans/a.md", text.encode())[0], Library(KINDS))
    assert not sound(entry, "parties")
    assert not sound(entry, "stages", 0, "exit")
    assert sound(entry, "stages", 1, "exit")
    assert sound(entry, "stages", 1, "fallback")
