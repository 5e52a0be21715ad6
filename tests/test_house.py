"""The rules of the house, read from the sources: what may import what, what may do what.

    model  <-  reading                              <-  engine  <-  apps
    model  <-  kinds  <-  rules · rendering · queries  <-  engine  <-  apps

A room may import itself and what stands to its left in its row; rules, rendering and queries read
the records of `kinds` and do not know each other. Everything up to `engine` is pure: no files, no
clock, no dice. Some have rooms within them, each with the few of these that it may import; from
elsewhere all of them are one. A finding reads `path:line: what`.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "playbook"
SPECS = PACKAGE / "rules" / "specs"
REFERENCE = ROOT / "docs" / "reference"

MIDDLE = ("reading", "kinds", "rules", "rendering", "queries")
IN_READING = {"source": "", "front_matter": "source", "grammar": "", "markdown": "grammar"}
IN_KINDS = {"common": "", "custom": ""}
IN_RULES = {"common": "", "versions": "common"}
IN_ENGINE = {
    "cache": "",
    "processes": "",
    "files": "cache",
    "history": "cache files",
    "settings": "history",
    "answers": "cache",
    "publishing": "cache files processes",
    "workspace": "answers cache files history settings",
    "runs": "cache files history processes publishing settings workspace",
    "authoring": "files history runs workspace",
}
"""Rooms within a room, and which of these each may import: none that stands below it here."""


def rooms_within(room: str, known: set[str], table: Mapping[str, str]) -> dict[str, set[str]]:
    """Return what each room of a table may import; all of them may import what is `known`."""
    return {
        f"{room}/{inner}": known | {f"{room}/{other}" for other in [inner, *may.split()]}
        for inner, may in table.items()
    }


MAY_IMPORT = {
    "model/meant": {"model", "model/meant"},
    "model": {"model"},
    **rooms_within("reading", {"model", "model/meant"}, IN_READING),
    "reading": {"model", "model/meant", "reading", *(f"reading/{inner}" for inner in IN_READING)},
    **rooms_within("kinds", {"model"}, IN_KINDS),
    "kinds": {"model", "kinds", "kinds/common"},
    "kinds/computed": {"model", "kinds", "kinds/common", "kinds/computed"},
    **{room: {"model", "kinds", room} for room in ("rendering", "queries")},
    "rules": {"model", "kinds", "rules", "rules/common", "rules/versions"},
    **rooms_within("rules", {"model", "kinds"}, IN_RULES),
    "engine": set[str](),
    **rooms_within("engine", {"model", *MIDDLE}, IN_ENGINE),
    "engine/cache": {"model", "kinds", "reading", "engine/cache"},
    "apps": {"model", *MIDDLE, "engine", "apps"},
}
DOOR = {"__init__.py", "__main__.py"}
"""The package's own door; it may import anything and, `__version__` apart, nobody imports it."""

PURE = {"model", *MIDDLE}
IMPURE_MODULES = set(
    "asyncio builtins concurrent ctypes fcntl fileinput getpass glob http importlib io locale "
    "logging mmap multiprocessing os pathlib platform pkgutil pwd random resource secrets select "
    "shutil signal socket sqlite3 ssl subprocess sys sysconfig tempfile threading time "
    "urllib.request uuid webbrowser zoneinfo".split()
)
IMPURE_CALLS = {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
CLOCK_CALLS = {"now", "today", "utcnow"}
BANNED_MODULES = {"marshal", "pickle", "shelve"}
"""Nowhere: what they read can run code."""

PENS = {
    "pydantic": ("",),
    "pydantic_core": ("",),
    "yaml": ("reading/front_matter/yaml.py",),
    "markdown_it": ("reading/grammar/", "reading/markdown/"),
    "mdit_py_plugins": ("reading/grammar/",),
    "pygments": ("reading/markdown/highlighting.py",),
    "msgspec": ("model/value.py", "engine/cache/documents/codec.py", "engine/cache/packing.py"),
    "jinja2": ("rendering/",),
    "markupsafe": ("rendering/",),
    "Stemmer": ("rendering/",),
    "click": ("apps/",),
    "starlette": ("apps/preview/",),
    "uvicorn": ("apps/preview/",),
    "watchdog": ("apps/preview/",),
    "lsprotocol": ("apps/editor/",),
    "pygls": ("apps/editor/",),
}
"""Where in `src/playbook/` a third-party library may be imported; one that is not here, nowhere."""

MOST_LINES = {"src": 350, "themes": 350, "tests": 500}
TEXT_SUFFIXES = {
    ".css",
    ".html",
    ".j2",
    ".js",
    ".md",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".xml",
    ".yml",
}
# The brackets keep the words themselves out of this file.
UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")

SAFE_IN_TEMPLATES: frozenset[tuple[str, str]] = frozenset()
"""Each `(template, expression)` that may be marked safe: the renderer's own output, never an
author's text; for example `("themes/default/document.html", "page.body")`."""


# --- what is read ---------------------------------------------------------------------------------


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    wanted = set(suffixes)
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in wanted and "__pycache__" not in path.parts
    )


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fail_on(findings: Iterable[str]) -> None:
    if lines := list(findings):
        pytest.fail("\n".join(lines), pytrace=False)


