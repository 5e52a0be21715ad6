"""What is said of families of answers by name is said of functions that there are."""

from importlib import import_module

import pytest

from playbook.engine.cache.keeping import FAR_GATES, KEEPING, NEAR_GATES, Mark, mark_of
from playbook.engine.cache.naming import name_of

CALLS = sorted(name for name in {*KEEPING, *FAR_GATES, *NEAR_GATES} if ":" in name)


@pytest.mark.parametrize("family", CALLS)
def test_a_family_of_calls_is_named_after_a_function(family: str) -> None:
    module, _, function = family.partition(":")
    assert callable(getattr(import_module(module), function, None))


def test_an_answer_is_marked_by_the_whole_name_of_its_family() -> None:
    marks = {
        ("check", "a.md"): Mark.FOLLOWED,
        ("check-whole",): Mark.NONE,
        (FAR_GATES[0], 1): Mark.FAR_GATE,
        (NEAR_GATES[0], "a.md"): Mark.NEAR_GATE,
        (f"{NEAR_GATES[0]}_elsewhere", "a.md"): Mark.NONE,
    }
    assert {key: mark_of(name_of(key) or b"") for key in marks} == marks
