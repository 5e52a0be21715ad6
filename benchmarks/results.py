"""What was measured: kept in a file after every measurement, so that nothing is lost."""

import json
import os
import platform
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

FORMAT: Final = 1
_GIB: Final = 1024**3


@dataclass(frozen=True)
class Sample:
    """One measurement of one step of a tool, such as Pagefind's after Hugo's.

    `wall` and `cpu` are seconds, `memory` bytes; 0 is what was not measured.
    """

    documents: int
    tool: str
    measure: str
    round: int
    step: str
    wall: float = 0.0
    cpu: float = 0.0
    memory: int = 0


@dataclass(frozen=True)
class Lapse:
    """A tool failed at a measure, and why."""

    documents: int
    tool: str
    measure: str
    why: str


@dataclass
class Results:
    """Everything that one run found out."""

    day: str
    rounds: int
    machine: dict[str, str]
    versions: dict[str, str]
    corpora: dict[str, dict[str, int]] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    lapses: list[Lapse] = field(default_factory=list)

    def has(self, documents: int, tool: str, measure: str, round_: int) -> bool:
        """Tell whether a measurement was made."""
        return any(
            (s.documents, s.tool, s.measure, s.round) == (documents, tool, measure, round_)
            for s in self.samples
        )

    def series(
        self,
        documents: int,
        tool: str,
        measure: str,
        *,
        step: str = "",
        of: Callable[[Sample], float] = lambda sample: sample.wall,
        join: Callable[[Iterable[float]], float] = sum,
    ) -> dict[int, float]:
        """Return a figure of each round: of one step, or of all steps together."""
        rounds: dict[int, list[float]] = {}
        for sample in self.samples:
            if (sample.documents, sample.tool, sample.measure) == (documents, tool, measure) and (
                not step or sample.step == step
            ):
                rounds.setdefault(sample.round, []).append(of(sample))
        return {round_: join(found) for round_, found in sorted(rounds.items())}

    def sizes(self) -> list[int]:
        """Return the numbers of documents that anything was measured at."""
        return sorted({sample.documents for sample in self.samples})

    def write(self, path: Path) -> None:
        """Write the results; what was there before stays whole until they are written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        kept = {"format": FORMAT, **asdict(self)}
        for name in ("samples", "lapses"):
            kept[name] = [list(entry.values()) for entry in kept[name]]
        text = json.dumps(kept, indent=1)
        beside.write_text(_one_a_line(text) + "\n", encoding="utf-8")
        beside.replace(path)


def _one_a_line(text: str) -> str:
    """Put each sample on one line, so that the file can be read and compared."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if inside:
            lines[-1] += line.strip() if line.strip() in {"]", "],"} else f"{line.strip()} "
            lines[-1] = lines[-1].replace(" ]", "]")
            inside = line.strip() not in {"]", "],"}
        else:
            lines.append(line)
            inside = line == "  ["
    return "\n".join(lines)


def read(path: Path) -> Results:
    """Read results; raises `OSError` or `ValueError` where there are none of this format."""
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if kept.pop("format") != FORMAT:
        raise ValueError(f"{path} is of another format")
    kept["samples"] = [Sample(*entry) for entry in kept["samples"]]
    kept["lapses"] = [Lapse(*entry) for entry in kept["lapses"]]
    return Results(**kept)


def begin(rounds: int, versions: dict[str, str]) -> Results:
    """Return empty results of today, on this machine."""
    return Results(datetime.now(UTC).date().isoformat(), rounds, machine(), versions)


def machine() -> dict[str, str]:
    """Return the size of this machine, and nothing by which it could be told."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1),
        "memory": f"{memory:.0f} GiB",
        "processor": _processor(),
        "system": platform.system(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
