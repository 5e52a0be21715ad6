"""Work among processes: nothing lost, nothing hanging, and failures by name."""

import mmap
import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest

from playbook.engine.processes import crew
from playbook.engine.processes.cores import cores
from playbook.engine.processes.crew import WorkerDied, share

PIECES = [f"content/{number}.md" for number in range(50)]


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_every_piece_is_done_once_whoever_does_it(workers: int) -> None:
    told: list[int] = []
    results = dict(
        share(PIECES, lambda piece: piece.encode() * 3, workers=workers, done=told.append)
    )
    assert results == {at: piece.encode() * 3 for at, piece in enumerate(PIECES)}
    assert told == list(range(1, 51))


def test_each_worker_begins_once_and_whoever_shares_the_work_does_not() -> None:
    begun: list[int] = []
    work = share(
        PIECES, lambda _: str(len(begun)).encode(), workers=2, begins=lambda: begun.append(1)
    )
    assert set(dict(work).values()) == {b"1"}
    assert begun == []


def test_large_results_come_whole() -> None:
    results = dict(share(PIECES[:5], lambda piece: piece.encode() * 100_000, workers=2))
    assert {at: len(data) for at, data in results.items()} == {
        at: len(piece) * 100_000 for at, piece in enumerate(PIECES[:5])
    }


def test_whoever_is_free_takes_the_next_piece() -> None:
    def work(piece: str) -> bytes:
        sleep(0.5 if piece == PIECES[3] else 0.002)
        return str(os.getpid()).encode()

    results = dict(share(PIECES, work, workers=2))
    assert list(results.values()).count(results[3]) < 10


def test_small_pieces_go_together_and_large_ones_alone() -> None:
    sizes = dict.fromkeys(range(100_000), 1) | {70_000: 50_000}
    done = dict(share(range(100_000), lambda _: b"", workers=3, size=sizes.__getitem__, name=str))
    assert len(done) == 100_000
    parts = crew._parts(range(100_000), sizes.__getitem__, lambda _: "")
    assert [70_000] in parts
    assert len(parts) <= crew._MOST_PARTS
    assert [at for part in parts for at in part] == list(range(100_000))


def test_pieces_of_a_group_are_done_by_one_process_side_by_side() -> None:
    groups = {piece: f"group {number % 3}" for number, piece in enumerate(PIECES)}

    def work(_: str) -> bytes:
        sleep(0.005)  # or one would do it all before the other has begun
        return str(os.getpid()).encode()

    results = dict(share(PIECES, work, workers=2, group=groups.__getitem__))
    workers = {(groups[PIECES[at]], result) for at, result in results.items()}
    assert len(workers) == len(set(groups.values()))
    assert len(set(results.values())) == 2


def test_a_worker_that_is_killed_names_what_it_was_working_on() -> None:
    def work(piece: str) -> bytes:
        if piece == "content/7.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(WorkerDied, match=r"worked on content/7\.md"):
        list(share(PIECES, work, workers=2))


def test_a_worker_that_fails_says_why_and_names_its_piece(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def work(piece: str) -> bytes:
        return str(1 / (piece != "content/9.md")).encode()

    with pytest.raises(WorkerDied, match=r"content/9\.md"):
        list(share(PIECES, work, workers=2))
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_who_stops_listening_leaves_no_worker_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    def fork(forking: Callable[[], int] = os.fork) -> int:
        started.append(forking())
        return started[-1]

    monkeypatch.setattr(os, "fork", fork)
    results = share(PIECES, lambda _: b"x" * 100_000, workers=2)
    next(results)
    results.close()
    assert len(started) == 2
    for worker in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(worker, os.WNOHANG)


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="what a process holds is read from /proc"
)
def test_a_worker_that_has_grown_is_followed_by_one_that_sees_what_was_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crew, "_MUCH", 4 << 20)
    held: list[mmap.mmap] = []
    done: dict[int, bytes] = {}

    def work(_: str) -> bytes:
        # Room of its own: what others have let go of in this process may be taken again unseen.
        held.append(mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
        held[-1].write(b"x" * (1 << 20))
        return f"{os.getpid()} {len(held)} {len(done)}".encode()

    def ends(piece: str) -> bool:
        return piece < "content/4"

    for at, data in share(PIECES, work, workers=2, ends=ends):
        assert at not in done
        done[at] = data
    assert sorted(done) == list(range(len(PIECES)))
    told = {PIECES[at]: [int(word) for word in data.split()] for at, data in done.items()}
    few = [piece for piece in PIECES if ends(piece)]
    assert len({told[piece][0] for piece in few}) > 4
    assert max(told[piece][1] for piece in few) < 10
    rest = [told[piece] for piece in PIECES if not ends(piece)]
    assert len({worker for worker, _, _ in rest}) <= 4  # what does not end a worker may grow
    assert max(saw for _, _, saw in told.values()) > 10


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
