"""Pseudo-words, and sentences of them: text that nobody wrote and every tool has to read."""

import random
from typing import Final

_SYLLABLES: Final = (
    "ba be bo da de do fa fe ga go ha he ka ke la le lo ma me mo na ne no "
    "pa pe po ra re ro sa se so ta te to va ve wa we"
).split()


class Words:
    """Pseudo-words with the skew of real language: few common ones, many rare ones."""

    def __init__(self, dice: random.Random, size: int = 12_000) -> None:
        found: dict[str, None] = {}
        while len(found) < size:
            found["".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(found)
        self.dice = dice

    def draw(self, count: int) -> list[str]:
        """Return words, the n-th of the list about 1/n as often as the first."""
        size = len(self.words)
        random_ = self.dice.random
        return [self.words[int(size ** random_()) - 1] for _ in range(count)]

    def one(self) -> str:
        """Return one word."""
        return self.draw(1)[0]

    def title(self) -> str:
        """Return a few words with a capital, and no full stop."""
        return " ".join(self.draw(self.dice.randint(3, 6))).capitalize()

    def sentence(self) -> str:
        """Return one sentence."""
        return " ".join(self.draw(self.dice.randint(6, 18))).capitalize() + "."

    def paragraph(self, words: int) -> str:
        """Return about so many words."""
        sentences: list[str] = []
        written = 0
        while written < words:
            sentence = self.sentence()
            sentences.append(sentence)
            written += sentence.count(" ") + 1
        return " ".join(sentences)
