"""A playbook of any size, the same for the same seed: what the benchmarks measure on.

    python benchmarks/corpus.py FOLDER --documents 1000 [--seed 1]

Half of the documents have fewer than about 430 words, one in fifty has 5,000; each has front
matter of 8 to 20 lines, six links to others, a table and a list. Plain Python, so that the same
text can be given to other generators.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

TEAMS = 12
END = "until: 2027-12-31"
SYLLABLES = (
    "ba be bo da de do fa fe ga go ha he ka ke la le lo ma me mo na ne no "
    "pa pe po ra re ro sa se so ta te to va ve wa we"
).split()
SHARES = (
    ("agreement", 20),
    ("tradeoff", 15),
    ("right", 10),
    ("norm", 15),
    ("term", 10),
    ("page", 30),
)
FOLDERS = {
    "agreement": "agreements",
    "tradeoff": "tradeoffs",
    "right": "rights",
    "norm": "norms",
    "term": "terms",
    "page": "pages",
}


class Words:
    """Pseudo-words with the skew of real language: few common ones, many rare ones."""

    def __init__(self, dice: random.Random, size: int = 12_000) -> None:
        found: dict[str, None] = {}
        while len(found) < size:
            found["".join(dice.choices(SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4))))] = None
            found[
                f"{dice.choice(SYLLABLES)}{len(found)}"[:2] + "".join(dice.choices(SYLLABLES, k=3))
            ] = None
        self.words = list(found)[:size]
        self.dice = dice

    def draw(self, count: int) -> list[str]:
        """Return words, the n-th of the list about 1/n as often as the first."""
        size = len(self.words)
        random_ = self.dice.random
        return [self.words[int(size ** random_()) - 1] for _ in range(count)]

    def sentence(self) -> str:
        """Return one sentence."""
        words = self.draw(self.dice.randint(6, 18))
        return " ".join(words).capitalize() + "."

    def paragraph(self, words: int) -> str:
        """Return about so many words."""
        sentences: list[str] = []
        written = 0
        while written < words:
            sentence = self.sentence()
            sentences.append(sentence)
            written += sentence.count(" ") + 1
        return " ".join(sentences)


def documents(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (path below the project, text) of a playbook with about so many documents."""
    dice = random.Random(seed)
    words = Words(dice)
    yield "site.yml", "site_name: Generated\nrules: {ref/orphan: off}\n"
    teams = [f"team-{number}" for number in range(TEAMS)]
    for team in teams:
        yield f"content/teams/{team}.md", _team(team, words)
    rest = max(1, count - TEAMS - 2)
    yield "content/outcomes/shared.md", _outcome(teams, words)
    yield "content/metrics/shared.md", _metric(words)
    kinds = dice.choices([k for k, _ in SHARES], [n for _, n in SHARES], k=rest)
    kinds[:4] = ["agreement", "right", "term", "page"]
    names = [f"{kind}-{number}" for number, kind in enumerate(kinds)]
    paths = [f"{FOLDERS[kind]}/{name}.md" for kind, name in zip(kinds, names, strict=True)]
    rights = [name for kind, name in zip(kinds, names, strict=True) if kind == "right"]
    agreements: dict[str, list[str]] = {}
    for kind, name in zip(kinds, names, strict=True):
        if kind == "agreement":
            agreements[name] = dice.sample(teams, 2)
    for kind, name, path in zip(kinds, names, paths, strict=True):
        front = _front(kind, name, dice, words, teams, rights, agreements)
        body = _body(name, dice, words, paths)
        title = f"{name.replace('-', ' ').title()} {words.sentence()[:-1]}"
        yield f"content/{path}", f"---\n{front}---\n# {title}\n\n{body}"


def _team(team: str, words: Words) -> str:
    return (
        f"---\nroles:\n  lead: {{title: Lead of {team}, holder: a}}\n"
        f"  chief: {{title: Chief of {team}, holder: b, final: true}}\n---\n# {team.title()}\n\n"
        f"{words.paragraph(60)}\n"
    )


def _outcome(teams: list[str], words: Words) -> str:
    return (
        f"---\nparties: [{', '.join(teams)}]\nstatus: agreed\nbeneficiaries: everybody\n"
        f"indicators: [shared]\nout_of_scope: [other things]\n---\n# Shared outcome\n\n"
        f"{words.paragraph(40)}\n"
    )


