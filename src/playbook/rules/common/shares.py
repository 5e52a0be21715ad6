"""Shares of a whole: each a number from 0 to 100, and all of them 100 together."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.kinds.computed.shares import adds_up, in_per_cent, out_of_range, total
from playbook.model.entry import Entry
from playbook.model.record import Path
from playbook.model.rule import Finding


def wrong_shares(
    entry: Entry[Any], place: Path, shares: Mapping[str, float], *, of: str, whole: str, has: str
) -> Iterator[Finding]:
    """Yield what is wrong with the shares at a place of the front matter.

    `of` is how a message calls what is shared, `whole` how a hint does, and `has` what a party does
    with its share.
    """
    wrong = out_of_range(shares)
    for party in wrong:
        yield Finding(
            entry.at(*place, party),
            f"a share is a number from 0 to 100, this one is {shares[party]:.6g}",
            f"write how many per cent of {whole} the party {has}",
        )
    if not wrong and not adds_up(shares):
        yield Finding(
            entry.at(*place, key=True),
            f"the shares of {of} add up to {total(shares):.6g}, not to 100",
            in_per_cent(shares) or f"write what each party {has}, together all of {whole}",
        )
