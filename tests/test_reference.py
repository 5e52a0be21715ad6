"""The reference in `docs/reference/` says what the program says; `make golden` rewrites it."""

from pathlib import Path

import pytest

from reference_pages import pages

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


@pytest.mark.parametrize(
    "name", ["kinds.md", "rules.md", "commands.md", "changes.md", "settings.md"]
)
def test_the_reference_is_what_the_program_says(name: str, request: pytest.FixtureRequest) -> None:
    text = pages()[name]
    path = REFERENCE / name
    if request.config.getoption("--golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text, "`make golden` rewrites the reference"
