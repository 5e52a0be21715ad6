"""A playbook of any size, the same for the same seed: what the benchmarks measure on.

    python benchmarks/corpus.py FOLDER --documents 1000 [--seed 1]

Half of the documents have fewer than about 430 words, one in fifty has 5,000. Each has 8 to 20 keys
of front matter, six links to others, a list and a table, and its own name in backquotes, by which
its page can be told. It passes `playbook check`. Plain Python, so that the same text can be given
to other generators.
"""

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from words import Words

DAY: Final = "2026-06-20"
"""The day to take for today: no review is late on it, no reading old."""

LONG: Final = 5_000
"""How many words a long document has."""

_ONE_LONG_IN: Final = 50

_MEDIAN: Final = 310
"""The words that a body's paragraphs are meant to have: they end with a sentence, some words later,
and what is linked, listed and tabled comes on top."""

_TEAMS_IN_A_GROUP: Final = 6
_KINDS: Final = {
    "agreement": ("agreements", 15),
    "right": ("rights", 10),
    "term": ("terms", 10),
    "page": ("pages", 30),
    "tradeoff": ("tradeoffs", 20),
    "norm": ("norms", 15),
}
"""The folder of each kind, and how many of a hundred documents are of it."""

_END: Final = "until: 2027-12-31"


@dataclass(frozen=True)
class Document:
    """A file of the corpus: its name below the content folder without suffix, and its parts.

    `front` is YAML without its fences, `body` all below the title.
    """

    name: str
    title: str
    front: str
    body: str

    @property
    def marker(self) -> str:
        """What stands in this document in backquotes, and in no other."""
        return self.name.rpartition("/")[2]

    @property
    def text(self) -> str:
        """The file as a playbook has it."""
        return f"---\n{self.front}---\n# {self.title}\n\n{self.body}"


@dataclass(frozen=True)
class _Cast:
    """Who and what the documents are about; everything is named in advance, so that links fit.

    `turns` has the place of each document among those of its kind. What should be spread evenly (an
    agreement's right, a trade-off's agreement) is taken in turn, not by chance: nothing stays idle.
    """

    groups: Sequence[Sequence[str]]
    outcomes: Sequence[str]
    names: Sequence[tuple[str, str]]
    turns: dict[str, int]
    parties: dict[str, tuple[str, str, str]]
    agreements: Sequence[str]
    rights: Sequence[str]

    @property
    def paths(self) -> list[str]:
        """All documents that may be linked, below the content folder and without suffix."""
        return [f"{_KINDS[kind][0]}/{name}" for kind, name in self.names]

    def group_of(self, outcome: str) -> Sequence[str]:
        """Return the teams that share an outcome."""
        return self.groups[self.outcomes.index(outcome) % len(self.groups)]