def found_in(paths: Sequence[Path], look: Callable[[Path], Iterable[str]]) -> list[str]:
    """Return what a look at each file finds; there are some, or nothing was looked at."""
    assert paths
    return [finding for path in paths for finding in look(path)]


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=shown(path))


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """Line and dotted name of everything imported; `from a import b` gives `a.b`."""
    return tuple(imported(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    package = ("playbook", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*parents, *([node.module] if node.module else [])])
            for name in node.names:
                yield node.lineno, f"{base}.{name.name}"


def room_of(path: Path) -> str:
    """The first folder below the package; for the door, its file name."""
    return path.relative_to(PACKAGE).parts[0]


def inner_room_of(place: Sequence[str]) -> str:
    """The room of a file or module below the package, which may stand within another."""
    inner = "/".join(place[:2])
    return inner if inner in MAY_IMPORT else place[0]


def belongs(name: str, modules: Iterable[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


MODULES = files_below(PACKAGE, [".py"])
PURE_MODULES = [path for path in MODULES if room_of(path) in PURE]
TESTS = files_below(ROOT / "tests", [".py"])
TEMPLATES = [
    path
    for folder in (ROOT / "themes", ROOT / "templates")
    for path in files_below(folder, [".html", ".j2", ".xml", ".js", ".txt"])
]
SOURCES = [
    *MODULES,
    *files_below(ROOT / "themes", [".css", ".js", ".html", ".j2"]),
    *TESTS,
]
TEXTS = [
    path
    for folder in ("src", "themes", "tests")
    for path in files_below(ROOT / folder, TEXT_SUFFIXES)
]


# --- the layers -----------------------------------------------------------------------------------


def test_no_import_runs_against_the_direction() -> None:
    fail_on(found_in(MODULES, arrows_back))


def arrows_back(path: Path) -> Iterator[str]:
    room = inner_room_of(path.relative_to(PACKAGE).parts)
    if room in DOOR:
        return
    if room not in MAY_IMPORT:
        yield f"{shown(path)}:1: stands in no room; the rooms are {', '.join(MAY_IMPORT)}"
        return
    for line, name in imports(path):
        if name == "playbook.__version__" and room.partition("/")[0] in {"engine", "apps"}:
            continue
        owner, *inside = name.split(".")
        if owner != "playbook":
            continue
        there = inner_room_of(inside or [""])
        own, house, known = room.partition("/")[0], there.partition("/")[0], MAY_IMPORT[room]
        if there not in known and (house == own or house not in known):
            yield f"{shown(path)}:{line}: {room} may not import {name}"


MAKES_RULES = {
    f"playbook.model.rule.{name}" for name in ("found_while_reading", "rule", "rule_of_whole")
}


def test_rules_stand_apart_from_what_they_share() -> None:
    rules = [path for path in MODULES if room_of(path) == "rules" and path.name not in DOOR]
    fail_on(found_in(rules, out_of_family))


def out_of_family(path: Path) -> Iterator[str]:
    holds_rules = any(name in MAKES_RULES for _, name in imports(path))
    if holds_rules and path.parent.name != "rules":
        yield f"{shown(path)}:1: a rule stands in its family's file, right in rules/"
    if not holds_rules and path.parent.name == "rules":
        yield f"{shown(path)}:1: has no rule; what rules share stands in {', '.join(IN_RULES)}"


def test_third_party_libraries_stay_in_their_pens() -> None:
    fail_on(found_in(MODULES, out_of_pen))


def out_of_pen(path: Path) -> Iterator[str]:
    place = path.relative_to(PACKAGE).as_posix()
    for line, name in imports(path):
        library = name.partition(".")[0]
        if belongs(name, BANNED_MODULES):
            yield f"{shown(path)}:{line}: {library} is used nowhere, what it reads can run code"
        elif library == "playbook" or library in sys.stdlib_module_names:
            continue
        elif library not in PENS:
            yield f"{shown(path)}:{line}: {library} has no pen in tests/test_house.py"
        elif not place.startswith(PENS[library]):
            yield f"{shown(path)}:{line}: {library} is only for {', '.join(PENS[library])}"


def test_pure_rooms_read_no_files_no_clock_no_dice() -> None:
    fail_on([*found_in(PURE_MODULES, impure_imports), *found_in(PURE_MODULES, impure_calls)])


def impure_imports(path: Path) -> Iterator[str]:
    for line, name in imports(path):
        if belongs(name, IMPURE_MODULES):
            yield f"{shown(path)}:{line}: {room_of(path)} is pure and may not import {name}"


def impure_calls(path: Path) -> Iterator[str]:
    tree = syntax(path)
    clocks = clock_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, method = called.rpartition(".")
        if called in IMPURE_CALLS:
            yield f"{shown(path)}:{node.lineno}: {room_of(path)} is pure, {called}() is not"
        elif method in CLOCK_CALLS and owner.rpartition(".")[2] in clocks:
            yield f"{shown(path)}:{node.lineno}: {called}() reads the clock, ask the view for as_of"


def clock_names(tree: ast.Module) -> set[str]:
    """The names under which a module knows `datetime` and `date`."""
    aliases = {
        name.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if name.asname and name.name in {"datetime", "date"}
    }
    return {"datetime", "date", *aliases}


# --- the manners ----------------------------------------------------------------------------------


def test_a_file_holds_one_concept() -> None:
    fail_on(found_in(SOURCES, too_long))


def too_long(path: Path) -> Iterator[str]:
    most = MOST_LINES[path.relative_to(ROOT).parts[0]]
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > most:
        yield f"{shown(path)}:{most + 1}: {lines} lines, at most {most}"


WAIVER = re.compile(
    r"#\s*(?:(?:ruff|flake8):\s*)?noqa\b|#\s*type:\s*ignore\b|#\s*mypy:", re.IGNORECASE
)
CODES = r"[A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*"
NAMES = r"\[[a-z-]+(?:, ?[a-z-]+)*\]"
REASON = r"\S.{5,}"
GOOD_WAIVER = re.compile(
    rf"# (?:ruff: )?noqa: {CODES} (?:-| #) {REASON}|# type: ignore{NAMES}  # (?!noqa){REASON}"
)


def test_a_waiver_names_its_code_and_its_reason() -> None:
    fail_on(found_in([*MODULES, *TESTS], bare_waivers))


def bare_waivers(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if not WAIVER.search(text):
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT or not WAIVER.search(token.string):
            continue
        if not GOOD_WAIVER.match(token.string):
            yield (
                f"{shown(path)}:{token.start[0]}: {token.string!r} needs a code and a reason: "
                "`# noqa: CODE - reason`, `# type: ignore[code]  # reason`"
            )


def test_nothing_is_left_unfinished() -> None:
    fail_on(found_in(TEXTS, unfinished))


def unfinished(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if found := UNFINISHED.search(line):
            yield f"{shown(path)}:{number}: {found[0]}"


SAFE = re.compile(r"([^\s{}%|(]+)\s*\|\s*safe\b|filter\s+(safe)\b|autoescape\s+(false)\b")


def marked_safe(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for found in SAFE.finditer(line):
            yield number, next(group for group in found.groups() if group)


def test_templates_mark_only_listed_output_as_safe() -> None:
    fail_on(
        f"{shown(path)}:{line}: {expression} is marked safe and not in SAFE_IN_TEMPLATES"
        for path in TEMPLATES
        for line, expression in marked_safe(path)
        if (shown(path), expression) not in SAFE_IN_TEMPLATES
    )


def test_the_list_of_safe_output_has_no_idle_line() -> None:
    used = {(shown(path), expression) for path in TEMPLATES for _, expression in marked_safe(path)}
    fail_on(
        f"{path}:1: has no {expression} that is marked safe"
        for path, expression in SAFE_IN_TEMPLATES - used
    )


def test_a_changelog_fragment_has_its_name_and_its_kind() -> None:
    kinds = ("Added: ", "Changed: ", "Deprecated: ", "Removed: ", "Fixed: ", "Security: ")
    fail_on(
        f"{shown(path)}:1: a fragment is `slug.change.md` and starts with one of {', '.join(kinds)}"
        for path in sorted((ROOT / "changelog.d").iterdir())
        if path.name != "README.md"
        and not (
            re.fullmatch(r"[a-z0-9-]+\.change\.md", path.name)
            and path.read_text(encoding="utf-8").startswith(kinds)
        )
    )


# --- what has no documentation does not exist -----------------------------------------------------


def rule_codes() -> set[str]:
    from playbook.engine.settings.registry import RULES  # noqa: PLC0415 - the other tests run without it

    return {rule.code for rule in RULES}


def kind_names() -> set[str]:
    from playbook.engine.settings.registry import KINDS  # noqa: PLC0415 - the other tests run without it

    return set(KINDS)


def command_names() -> set[str]:
    from playbook.apps.cli import main  # noqa: PLC0415 - the other tests run without it

    context = click.Context(main)
    return {
        name
        for name in main.list_commands(context)
        if (command := main.get_command(context, name)) and not command.hidden
    }


def setting_names() -> set[str]:
    from playbook.engine.settings.site import Settings  # noqa: PLC0415 - the other tests run without it

    return {field.alias or name for name, field in Settings.model_fields.items()}


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    codes = rule_codes()
    pages = {path.relative_to(SPECS).with_suffix("").as_posix() for path in SPECS.rglob("*.md")}
    fail_on(
        [
            *(
                f"{shown(SPECS)}/{code}.md:1: missing, {code} has no page"
                for code in sorted(codes - pages)
            ),
            *(
                f"{shown(SPECS)}/{page}.md:1: there is no rule {page}"
                for page in sorted(pages - codes)
            ),
        ]
    )


DEFINED = re.compile(
    r"^(?:#+ |\| |[*-] )(?:\[?[*]*`(?:playbook )?([a-z_/-]+)(?: [^`]*)?`)", re.MULTILINE
)
"""What a heading, a row of a table or an item of a list begins with: that is its one place."""


@pytest.mark.parametrize(
    ("page", "names"),
    [
        pytest.param("kinds.md", kind_names, id="kinds"),
        pytest.param("rules.md", rule_codes, id="rules"),
        pytest.param("commands.md", command_names, id="commands"),
        pytest.param("settings.md", setting_names, id="settings"),
    ],
)
def test_everything_a_user_can_name_has_its_place_in_the_reference(
    page: str, names: Callable[[], set[str]]
) -> None:
    path = REFERENCE / page
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    known, placed = names(), set(DEFINED.findall(text))
    fail_on(
        f"{shown(path)}:1: no heading, row or item for `{name}`" for name in sorted(known - placed)
    )


def test_the_reference_names_no_rule_that_does_not_exist() -> None:
    path = REFERENCE / "rules.md"
    known = rule_codes()
    fail_on(
        f"{shown(path)}:{number}: there is no rule {name}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for name in DEFINED.findall(line)
        if "/" in name and name not in known
    )
