"""What lies about in a folder: every file is read, or named in a finding, and none is followed."""

import errno
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from disk import found, lay, play
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Options

PLAIN = {"site.yml": "", "content/index.md": "# Home\n\nWelcome.\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "project", PLAIN)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    return lay(folder, {"secret.md": "# A secret\n", "base.html": "secret", "a.css": "secret"})


def published(root: Path) -> dict[str, bytes]:
    """Return all files that a workspace of the project holds."""
    return dict(Project.open(root).files())


LINK = "this is a symbolic link"


@pytest.mark.parametrize(
    "place", ["content/secret.md", "content/a.css", "templates/base.html", "content/terms/x.md"]
)
def test_a_link_to_a_file_is_a_finding_and_is_not_followed(
    place: str, root: Path, secret: Path
) -> None:
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).symlink_to(secret / "secret.md")
    assert found(root) == [(place, "file/not-regular", LINK)]
    assert b"secret" not in b"".join(published(root).values()).lower().replace(b"secrets", b"")


@pytest.mark.parametrize("place", ["content/more", "templates", "content/terms/more"])
def test_a_link_to_a_folder_is_a_finding_and_is_not_followed(
    place: str, root: Path, secret: Path
) -> None:
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).symlink_to(secret, target_is_directory=True)
    assert found(root) == [(place, "file/not-regular", LINK)]
    assert "put here what it leads to" in play(root, "check", code=1).stdout
    assert not [path for path in published(root) if "secret" in path]


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        ("content_dir: docs/text", "docs"),
        ("content_dir: docs", "docs"),
        ("theme: ours", "themes"),
        ("theme: ours", "themes/ours"),
    ],
)
def test_a_folder_of_the_settings_is_not_followed_out_of_the_project(
    settings: str, link: str, root: Path, secret: Path
) -> None:
    lay(secret, {"text/index.md": "# Secret\n", "ours/templates/base.html": "secret"})
    lay(root, {"site.yml": settings})
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(secret, target_is_directory=True)
    assert (link, "file/not-regular", LINK) in found(root)
    assert {path for path in published(root) if not path.startswith("theme:")} <= {
        "site.yml",
        "content/index.md",
    }


def test_links_that_lead_nowhere_or_to_themselves_are_findings(root: Path) -> None:
    (root / "content/loop").symlink_to(root / "content", target_is_directory=True)
    (root / "content/itself.md").symlink_to("itself.md")
    (root / "content/dangling.md").symlink_to("nowhere.md")
    assert found(root) == [
        (f"content/{name}", "file/not-regular", LINK)
        for name in ("dangling.md", "itself.md", "loop")
    ]


def test_pipes_and_sockets_are_findings_and_are_not_opened(root: Path) -> None:
    os.mkfifo(root / "content/pipe.md")
    (root / "templates").mkdir()
    os.mkfifo(root / "templates/base.html")
    assert found(root) == [
        ("content/pipe.md", "file/not-regular", "this is no ordinary file"),
        ("templates/base.html", "file/not-regular", "this is no ordinary file"),
    ]


