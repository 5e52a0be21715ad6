"""The yardstick itself: its corpus is what it says, its page on speed is what was measured."""

import json
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from disk import lay, play

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
DAY = "2026-06-20"

RESULTS: dict[str, Any] = {
    "format": 1,
    "day": "2026-06-20",
    "rounds": 2,
    "machine": {"cores": "2", "memory": "4 GiB", "processor": "one", "system": "Linux"},
    "versions": {"playbook": "1.0"},
    "corpora": {
        "10000": {"documents": 10_000, "median words": 430, "longest": 5_000, "bytes": 4_000_000}
    },
    "samples": [
        [10_000, "playbook", "cold", 0, "build", 10.0, 18.0, 0],
        [10_000, "playbook", "cold", 1, "build", 30.0, 18.0, 0],
        [10_000, "hugo", "cold", 0, "hugo", 5.0, 9.0, 0],
        [10_000, "hugo", "cold", 0, "pagefind", 15.0, 9.0, 0],
        [10_000, "hugo", "cold", 1, "hugo", 20.0, 9.0, 0],
        [10_000, "hugo", "cold", 1, "pagefind", 30.0, 9.0, 0],
        [10_000, "playbook", "memory", 0, "build", 0, 0, 400 * 1024**2],
        [10_000, "hugo", "memory", 0, "hugo", 0, 0, 500 * 1024**2],
        [10_000, "hugo", "memory", 0, "pagefind", 0, 0, 1000 * 1024**2],
        [10_000, "playbook", "serve-edit", 0, "serve", 0.02, 0.02, 0],
        [10_000, "playbook", "serve-rest", 0, "serve", 5.0, 0.1, 400 * 1024**2],
    ],
    "lapses": [[10_000, "mkdocs", "cold", "exit 1: out of <memory>"]],
}


