"""Running text cut to one line of a list."""


def shorten(text: str, most: int) -> str:
    """Return the text on one line, at most `most` characters, with “…” where it was cut.

    It is cut at a space if there is one in its second half: not every script has spaces. Behind a
    whole sentence the sign stands by itself.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most - 1)
    held = line[: cut if cut > 0 else most - 1].rstrip(" ,;:–")
    return f"{held} …" if cut > 0 and held.endswith(_ENDS) else f"{held}…"


_ENDS = (".", "!", "?")
