"""The plot of `docs/performance.md`: times on one scale.

Plain SVG, written here: a dot for the median, a line for the spread. The scale is logarithmic,
since it reaches from a few milliseconds to minutes.
"""

import math
from html import escape
from typing import Final

from figures import BUILD, CHECK, HUGO, ROWS, TITLES, Row, median, seconds
from results import Results

WIDTH: Final = 760
_LEFT: Final = 190
_RIGHT: Final = WIDTH - 80
_LINE: Final = 20
_GAP: Final = 34
_TOP: Final = 56

_STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .value { paint-order: stroke; stroke: #ffffff; stroke-width: 4px }
  .head { font-weight: 600 }
  .soft { fill: #59636e }
  .paper { fill: #ffffff }
  .grid { stroke: #d1d9e0; stroke-width: 1 }
  .spread { stroke: #59636e; stroke-width: 2 }
  .dot { fill: #59636e }
  .ours { font-weight: 600 }
  .spread.ours { stroke: #0550ae; stroke-width: 3 }
  .dot.ours { fill: #0550ae }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .value { stroke: #0d1117 }
    .soft { fill: #9198a1 }
    .paper { fill: #0d1117 }
    .grid { stroke: #3d444d }
    .spread { stroke: #9198a1 }
    .dot { fill: #9198a1 }
    .spread.ours { stroke: #79c0ff }
    .dot.ours { fill: #79c0ff }
  }
"""

Group = tuple[str, list[tuple[Row, list[float]]]]


def draw(results: Results) -> str:
    """Return the plot of the largest number of documents that Hugo was measured at too."""
    sizes = results.sizes()
    both = [size for size in sizes if HUGO.seconds(results, size, "cold")]
    documents = max(both or sizes, default=0)
    groups = _groups(results, documents)
    values = [value for _, lines in groups for _, found in lines for value in found]
    if not values:
        return _document(80, [_text(20, 40, "Nothing was measured.")], "Nothing was measured.")
    low, high = _decades(values)
    height = _TOP + sum(_GAP + _LINE * len(lines) for _, lines in groups) + 40
    title = f"{documents:,} documents: time on a logarithmic scale, the less the better"
    parts = [
        _text(20, 26, title, "head"),
        _text(20, 46, "Dots are medians, lines reach from the least to the greatest.", "soft"),
        *_grid(low, high, height),
    ]
    below = float(_TOP)
    for name, lines in groups:
        below += _GAP
        parts.append(_text(20, below - 10, name, "head"))
        for row, found in lines:
            parts += _dot(row, found, below + _LINE / 2, low, high)
            below += _LINE
    told = "; ".join(
        f"{name}: " + ", ".join(f"{_plain(row)} {seconds(median(found))}" for row, found in lines)
        for name, lines in groups
    )
    return _document(height, parts, f"{title}. {told}.")


def _groups(results: Results, documents: int) -> list[Group]:
    groups = []
    for measure, title in TITLES.items():
        lines = [
            (row, found)
            for row in ROWS
            if (found := list(row.seconds(results, documents, measure).values()))
        ]
        if lines:
            groups.append((title, lines))
    return groups


def _decades(values: list[float]) -> tuple[int, int]:
    """Return the powers of ten between which all values lie."""
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _across(value: float, low: int, high: int) -> float:
    return _LEFT + (math.log10(value) - low) / (high - low) * (_RIGHT - _LEFT)


def _grid(low: int, high: int, height: float) -> list[str]:
    parts = []
    for power in range(low, high + 1):
        across = _across(10**power, low, high)
        parts.append(
            f'<line class="grid" x1="{across:.1f}" x2="{across:.1f}" y1="{_TOP}"'
            f' y2="{height - 34:.1f}"/>'
        )
        label = f"{10**power:g} s" if power >= 0 else f"{10 ** (power + 3):g} ms"
        parts.append(_text(across, height - 14, label, "soft", "middle"))
    return parts


def _dot(row: Row, found: list[float], below: float, low: int, high: int) -> list[str]:
    ours = " ours" if row in (BUILD, CHECK) else ""
    least, middle, most = (
        _across(value, low, high) for value in (min(found), median(found), max(found))
    )
    return [
        _text(30, below + 4, _plain(row), ours.strip()),
        f'<line class="spread{ours}" x1="{least:.1f}" x2="{most:.1f}" y1="{below}" y2="{below}"/>',
        f'<circle class="dot{ours}" cx="{middle:.1f}" cy="{below}" r="5"/>',
        _text(most + 11, below + 4, seconds(median(found)), f"value{ours or ' soft'}"),
    ]


def _plain(row: Row) -> str:
    return row.title.strip("*")


def _text(across: float, down: float, text: str, kind: str = "", anchor: str = "start") -> str:
    kind_ = f' class="{kind}"' if kind else ""
    anchor_ = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{across:.1f}" y="{down:.1f}"{kind_}{anchor_}>{escape(text)}</text>'


def _document(height: float, parts: list[str], description: str) -> str:
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}"'
        f' width="{WIDTH}" height="{height:.0f}" role="img" aria-labelledby="what">\n'
        f'<title id="what">{escape(description)}</title>\n<style>{_STYLE}</style>\n'
        f'<rect class="paper" width="100%" height="100%" rx="6"/>\n{inside}\n</svg>\n'
    )
