"""Publishing: all or nothing, and nothing that need not be."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.engine.publishing import switch
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.publishing.publish import Published, PublishError, publish, staged

SITE = {
    "index.html": b"home",
    "teams/one.html": b"one",
    "teams/two.html": b"two",
    "assets/a.css": b"p {}",
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but the list of them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return inode, time of change and size of everything below a folder, and of itself."""
    return {
        path.relative_to(folder).as_posix(): (found.st_ino, found.st_mtime_ns, found.st_size)
        for path in [folder, *folder.rglob("*")]
        for found in [path.lstat()]
    }


def refusal(target: Path, files: Mapping[str, bytes] = SITE) -> str:
    with pytest.raises(PublishError) as caught:
        publish(target, files.items())
    return str(caught.value)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a folder with a published site, alone in its parent."""
    target = tmp_path / "parent" / "site"
    publish(target, SITE.items())
    return target


def alone(target: Path) -> bool:
    return [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_first_publish_writes_exactly_the_files_and_a_list_of_them(tmp_path: Path) -> None:
    done = publish(tmp_path / "site", SITE.items())
    assert done == Published(written=4, unchanged=0, removed=0)
    assert contents(tmp_path / "site") == SITE
    listed = (tmp_path / "site" / MANIFEST).read_text()
    assert listed == "assets/a.css\nindex.html\nteams/one.html\nteams/two.html\n"


def test_missing_parents_are_made(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "site"
    publish(target, SITE.items())
    assert contents(target) == SITE
    assert alone(target)


def test_what_is_unchanged_keeps_its_inode_and_its_time(target: Path) -> None:
    before = states(target)
    done = publish(target, {**SITE, "index.html": b"new"}.items())
    after = states(target)
    assert done == Published(written=1, unchanged=3, removed=0)
    same = [name for name in SITE if before[name] == after[name]]
    assert same == ["teams/one.html", "teams/two.html", "assets/a.css"]


def test_publishing_the_same_again_changes_nothing_at_all(target: Path) -> None:
    before = states(target)
    assert publish(target, SITE.items()) == Published(written=0, unchanged=4, removed=0)
    assert states(target) == before
    assert alone(target)


def test_clean_writes_every_file_afresh(target: Path) -> None:
    before = states(target)
    with staged(target, clean=True) as stage:
        for name, data in SITE.items():
            stage.put(name, data)
        done = stage.finish()
    after = states(target)
    assert done == Published(written=4, unchanged=0, removed=0)
    assert not [name for name in SITE if before[name] == after[name]]
    assert contents(target) == SITE


def test_what_is_gone_is_removed_and_so_is_its_folder(target: Path) -> None:
    less = {"index.html": b"home"}
    assert publish(target, less.items()) == Published(written=0, unchanged=1, removed=3)
    assert contents(target) == less
    assert sorted(path.name for path in target.iterdir()) == [MANIFEST, "index.html"]


def test_a_file_may_become_a_folder_and_a_folder_a_file(target: Path) -> None:
    turned = {"index.html/inside": b"x", "teams": b"y"}
    publish(target, turned.items())
    assert contents(target) == turned


def test_a_site_may_come_to_be_empty(target: Path) -> None:
    publish(target, ())
    assert contents(target) == {}
    assert publish(target, ()) == Published(0, 0, 0)


def test_a_file_that_was_edited_in_the_site_is_written_again(target: Path) -> None:
    (target / "index.html").write_bytes(b"edit")
    publish(target, SITE.items())
    assert contents(target) == SITE


def test_a_link_in_place_of_a_file_is_replaced_by_the_file(target: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(SITE["index.html"])
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(outside)
    publish(target, SITE.items())
    assert stat.S_ISREG((target / "index.html").lstat().st_mode)


def test_what_somebody_else_put_into_the_site_stays(target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "inside").write_bytes(b"not ours to move")
    (target / "CNAME").write_bytes(b"docs.example")
    (target / ".git").mkdir()
    (target / ".git" / "HEAD").write_bytes(b"ref: x")
    (target / "teams" / "notes\n.txt").write_bytes(b"theirs")
    (target / "folder").symlink_to(elsewhere, target_is_directory=True)
    (target / "dangling").symlink_to("nowhere")
    os.mkfifo(target / "pipe")
    inode = (target / "CNAME").stat().st_ino
    publish(target, {"index.html": b"new"}.items())
    assert (target / "index.html").read_bytes() == b"new"
    assert (target / "CNAME").stat().st_ino == inode
    assert (target / ".git" / "HEAD").read_bytes() == b"ref: x"
    assert (target / "teams" / "notes\n.txt").read_bytes() == b"theirs"
    assert (target / "folder").readlink() == elsewhere
    assert (target / "dangling").readlink() == Path("nowhere")
    assert stat.S_ISFIFO((target / "pipe").lstat().st_mode)
    assert (elsewhere / "inside").read_bytes() == b"not ours to move"


def test_a_file_of_somebody_else_is_not_overwritten(target: Path) -> None:
    (target / "robots.txt").write_bytes(b"theirs")
    before = states(target)
    told = refusal(target, {**SITE, "robots.txt": b"ours"})
    assert told == f"{target}/robots.txt is in the way, and playbook did not write it: move it"
    assert states(target) == before
    assert alone(target)


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_bytes(b"years of work")
    assert refusal(tmp_path / "home") == (
        f"{tmp_path}/home holds files that playbook did not write; choose another folder with "
        "--site-dir, or empty it yourself"
    )
    assert contents(tmp_path / "home") == {"thesis.txt": b"years of work"}
    assert alone(tmp_path / "home")


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", SITE.items())
    assert contents(tmp_path / "site") == SITE


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"x")
    assert refusal(tmp_path / "site") == f"{tmp_path}/site is a file, not a folder"
    inside = refusal(tmp_path / "site" / "below")
    assert inside.startswith(f"{tmp_path}/site")
    assert inside.endswith("; the published site is as it was")


def test_the_root_of_the_disk_is_refused() -> None:
    assert refusal(Path("/")) == "/ is no folder that can be replaced; choose one below it"


@pytest.mark.parametrize(
    "name",
    [*"../out a/../../out /etc/out a//b . C:x a\\..\\b".split(), "", "a\nb", "a\0b", MANIFEST],
)
def test_an_address_that_leads_out_of_the_site_is_refused(name: str, target: Path) -> None:
    before = states(target)
    told = refusal(target, {**SITE, name: b"x"})
    assert told == f"“{name}” cannot be the address of a file of the site"
    assert states(target) == before
    assert alone(target)


def test_a_generator_that_fails_leaves_the_old_site(target: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        yield "more.html", b"more"
        raise LookupError

    before = states(target)
    with pytest.raises(LookupError):
        publish(target, failing())
    assert states(target) == before
    assert alone(target)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_is_told_with_the_path(
    number: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def broken(file: int, data: bytes | memoryview) -> int:
        """Write no more than a byte, and then fail, as a full or a broken disk does."""
        if bytes(data) == b"ew":
            raise OSError(number, os.strerror(number))
        return real(file, bytes(data)[:1] if bytes(data) == b"new" else data)

    before = states(target)
    monkeypatch.setattr(os, "write", broken)
    told = refusal(target, {**SITE, "index.html": b"changed", "teams/new.html": b"new"})
    monkeypatch.undo()
    where = f"{target.parent}/.site.new/teams/new.html"
    assert told == f"{where}: {os.strerror(number)}; the published site is as it was"
    assert states(target) == before
    assert alone(target)


@pytest.mark.parametrize("call", ["open", "link", "mkdir", "rename"])
def test_a_call_that_is_not_permitted_is_told_with_the_path(
    call: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is one that root may not write either: a mounted disk that is read-only."""

    def refused(path: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - whatever os takes
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    before = states(target)
    monkeypatch.setattr(os, call, refused)
    if call == "link":
        monkeypatch.setattr(shutil, "copy2", refused)
    if call == "rename":
        monkeypatch.setattr(switch, "exchange", lambda _first, _second: False)
    told = refusal(target, {**SITE, "index.html": b"changed"})
    monkeypatch.undo()
    assert told.startswith(f"{target.parent}/")
    assert told.endswith(": Read-only file system; the published site is as it was")
    assert states(target) == before


def test_a_switch_that_fails_half_way_is_taken_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename

    def broken(path: Path, goal: Path) -> Path:
        if path.name == ".site.new":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return real(path, goal)

    before = states(target)
    monkeypatch.setattr(switch, "exchange", lambda _first, _second: False)
    monkeypatch.setattr(Path, "rename", broken)
    assert refusal(target, {"index.html": b"new"}).endswith("the published site is as it was")
    assert states(target) == before
    assert alone(target)


def test_what_cannot_be_cleared_away_is_not_published(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = target.parent / ".site.new" / "stale.html"
    stale.parent.mkdir()
    stale.write_bytes(b"of a killed run")

    def refused(path: Any, *_: object, **__: object) -> None:  # noqa: ANN401 - whatever os takes
        if os.fspath(path).endswith("stale.html"):
            raise PermissionError(errno.EPERM, "Operation not permitted", str(path))

    monkeypatch.setattr(os, "unlink", refused)
    told = refusal(target, {"index.html": b"new"})
    monkeypatch.undo()
    assert told.startswith(f"{stale.parent}: Operation not permitted; ")
    assert contents(target) == SITE


@pytest.mark.parametrize("name", [".site.lock", ".site.new", ".site.old"])
def test_a_link_planted_beside_the_site_is_not_followed(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    parent = tmp_path / "parent"
    parent.mkdir()
    (parent / name).symlink_to(outside, target_is_directory=True)
    try:
        publish(parent / "site", SITE.items())
        assert contents(parent / "site") == SITE
        assert not (parent / "site").is_symlink()
    except PublishError as problem:
        assert name == ".site.lock"
        assert str(problem).startswith(f"{parent}/.site.lock: ")  # noqa: PT017 - one of the two ends
    assert list(outside.iterdir()) == []


def test_a_stale_lock_does_not_hold_up_a_publish(target: Path) -> None:
    target.with_name(".site.lock").write_bytes(b"")
    publish(target, {"index.html": b"new"}.items())
    assert contents(target) == {"index.html": b"new"}
    assert alone(target)


def test_a_relative_target_is_meant_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    publish(Path("out/../site"), SITE.items())
    assert contents(tmp_path / "site") == SITE


def test_a_target_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "site").symlink_to(tmp_path / "real")
    publish(tmp_path / "www" / "site", SITE.items())
    publish(tmp_path / "www" / "site", {"index.html": b"new"}.items())
    assert (tmp_path / "www" / "site").readlink() == tmp_path / "real"
    assert contents(tmp_path / "real") == {"index.html": b"new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "www"]


def test_paths_may_have_spaces_and_any_script(tmp_path: Path) -> None:
    files = {"índice geral.html": b"x", "方針/二つ目.html": b"y", "a b/c#d?e%20.html": b"z"}
    target = tmp_path / "mein Ordner" / "Seite – 方針"
    publish(target, files.items())
    assert contents(target) == files
    assert publish(target, files.items()) == Published(written=0, unchanged=3, removed=0)


@pytest.mark.parametrize(
    ("umask", "folder", "file"), [(0o022, 0o755, 0o644), (0o077, 0o700, 0o600)]
)
def test_the_umask_is_honoured(umask: int, folder: int, file: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        publish(tmp_path / "site", SITE.items())
    finally:
        os.umask(before)
    for path, expected in (("", folder), ("teams", folder), ("index.html", file)):
        assert stat.S_IMODE((tmp_path / "site" / path).stat().st_mode) == expected


# --- the site before the last one -----------------------------------------------------------------


@pytest.fixture
def spare(target: Path) -> Path:
    """Return where the site before the last one is kept, once there was a last one."""
    spare = target.parent / ".playbook" / "spare"
    publish(target, {**SITE, "index.html": b"second"}.items(), spare=spare)
    return spare


def test_the_site_before_the_last_one_is_kept_where_it_is_wanted(target: Path, spare: Path) -> None:
    assert contents(spare) == SITE
    assert contents(target) == {**SITE, "index.html": b"second"}


def test_the_first_site_has_a_spare_one_laid_out_beside_it(tmp_path: Path) -> None:
    target, spare = tmp_path / "site", tmp_path / ".playbook" / "spare"
    publish(target, SITE.items(), spare=spare)
    assert contents(target) == contents(spare) == SITE
    assert all((target / name).samefile(spare / name) for name in SITE)
    before = states(target)
    new = {**SITE, "index.html": b"second"}
    publish(target, new.items(), spare=spare)
    assert contents(target) == new
    kept = SITE.keys() - {"index.html"}
    assert {name: states(target)[name] for name in kept} == {name: before[name] for name in kept}


def test_a_first_site_that_is_not_published_leaves_no_spare_one(tmp_path: Path) -> None:
    spare = tmp_path / ".playbook" / "spare"
    with staged(tmp_path / "site", spare=spare) as stage:
        stage.put("index.html", b"first")
    assert not (tmp_path / "site").exists()
    assert not spare.exists()


def test_a_publish_with_a_spare_site_touches_only_what_differs(target: Path, spare: Path) -> None:
    before = states(spare)
    new = {"index.html": b"third", "teams/one.html": b"one", "teams/three.html": b"three"}
    done = publish(target, new.items(), spare=spare)
    assert contents(target) == new
    assert (done.written, done.unchanged, done.removed) == (2, 1, 2)
    assert states(target)["teams/one.html"] == before["teams/one.html"]
    assert not (target / "assets").exists()
    assert contents(spare) == {**SITE, "index.html": b"second"}


def test_nothing_in_a_spare_site_is_trusted(target: Path, spare: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"outside")
    for name in ("index.html", "teams/one.html", "assets/a.css"):
        (spare / name).unlink()
    (spare / "teams/one.html").write_bytes(b"one")  # the same bytes, and not the same file
    (spare / "assets/a.css").symlink_to(outside)
    (spare / "index.html").mkdir()
    (spare / "index.html/planted.html").write_bytes(b"planted")
    (spare / "linked").symlink_to(tmp_path)
    publish(target, {**SITE, "teams/two.html": b"new"}.items(), spare=spare)
    assert contents(target) == {**SITE, "teams/two.html": b"new"}
    assert not (target / "linked").is_symlink()
    assert outside.read_bytes() == b"outside"


@pytest.mark.parametrize("planted", ["spare", "above"])
def test_a_link_in_place_of_the_spare_site_is_not_followed(
    planted: str, target: Path, tmp_path: Path
) -> None:
    spare = target.parent / ".playbook" / "spare"
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "spare").mkdir(parents=True)
    (elsewhere / "spare" / "mine.txt").write_bytes(b"mine")
    if planted == "above":
        spare.parent.symlink_to(elsewhere)
    else:
        spare.parent.mkdir()
        spare.symlink_to(elsewhere / "spare")
    for text in (b"second", b"third"):
        publish(target, {**SITE, "index.html": text}.items(), spare=spare)
        assert contents(target) == {**SITE, "index.html": text}
    assert contents(elsewhere) == {"spare/mine.txt": b"mine"}


def test_what_somebody_else_put_into_the_site_stays_with_a_spare_site_too(
    target: Path, spare: Path
) -> None:
    (target / "CNAME").write_bytes(b"playbook.example")
    (target / "link").symlink_to("index.html")
    for text in (b"third", b"fourth"):
        publish(target, {**SITE, "index.html": text}.items(), spare=spare)
        assert contents(target)["CNAME"] == b"playbook.example"
        assert (target / "link").readlink() == Path("index.html")
    (target / "CNAME").unlink()
    publish(target, {**SITE, "index.html": b"fifth"}.items(), spare=spare)
    assert not (target / "CNAME").exists()


def test_a_spare_site_is_of_no_use_where_folders_cannot_be_exchanged(
    target: Path, spare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switch, "exchange", lambda _one, _other: False)
    publish(target, {**SITE, "index.html": b"third"}.items(), spare=spare)
    assert contents(target) == {**SITE, "index.html": b"third"}


def test_no_spare_site_is_kept_where_there_is_no_call_to_exchange_folders(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switch, "is_known", lambda: False)
    spare = target.parent / ".playbook" / "spare"
    for text in (b"second", b"third"):
        publish(target, {**SITE, "index.html": text}.items(), spare=spare)
        assert contents(target) == {**SITE, "index.html": text}
    assert not spare.exists()


def test_a_page_that_went_away_while_the_site_was_built_is_missed(
    target: Path, spare: Path
) -> None:
    def lay_out() -> None:
        with staged(target, spare=spare) as stage:
            stage.keep(SITE)
            stage.put("index.html", b"third")
            (target / "teams/one.html").unlink()
            stage.finish()

    with pytest.raises(PublishError, match=r"one\.html"):
        lay_out()
