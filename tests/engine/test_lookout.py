"""A look at a published site that was begun before it is wanted: as good as one that is not."""

import os
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.engine.cache.stamp import Stamp
from playbook.engine.files.listing import opened
from playbook.engine.processes import aside
from playbook.engine.publishing import layout, switch
from playbook.engine.publishing.layout import MANIFEST
from playbook.engine.publishing.lookout import Lookout, Spared
from playbook.engine.publishing.publish import PublishError, publish, staged
from playbook.engine.publishing.site_files import SiteFiles

SITE = {f"teams/{number}.html": b"%d" % number for number in range(40)} | {"index.html": b"first"}


@pytest.fixture(autouse=True)
def _with_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "cores", lambda: 2)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    publish(tmp_path / "site", SITE.items(), spare=tmp_path / "spare")
    return tmp_path / "site"


@pytest.fixture
def lookout(target: Path) -> Lookout:
    found = Lookout(target, target.with_name("spare"))
    found.begin()
    return found


def test_another_process_sees_what_this_one_sees(target: Path) -> None:
    spare = target.with_name("spare")
    (spare / "index.html").unlink()
    (spare / "teams/1.html").write_bytes(b"another")
    (spare / "teams/2.html").unlink()
    (spare / "teams/2.html").write_bytes(b"2")
    (spare / "more.html").write_bytes(b"more")
    begun, later = Lookout(target, spare), Lookout(target, spare)
    begun.begin()
    assert begun.files().packed() == later.files().packed()
    assert begun.spared() == later.spared()
    assert later.spared() == Spared(
        frozenset({"index.html", "teams/2.html", MANIFEST}),
        frozenset({"more.html", "teams/2.html"}),
    )


def test_a_site_published_since_is_looked_at_again(target: Path, lookout: Lookout) -> None:
    before = lookout.files().stamps()
    new = {**SITE, "index.html": b"second"}
    publish(target, new.items(), spare=target.with_name("spare"))
    lookout.refresh()
    assert lookout.files().stamps() == SiteFiles.below(target).stamps() != before


def test_two_sites_that_changed_places_twice_are_looked_at_again(
    target: Path, lookout: Lookout
) -> None:
    spare, index = target.with_name("spare"), target / "index.html"
    assert lookout.files().stamp("index.html") == Stamp.of(index.stat())
    if not switch.exchange(target, spare):
        pytest.skip("folders cannot change places here")
    (spare / "index.html").write_bytes(b"written while it was the spare one")
    switch.exchange(target, spare)
    lookout.refresh()
    assert lookout.files().stamp("index.html") == Stamp.of(index.stat())


def test_a_site_that_nobody_published_again_is_not(lookout: Lookout) -> None:
    before = lookout.files()
    lookout.refresh()
    assert lookout.files() is before


def test_a_publish_takes_what_was_seen(target: Path, lookout: Lookout) -> None:
    with staged(target, spare=target.with_name("spare"), lookout=lookout) as stage:
        stage.keep(SITE)
        stage.put("index.html", b"second")
        stage.finish()
        assert stage.there is lookout.files()
        assert stage.published().packed() == SiteFiles.below(target).packed()
    assert (target / "index.html").read_bytes() == b"second"


def test_a_folder_that_cannot_be_read_is_no_empty_one(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> AbstractContextManager[list[os.DirEntry[str]]]:
        if folder.name == "teams":
            raise PermissionError(13, "Permission denied", str(folder))
        return opened(folder)

    monkeypatch.setattr(layout, "opened", refused)
    assert not SiteFiles.below(target).is_whole
    with pytest.raises(PublishError, match="teams"):
        publish(target, {**SITE, "index.html": b"second"}.items())
    assert (target / "teams/1.html").is_file()


NAMES = st.sets(st.sampled_from([f"{number}.html" for number in range(12)]), max_size=8)


@given(before=NAMES, after=NAMES, changed=NAMES)
def test_files_that_changed_are_looked_at_alone(
    before: set[str],
    after: set[str],
    changed: set[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("site")
    for name in before:
        (folder / name).write_bytes(b"before")
    files = SiteFiles.below(folder)
    for name in before - after:
        (folder / name).unlink()
    for name in after - before | after & changed:
        (folder / name).write_bytes(b"afterwards")
    told = files.changed(folder, after - before | after & changed, frozenset(after))
    assert told.packed() == SiteFiles.below(folder).packed()
    assert told.names == after
    apart = told.apart_from(held.look for held in files.slices)
    assert after - before | after & changed <= apart <= after
