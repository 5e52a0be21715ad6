"""Measure `playbook` beside Hugo with Pagefind, Eleventy and MkDocs with Material.

    python benchmarks/bench.py [--documents 1000 10000] [--rounds 5] [--tools playbook hugo]
                               [--only cold edit] [--resume] [--publish]

All tools get the same documents. They take turns within a round, so that a machine that becomes
slower makes all of them slower. What was measured is written down after every measurement
(`.bench/results.json`); `--resume` goes on where a run was interrupted. `--publish` makes the
results those of the repository and writes `docs/performance.md` from them.
"""

import argparse
import shutil
import signal
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import editor
from corpus import Document, documents
from performance import RESULTS, publish, summary
from processes import Cost, ToolError, run
from projects import Project
from proof import arrived, every_file, every_link, every_page
from results import Lapse, Results, Sample, begin, read
from serving import EDITS, edit, preview, rest
from tools import EDITS as TYPED
from tools import MEASURES, SERVES, Tool, install, tools, versions

ROOT: Final = Path(__file__).parents[1]
PLACE: Final = ROOT / ".bench"
KEPT: Final = "results.json"

_TRIAL: Final = 60
"""With so many documents each tool is tried before anything is measured."""

_PATIENCE: Final = 10
"""So many times what was guessed, and five minutes, may a measurement take."""

_AROUND_A_PREVIEW: Final = 8.0
"""Seconds in which a preview starts or settles, and is not timed."""


class Turn(NamedTuple):
    """One measurement to make."""

    documents: int
    round: int
    measure: str
    tool: Tool


@dataclass
class Bench:
    """A run: its results so far, and the projects that are laid out for it."""

    results: Results
    place: Path
    projects: dict[str, Project] = field(default_factory=dict)

    def lay(self, chosen: list[Tool], size: int) -> None:
        """Lay out the projects of all tools with so many documents."""
        texts = list(documents(size))
        self.results.corpora[str(size)] = _described(texts)
        self.projects.clear()
        for tool in chosen:
            self.projects[tool.name] = Project.lay(
                tool.shape, self.place / "projects" / tool.name, texts
            )

    def log(self, tool: Tool) -> Path:
        """Return where the words of a tool's last run go."""
        return self.place / f"{tool.name}.log"

    def measure(self, turn: Turn) -> float:
        """Measure, keep and return the seconds it took by the clock; raises `ToolError`."""
        project = self.projects[turn.tool.name]
        if turn.measure in SERVES:
            costs = {"serve": self._serve(turn, project)}
        elif turn.measure in TYPED:
            costs = {"lsp": self._type(turn, project)}
        else:
            costs = self._build(turn, project)
        for step, cost in costs.items():
            self.results.samples.append(
                Sample(
                    *(turn.documents, turn.tool.name, turn.measure, turn.round, step),
                    *(round(cost.wall, 4), round(cost.cpu, 2), cost.memory),
                )
            )
        return sum(cost.wall for cost in costs.values())

    def _build(self, turn: Turn, project: Project) -> dict[str, Cost]:
        is_sampled = turn.measure == "memory"
        edited = _document(project, turn.round)
        word = f"{turn.measure}{_letters(turn.round)}"
        if turn.measure in {"cold", "memory"}:
            project.restore()
            project.forget()
        elif not project.is_built:
            self._run(turn, project)
        if turn.measure == "edit":
            project.edit(edited, word)
        costs = self._run(turn, project, is_sampled=is_sampled)
        if turn.tool.publishes:
            (every_page if turn.measure == "cold" else every_file)(project)
            if turn.measure == "edit":
                arrived(project.page(edited), word)
        if is_sampled:
            return {step: Cost(0, 0, cost.memory) for step, cost in costs.items()}
        return costs

    def _run(self, turn: Turn, project: Project, *, is_sampled: bool = False) -> dict[str, Cost]:
        costs = {
            step: run(
                command,
                project.folder,
                self.log(turn.tool),
                seconds=_patience(turn),
                is_sampled=is_sampled,
            )
            for step, command in turn.tool.steps.items()
        }
        project.is_built = True
        return costs

    def _type(self, turn: Turn, project: Project) -> Cost:
        if not project.is_built:  # the server goes on from what a build left
            self._run(turn, project)
        count = 1 + editor.TIMES
        chosen = [_document(project, turn.round * count + place) for place in range(count)]
        word = turn.measure + _letters(turn.round)
        seconds, log = _patience(turn), self.log(turn.tool)
        return editor.measure(turn.tool.server, project, turn.measure, chosen, word, log, seconds)

    def _serve(self, turn: Turn, project: Project) -> Cost:
        chosen = [_document(project, turn.round * EDITS + place) for place in range(EDITS)]
        seconds, log = _patience(turn), self.log(turn.tool)
        if turn.measure in {"serve-cold", "serve-rest"}:
            project.restore()
            project.forget()
        elif not project.is_built:  # a preview is started beside a site that was built before
            self._run(turn, project)
        if turn.measure == "serve-rest":
            return rest(turn.tool, project, chosen[0], log, seconds)
        with preview(turn.tool, project, chosen[0], log, seconds=seconds) as running:
            if turn.measure in {"serve-start", "serve-cold"}:
                return Cost(running.started, running.cpu)
            word = turn.measure.replace("-", "") + _letters(turn.round)
            words = [f"{word}{_letters(place)}" for place in range(EDITS)]
            try:
                change = project.retitle if turn.measure == "serve-title" else project.edit
                return Cost(*edit(running, change, chosen, words, seconds))
            finally:
                project.is_built = False