@pytest.mark.parametrize("place", ["content/pages/shut.md", "content/shut.png", "templates/a.html"])
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ELOOP])
def test_a_file_that_cannot_be_read_is_a_finding_and_does_not_just_vanish(
    number: int, place: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(root, {place: "# Shut\n"})
    real = os.open

    def refusing(path: Any, *more: Any, **named: Any) -> int:  # noqa: ANN401 - as os.open takes
        if os.fspath(path).endswith(place):
            raise OSError(number, os.strerror(number), path)
        return real(path, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    assert found(root) == [
        (place, "file/unreadable", f"this file cannot be read: {os.strerror(number)}")
    ]


def test_a_folder_that_cannot_be_listed_is_a_finding(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(root, {"content/pages/shut/a.md": "# Shut\n"})
    real = os.scandir

    def refusing(path: Path) -> Any:  # noqa: ANN401 - as Path.iterdir gives
        if path.name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert found(root) == [
        ("content/pages/shut", "file/unreadable", "this folder cannot be read: Permission denied")
    ]


def test_a_file_that_goes_away_while_it_is_read_is_gone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(root, {"content/brief.md": "# Brief\n"})
    real = os.open

    def vanishing(path: Any, *more: Any, **named: Any) -> int:  # noqa: ANN401 - as os.open takes
        if os.fspath(path).endswith("brief.md"):
            (root / "content/brief.md").unlink()
        return real(path, *more, **named)

    monkeypatch.setattr(os, "open", vanishing)
    assert found(root) == []


BAD_NAME = "the file's name "


@pytest.mark.parametrize(
    ("name", "shown", "wrong"),
    [
        (b"a\nb.md", "a\nb.md", "has a character that nobody can see"),
        (b"a\x1b[31mred.md", "a\x1b[31mred.md", "has a character that nobody can see"),
        ("a\u2028b.png".encode(), "a\u2028b.png", "has a character that nobody can see"),
        (
            "Bu\u0308ro.md".encode(),
            "Bu\u0308ro.md",
            "has a letter in two parts, as “u” and “¨” for “ü”: no link finds it",
        ),
        (b"caf\xe9.md", "caf?.md", "is not UTF-8"),
        (b"a\\..\\b.png", "a\\..\\b.png", "has a “\\”, which parts folders on Windows"),
        (b"n" * 252 + b".md", "n" * 252 + ".md", "is longer than 240 bytes"),
    ],
)
def test_a_name_that_some_system_cannot_have_is_a_finding(
    name: bytes, shown: str, wrong: str, root: Path
) -> None:
    with open(os.fsencode(root / "content") + b"/" + name, "wb") as file:  # noqa: PTH123 - no text names it
        file.write(b"# A title\n")
    assert found(root) == [(f"content/{shown}", "file/bad-name", f"{BAD_NAME}{wrong}")]


@pytest.mark.parametrize("name", ["\u0958.png", "\u212b.png", "Büro.png"])
def test_a_letter_that_is_one_character_is_not_told_to_be_in_parts(name: str, root: Path) -> None:
    (root / "content" / name).write_bytes(b"")
    assert "file/bad-name" not in {code for _, code, _ in found(root)}


def test_a_document_with_a_suffix_in_capitals_is_not_published_as_it_is(root: Path) -> None:
    lay(root, {"content/PLAN.MD": "---\nstatus: draft\n---\n# Plan\n"})
    wrong = "the file would not be read as a document: its name must end in “.md”"
    assert found(root) == [("content/PLAN.MD", "file/bad-name", wrong)]


def test_names_with_colons_and_spaces_are_read_or_found(root: Path) -> None:
    lay(root, {"content/::error ::x.md": "# A title\n"})
    assert [(path, code) for path, code, _ in found(root)] == [
        ("content/::error ::x.md", "id/invalid")
    ]


def test_names_that_differ_by_case_only_are_a_finding(root: Path) -> None:
    lay(root, {"content/pages/Notes.md": "# A\n", "content/pages/notes.md": "# B\n"})
    assert [(path, code) for path, code, _ in found(root)] == [
        ("content/pages/Notes.md", "id/invalid")
    ]


def test_hidden_files_and_the_copies_of_editors_are_left_out(root: Path) -> None:
    lay(
        root,
        {
            "content/.secret.md": "# A\n",
            "content/.git/config": "x",
            "content/index.md~": "# Old\n",
            "content/#index.md#": "# Not saved\n",
            "content/index.md___jb_tmp___": "# Half\n",
            "content/index.md___jb_old___": "# Old\n",
            "content/node_modules/x/readme.md": "# X\n",
        },
    )
    assert found(root) == []
    assert [path for path in published(root) if path.startswith("content/")] == ["content/index.md"]


@pytest.mark.parametrize(("name", "size"), [("large.md", 50_000_000), ("huge.md", 5 * 1024**3)])
def test_of_a_text_that_is_too_large_no_more_is_read_than_tells_so(
    name: str, size: int, root: Path
) -> None:
    with (root / "content" / name).open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    assert found(root) == [(f"content/{name}", "text/too-large", "this file is larger than 1 MiB")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_file_that_is_too_large_to_be_copied_is_a_finding(root: Path) -> None:
    with (root / "content/film.mp4").open("wb") as file:
        file.truncate(5 * 1024**3)
    wrong = "this file is larger than 64 MiB, too large for the site"
    assert found(root) == [("content/film.mp4", "file/unreadable", wrong)]


def test_pictures_are_not_all_held_in_memory(root: Path) -> None:
    for number in range(20):
        with (root / f"content/{number}.png").open("wb") as file:
            file.truncate(8_000_000)
    tracemalloc.start()
    Project.open(root).workspace(Options())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80_000_000


def test_fifty_bad_files_are_all_reported_in_one_run(root: Path) -> None:
    bad = [
        b"\xff\xfe\x00",
        b"---\n[[[\n---\n",
        b"---\na: 1\na: 2\n---\n# T\n",
        b"# \x00\n",
        b"\x80",
    ]
    paths = [f"content/pages/bad-{number:02}.md" for number in range(50)]
    lay(root, {path: bad[number % len(bad)] for number, path in enumerate(paths)})
    assert sorted({path for path, _, _ in found(root)}) == paths


def test_a_severity_of_the_settings_holds_for_files_too(root: Path) -> None:
    lay(root, {"site.yml": "rules: {file/not-regular: notice}\n"})
    (root / "content/link.md").symlink_to("nowhere.md")
    assert found(root) == []


def test_a_file_that_goes_away_during_a_build_is_no_silent_loss(root: Path) -> None:
    from playbook.engine.workspace.outputs import outputs  # noqa: PLC0415 - rendering is loaded here only

    lay(root, {"content/a.png": "x"})
    project = Project.open(root)
    workspace, _ = project.workspace(Options())
    (root / "content/a.png").unlink()
    with pytest.raises(OSError, match="went away") as caught:
        list(outputs(workspace, project.read))
    assert caught.value.filename == "content/a.png"
