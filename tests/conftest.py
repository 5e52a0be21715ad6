"""What every test may ask for: property-test profiles and golden files."""

import difflib
import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from playbook.engine.processes.cores import cores

GOLDEN_FOLDER = Path(__file__).parent / "golden"

# The same examples on every run, so that a change is judged and not the dice.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=60, print_blob=True)
# For a long search by hand; what it finds is kept in .hypothesis/ and tried first next time.
settings.register_profile(
    "fuzz",
    deadline=None,
    derandomize=False,
    max_examples=5_000,
    print_blob=True,
    stateful_step_count=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one process more than there are processors: at any time some test only waits.

    It waits for a browser, for a preview that is to come to rest, for the clock of the disk.
    """
    return cores() + 1


def pytest_collection_finish() -> None:
    """Never again look through what stays to the end for rings of garbage.

    Ten thousand tests and all that they import were looked through over and over, which took a
    fifth of the time. The thresholds are those with which the program itself runs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _own_key() -> Iterator[None]:
    """Keep the key with which caches are sealed out of the user's own folder."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", os.fspath(folder))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/NAME`, or rewrite that file under `--golden`.

    Use: `golden("report.txt", text)`. Line ends and the end of the file count.
    """

    def compare(name: str, actual: str) -> None:
        path = GOLDEN_FOLDER / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
            return
        if not path.exists():
            pytest.fail(f"tests/golden/{name} is missing; `make golden` writes it", pytrace=False)
        expected = path.read_bytes().decode()
        if actual != expected:
            pytest.fail(
                f"{_difference(name, expected, actual)}\n"
                "If this is what it should be, `make golden` rewrites the file.",
                pytrace=False,
            )

    return compare


def _difference(name: str, expected: str, actual: str) -> str:
    """Show where two unequal texts differ, invisible characters included."""
    if expected.splitlines() == actual.splitlines():
        expected, actual = _with_visible_ends(expected), _with_visible_ends(actual)
    lines = difflib.unified_diff(
        expected.splitlines(),
        actual.splitlines(),
        fromfile=f"tests/golden/{name}",
        tofile="what the program gave",
        lineterm="",
    )
    return "\n".join(lines)


def _with_visible_ends(text: str) -> str:
    """Replace each line end by its escape, so that texts equal but for these differ to the eye."""
    return "\n".join(ascii(line)[1:-1] for line in text.splitlines(keepends=True))