def _described(texts: list[Document]) -> dict[str, int]:
    words = sorted(len(document.body.split()) for document in texts)
    return {
        "documents": len(texts),
        "median words": words[len(words) // 2],
        "longest": words[-1],
        "bytes": sum(len(document.text.encode()) for document in texts),
    }


def _document(project: Project, number: int) -> Document:
    """Return a document to edit: of ordinary length, another one for each number."""
    pages = [document for document in project.documents if document.name.startswith("pages/")]
    short = [document for document in pages if len(document.body) < 5_000]  # noqa: PLR2004 - ordinary
    return short[number * 7 % len(short)]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _patience(turn: Turn) -> float:
    return 300 + _PATIENCE * turn.tool.guess("cold", turn.documents)


def turns(chosen: list[Tool], sizes: list[int], only: list[str], rounds: int) -> Iterator[Turn]:
    """Yield what is to be measured: within a round each tool in turn, another first each time."""
    for size in sizes:
        able = [tool for tool in chosen if size <= tool.most]
        for round_ in range(rounds):
            for measure in only:
                first = round_ % len(able) if able else 0
                for tool in (*able[first:], *able[:first]):
                    if measure in tool.measures:
                        yield Turn(size, round_, measure, tool)


def trial(bench: Bench, chosen: list[Tool]) -> list[Tool]:
    """Try each tool on a few documents, with proof of every page and link; return those that work.

    It also fills what an interpreter keeps of modules that it has read once.
    """
    able = []
    bench.lay(chosen, _TRIAL)
    del bench.results.corpora[str(_TRIAL)]
    for tool in chosen:
        project = bench.projects[tool.name]
        try:
            for command in tool.steps.values():
                run(command, project.folder, bench.log(tool), seconds=300)
            if tool.publishes:
                every_page(project)
                print(
                    f"  {tool.title}: {len(project.documents)} pages, {every_link(project)} links"
                )
            able.append(tool)
        except (ToolError, OSError) as failure:
            print(f"  {tool.title}: left out, {failure}")
            bench.results.lapses.append(Lapse(_TRIAL, tool.name, "trial", str(failure)[:300]))
    return able


def measure(bench: Bench, todo: list[Turn]) -> None:
    """Make all measurements, and keep what there is after each."""
    failed: set[tuple[int, str, str]] = set()
    laid = 0
    for number, turn in enumerate(todo, start=1):
        if bench.results.has(turn.documents, turn.tool.name, turn.measure, turn.round):
            continue
        if (turn.documents, turn.tool.name, turn.measure) in failed:
            continue
        if laid != turn.documents:
            laid = turn.documents
            needed = {t.tool.name: t.tool for t in todo if t.documents == laid}
            bench.lay(list(needed.values()), laid)
        where = f"[{number}/{len(todo)}] {turn.documents:,} documents, round {turn.round + 1}"
        print(f"{where}, {turn.measure}, {turn.tool.title}: ", end="", flush=True)
        try:
            took = bench.measure(turn)
            print(f"{took:.2f} s" if took else "done")
        except (ToolError, OSError) as failure:
            print(f"failed, {failure}")
            failed.add((turn.documents, turn.tool.name, turn.measure))
            bench.results.lapses.append(
                Lapse(turn.documents, turn.tool.name, turn.measure, str(failure)[:300])
            )
            bench.projects[turn.tool.name].is_built = False
        bench.results.write(bench.place / KEPT)


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", nargs="+", choices=names, default=names)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--place", type=Path, default=PLACE, help="where it all happens")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted run")
    parser.add_argument(
        "--again", nargs="+", choices=names, default=[], help="with --resume: not these tools' part"
    )
    parser.add_argument("--publish", action="store_true", help="write docs/performance.md")
    return parser.parse_args()


