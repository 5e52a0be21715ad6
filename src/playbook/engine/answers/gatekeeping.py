"""Which gates are revised and not computed; what does that is loaded when there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.engine.answers.memo import Memo


def revise(memo: Memo, gates: Mapping[int, bytes]) -> dict[int, bool]:
    """Revise what can be revised of gates; return, by number, which of them changed."""
    from playbook.engine.answers.revising import revised  # noqa: PLC0415 - `check` needs none

    return revised(memo, gates)
