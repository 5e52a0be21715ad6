"""Write the documentation as the documents of a playbook: `make handbook`, which then builds it.

    python docs/handbook.py FOLDER

The texts stay where they are read on a forge too: guides and reference in `docs/`, a page beside
each rule, the README in front. Here each becomes a document of a kind (`docs/handbook/site.yml`),
with links that lead to documents, and with what the program knows of a rule as its front matter.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playbook.engine.settings.registry import RULES

ROOT = Path(__file__).parent.parent
_DOCS = ROOT / "docs"
_SPECS = ROOT / "src" / "playbook" / "rules" / "specs"
_RULES = {rule.code: rule for rule in RULES}
_SETTINGS = _DOCS / "handbook" / "site.yml"
_PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "pages/contributing.md",
    "docs/architecture.md": "pages/architecture.md",
    "docs/performance.md": "pages/performance.md",
    "themes/default/README.md": "pages/built-in-theme.md",
    "docs/handbook/decisions.md": "decisions/index.md",
    "docs/handbook/guides.md": "guides/index.md",
    "docs/handbook/rules.md": "rules/index.md",
}
"""What is no guide: where it is in the repository, and where in the handbook."""
_FOLDERS = {"docs/decisions": "docs/handbook/decisions.md"}
"""Folders to which texts lead, and what introduces them in the handbook."""

_FENCED = r"^(?P<fence>```+)[^\n]*\n.*?^(?P=fence)$"
_CODE = rf"(?P<code>{_FENCED}|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
_LINK = r"(?P<mark>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)"
_PICTURE = r'<img src="(?P<source>[^"]+)"[^>]* alt="(?P<alt>[^"]*)">'
_OF_INTEREST = re.compile(f"{_LINK}|{_PICTURE}|{_CODE}", re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r"[a-z]+:|#")


def write(folder: Path) -> None:
    """Write documents, pictures and settings into a folder.

    Raises `FileExistsError` where it has documents already: they may be somebody's own.
    """
    (folder / "content").mkdir(parents=True)
    places = dict(_places())
    for source, place in places.items():
        target = folder / "content" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.endswith(".md"):
            text = (ROOT / source).read_text(encoding="utf-8")
            text = _front_matter(source, place) + _led(text, source, places)
            target.write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(ROOT / source, target)
    shutil.copyfile(_SETTINGS, folder / "site.yml")


def _places() -> Iterator[tuple[str, str]]:
    """Yield where each text and picture is in the repository, and where in the handbook."""
    yield from _PAGES.items()
    for path in sorted(_DOCS.rglob("*")):
        source, place = path.relative_to(ROOT).as_posix(), path.relative_to(_DOCS).as_posix()
        if path.suffix in {".md", ".png", ".svg"} and source not in _PAGES:
            yield source, place if "/" in place else f"guides/{place}"
    for path in sorted(_SPECS.rglob("*.md")):
        name = path.relative_to(_SPECS).as_posix().replace("/", "-")
        yield path.relative_to(ROOT).as_posix(), f"rules/{name}"


def _front_matter(source: str, place: str) -> str:
    """Return what the program knows of a text: of a rule what it is, of a decision its day."""
    kind, _, name = place.partition("/")
    if name == "index.md":
        return ""
    if kind == "decisions":
        day = name.partition("-")[0]
        return f"---\ndecided: {day[:4]}-{day[4:6]}-{day[6:]}\n---\n"
    if kind != "rules":
        return ""
    path = (ROOT / source).relative_to(_SPECS)
    rule = _RULES[path.with_suffix("").as_posix()]
    fields = [f'severity: "{rule.severity.value}"']
    if rule.since:
        fields.append(f"full-from: {rule.since}")
    reads = [name for name, does in (("today", rule.clock), ("history", rule.history)) if does]
    if reads:
        fields.append(f"reads: [{', '.join(reads)}]")
    if rule.fixes:
        fields.append("mended-by-fix: true")
    return "\n".join(["---", *fields, "---\n"])


def _led(text: str, source: str, places: dict[str, str]) -> str:
    """Return a text whose links lead from its place in the handbook, or say where they would."""

    def led(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        words, target = found["text"] or "", found["target"]
        if found["source"]:
            return f"![{found['alt']}]({_relative(found['source'], source, places)})"
        if _ELSEWHERE.match(target):
            return found[0]
        path, hash_, heading = target.partition("#")
        place = _relative(path, source, places)
        if place:
            return f"{found['mark']}[{words}]({place}{hash_}{heading})"
        path = _in_repository(path, source)
        return words if words.strip("`/") == path else f"{words} (`{path}`)"

    return _OF_INTEREST.sub(led, text)


def _in_repository(path: str, source: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(source), path))  # noqa: PTH118, PTH120


def _relative(path: str, source: str, places: dict[str, str]) -> str:
    """Return the way from a text to another one in the handbook; "" to what is not in it."""
    held = _in_repository(path, source)
    there = places.get(_FOLDERS.get(held, held))
    return os.path.relpath(there, os.path.dirname(places[source]) or ".") if there else ""  # noqa: PTH120


if __name__ == "__main__":
    write(Path(sys.argv[1]))