def _kept(place: Path, rounds: int, again: list[str]) -> Results | None:
    """Return what an interrupted run measured of the same versions, but for some tools."""
    try:
        kept = read(place / KEPT)
    except (OSError, ValueError) as error:
        print(f"There is no run to resume: {error}")
        return None
    if kept.versions != versions(place):
        print("The versions have changed since: starting anew.")
        return None
    kept.rounds = max(rounds, kept.rounds)
    kept.lapses.clear()
    kept.samples = [sample for sample in kept.samples if sample.tool not in again]
    return kept


def _minutes(todo: list[Turn]) -> float:
    """Return how long it will take: as it took in the published run, where that measured it."""
    try:
        known = read(ROOT / RESULTS)
    except (OSError, ValueError):
        known = begin(0, {})
    total = 0.0
    for size, _, measure, tool in todo:
        took = known.series(size, tool.name, "cold" if measure == "memory" else measure)
        guess = statistics.median(took.values()) if took else tool.guess(measure, size)
        total += guess + (_AROUND_A_PREVIEW if measure in (*SERVES, *TYPED) else 0)
    return total / 60


def main() -> int:
    """Measure as the command line says; return 1 if something failed."""
    given = _arguments(list(tools(PLACE)))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that nothing is left running
    place = given.place.resolve()
    for problem in install(place, [tools(place)[name] for name in given.tools]):
        print(f"Not installed: {problem}", file=sys.stderr)
    # Asked once more: where the programs are is only known when they are there.
    chosen = [tool for name, tool in tools(place).items() if name in given.tools]
    kept = _kept(place, given.rounds, given.again) if given.resume else None
    results = kept or begin(given.rounds, versions(place))
    bench = Bench(results, place)
    only = [measure for measure in MEASURES if measure in given.only]
    todo = list(turns(chosen, sorted(given.documents), only, given.rounds))
    print(f"{len(todo)} measurements, some {_minutes(todo):.0f} minutes if all else is idle.")
    print("First a trial of each tool:")
    try:
        able = {tool.name for tool in trial(bench, chosen)}
        measure(bench, [turn for turn in todo if turn.tool.name in able])
    except KeyboardInterrupt:
        print(f"\nInterrupted. What was measured is kept in {place / KEPT}; --resume goes on.")
        return 130
    shutil.rmtree(place / "projects", ignore_errors=True)
    results.write(place / KEPT)
    print(summary(results))
    if given.publish:
        publish(results, ROOT)
    return 1 if results.lapses else 0


if __name__ == "__main__":
    sys.exit(main())
