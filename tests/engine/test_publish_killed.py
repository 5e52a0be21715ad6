"""A publish that is killed, or is not alone: the old site or the new one, and nothing else."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from engine import killing

Kill = dict[str, Any]
Kills = Callable[[str], list[Kill]]


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    """Publish and kill in one of the ways, once for all tests; the function returns each kill."""

    @cache
    def killed(how: str) -> list[Kill]:
        folder = tmp_path_factory.mktemp(how) / "p"
        folder.mkdir()
        command = [sys.executable, killing.__file__, how, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        return [json.loads(line) for line in done.stdout.splitlines()]

    return killed


@pytest.mark.parametrize(
    ("how", "before"), [("cold", "none"), ("edit", "old"), ("edit-with-spare", "old")]
)
def test_a_killed_publish_leaves_the_old_site_or_the_new_one(
    how: str, before: str, kills: Kills
) -> None:
    found = Counter(kill["stands"] for kill in kills(how))
    assert set(found) == {before, "new"}


def test_a_publish_killed_at_any_instant_leaves_the_old_site_or_the_new_one(kills: Kills) -> None:
    assert {kill["stands"] for kill in kills("random")} <= {"old", "new"}


@pytest.mark.parametrize(
    "how", ["cold", "edit", "edit-with-spare", "edit-without-exchange", "random"]
)
def test_the_next_publish_clears_away_all_that_a_killed_one_left(how: str, kills: Kills) -> None:
    found = kills(how)
    assert {(kill["next"], *kill["next_beside"]) for kill in found} == {("new",)}
    assert {name for kill in found for name in kill["beside"]} <= {
        ".site.lock",
        ".site.new",
        ".site.old",
    }


def test_a_next_publish_that_fails_leaves_what_the_killed_one_left(kills: Kills) -> None:
    found = kills("edit")
    assert [kill["failing"] for kill in found] == [kill["stands"] for kill in found]


def test_without_an_exchange_even_a_failing_publish_brings_the_old_site_back(
    kills: Kills,
) -> None:
    found = Counter((kill["stands"], kill["failing"]) for kill in kills("edit-without-exchange"))
    assert set(found) == {("old", "old"), ("none", "old"), ("new", "new")}
    assert found["none", "old"] == 1


def test_every_change_on_disk_is_an_instant_at_which_a_publish_was_killed(kills: Kills) -> None:
    """The number is not a promise; that it is not small shows that the kills took place."""
    assert len(kills("edit")) > 20


def test_publishes_at_once_do_not_mix(kills: Kills) -> None:
    assert kills("race") == [{"exits": [0, 0, 0, 0], "pages": 1, "names": ["site"]}]
