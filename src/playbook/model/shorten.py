"""Running text cut to one line of a list."""


def shorten(text: str, most: int) -> str:
    """Return the text on one line, at most `most` characters, with “…” where it was cut.

    It is cut at a space if there is one in its second half: not every script has spaces.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most)
    return f"{line[: cut if cut > 0 else most - 1].rstrip(' ,;:–')}…"
