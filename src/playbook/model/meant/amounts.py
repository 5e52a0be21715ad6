"""What somebody meant who wrote a number, a share or a level in another way than it is read."""

import re
from typing import Final

from playbook.model.fields import IN_TWO_WAYS

_COMMA: Final = re.compile(r"[-+]?\d+,\d{1,2}")
_POINTS: Final = re.compile(r"[-+]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d{1,2}|(?:\.\d{3}){2,})")
"""`1.234,50` and `1.000.000`, as Germans write them."""
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:[, ’']\d{3})+(?:\.\d+)?")
_AMONG_WORDS: Final = re.compile(
    r"(?:[~≈<>≤≥]=?|about|under|over|below|above|max\.?|min\.?|at most|at least|up to|approx\.?|"
    r"mind\.?|mindestens|höchstens|maximal|bis zu|etwa|ca\.?|circa|über|unter)?"
    r" ?(?:[£$€]|(?:eur|gbp|usd|chf)(?![a-z]))? ?"
    r"(?P<number>[-+]?\d{1,3}(?: \d{3})+|[-+]?\d[\d,.’']*|[a-z-]+(?= (?:thousand|million)))"
    r"(?: ?(?P<times>k|thousand|tsd\.?|mn|mio\.?|million)(?![a-z]))?+"
    r"(?: ?(?:/ ?)?[^\W\d_€%][\w/ €.-]{0,30}| ?%| ?€)?"
)
_SYMBOLS: Final = {"£": "GBP", "$": "USD", "€": "EUR"}
_MONEY: Final = re.compile(
    r"(?:(?P<before>[£$€]|[A-Z]{3}) ?)?(?P<amount>\d[\d,.’' ]*?)"
    r"(?P<times>k| ?thousand| ?mn| ?million)?(?: ?(?P<after>[£$€]|[A-Za-z]{3,12}))??"
    r"(?: ?(?:a|per|/|each|every) ?(?P<per>year|quarter|month|week|day)"
    r"| (?P<yearly>p\.?a\.?|yearly|annually))?"
)
_TIMES: Final = {"k": 1_000, "t": 1_000, "m": 1_000_000}
_PLAIN: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_POWER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+")
"""A number that is told as too large: what follows its digits is no unit."""
_RANGE: Final = re.compile(r"(?:between )?(\d+(?:\.\d+)?) ?(?:-|–|to|and|or) ?(\d+(?:\.\d+)?)")
_FRACTION: Final = re.compile(r"([1-9]\d?)/([1-9]\d?)")
_PART: Final = re.compile(r"(?:(?P<count>[a-z]+)[ -])?(?P<part>half|[a-z]+?)s?(?: of it)?")
_GERMAN_PARTS: Final = {"halb": 2, "hälfte": 2, "die hälfte": 2, "ein drittel": 3, "ein viertel": 4}
_PARTS: Final = {
    name: into
    for into, names in enumerate(
        "half third quarter/fourth fifth sixth seventh eighth ninth tenth".split(), start=2
    )
    for name in names.split("/")
}
_WHOLE: Final = {"all": "100", "everything": "100", "nothing": "0", "alles": "100", "nichts": "0"}
_SCALES: Final = tuple(
    tuple(scale.split(", "))
    for scale in (
        "low, medium/middle/moderate/average, high",
        "niedrig/gering, mittel, hoch",
        "sehr niedrig/sehr gering, niedrig, mittel, hoch, sehr hoch",
        "very low, low, medium, high, very high/extreme",
        "rare/very unlikely, unlikely, possible, likely, almost certain/very likely",
        "negligible/insignificant, minor, moderate, major, severe/critical/catastrophic",
    )
)
"""Words for how likely or bad something is, from the least; others for one behind a slash."""

_MORE_OR_LESS: Final = frozenset(
    name for scale in _SCALES for level in scale for name in level.split("/")
) | {"most", "some", "little", "few", "much", "many"}
"""Words for a part of a whole that name no number."""

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_GERMAN_ONES: Final = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_COUNTS: Final = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    **{word: number for number, word in enumerate(_GERMAN_ONES)},
    **dict.fromkeys(("a", "ein", "eine", "einen"), 1),
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
}


