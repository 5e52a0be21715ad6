"""Time the reader on a document of 430 words, beside markdown-it on its own.

    python benchmarks/markdown_speed.py

prints milliseconds a document, best of many runs. markdown-it is timed as it comes (it then takes
the table for a paragraph), with tables, and with all the extensions that the reader has.
"""

import sys
from collections.abc import Callable
from time import process_time
from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from playbook.model.text import Source
from playbook.reading.markdown.markdown import read_body

RUNS: Final = 25
DOCUMENTS_A_RUN: Final = 60

_SUMMARY: Final = """\
Support answers every weekend, Platform stands by for what Support *cannot* fix, and Finance pays
for both from one budget line that everybody agreed on in the spring, which is written down with its
reasons in [the ledger](../tradeoffs/slower-first-reply.md) of what each side gave and gained.
"""
_TROUBLE: Final = """\
If we disagree we say so in the weekly update first, then follow the tree that says who decides, and
whoever is asked answers within two working days. Nobody is asked twice for the same thing, and what
was decided is written where the others will look for it on a Monday morning without being told.
"""
DOCUMENT: Final = f"""\
# Weekend cover

{_SUMMARY}{_SUMMARY}
## Terms

{_SUMMARY}Cover runs from `08:00` to `20:00` on **Saturday** and Sunday. A standby engineer joins
within 30 minutes of being called.

- Yes → [Is the yearly cost above £5,000?](#is-the-yearly-cost-above-5000)
- No → [Does anyone lose an agreed free weekend?](#does-anyone-lose-an-agreed-free-weekend)
- Not sure → [Ask Finance](#ask-finance) — they answer within two working days

| Team     | Gives       | Gains              |
|----------|-------------|--------------------|
| Support  | first reply | free weekends      |
| Platform | standby     | weekday interrupts |
| Finance  | budget      | agency spend       |

## How we handle trouble

{_TROUBLE}
1. Say it in the update.
2. Ask the lead.

{_TROUBLE}
{_TROUBLE}"""


def _milliseconds(read: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(RUNS):
        start = process_time()
        for _ in range(DOCUMENTS_A_RUN):
            read()
        best = min(best, (process_time() - start) / DOCUMENTS_A_RUN)
    return best * 1000


def main() -> None:
    """Print a line for the reader and for each way to use markdown-it."""
    bare = MarkdownIt()
    tables = MarkdownIt().enable("table")
    extended = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, tasklists_plugin):
        extended.use(plugin)
    ours = _milliseconds(lambda: read_body(Source.of("page.md", DOCUMENT)))
    sys.stdout.write(f"{len(DOCUMENT.split())} words\nreader                {ours:.3f} ms\n")
    for name, parser in {"bare": bare, "tables": tables, "extensions": extended}.items():
        theirs = _milliseconds(lambda parser=parser: parser.render(DOCUMENT))  # type: ignore[misc]
        sys.stdout.write(f"markdown-it {name:10}{theirs:.3f} ms, reader × {ours / theirs:.2f}\n")


if __name__ == "__main__":
    main()
