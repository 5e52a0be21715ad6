"""What somebody meant who wrote a scale, colour, language or address in another way."""

import re
from typing import Final

_SCALE: Final = re.compile(
    r"(?:from )?(?:(?P<low>\d{1,3}) ?(?:-|–|—|to|\.\.+|/|bis) ?)?"
    r"(?P<high>\d{1,3})(?: \(.*\)| points?)?"
)
_SHORT_COLOUR: Final = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")
_COLOUR: Final = re.compile(r"#?([0-9a-f]{6})")
_COLOURS: Final = {
    "black": "000000",
    "blue": "0000ff",
    "brown": "a52a2a",
    "dark blue": "00008b",
    "dark green": "006400",
    "dark red": "8b0000",
    "gray": "808080",
    "green": "008000",
    "grey": "808080",
    "navy": "000080",
    "orange": "ffa500",
    "pink": "ffc0cb",
    "purple": "800080",
    "red": "ff0000",
    "teal": "008080",
    "yellow": "ffff00",
}
_LANGUAGES: Final = {
    "english": "en",
    "englisch": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "francais": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "dutch": "nl",
    "nederlands": "nl",
    "polish": "pl",
    "polski": "pl",
    "portuguese": "pt",
    "português": "pt",
}
_TAG: Final = re.compile(r"([a-z]{2})_([a-z]{2})(?:\.utf-?8)?", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s/{}]+[^\s{}]*")
_PLACEHOLDER: Final = re.compile(r"(https?://[^\s{}]+)\{\w*\}")
_PER_CENT: Final = re.compile(r"(\d{1,4}(?:\.\d+)?) ?%")


def scale_meant(written: str) -> str:
    """Return what to write for a scale of scores, `1-5` for `1 to 5` or `5`; or ""."""
    found = _SCALE.fullmatch(" ".join(written.casefold().split()))
    if found is None:
        return ""
    low, high = int(found["low"] or 1), int(found["high"])
    return f"{min(low, high)}-{max(low, high)}" if low != high else ""


def colour_meant(written: str) -> str:
    """Return what to write for a colour, `"#0055aa"` for `#05a` or `dark red`; or ""."""
    word = " ".join(written.casefold().replace("-", " ").split())
    short = _SHORT_COLOUR.fullmatch(word)
    whole = _COLOUR.fullmatch(word)
    code = "".join(digit * 2 for digit in short.groups()) if short else whole[1] if whole else ""
    code = code or _COLOURS.get(word, "")
    return f'"#{code}"' if code else ""


def language_meant(written: str) -> str:
    """Return the tag of a language, `en` for `English`; or ""."""
    if tag := _TAG.fullmatch(written):
        return f"{tag[1].lower()}-{tag[2].upper()}"
    return _LANGUAGES.get(written.casefold(), "")


def address_meant(written: str) -> str:
    """Return an address of the web with how to reach it: `https://example.org`; or ""."""
    return f"https://{written}" if _HOST.fullmatch(written) else ""


def template_meant(written: str) -> str:
    """Return the address at which files are edited with `{path}` in it; or ""."""
    if found := _PLACEHOLDER.fullmatch(written):
        return f"{found[1]}{{path}}"
    return f"{written.rstrip('/')}/{{path}}" if _ADDRESS.fullmatch(written) else ""


def multiple_meant(written: str) -> str:
    """Return a multiple for what is written in per cent: `1.5` for `150%`; or ""."""
    found = _PER_CENT.fullmatch(written)
    return f"{float(found[1]) / 100:.6g}" if found else ""