def number_meant(written: str) -> str:
    """Return what to write for a number, `12000` for `12,000`, or "" if nobody can tell."""
    words = " ".join(written.casefold().split())
    if _POWER.fullmatch(words):
        return ""
    if (count := count_meant(words)) is not None:
        return str(count)
    if IN_TWO_WAYS.fullmatch(words):
        return f"{words.replace('.', '')} or {float(words):g}"
    if ends := _RANGE.fullmatch(words):
        return f"{ends[1]} or {ends[2]}"
    plain = _digits_meant(words)
    if not plain and (found := _AMONG_WORDS.fullmatch(words)):
        counted = count_meant(found["number"])
        plain = _digits_meant(found["number"]) if counted is None else str(counted)
        if plain and found["times"]:
            return f"{float(plain) * _TIMES[found['times'][0]]:.15g}"
    return plain


def _digits_meant(written: str) -> str:
    """Return a number without the marks between its digits, or ""."""
    if _POINTS.fullmatch(written) or IN_TWO_WAYS.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    if _PLAIN.fullmatch(written):
        return written
    if _COMMA.fullmatch(written):
        return written.replace(",", ".")
    return re.sub(r"[, ’']", "", written) if _THOUSANDS.fullmatch(written) else ""


def level_meant(written: str) -> str:
    """Return what to write for how likely or bad something is: a number on a common scale."""
    word = " ".join(written.casefold().replace("-", " ").split())
    for scale in _SCALES:
        for level, names in enumerate(scale, start=1):
            if word in names.split("/"):
                least, most = (ends.partition("/")[0] for ends in (scale[0], scale[-1]))
                ends = f"from 1 ({least}) to {len(scale)} ({most})"
                return f"{level}, on a scale {ends} that is the same for all risks"
    return number_meant(written)


def share_meant(written: str) -> str:
    """Return what to write for a part of a whole, in per cent: `50` for `half`; or ""."""
    word = " ".join(written.casefold().split())
    if word in _WHOLE:
        return _WHOLE[word]
    if word in _GERMAN_PARTS:
        return _per_cent(1, _GERMAN_PARTS[word])
    if found := _FRACTION.fullmatch(word):
        return _per_cent(int(found[1]), int(found[2]))
    if (found := _PART.fullmatch(word)) and found["part"] in _PARTS:
        count = count_meant(found["count"]) if found["count"] else 1
        return _per_cent(count or 0, _PARTS[found["part"]])
    if word in _MORE_OR_LESS:
        return "how many of a hundred it is, such as 40"
    return number_meant(written)


def money_meant(written: str) -> tuple[str, str]:
    """Return the number and the unit of an amount: `12000`, `GBP/year` for `£12k a year`.

    Either is "" where it cannot be told.
    """
    words = " ".join(written.split())
    found = _MONEY.fullmatch(words)
    if found is None:
        return "", ""
    figure = found["amount"]
    if IN_TWO_WAYS.fullmatch(figure):  # nobody writes the thousandths of an amount of money
        figure = figure.replace(".", "")
    amount = number_meant(f"{figure}{found['times'] or ''}")
    before, after = (found["before"] or "").strip(), (found["after"] or "").strip()
    unit = _SYMBOLS.get(before or after, before or after)
    rate = "/year" if found["yearly"] else f"/{found['per']}" if found["per"] else ""
    return amount, f"{unit}{rate}" if unit else ""


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3g}" if 0 < part <= whole else ""


def count_meant(words: str) -> int | None:
    """Return the number that words say, up to ninety-nine, or digits; None if they say none."""
    if words in _COUNTS:
        return _COUNTS[words]
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS and ones in _ONES[1:10]:
        return _COUNTS[tens] + _COUNTS[ones]
    return int(words) if words.isdecimal() else None
