"""A field is written where it stands, below the fields that there are, or above the text."""

import pytest

from playbook.engine.fixing import mended
from playbook.engine.registry import KINDS
from playbook.kinds.written import setting
from playbook.reading.decode import decode
from playbook.reading.parse import Library, parse


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