def _metric(words: Words) -> str:
    return (
        "---\nunit: min\nbetter: lower\nbaseline: {value: 60, date: 2026-01-01}\n"
        "target: {value: 45, by: 2027-01-01}\ncollected_by: team-0\n"
        "readings:\n  - {date: 2026-06-01, value: 44}\n---\n# Shared metric\n\n"
        f"{words.paragraph(30)}\n"
    )


def _front(
    kind: str,
    name: str,
    dice: random.Random,
    words: Words,
    teams: list[str],
    rights: list[str],
    agreements: dict[str, list[str]],
) -> str:
    first, second = dice.sample(teams, 2)
    tags = f"tags: [{', '.join(words.draw(3))}]\n"
    if kind == "agreement":
        one, two = agreements[name]
        return (
            f"parties: [{one}, {two}]\noutcome: shared\nstatus: in-force\nfrom: 2026-03-01\n"
            f"review_every: 1 year\nchanges_by: {dice.choice(rights)}\n{tags}"
            f"commitments:\n  - {{party: {one}, does: {words.draw(1)[0]} daily, every: week}}\n"
            f"  - {{party: {two}, does: {words.draw(1)[0]} weekly, every: week}}\n"
            "acceptance:\n  - {metric: shared, target: 45, by: 2027-01-01, applies_to: all}\n"
            f"risks:\n  - risk: {' '.join(words.draw(4))}\n    shares: {{{one}: 50, {two}: 50}}\n"
            f"signed: {{{one}: 2026-02-01, {two}: 2026-02-02}}\n"
        )
    if kind == "tradeoff":
        agreement, (one, two) = dice.choice(list(agreements.items()))
        return (
            f"agreement: {agreement}\nstatus: accepted\n{tags}"
            f"gives:\n  - {{party: {one}, what: time, from: 1, to: 4, unit: hours/week, {END}}}\n"
            f"  - {{party: {two}, what: money, from: 0, to: 900, unit: GBP/year, {END}}}\n"
            f"gains:\n  - {{party: {one}, what: quiet, from: 9, to: 3, unit: calls/week, {END}}}\n"
            f"  - {{party: {two}, what: speed, from: 5, to: 2, unit: days, {END}}}\n"
        )
    if kind == "right":
        return (
            f"decision: {' '.join(words.draw(5))}\nstatus: in-force\ndriver: {second}.lead\n"
            f"approver: {first}.chief\nconsulted: [{second}]\ninformed: [{first}, {second}]\n"
            f"answer_within: 5 days\nif_silent: refuse\nescalate_to: {second}.chief\n{tags}"
        )
    if kind == "norm":
        return (
            f"parties: [{first}, {second}]\nadopted: 2026-03-01\nreview_every: 2 years\n"
            f"cadence: {{what: update, every: week, day: Tuesday}}\n{tags}owner: {first}\n"
        )
    if kind == "term":
        return f"aliases: [{name}-word]\nstatus: agreed\nowner: {first}\n{tags}"
    return f"owner: {first}\n{tags}reviewed: 2026-03-01\nreview_every: 2 years\n"


def _body(name: str, dice: random.Random, words: Words, paths: list[str]) -> str:
    length = 5_000 if dice.random() < 0.02 else int(dice.lognormvariate(6.0, 0.35))  # noqa: PLR2004 - one in fifty
    links = [dice.choice(paths) for _ in range(6)]
    sections = 2 + length // 400
    parts = [words.paragraph(length // 5)]
    for number in range(sections):
        heading = f"## Part {number} {words.draw(1)[0]}"
        parts += [heading, words.paragraph(length * 3 // (5 * sections))]
    linked = " and ".join(f"[{words.draw(1)[0]}](../{path})" for path in links[:3])
    items = "\n".join(
        f"- {words.sentence()[:-1]} [{words.draw(1)[0]}](../{path})" for path in links[3:]
    )
    rows = "\n".join(
        f"| {words.draw(1)[0]} | {dice.randint(1, 99)} | **{words.draw(1)[0]}** |" for _ in range(4)
    )
    table = f"| Name | Value | Note |\n| --- | ---: | --- |\n{rows}"
    return "\n\n".join([*parts, f"See {linked} for `{name}`.", items, table]) + "\n"


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write a playbook; return how many files."""
    written = 0
    for path, text in documents(count, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        written += 1
    return written


def main() -> None:
    """Write a playbook as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{write(given.folder, given.documents, given.seed)} files in {given.folder}")


if __name__ == "__main__":
    main()
