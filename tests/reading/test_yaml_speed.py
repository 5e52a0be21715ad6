"""Reading front matter with a place for every value costs about what reading it without does."""

import timeit
from collections.abc import Callable

import pytest
import yaml

from playbook.model.text import Source
from playbook.reading.front_matter.yaml import read_mapping

FRONT_MATTER = """\
kind: agreement
status: in-force
parties: [support, platform, finance]
outcome: calm-weekends
from: 2026-03-09
until: 2026-12-31
review_every: 3 months
changes_by: change-weekend-cover
disputes: rota-change
owner: support
reviewed: 2026-05-01
tags: [cover, weekends]
audience: all
title: Weekend cover, agreed among three teams
summary: Support answers every weekend
"""


def microseconds(work: Callable[[], object]) -> float:
    return min(timeit.repeat(work, number=1_000, repeat=7)) * 1_000


@pytest.mark.bench
def test_fifteen_keys_cost_less_than_twice_a_plain_load() -> None:
    source = Source.of("a.md", FRONT_MATTER)
    ours = microseconds(lambda: read_mapping(source, 0, len(FRONT_MATTER)))
    plain = microseconds(lambda: yaml.load(FRONT_MATTER, Loader=yaml.CSafeLoader))
    print(f"\n15 keys: read_mapping {ours:.0f} µs, yaml.load with CSafeLoader {plain:.0f} µs")  # noqa: T201 - what a measurement is for
    assert ours < 2 * plain