def run(script: str, *arguments: str | Path) -> str:
    """Run a script of the benchmarks; give its standard output."""
    done = subprocess.run(
        [sys.executable, BENCHMARKS / script, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    run("corpus.py", folder, "--documents", "200")
    return folder


def bodies(corpus: Path) -> list[tuple[str, str]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.md"))]
    return [(front, body) for _, front, body in (text.split("---\n", 2) for text in texts)]


def test_the_corpus_is_what_it_is_said_to_be(corpus: Path) -> None:
    documents = bodies(corpus)
    words = sorted(len(body.split()) for _, body in documents)
    keys = [len(re.findall(r"^[\w-]+:", front, re.MULTILINE)) for front, _ in documents]
    assert len(documents) == 200
    assert 400 <= median(words) <= 460
    assert sum(count > 4_500 for count in words) == 4
    assert min(keys) >= 8
    assert max(keys) <= 20
    assert {body.count(".md)") for _, body in documents} == {6}
    assert all("\n- " in body and "\n| --- |" in body for _, body in documents)


def test_the_corpus_passes_the_check_without_a_finding(corpus: Path) -> None:
    assert play(corpus, "check", "--strict", "--as-of", DAY).stdout == ""


def test_one_seed_makes_one_corpus_and_another_seed_another(corpus: Path, tmp_path: Path) -> None:
    run("corpus.py", tmp_path / "same", "--documents", "200")
    run("corpus.py", tmp_path / "other", "--documents", "200", "--seed", "2")
    assert bodies(tmp_path / "same") == bodies(corpus)
    assert bodies(tmp_path / "other") != bodies(corpus)


def test_the_page_about_speed_is_what_was_measured() -> None:
    run("performance.py", "--check")


def test_a_ratio_is_taken_within_a_round_and_memory_is_that_of_the_greater_step(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "results.json"
    kept.write_text(json.dumps(RESULTS), encoding="utf-8")
    page = run("performance.py", "--print", kept)
    beside = "10,000 documents, of Hugo and Pagefind"
    assert f"| Cold build, {beside} | ≤ 0.60 | 0.55 (0.50 – 0.60) | yes |" in page
    assert "| Cold build, 10,000 documents, of Hugo alone | ≤ 1.40 | 1.75 (1.50 – 2.00) |" in page
    assert f"| Memory, {beside} | ≤ 0.33 | 0.40 | **no** |" in page
    assert f"| Nothing changed, {beside} | ≤ 0.020 | not measured | – |" in page
    assert "| Preview shows an edit of a text, 10,000 documents | ≤ 25 ms | 20 ms | yes |" in page
    assert "| Memory of a preview, 10,000 documents | ≤ 600 MiB | 400 MiB | yes |" in page
    assert "| Processor that a preview takes at rest, 10,000 documents | ≤ 1.0 % | 2.0 % |" in page
    assert "| Hugo and Pagefind | 35.0 s (20.0 s – 50.0 s) |" in page
    assert "* mkdocs, cold, 10,000 documents: `exit 1: out of <memory>`" in page


def test_what_was_measured_of_the_language_server_is_told_where_it_was(tmp_path: Path) -> None:
    kept = tmp_path / "results.json"
    kept.write_text(json.dumps(RESULTS), encoding="utf-8")
    without = run("performance.py", "--print", kept)
    typed = [
        [10_000, "playbook", "lsp-start", 0, "lsp", 0.7, 0.7, 0],
        [10_000, "playbook", "lsp-start", 1, "lsp", 0.9, 0.7, 0],
        [10_000, "playbook", "lsp-type", 0, "lsp", 0.03, 0.03, 0],
        [10_000, "playbook", "lsp-memory", 0, "lsp", 0, 0, 300 * 1024**2],
    ]
    results = {**RESULTS, "samples": [*RESULTS["samples"], *typed]}
    kept.write_text(json.dumps(results), encoding="utf-8")
    page = run("performance.py", "--print", kept)
    told = "| `playbook lsp` | 0.80 s (0.70 s – 0.90 s) | – | 30 ms | 300 MiB |\n"
    assert told in page
    assert "* **Language server**: from its start" in page
    gone = {*page.splitlines()} - {*without.splitlines()}
    assert [line for line in page.splitlines() if line not in gone and line] == [
        line for line in without.splitlines() if line
    ]


def test_the_limit_is_told_where_the_libraries_were_measured_alone(tmp_path: Path) -> None:
    kept = tmp_path / "results.json"
    kept.write_text(json.dumps(RESULTS), encoding="utf-8")
    assert "The libraries alone" not in run("performance.py", "--print", kept)
    alone = [10_000, "bare", "cold", 0, "bare", 5.0, 9.0, 0]
    results = {**RESULTS, "samples": [*RESULTS["samples"], alone]}
    kept.write_text(json.dumps(results), encoding="utf-8")
    page = run("performance.py", "--print", kept)
    assert "## Where the limit lies" in page
    assert "| The libraries alone | 9.00 s | 0.90 ms | – |" in page


def test_the_libraries_alone_make_every_page(tmp_path: Path) -> None:
    lay(tmp_path)
    run("bare.py", tmp_path)
    pages = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*.html")}
    documents = [path.relative_to(tmp_path / "content") for path in tmp_path.rglob("*.md")]
    assert pages == {path.with_suffix(".html") for path in documents}
    assert "<h1>Plain</h1>" in (tmp_path / "site/pages/plain.html").read_text(encoding="utf-8")


def test_the_plot_is_whole_and_tells_its_figures_to_who_cannot_see_it() -> None:
    picture = ET.parse(BENCHMARKS.parent / "docs" / "images" / "performance.svg")  # noqa: S314 - our own file
    title = picture.findtext("{http://www.w3.org/2000/svg}title") or ""
    assert "Cold build: playbook " in title
    assert "Hugo and Pagefind " in title


def test_a_run_measures_proves_and_keeps_and_goes_on_where_it_was(tmp_path: Path) -> None:
    asked = ("--documents", "60", "--tools", "check", "--place", tmp_path, "--only", "cold")
    first = run("bench.py", *asked, "--rounds", "1")
    assert "[1/1] 60 documents, round 1, cold, playbook check: " in first
    again = run("bench.py", *asked, "edit", "--rounds", "1", "--resume")
    assert "cold, playbook check" not in again
    assert "[2/2] 60 documents, round 1, edit, playbook check: " in again
    samples = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["samples"]
    assert [(tool, measure) for _, tool, measure, *_ in samples] == [
        ("check", "cold"),
        ("check", "edit"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_a_preview_is_watched_until_it_rests_and_while_it_does(tmp_path: Path) -> None:
    asked = ("--documents", "60", "--tools", "playbook", "--place", tmp_path, "--rounds", "1")
    told = run("bench.py", *asked, "--only", "serve-rest")
    assert "[1/1] 60 documents, round 1, serve-rest, playbook: 5." in told
    [sample] = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["samples"]
    *_, memory = sample
    assert 20 < memory / 2**20 < 400, "the memory of one small preview"


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_the_language_server_is_asked_as_an_editor_does(tmp_path: Path) -> None:
    asked = ("--documents", "60", "--tools", "playbook", "--place", tmp_path, "--rounds", "1")
    measures = ("lsp-start", "lsp-complete", "lsp-type", "lsp-memory")
    told = run("bench.py", *asked, "--only", *measures)
    assert "failed" not in told
    samples = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["samples"]
    assert [sample[2] for sample in samples] == [*measures]
    assert all(wall > 0 for *_, wall, _, _ in samples[:3])
    assert 20 < samples[3][-1] / 2**20 < 400, "the memory of one small server"


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read from /proc")
def test_the_preview_is_soaked_for_two_rounds(tmp_path: Path) -> None:
    """The least that `make soak` does, so that it can be relied on when it is needed."""
    command = [sys.executable, str(BENCHMARKS / "soak.py"), "--minutes", "0", "--documents", "40"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("200 steps; nothing wore out\n")
