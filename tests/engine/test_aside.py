"""Work done by another process meanwhile: had when it is wanted, or known not to be had."""

import os
import signal

import pytest

from playbook.engine.processes import aside
from playbook.engine.processes.aside import Aside


@pytest.fixture(autouse=True)
def _with_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "cores", lambda: 2)


def test_things_come_in_their_order_and_from_another_process() -> None:
    large = b"large" * 100_000
    work = Aside((lambda: str(os.getpid()).encode(), lambda: large, lambda: b""))
    first = work.take()
    assert first is not None
    assert int(first) != os.getpid()
    assert (work.take(), work.take(), work.take()) == (large, b"", None)
    work.close()


def test_what_fails_is_not_had_nor_told(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> bytes:
        raise OSError

    work = Aside((lambda: b"first", fail, lambda: b"third"))
    assert (work.take(), work.take(), work.take()) == (b"first", None, None)
    work.close()
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_killed_leaves_the_work_undone() -> None:
    def killed() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"never"

    work = Aside((killed,))
    assert work.take() is None
    work.close()


def test_work_that_nobody_wants_ends() -> None:
    def wait() -> bytes:
        signal.pause()
        return b""

    work = Aside((lambda: str(os.getpid()).encode(), wait))
    pid = int(work.take() or b"")
    work.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert work.take() is None


def test_with_one_core_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "cores", lambda: 1)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was begun"))
    work = Aside((lambda: b"made",))
    assert work.take() is None
    work.close()
