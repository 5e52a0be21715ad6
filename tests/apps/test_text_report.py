"""The report for people: the right columns under any script, and nothing that moves a cursor."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from disk import lay, play, run
from playbook.apps.report import Report
from playbook.apps.report.text import text_report
from playbook.apps.report.visible import visible, width
from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.text import Source

RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

TEXTS = {
    "content/plain.md": "# Title\n\nA word here.\n",
    "content/wide.md": "# 方針\n\n合意した言葉 word 後\n",
    "content/tabs.md": "a\tb\tword\tc\n",
    "content/marks.md": "e\u0301e\u0301 word 👩\u200d💻 word\n",
    "content/long.md": f"{'x' * 150} word {'y' * 150}\n",
    "content/long-wide.md": f"{'方' * 150}word{'針' * 150}\n",
    "content/whole.md": f"{'word' * 60}\n",
    "content/escapes.md": "\x1b[31mred\x1b[0m \x07 \x9b2J word\n",
    "content/hidden.md": "a \u202eolleh\u202c word \u2066x\u2069\n",
    "content/::error file=a,line=1::x.md": "::error::in a line word\n",
    "content/a\nb\x1b]0;x\x07.md": "word\n",
    "::warning.md": "  ::error::word\n",
    "content/azure.md": "##vso[task.setvariable variable=PATH]x word ##[add-mask]y\n",
    "content/empty.md": "\n\n",
}


def at_word(path: str, severity: Severity, message: str, hint: str = "") -> Diagnostic:
    source = Source.of(path, TEXTS[path])
    start = max(source.text.find("word"), 0)
    length = len(source.text) - 1 if path == "content/whole.md" else 4
    return Diagnostic("test/rule", severity, source.span(start, start + length), message, hint)


def lines_of(findings: list[Diagnostic], *, quiet: bool = False) -> list[str]:
    sources = {path: Source.of(path, text) for path, text in TEXTS.items()}
    return list(text_report(Report(findings, sources.get, len(sources)), notices=not quiet))


def uncoloured(lines: list[str]) -> str:
    return "".join(f"{click.unstyle(line)}\n" for line in lines)


def all_findings() -> list[Diagnostic]:
    found = [at_word(path, Severity.ERROR, "this is wrong", "mend it") for path in TEXTS]
    words = "“\x1b[2Jcleared\n::error::line two\u202e” is ##vso[x]wrong"
    related = Related(Source.of("content/plain.md", "").span(0, 0), "::first said here\x07")
    found.append(
        Diagnostic("test/words", Severity.WARNING, found[0].span, words, words, (related,))
    )
    nowhere = Source.of("content/gone.md", "").span(9, 12)
    found.append(Diagnostic("test/place", Severity.NOTICE, nowhere, "no text is known"))
    return found


def test_the_report_in_all_scripts(golden: Callable[[str, str], None]) -> None:
    golden("report.txt", uncoloured(lines_of(all_findings())))


def test_no_line_has_a_raw_control_character_or_begins_a_command() -> None:
    for line in uncoloured(lines_of(all_findings())).splitlines():
        assert not RAW.search(line), repr(line)
        assert not line.lstrip().startswith("::"), line
        assert not re.search(r"##\w*\[", line), line


@pytest.mark.parametrize("path", [path for path in TEXTS if path != "content/empty.md"])
def test_the_caret_stands_below_the_word(path: str) -> None:
    lines = uncoloured(lines_of([at_word(path, Severity.ERROR, "wrong")])).splitlines()
    excerpt, caret = lines[1], lines[2]
    column = caret.index("^")
    before = ""
    while width(before) < column:
        before = excerpt[: len(before) + 1]
    while width(excerpt[len(before)]) == 0:  # joined to what stands before
        before = excerpt[: len(before) + 1]
    assert excerpt[len(before) :].startswith("word")
    assert width(excerpt) <= 8 + 202


def test_quiet_leaves_notices_out() -> None:
    found = [at_word("content/plain.md", severity, "x") for severity in Severity]
    words = uncoloured(lines_of(found, quiet=True))
    assert re.findall(r": (\w+): x", words) == ["error", "warning", "off"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\tb\nc", "a b ⏎ c"),
        ("\x1b[0m\x7f\x9b", "\\x1b[0m\\x7f\\x9b"),
        ("\u202e\u2028\ud800", "\\u202e\\u2028\\ud800"),
        ("::error::x", ": :error::x"),
        ("  ::error::x", "  : :error::x"),
        ("a ::b", "a ::b"),
        ("##[group]x ##vso[y] ## c", "# #[group]x # #vso[y] ## c"),
        ("方針", "方針"),
    ],
)
def test_text_of_authors_is_made_safe(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("方針", 4), ("e\u0301", 1), ("👩\u200d💻", 4), ("ｱ", 1)]
)
def test_widths_are_those_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


HOSTILE = {
    "site.yml": 'audience: ["\\e[31m"]\nsite_name: "::error::x"\n',
    "content/pages/::error ::x.md": "# ::error::title \x1b[31mred\n\n[[nobody]]\n",
    "content/terms/a.md": '---\ntitle: "\\e]0;owned\\a"\naliases: ["::stop-commands::x"]\n---\n',
    "content/pages/##vso[x]y.md": "# ##vso[task.setvariable variable=x]y\n\n[[##[group]z]]\n",
}


def hostile(folder: Path) -> Path:
    lay(folder, HOSTILE)
    for name in ("a\nb.md", "c\x1b[31m.md", "::x\n::error::y.png"):
        (folder / "content" / name).write_bytes(b"# A title\n")
    return folder


def test_a_hostile_playbook_prints_no_raw_control_character(tmp_path: Path) -> None:
    done = run(hostile(tmp_path), "check", code=2)
    assert done.stdout.count("[file/bad-name]") == 3
    for line in (done.stdout + done.stderr).splitlines():
        assert not RAW.search(line), repr(line)
        assert not line.lstrip().startswith("::"), line
        assert not re.search(r"##\w*\[", line), line


def test_annotations_for_a_forge_are_one_line_each_and_hold_no_command(tmp_path: Path) -> None:
    lines = play(hostile(tmp_path), "check", "--format", "github", code=2).stdout.splitlines()
    assert len(lines) > 5
    for line in lines:
        assert re.match(r"::(?:error|warning|notice) file=[^:]*::", line), line
        assert not RAW.search(line), repr(line)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "content/\x07.md"],
        ["check", "--select", "\x07/x"],
        ["check", "--baseline", "\x07.json"],
        ["check", "-f", "\x07.yml"],
        ["build", "--audience", "\x07"],
        ["build", "-d", "content/\x07"],
        ["new", "\x07", "A title"],
        ["new", "term", "A \x07 title"],
        ["explain", "\x07"],
        ["\x07"],
    ],
)
def test_what_is_given_to_a_command_is_made_safe_too(arguments: list[str], tmp_path: Path) -> None:
    done = play(hostile(tmp_path), *arguments, code=2)
    assert "\x07" not in done.output
