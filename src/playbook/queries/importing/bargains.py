"""What a decision record weighs: what is gained and what is given by the option that was chosen."""

import re
from collections.abc import Iterator

from playbook.model.body import as_written
from playbook.model.label import label_key
from playbook.queries.importing.foreign import Foreign
from playbook.queries.importing.labels import plain

_CHOSEN = re.compile(
    r"chosen option\s*:?\s*[\"“'‘]?(?P<name>[^\"”’\n]+?)[\"”’]?\s*(?:,|\.|$)", re.IGNORECASE
)
_SAID = re.compile(r"(?P<sign>good|bad)\s*,?\s*because\s+(?P<what>.+)", re.IGNORECASE | re.DOTALL)
_SIGNS = {"positive consequences": "good", "negative consequences": "bad"}
_SECTION = 2
"""The level of the sections of a record; headings below that belong to one."""

_OUTCOME = frozenset({"decision outcome", "consequences", "decision"})


def bargain(foreign: Foreign) -> tuple[list[str], list[str]]:
    """Return what is given and what is gained by the chosen option, in the words of the record.

    These are *Good, because* and *Bad, because* of the outcome and of the option that has the name
    of the chosen one, and the items below *Positive consequences* and *Negative consequences*.
    """
    found: dict[str, list[str]] = {"bad": [], "good": []}
    for sign, what in _weighed(foreign):
        if what not in found[sign]:
            found[sign].append(what)
    return found["bad"], found["good"]


def _weighed(foreign: Foreign) -> Iterator[tuple[str, str]]:
    chosen = _chosen(foreign)
    text = foreign.source.text
    is_outcome, heading = False, ""
    for block in foreign.body.blocks:
        if block.heading:
            heading = label_key(block.heading.text)
            is_outcome = heading in _OUTCOME or (is_outcome and block.heading.level > _SECTION)
        counts = is_outcome or (chosen and heading == chosen)
        for item in block.items:
            what = plain(text[item.span.start : item.span.end])
            if heading in _SIGNS:
                yield _SIGNS[heading], _sentence(_SAID.sub(r"\g<what>", what))
            elif counts and (said := _SAID.match(what)):
                yield said["sign"].casefold(), _sentence(said["what"])


def _chosen(foreign: Foreign) -> str:
    """Return the key of the name of the chosen option, "" where none is named."""
    for block in foreign.body.blocks:
        if block.name == "paragraph" and (found := _CHOSEN.match(as_written(block.text).strip())):
            return label_key(found["name"])
    return ""


def _sentence(words: str) -> str:
    return words.strip().rstrip(".").rstrip()
