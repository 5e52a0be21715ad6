"""Words: how a text falls into them, how they are folded, and which of them count as one.

The browser does the first two for what a reader types (`themes/default/assets/search-words.js`), so
both sides must agree to the letter; stems are made here alone.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from unicodedata import normalize

from Stemmer import Stemmer

LONGEST_WORD = 40
"""Characters of a word that count."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_LETTERS = str.maketrans(
    {
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00f0": "d",
        "\u00f8": "o",
        "\u00fe": "th",
        "\u0111": "d",
        "\u0127": "h",
        "\u0131": "i",
        "\u0142": "l",
        "\u0153": "oe",
        "\u0167": "t",
        "\u03c2": "\u03c3",
    }
)
"""Letters that Unicode does not take apart."""

_INDIC = (
    "\u0900-\u0963\u0966-\u0dff\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
)
"""Scripts whose vowel signs are marks: they belong to the word."""

_WORDS = re.compile(f"[\\w{_INDIC}]+")
_ASCII_WORDS = bytes(ord(c.lower()) if c.isalnum() else 32 for c in map(chr, range(128))) * 2
"""What becomes of each ASCII character: a small letter, a digit, or a space."""

_TYPOGRAPHY = (
    "\u2018",
    "\u201c",
    "\u201d",
    "\u2013",
    "\u2014",
    "\u2026",
    "\u2192",
    "\u00b7",
    "\u00a3",
)
"""Signs that stand in texts which are ASCII otherwise, and in no word."""

_SUFFIX = re.compile("['\u2019\u02bc][^\\W_](?![^\\W_])")
"""What follows an apostrophe by itself, as in `team's`, is no word and no part of one."""

_COMMA = re.compile(",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = f"([{_UNSPACED}]+)|[^{_UNSPACED}]+"
_UNSPACED_LETTER = f"[{_UNSPACED}]"
"""Patterns that `re` compiles when they are wanted: it takes long, and few playbooks need them."""

_LANGUAGES = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

_FUNCTION_WORDS = {
    "en": frozenset(
        "a about above after all am an and any anybody anyone are as at be because been "
        "before being below between both but by can could did do does doing during each for "
        "from get gets got had has have having he her here hers him his how i if in into is "
        "it its just many may me might more most much must my need needs no nor not of off "
        "often on only or other our ours out over own please shall she should so some "
        "somebody someone still such than that the their theirs them then there these they "
        "this those through to too under until up us very want wants was we were what when "
        "where which while who whom whose why will with without would you your yours".split()
    ),
    "de": frozenset(
        "aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist "
        "da damit dann darf das dass dem den denn der des die dies diese diesem diesen dieser "
        "dieses doch dort du durch ein eine einem einen einer eines er es etwas euch fur "
        "gegen hab habe haben hat hatte hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ist "
        "ja jede jedem jeden jeder jedes kann kein keine keinem keinen keiner konnen konnte "
        "man mehr mein meine mir mit muss mussen nach nicht noch nun nur ob oder ohne sehr "
        "sein seine sich sie sind so soll sollen sollte uber um und uns unser unter viel "
        "viele vom von vor wann war waren warum was weil welche welchem welchen welcher "
        "welches wem wen wenn wer werden wie wieso wir wird wo wollen worden wurde wurden zu "
        "zum zur zwischen".split()
    ),
}
"""Words of questions, folded, which a page that answers need not hold."""


def fold(text: str) -> str:
    """Return text in small letters without accents and with compatible characters made one."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", normalize("NFKD", text)).lower()
    return normalize("NFC", plain).translate(_LETTERS)


def tokens(text: str) -> list[str]:
    """Return the words of a text in small letters: numbers without commas, accents as they are."""
    if "," in text:
        text = _COMMA.sub("", text)
    if not text.isascii():
        text = text.replace("\u2019", "'")
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
    if "'" in text:
        text = _SUFFIX.sub(" ", text)
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_WORDS).decode("ascii").split()
    # Python gives a Turkish capital I a dot of its own, which is no letter.
    text = normalize("NFC", text.lower().replace("i\u0307", "i"))
    return _WORDS.findall(_SUFFIX.sub(" ", text).replace("_", " "))


_MOST_WORDS = 1 << 17


class Heads(dict[str, str]):
    """By what each word of a language is found, computed when first asked for.

    That is one head for most words, and several with tabs between them where a word is made of
    pairs of characters. A head is the folded word; a space and its stem follow if they differ.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[token] = "\t".join(_heads(token, self.language))
        return found


@cache
def heads(language: str) -> Heads:
    """Return the heads of a language's words."""
    return Heads(language)


def _heads(token: str, language: str) -> Iterator[str]:
    for run, unspaced in _runs(token):
        if unspaced:
            # The last character stands by itself too, so that it is found alone.
            yield from (run[n : n + 2] for n in range(len(run)))
        else:
            form = run[:LONGEST_WORD]
            # Accents tell a stemmer what to cut, so it sees them wherever the word was one run.
            accented = token if len(form) == len(token) else form
            stem = form if form.isdecimal() else fold(_stemmer(language)(accented)) or form
            yield form if form == stem else f"{form} {stem}"


def _runs(token: str) -> Iterator[tuple[str, bool]]:
    """Yield the folded parts of a word, and whether they are of a script without spaces."""
    if token.isascii():
        yield token, False
        return
    for word in _WORDS.findall(fold(token)):
        for run in re.finditer(_RUNS, word):
            yield run[0], run[1] is not None


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    name = _LANGUAGES.get(primary(language))
    if name is None:
        return str
    stem: Callable[[str], str] = Stemmer(name).stemWord
    return stem


def primary(language: str) -> str:
    """Return the language of a tag such as `en-GB`."""
    return language.partition("-")[0].casefold()


def function_words(language: str) -> frozenset[str]:
    """Return the words of a language that serve the grammar only."""
    return _FUNCTION_WORDS.get(primary(language), frozenset())


@cache
def place_of(start: str) -> int:
    """Return a number below 256 for the first two characters of a word.

    Of scripts without spaces the first alone decides, so that one character finds its pairs.
    """
    first = ord(start[0])
    is_unspaced = not start.isascii() and re.match(_UNSPACED_LETTER, start)
    second = ord(start[1]) if start[1:2].strip() and not is_unspaced else 0
    return ((first * 0x9E3779B1 + second * 0x85EBCA6B) & 0xFFFFFFFF) >> 24
