"""Running text cut to one line of a list."""

from playbook.model.body import BARE


def shorten(text: str, most: int) -> str:
    """Return the text on one line, at most `most` characters, with “…” where it was cut.

    It is cut at a space if there is one in its second half: not every script has spaces. Behind a
    whole sentence the sign stands by itself. Of a reference (`BARE`) all is left or nothing.
    """
    # The beginning is nearly always enough to tell what is left of it.
    line = " ".join(text[: 2 * most].split())
    if len(line) <= most:
        line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most - 1)
    held = line[: cut if cut > 0 else most - 1]
    if held.count(BARE) % 2:
        held = held[: held.rindex(BARE)]
    held = held.rstrip(" ,;:–")
    return f"{held} …" if cut > 0 and held.endswith(_ENDS) else f"{held}…"


_ENDS = (".", "!", "?")
