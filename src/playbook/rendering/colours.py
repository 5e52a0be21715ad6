"""Colours for text and grounds: contrast as WCAG defines it, and shades that reach one."""

from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

_LINEAR_BELOW = 0.04045
_STEPS = 12


class Colour(NamedTuple):
    """A colour; its parts go from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, written: str) -> "Colour":
        """Read `#rrggbb`."""
        red, green, blue = (int(written[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return cls(red, green, blue)

    def __str__(self) -> str:
        """Write `#rrggbb`."""
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1."""
        red, green, blue = (
            part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
            for part in self
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """Return the contrast with another colour, from 1 to 21."""
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """Return this colour with a share of another one in it."""
        red, green, blue = (a + (b - a) * share for a, b in zip(self, other, strict=True))
        return Colour(red, green, blue)

    def reaching(self, contrast: float, ground: "Colour") -> "Colour":
        """Return this hue, as near to this colour as a contrast of text on a ground allows.

        On a light ground it is made darker, on a dark one lighter, and only if it has to be.
        """
        if self.contrast(ground) >= contrast:
            return self
        hue, lightness, saturation = rgb_to_hls(*self)
        near, far = lightness, 0.0 if ground.luminance > 0.5 else 1.0  # noqa: PLR2004 - the middle
        for _ in range(_STEPS):
            middle = (near + far) / 2
            if Colour(*hls_to_rgb(hue, middle, saturation)).contrast(ground) >= contrast:
                far = middle
            else:
                near = middle
        return Colour(*hls_to_rgb(hue, far, saturation))
