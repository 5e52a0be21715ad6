"""The style sheet of a playbook's own accent: one colour, in the shades that the theme needs."""

from playbook.model.page import Page
from playbook.model.view import View
from playbook.rendering.colours import Colour

ACCENT_URL = "accent.css"
"""Its address from the root of the site."""

_PAPER = (Colour.of("#f4f5f1"), Colour.of("#21282a"))
"""The grounds of the built-in theme that are worst: quiet areas if it is light, cards if dark."""
_ON_CLOTH = Colour.of("#e7efe9")
_WHITE, _BLACK = Colour.of("#ffffff"), Colour.of("#0d1110")
_TEXT, _STRONG = 7.0, 10.0
_SOFT = (0.9, 0.8)  # how much of the ground is in what lies behind marked text


def accent_sheet(_: Page, view: View) -> str:
    """Return the style sheet; it stands in the layer of the theme's colours, behind them."""
    accent = Colour.of(str(view.setting("accent_color")))
    light, dark = (accent.reaching(_TEXT, ground) for ground in _PAPER)
    strong = tuple(accent.reaching(_STRONG, ground) for ground in _PAPER)
    cloth = accent.reaching(_TEXT, _ON_CLOTH), accent.reaching(_STRONG, _ON_CLOTH)
    soft = (light.mixed(_WHITE, _SOFT[0]), dark.mixed(_BLACK, _SOFT[1]))
    pairs = {
        "accent": (light, dark),
        "accent-strong": strong,
        "accent-soft": soft,
        "on-accent": (_WHITE, _BLACK),
        "cloth": cloth,
        "focus": (light, strong[1]),
    }
    lines = "".join(f"    --{name}: light-dark({a}, {b});\n" for name, (a, b) in pairs.items())
    return f"@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n"
