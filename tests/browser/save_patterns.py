"""Ways in which programs save files, from the plainest to those that servers stumble over."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

Save = Callable[[Path, str], None]
"""Brings a file to a text; the folder of the playbook's content is the file's parent's parent."""


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def without_cutting(path: Path, text: str) -> None:
    """Overwrites from the beginning, and cuts off what is left."""
    data = text.encode()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.close(descriptor)


def by_rename(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def by_rename_of_a_visible_file(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text)
    beside.replace(path)


def with_a_backup(path: Path, text: str) -> None:
    """What vim does: tries the folder with a file 4913, moves the old one aside, writes anew."""
    probe = path.with_name("4913")
    probe.touch()
    probe.unlink()
    aside = path.with_name(f"{path.name}~")
    if path.exists():
        path.rename(aside)
    path.write_text(text)
    aside.unlink(missing_ok=True)


def deleted_and_made(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.write_text(text)


def in_many_pieces(path: Path, text: str) -> None:
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(text), 7):
            file.write(text[start : start + 7].encode())


def twenty_times(path: Path, text: str) -> None:
    for number in range(20):
        path.write_text(f"# Draft {number}\n\nNot yet.\n")
    path.write_text(text)


def fifty_renames(path: Path, text: str) -> None:
    for number in range(50):
        by_rename(path, f"# Draft {number}\n\nNot yet.\n")
    by_rename(path, text)


def wrong_first(path: Path, text: str) -> None:
    path.write_text("---\nnonsense: [\n---\n# Broken\n")
    path.write_text(text)


def unreadable_first(path: Path, text: str) -> None:
    path.write_bytes(b"\xff\xfe\x00")
    path.write_text(text)


def through_another_folder(path: Path, text: str) -> None:
    outside = path.parents[2] / "outside.md"
    outside.write_text(text)
    outside.replace(path)


def folder_moved_away_and_back(path: Path, text: str) -> None:
    aside = path.parents[2] / "aside"
    path.parent.rename(aside)
    (aside / path.name).write_text(text)
    aside.rename(path.parent)


def folder_exchanged(path: Path, text: str) -> None:
    """What a synchronised drive does: a whole new folder takes the place of the old one."""
    fresh = path.parents[2] / "fresh"
    shutil.copytree(path.parent, fresh)
    (fresh / path.name).write_text(text)
    old = path.parents[2] / "old"
    path.parent.rename(old)
    fresh.rename(path.parent)
    shutil.rmtree(old)


def content_deleted_and_back(path: Path, text: str) -> None:
    content = path.parents[1]
    aside = content.with_name("elsewhere")
    shutil.copytree(content, aside)
    shutil.rmtree(content)
    (aside / path.relative_to(content)).write_text(text)
    aside.rename(content)


def symbolic_link_first(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/etc/hostname")
    path.unlink()
    path.write_text(text)


def folder_of_that_name_first(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()
    path.rmdir()
    path.write_text(text)


def with_many_others(path: Path, text: str) -> None:
    """What `git switch` does: hundreds of files at once, and this one among them."""
    others = path.parents[1] / "branch"
    if others.exists():
        shutil.rmtree(others)
    else:
        others.mkdir()
        for number in range(200):
            (others / f"other-{number}.md").write_text(f"# Other {number}\n\n{text[-40:]}\n")
    by_rename(path, text)


def same_size_and_time(path: Path, text: str) -> None:
    """As a file that was unpacked: its time is that of the one before."""
    before = path.stat() if path.exists() else None
    path.write_text(text)
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def settings_broken_meanwhile(path: Path, text: str) -> None:
    settings = path.parents[2] / "site.yml"
    good = settings.read_text()
    settings.write_text("site_name: [\n")
    path.write_text(text)
    settings.write_text(good)


def template_broken_meanwhile(path: Path, text: str) -> None:
    template = path.parents[2] / "templates" / "document.html"
    template.parent.mkdir(exist_ok=True)
    template.write_text("{% if %}")
    path.write_text(text)
    template.unlink()


PATTERNS: tuple[Save, ...] = (
    in_place,
    without_cutting,
    by_rename,
    by_rename_of_a_visible_file,
    with_a_backup,
    deleted_and_made,
    in_many_pieces,
    twenty_times,
    fifty_renames,
    wrong_first,
    unreadable_first,
    through_another_folder,
    folder_moved_away_and_back,
    folder_exchanged,
    content_deleted_and_back,
    symbolic_link_first,
    folder_of_that_name_first,
    with_many_others,
    same_size_and_time,
    settings_broken_meanwhile,
    template_broken_meanwhile,
)
