"""Of nodes that no route leads to, those are named from which one comes to the others."""

import pytest

from rules.test_slips import findings

HEAD = "---\nparties: [support]\nstatus: proposed\n---\n# A?\n\n## Start\n\n"


@pytest.mark.parametrize(
    ("rest", "count"),
    [
        pytest.param("## A\n\n- On → [B](#b)\n\n## B\n\nDone.\n", 1, id="one leads to the other"),
        pytest.param("## B\n\nDone.\n\n## A\n\n- On → [B](#b)\n", 1, id="the first one comes last"),
        pytest.param("## A\n\nDone.\n\n## B\n\nDone.\n", 2, id="two parts"),
        pytest.param(
            "## A\n\n- x → [B](#b)\n- y → [C](#c)\n\n## B\n\n- On → [A](#a)\n\n## C\n\nDone.\n",
            1,
            id="a circle",
        ),
    ],
)
def test_a_part_that_no_route_leads_to_is_one_error(rest: str, count: int) -> None:
    text = f"{HEAD}Done.\n\n{rest}"
    found = findings({"content/trees/a.md": text.encode()})
    assert found["tree/unreachable"] == count
