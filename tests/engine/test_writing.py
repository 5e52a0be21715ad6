"""Files are written whole; where that fails, nothing is left of the attempt."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.engine.files.writing import Writing, replace_file, write


def fails_amid(error: BaseException) -> Callable[[Path, str], object]:
    """Return an `open` of which the file takes a part and then no more."""
    real = Path.open

    def opened(path: Path, mode: str) -> object:
        file = real(path, mode)
        file.write(b"half")
        file.close()
        raise error

    return opened


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
@pytest.mark.parametrize(
    "attempt",
    [
        lambda folder: write(folder, Writing(made={"x/a.md": b"whole"})),
        lambda folder: replace_file(folder / "b.md", b"whole"),
    ],
    ids=["several", "one"],
)
def test_nothing_is_left_of_a_file_that_could_not_be_finished(
    attempt: Callable[[Path], None],
    error: BaseException,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "b.md").write_bytes(b"before")
    monkeypatch.setattr(Path, "open", fails_amid(error))
    with pytest.raises(type(error)):
        attempt(tmp_path)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]
    assert (tmp_path / "b.md").read_bytes() == b"before"
