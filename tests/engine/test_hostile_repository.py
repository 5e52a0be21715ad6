"""A repository that means harm runs nothing; and a build is a function of what it reads."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from disk import PROGRAM, lay, play, run
from story import STORY

MODULES = (
    "sitecustomize usercustomize yaml jinja2 markdown_it pydantic click conftest playbook "
    "setup tomllib json re"
).split()
FIELDS = {
    "site.yml": (
        "site_name: \"{{ cycler.__init__.__globals__.os.system('touch marker') }}\"\n"
        "site_description: \"{% include '../../etc/passwd' %}\"\n"
    ),
    "content/pages/jinja.md": (
        '---\ntitle: "{{ \'\'.__class__.__mro__ }}"\ntags: ["{{ 7 * 7 }}"]\n---\n'
        "# {{ 7 * 7 }} {% raw %}\n\n{{ self }} {# a comment #} [[{{ 7 * 7 }}|{{ x }}]]\n\n"
        "```{{ 7 * 7 }}\n{{ x }}\n```\n"
    ),
}


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_that_lies_in_a_repository_is_run(command: str, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    code = f"open({str(marker)!r}, 'w').close()\n"
    script = f"#!/bin/sh\ntouch {marker}\n"
    root = lay(tmp_path / "project", STORY)
    lay(root, {f"{name}.py": code for name in MODULES})
    lay(root, {"yaml/__init__.py": code, "content/conftest.py": code, "templates/x.py": code})
    for name in ("git", "sh", "python", "bin/git", ".git/hooks/post-checkout", "hooks/pre-commit"):
        lay(root, {name: script})
        (root / name).chmod(0o755)
    lay(root, {".git/config": f"[core]\n\tfsmonitor = touch {marker}\n\tpager = touch {marker}\n"})
    path = f".{os.pathsep}{root}{os.pathsep}{root}/bin{os.pathsep}{os.environ['PATH']}"
    run(root, command, PATH=path)
    assert not marker.exists()


def test_what_authors_write_is_never_a_template(tmp_path: Path) -> None:
    root = lay(tmp_path, {**STORY, **FIELDS})
    play(root, "build")
    page = (root / "site/pages/jinja.html").read_text()
    assert "{{ 7 * 7 }} {% raw %}" in page
    assert "{{ self }} {# a comment #}" in page
    assert "root:" not in page
    assert not (root / "marker").exists()


def hash_of(folder: Path) -> str:
    """Return one fingerprint over names and bytes of everything below a folder."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def test_a_build_is_the_same_everywhere(tmp_path: Path) -> None:
    """In any folder, zone, language, hash order, umask, order of files, and with any line ends."""
    files = {**STORY, "content/pages/schrift.md": "# Über – 方針\n\nÉté. 方針 kurz.\n"}
    dos = {path: text.replace("\n", "\r\n") for path, text in files.items()}
    marked = {path: f"\ufeff{text}" for path, text in reversed(list(files.items()))}
    ways: dict[str, tuple[dict[str, str], int, dict[str, str]]] = {
        "plain": (files, 0o022, {}),
        "a folder/with – another name": (files, 0o077, {"PYTHONHASHSEED": "1"}),
        "zone": (dos, 0o002, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"}),
        "language": (marked, 0o027, {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "Etc/GMT+12"}),
    }
    processes = []
    for name, (written, umask, environment) in ways.items():
        lay(tmp_path / name / "project", written)
        command = [str(PROGRAM), "build", "--as-of", "2026-06-20", "-q"]
        process = subprocess.Popen(
            command,
            cwd=tmp_path / name / "project",
            umask=umask,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
        )
        processes.append(process)
    assert [process.wait(timeout=120) for process in processes] == [0] * len(ways)
    hashes = {hash_of(tmp_path / name / "project/site") for name in ways}
    assert len(hashes) == 1


def test_an_edit_that_is_undone_gives_the_first_site_again(tmp_path: Path) -> None:
    root = lay(tmp_path, STORY)
    play(root, "build", "--as-of", "2026-06-20")
    first = hash_of(root / "site")
    lay(root, {"content/pages/more.md": "# More\n\nAnother page.\n"})
    play(root, "build", "--as-of", "2026-06-20")
    assert hash_of(root / "site") != first
    (root / "content/pages/more.md").unlink()
    play(root, "build", "--as-of", "2026-06-20")
    assert hash_of(root / "site") == first
