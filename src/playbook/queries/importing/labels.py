"""What a glossary writes as the name of a term: the term itself, and other words for it."""

import re
from typing import NamedTuple

from playbook.queries.importing.wording import one_line

_BRACKETS = re.compile(r"(?P<outside>[^()\[\]]+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*")
_SAID = re.compile(
    r"(?:also(?: known as| called)?|a\.?k\.?a\.?|synonyms?|syn\.|abbr\.|abbreviated(?: as)?|short|"
    r"short for|auch|kurz|synonyme?|abk\.|or|oder)(?:\s*:\s*|\s+)(?P<words>.+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:or|oder|and|und)\s+")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9&]{2,10}")
_WORD = re.compile(r"[^\W_]+")
_MARKUP = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(\*\*|__|\*|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)

_SMALL = 3
"""Words up to this length may have no letter in an abbreviation: of, and, the."""


class Name(NamedTuple):
    """A term's name, and the other words for it that are surely meant as such."""

    title: str
    aliases: tuple[str, ...] = ()


def plain(markdown: str) -> str:
    """Return a name that is written in Markdown without its mark-up."""
    for pattern, rest in _MARKUP:
        markdown = pattern.sub(rest, markdown)
    return one_line(markdown)


def read_name(written: str) -> Name:
    """Return what a plain text names.

    `Service level agreement (SLA)` has the alias SLA, whose letters begin its words; so has `SLA
    (service level agreement)` the long form, and `Rota (also: roster, plan)` what is said to be
    another word. Other brackets are part of the name: `Charge (legal)`.
    """
    found = _BRACKETS.fullmatch(written)
    if not found:
        return Name(written)
    outside, inside = found["outside"].strip(), found["inside"].strip()
    if said := _SAID.fullmatch(inside):
        return Name(outside, others(said["words"]))
    if _stands_for(inside, outside) or _stands_for(outside, inside):
        return Name(outside, (inside,))
    return Name(written)


def others(words: str) -> tuple[str, ...]:
    """Return the words of a list such as `roster, plan or shift`."""
    return tuple(dict.fromkeys(filter(None, _PARTS.split(words.strip()))))


def _stands_for(short: str, long: str) -> bool:
    """Tell whether a word with capitals is made of the letters that begin other words."""
    if not _ACRONYM.fullmatch(short):
        return False
    letters = re.sub(r"[^a-z0-9]", "", short.removesuffix("s").casefold())
    words = [word.casefold() for word in _WORD.findall(long)]
    every = "".join(word[0] for word in words)
    long_ones = "".join(word[0] for word in words if len(word) > _SMALL)
    return len(letters) > 1 and letters in {every, long_ones}
