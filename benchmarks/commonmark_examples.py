"""Run the examples of the CommonMark specification, which are not part of this repository.

    pip download --no-deps --no-binary :all: markdown-it-py  # tests/test_cmark_spec/commonmark.json
    PYTHONPATH=src:tests python benchmarks/commonmark_examples.py commonmark.json

prints what differs and how many examples are exact. Of the examples of raw HTML, which this project
shows as text, no tag may be left. Exits 1 when one is, or when an example differs unexpectedly.
"""

import json
import re
import sys
from html import escape, unescape
from pathlib import Path
from typing import Final

from markdown_it.common.normalize_url import normalizeLink

from plain_html import html_of

KNOWN: Final = {548, 590}
"""Examples with `[[foo]]`, which is a reference here."""

_TAGS: Final = r"p|ul|ol|li|blockquote|h\d|hr|pre|code|em|strong|a|img|br"
_FOREIGN: Final = re.compile(rf"<(?!/?(?:{_TAGS})\b)[a-zA-Z!?/]")
_RAW: Final = {21, 31, 344, 475, 476, 477, 642, 643}
"""Examples of raw HTML outside the sections about it, which look like Markdown's own tags."""


def _comparable(html: str) -> str:
    html = re.sub(r'(<h\d) id="[^"]*"', r"\1", html).replace('<pre tabindex="0">', "<pre>")
    html = re.sub(r'(href|src)="([^"]*)"', _normalized, html)
    html = html.replace(" />", ">").replace("&quot;", '"').replace("&#x27;", "'")
    html = re.sub(rf"\s*(</?(?:{_TAGS})\b[^>]*>)\s*", r"\1", html)
    return html.strip()


def _normalized(match: re.Match[str]) -> str:
    return f'{match[1]}="{escape(normalizeLink(unescape(match[2])))}"'


def _is_raw(example: dict[str, str | int]) -> bool:
    foreign = _FOREIGN.search(str(example["html"]))
    is_about_html = example["section"] in {"HTML blocks", "Raw HTML"}
    return bool(foreign) or is_about_html or example["example"] in _RAW


def main(path: str) -> int:
    """Print the differences and the count; return 1 when there is an unknown difference."""
    examples = json.loads(Path(path).read_text(encoding="utf-8"))
    tried = [example for example in examples if not _is_raw(example)]
    different = set()
    for example in tried:
        ours, wanted = _comparable(html_of(example["markdown"])), _comparable(example["html"])
        if ours != wanted:
            different.add(example["example"])
            sys.stdout.write(f"{example['example']}\n  wanted {wanted!r}\n  found  {ours!r}\n")
    raw = [example for example in examples if _is_raw(example)]
    alive = [example["example"] for example in raw if _FOREIGN.search(html_of(example["markdown"]))]
    sys.stdout.write(
        f"{len(tried) - len(different)} of {len(tried)} exact;"
        f" {len(raw)} of raw HTML, a tag left in {alive or 'none'}\n"
    )
    return 1 if alive or different - KNOWN else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
