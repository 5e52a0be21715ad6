"""Names and numbers as English sentences have them: findings and reports are always English."""


def with_article(name: str) -> str:
    """Return a kind's name with its article: “a right”, “an agreement”; a file's has none."""
    if "." in name:
        return name
    return f"{'an' if name[:1] in {*'aeiou'} else 'a'} {name}"


def counted(number: int, what: str) -> str:
    """Return how many of something there are: `1 file`, `2 files`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def either(words: tuple[str, ...]) -> str:
    """Return words of which one is meant: `a, b or c`; "" for none."""
    *others, last = words or ("",)
    return f"{', '.join(others)} or {last}" if others else last
