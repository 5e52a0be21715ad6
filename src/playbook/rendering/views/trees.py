"""What the pages of a decision tree share: names of stages, where answers lead, levels."""

from typing import Any

from playbook.kinds.common.resolving import worded
from playbook.model.body import Block
from playbook.model.entry import Entry
from playbook.model.tree import Answer
from playbook.model.view import View
from playbook.rendering.links import resolve
from playbook.rendering.parts import Parts
from playbook.rendering.strings import strings


def stage_titles(view: View, path: str) -> dict[str, str]:
    """Return what each stage of a tree is called: its heading, or its slug in words."""
    entry: Entry[Any] = view.first("entry", path)
    stages = entry.record.stages
    written = {
        block.heading.slug: worded(view, block.text)
        for block in entry.body.blocks
        if block.heading and block.heading.slug in stages
    }
    return {stage: written.get(stage) or strings(view).name("stage", stage) for stage in stages}


def heading_shift(blocks: tuple[Block, ...], highest: int) -> int:
    """Return by how many levels to move headings so that the first is at a level."""
    first = next((block.heading for block in blocks if block.heading), None)
    return highest - first.level if first else 0


def leads_to(entry: Entry[Any], answer: Answer, parts: Parts) -> str:
    """Return the title of what an answer leads to outside its tree, or its link's words."""
    link = entry.body.links[answer.link]
    resolved = resolve(link, parts.place)
    if resolved.card and resolved.href:
        return resolved.card.title
    return link.text or link.target