def _cast(count: int, dice: random.Random) -> _Cast:
    groups = [
        [f"team-{number}-{place}" for place in range(_TEAMS_IN_A_GROUP)]
        for number in range(max(2, count // 600))
    ]
    outcomes = [f"outcome-{number}" for number in range(max(1, count // 100))]
    rest = max(len(_KINDS), count - _TEAMS_IN_A_GROUP * len(groups) - 2 * len(outcomes))
    kinds = list(_KINDS) + dice.choices(
        list(_KINDS), [share for _, share in _KINDS.values()], k=rest - len(_KINDS)
    )
    names = [(kind, f"{kind}-{number}") for number, kind in enumerate(kinds)]
    of_kind = {kind: [name for kind_, name in names if kind_ == kind] for kind in _KINDS}
    turns = {name: turn for those in of_kind.values() for turn, name in enumerate(those)}
    parties = {}
    for name in of_kind["agreement"]:
        outcome = turns[name] % len(outcomes)
        one, two = dice.sample(groups[outcome % len(groups)], 2)
        parties[name] = (outcomes[outcome], one, two)
    return _Cast(groups, outcomes, names, turns, parties, list(parties), of_kind["right"])


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """Yield the documents of a playbook, so many, but for those that every playbook needs."""
    dice = random.Random(seed)
    words = Words(dice)
    cast = _cast(count, dice)
    paths = cast.paths
    bodies = _Bodies(words, paths)
    for team in (team for group in cast.groups for team in group):
        body = bodies.of(f"teams/{team}")
        yield Document(f"teams/{team}", _headed(team, words), _team(team, words), body)
    for place, outcome in enumerate(cast.outcomes):
        front = _outcome(place, cast.group_of(outcome), words)
        body = bodies.of(f"outcomes/{outcome}")
        yield Document(f"outcomes/{outcome}", _headed(outcome, words), front, body)
        metric = f"metrics/metric-{place}"
        front = _metric(cast.group_of(outcome)[0], words)
        body = bodies.of(metric)
        yield Document(metric, _headed(f"metric-{place}", words), front, body)
    for (kind, name), path in zip(cast.names, paths, strict=True):
        front = _FRONTS[kind](name, cast, words)
        front += "".join(
            f"x-{field}: {' '.join(words.draw(3))}\n"
            for field in dice.sample(("source", "area", "room", "since"), dice.randint(0, 4))
        )
        # A glossary's words occur in the other texts, so that there is something to link.
        if kind == "term":
            title = words.words[-1 - cast.turns[name]].capitalize()
        else:
            title = _headed(name, words)
        yield Document(path, title, front, bodies.of(path))


def _headed(name: str, words: Words) -> str:
    return f"{words.title()} {name.replace('-', ' ')}"


def _common(owner: str, words: Words) -> str:
    tags = ", ".join(dict.fromkeys(words.draw(3)))
    return f"owner: {owner}\ntags: [{tags}]\nreviewed: 2026-03-01\nreview_every: 2 years\n"


def _team(team: str, words: Words) -> str:
    return (
        f"roles:\n  lead: {{title: Lead of {team}, holder: a}}\n"
        f"  chief: {{title: Chief of {team}, holder: b, final: true}}\n"
        f"rhythm: {words.title()}\nrisk_appetite: medium\nhorizon: months\n"
        f"approval: {words.title()}\ncontact: {words.title()}\n{_common(team, words)}"
    )


def _outcome(place: int, teams: Sequence[str], words: Words) -> str:
    return (
        f"parties: [{', '.join(teams)}]\nstatus: agreed\nbeneficiaries: {words.title()}\n"
        f"indicators: [metric-{place}]\nout_of_scope: [{words.title()}]\n"
        f"{_common(teams[0], words)}"
    )


def _metric(team: str, words: Words) -> str:
    return (
        "unit: min\nbetter: lower\nbaseline: {value: 60, date: 2026-01-01}\n"
        f"target: {{value: 45, by: 2027-01-01}}\ncollected_by: {team}\n"
        "readings:\n  - {date: 2026-05-01, value: 48}\n  - {date: 2026-06-01, value: 46}\n"
        f"{_common(team, words)}"
    )


def _agreement(name: str, cast: _Cast, words: Words) -> str:
    outcome, one, two = cast.parties[name]
    metric = f"metric-{cast.outcomes.index(outcome)}"
    right = cast.rights[cast.turns[name] % len(cast.rights)]
    return (
        f"parties: [{one}, {two}]\noutcome: {outcome}\nstatus: in-force\nfrom: 2026-03-01\n"
        f"changes_by: {right}\ndisputes: {words.dice.choice(cast.rights)}\n"
        f"commitments:\n  - {{party: {one}, does: {words.title()}, every: week}}\n"
        f"  - {{party: {two}, does: {words.title()}, every: week}}\n"
        f"acceptance:\n  - {{metric: {metric}, target: 45, by: 2027-01-01, applies_to: all}}\n"
        f"risks:\n  - risk: {words.title()}\n    shares: {{{one}: 50, {two}: 50}}\n"
        f"signed: {{{one}: 2026-02-01, {two}: 2026-02-02}}\n{_common(one, words)}"
    )


def _tradeoff(name: str, cast: _Cast, words: Words) -> str:
    agreement = cast.agreements[cast.turns[name] % len(cast.agreements)]
    _, one, two = cast.parties[agreement]
    return (
        f"agreement: {agreement}\nstatus: accepted\n"
        f"gives:\n  - {{party: {one}, what: time, from: 1, to: 4, unit: hours/week, {_END}}}\n"
        f"  - {{party: {two}, what: money, from: 0, to: 900, unit: GBP/year, {_END}}}\n"
        f"gains:\n  - {{party: {one}, what: quiet, from: 9, to: 3, unit: calls/week, {_END}}}\n"
        f"  - {{party: {two}, what: speed, from: 5, to: 2, unit: days, {_END}}}\n"
        f"{_common(one, words)}"
    )


def _right(name: str, cast: _Cast, words: Words) -> str:  # noqa: ARG001 - as the other fronts
    first, second = words.dice.sample(words.dice.choice(cast.groups), 2)
    return (
        f"decision: {' '.join(words.draw(5))}\nstatus: in-force\ndriver: {second}.lead\n"
        f"approver: {first}.chief\nconsulted: [{second}]\ninformed: [{first}, {second}]\n"
        f"answer_within: 5 days\nif_silent: refuse\nescalate_to: {second}.chief\n"
        f"{_common(first, words)}"
    )


def _norm(name: str, cast: _Cast, words: Words) -> str:  # noqa: ARG001 - as the other fronts
    first, second = words.dice.sample(words.dice.choice(cast.groups), 2)
    return (
        f"parties: [{first}, {second}]\nadopted: 2026-03-01\nstatus: in-force\n"
        f"cadence: {{what: update, every: week, day: Tuesday}}\n{_common(first, words)}"
    )


def _term(name: str, cast: _Cast, words: Words) -> str:
    first, second = words.dice.sample(words.dice.choice(cast.groups), 2)
    return (
        f"aliases: [{name} word]\nstatus: agreed\n"
        f"senses: {{{first}: {words.title()}, {second}: {words.title()}}}\nagreed: {first}\n"
        f"{_common(first, words)}"
    )


def _page(name: str, cast: _Cast, words: Words) -> str:
    owner = words.dice.choice(words.dice.choice(cast.groups))
    return (
        f"audience: all\nx-kept: {words.title()}\nx-for: {words.title()}\nx-place: {name}\n"
        f"{_common(owner, words)}"
    )


_FRONTS: Final = {
    "agreement": _agreement,
    "tradeoff": _tradeoff,
    "right": _right,
    "norm": _norm,
    "term": _term,
    "page": _page,
}


class _Bodies:
    """Writes the text below the titles; every fiftieth one is long."""

    def __init__(self, words: Words, paths: Sequence[str]) -> None:
        self._words = words
        self._paths = paths
        self._written = 0

    def of(self, path: str) -> str:
        """Return the next body, for the document with this path."""
        words, dice = self._words, self._words.dice
        self._written += 1
        is_long = self._written % _ONE_LONG_IN == 0
        length = LONG if is_long else int(dice.lognormvariate(math.log(_MEDIAN), 0.35))
        links = [dice.choice(self._paths) for _ in range(6)]
        sections = 2 + length // 400
        parts = [words.paragraph(length * 2 // 5)]
        for number in range(sections):
            heading = f"## Part {number} {words.one()}"
            parts += [heading, words.paragraph(length * 3 // (5 * sections))]
        linked = " and ".join(f"[{words.one()}](../{link}.md)" for link in links[:3])
        marker = path.rpartition("/")[2]
        items = "\n".join(
            f"- {words.sentence()[:-1]} [{words.one()}](../{link}.md)" for link in links[3:]
        )
        rows = "\n".join(
            f"| {words.one()} | {dice.randint(1, 99)} | **{words.one()}** |" for _ in range(4)
        )
        table = f"| Name | Value | Note |\n| --- | ---: | --- |\n{rows}"
        return "\n\n".join([*parts, f"See {linked} for `{marker}`.", items, table]) + "\n"


SETTINGS: Final = "site_name: Generated\nrules: {ref/orphan: off}\n"
"""The settings of the playbook. Which documents chance links to says nothing about orphans."""


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write a playbook; return how many documents it has."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    written = 0
    for document in documents(count, seed):
        target = folder / "content" / f"{document.name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document.text, encoding="utf-8", newline="\n")
        written += 1
    return written


def main() -> None:
    """Write a playbook as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write(given.folder, given.documents, given.seed)} documents in {given.folder}")


if __name__ == "__main__":
    main()
