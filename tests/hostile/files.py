"""Files that were made to break the program, each with a finding that must answer it.

A finding is written `line:column code`; the place is where a person would begin to mend the file.
"""

from typing import NamedTuple

NORM = "content/norms/hostile.md"
PAGE = "content/pages/hostile.md"
TERM = "content/terms/hostile.md"
TREE = "content/trees/hostile.md"
TEAMS = "parties: [support, platform]\n"


class Hostile(NamedTuple):
    """A file and what must be found in it; "" for text that is odd and in order."""

    path: str
    data: bytes
    answer: str


def norm(fields: str) -> bytes:
    return f"---\n{TEAMS}{fields}---\n# Hostile\n\nPost a line.\n".encode("utf-8", "surrogatepass")


def page(body: str) -> bytes:
    return f"# Hostile\n\n{body}".encode("utf-8", "surrogatepass")


def _nodes(count: int) -> bytes:
    """Return a tree in which each node leads on and to itself; the last one leads nowhere."""
    nodes = (f"## N{n}\n\n- a -> [b](#n{n + 1})\n- c -> [d](#n{n})\n\n" for n in range(count))
    return f"# Hostile\n\n{''.join(nodes)}".encode()


def _arrows(count: int) -> bytes:
    """Return a tree of a node that leads to itself, with so many arrows."""
    return f"# Hostile\n\n## N0\n\n- a {'→ ' * count}[b](#n0)\n- c → [d](#n0)\n".encode()


_ALIASES = "".join(f"x-{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 12))

YAML = {
    "lists 100,000 deep": (norm("tags: " + "[" * 60_000 + "\n"), "3:26 text/yaml-error"),
    "mappings 30,000 deep": (norm("x-a: " + "{a: " * 15_000 + "\n"), "3:82 text/yaml-error"),
    "blocks deep": (
        norm("x-a:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 300))),
        "23:21 text/yaml-error",
    ),
    "dashes deep": (norm("tags:\n" + "- " * 20_000 + "a\n"), "4:39 text/yaml-error"),
    "question marks deep": (norm("? " * 10_000 + "a\n"), "3:3 text/yaml-error"),
    "alias bomb": (norm(f"x-0: &a0 [a, b]\n{_ALIASES}"), "3:6 text/yaml-error"),
    "value that holds itself": (norm("tags: &a [*a]\n"), "3:7 text/yaml-error"),
    "merge bomb": (norm("x-a: &a {b: 1}\n<<: [*a, *a]\n"), "4:1 text/yaml-error"),
    "tag that would run code": (
        norm('x-a: !!python/object/apply:os.system ["id"]\n'),
        "3:6 text/yaml-error",
    ),
    "binary": (norm("x-a: !!binary aGVsbG8=\n"), "3:6 text/yaml-error"),
    "directive": (b"---\n%YAML 1.1\n---\n# Hostile\n", "2:1 text/yaml-error"),
    "duplicate key": (norm("owner: support\nowner: platform\n"), "4:1 text/duplicate-key"),
    "words of YAML 1.1": (norm("x-a: no\n"), "3:6 text/yaml-trap"),
    "never closed": (f"---\n{TEAMS}# Hostile\n".encode(), "1:1 text/yaml-error"),
    "quote never closed": (norm('owner: "support\n'), "3:8 text/yaml-error"),
    "bracket never closed": (norm("tags: [a\n"), "3:7 text/yaml-error"),
    "tab as indentation": (norm("cadence:\n\twhat: x\n"), "4:1 text/yaml-error"),
    "list at the top": (b"---\n- a\n- b\n---\n# Hostile\n", "2:1 text/yaml-error"),
    "too many values": (norm(f"tags: [{'a, ' * 6_000}a]\n"), "3:14996 text/yaml-error"),
    "too much": (norm(f"x-a: {'a' * 70_000}\n"), "2:1 text/yaml-error"),
    "number of 10,000 digits": (
        norm(f"review_every: {'9' * 10_000} months\n"),
        "3:15 text/bad-value",
    ),
    "date beyond all years": (norm("adopted: 99999-12-31\n"), "3:10 text/bad-value"),
    "endless duration": (norm("review_every: 9999 years\nadopted: 2026-01-01\n"), ""),
    "escape of a control character": (norm('x-a: "\\u202e"\n'), "3:6 text/control-character"),
    "escape of half a character": (norm('x-a: "\\ud800"\n'), "3:7 text/yaml-error"),
    "names of the program": (norm("__class__: x\nmodel_config: y\n"), "3:1 text/unknown-field"),
    "field for every attribute": (norm("record: x\nentry: {a: b}\n"), "4:1 text/unknown-field"),
}
BYTES = {
    "NUL": (page("a\0b\n"), "3:2 text/unreadable"),
    "NUL in front matter": (norm("owner: sup\0port\n"), "3:11 text/unreadable"),
    "not UTF-8": (b"# Hostile\n\ncaf\xe9\n", "3:4 text/unreadable"),
    "cut in a character": (b"# Hostile\n\n\xf0\x9f\x9a", "3:1 text/unreadable"),
    "overlong form": (b"# Hostile\n\n\xc0\xaf\n", "3:1 text/unreadable"),
    "half a character": (page("\ud800\n"), "3:1 text/unreadable"),
    "UTF-16": ("# Hostile\n".encode("utf-16"), "1:1 text/unreadable"),
    "UTF-32": ("# Hostile\n".encode("utf-32"), "1:1 text/unreadable"),
    "line separator": (page("a\u2028b\n"), "3:2 text/control-character"),
    "next line": (page("a\x85b\n"), "3:2 text/control-character"),
    "right-to-left override": (page("a\u202eb\n"), "3:2 text/control-character"),
    "isolate in front matter": (norm("cadence: {what: a\u2066b}\n"), "3:18 text/control-character"),
    "escape of a terminal": (page("\x1b[31mred\n"), "3:1 text/control-character"),
    "all control characters": (
        page("".join(map(chr, range(1, 32))) + "\n"),
        "3:1 text/control-character",
    ),
    "50 MB": (b"a" * 50_000_000, "1:1 text/too-large"),
    "one byte too large": (b"# Hostile\n" + b"a" * (1024 * 1024 - 9), "1:1 text/too-large"),
    "nothing": (b"", "1:1 text/empty"),
    "marks of byte order only": (b"\xef\xbb\xbf" * 3, "1:1 text/empty"),
    "nothing but line ends": (b"\r\n" * 100_000, "1:1 text/empty"),
}
MARKDOWN = {
    "quotes 300 deep": (page("> " * 300 + "deep\n"), "3:1 text/nesting"),
    "lists 300 deep": (page("- " * 300 + "deep\n"), "3:1 text/nesting"),
    "brackets": (page("[" * 50_000 + "\n"), "3:1 text/nesting"),
    "brackets of images": (page("![" * 30_000 + "\n"), "3:1 text/nesting"),
    "brackets that close": (page("[" * 20_000 + "a" + "]" * 20_000), "3:1 text/nesting"),
    "15,000 references": (page("[[first-reply]] " * 15_000), "3:32001 text/too-many-links"),
    "15,000 broken references": (page("[[frst-reply]] " * 15_000), "3:3 ref/unknown"),
    "CDATA": (page("<![CDATA[" * 50_000), "3:1 text/too-many-parts"),
    "a little CDATA": (page("<![CDATA[" * 5), ""),
    "comments that never end": (page("<!--\n" * 100_000), "3:1 text/too-many-parts"),
    "entities": (page("&amp;" * 100_000), "3:1 text/too-many-parts"),
    "stars": (page("*a **b " * 40_000), "3:1 text/too-many-parts"),
    "backticks": (page("".join("e" + "`" * n for n in range(1_000))), "3:1 text/too-many-parts"),
    "headings": (page("## a\n" * 50_000), "20003:1 text/too-many-parts"),
    "tables": (page("|a|b|\n|-|-|\n|c|d|\n\n" * 20_000), "10915:1 text/too-many-parts"),
    "cells": (page("|a" * 50_000 + "|\n" + "|-" * 50_000 + "|\n"), ""),
    "cells without a column": (page("|a|\n|-|\n|b|lost|\n"), "5:4 text/table-row"),
    "footnotes": (
        page("".join(f"[^{n}]: a\n\n" for n in range(20_000))),
        "24003:1 text/too-many-parts",
    ),
    "footnotes in footnotes": (
        page("".join(f"{'    ' * n}[^{n}]: a\n" for n in range(100))),
        "43:161 text/nesting",
    ),
    "definitions": (page("".join(f"[a{n}]: b\n" for n in range(50_000))), ""),
    "one line": (page("a" * 1_000_000), ""),
    "words": (page("a " * 500_000), ""),
    "acronyms among shouting": (page("ABCDEFGHI foo FOO " * 50_000), ""),
    "names of a heading": (page("## a" + "\\" * 400_000 + "{#}"), "3:4 text/too-many-parts"),
    "title of 100,000 letters": (b"# " + b"a" * 100_000 + b"\n", ""),
    "link to a script": (page("[a](javascript:alert(1))\n"), "3:5 ref/link-scheme"),
    "link to a disk": (page("[a](C:\\x)\n"), "3:5 ref/link-scheme"),
    "link to another host": (page("[a](//evil.example)\n"), "3:5 ref/link-scheme"),
    "link above the project": (page("[a](../../../etc/passwd)\n"), "3:5 ref/link-scheme"),
    "link above, encoded": (page("[a](..%2f..%2f..%2fx.md)\n"), "3:5 ref/link-scheme"),
    "link with a NUL": (page("[a](x%00.md)\n"), "3:5 ref/link-scheme"),
    "link to the root": (page("[a](/etc/passwd)\n"), "3:5 ref/link-scheme"),
    "image from elsewhere": (page("![a](https://evil.example/a.png)\n"), "3:6 ref/remote-image"),
    "image in itself": (page("![a](data:image/svg+xml,<svg>)\n"), "3:6 ref/link-scheme"),
    "template": (page("{{ ''.__class__ }}{% include '/etc/passwd' %}\n"), ""),
    "script": (page("<script>alert(1)</script><img src=x onerror=alert(1)>\n"), ""),
}
NAMES = {
    "device": ("content/norms/con.md", norm(""), "4:3 id/invalid"),
    "device with a number": ("content/norms/lpt1.md", norm(""), "4:3 id/invalid"),
    "capital letters": ("content/norms/Hostile.md", norm(""), "4:3 id/invalid"),
    "spaces": ("content/norms/a b.md", norm(""), "4:3 id/invalid"),
    "255 bytes": (f"content/norms/{'a' * 252}.md", norm(""), "4:3 id/invalid"),
    "dots": ("content/norms/...md", norm(""), "4:3 id/invalid"),
    "hyphen first": ("content/norms/-x.md", norm(""), "4:3 id/invalid"),
    "apart and composed": ("content/pages/cafe\u0301.md", b"# Hostile\n", ""),
    "colon": ("content/pages/a:b.md", b"# Hostile\n", "1:3 id/invalid"),
    "backslash": ("content/pages/a\\b.md", b"# Hostile\n", "1:3 id/invalid"),
    "line break": ("content/pages/a\nb.md", b"# Hostile\n", "1:3 id/invalid"),
    "page of the site": ("content/map.md", b"# Hostile\n", "1:3 id/clash"),
    "page of the search": ("content/search/index.md", b"# Hostile\n", ""),
    "former name above": (NORM, norm("formerly: [../../x]\n"), "3:12 id/invalid"),
    "former name absolute": (NORM, norm("formerly: [/etc/passwd]\n"), "3:12 id/invalid"),
    "former name taken": (NORM, norm("formerly: [tuesday-update]\n"), "3:12 id/clash"),
    "supersedes itself": (NORM, norm("supersedes: [hostile]\n"), "3:14 ref/cycle"),
    "arrows before a link": (TREE, _arrows(250_000), "5:3 tree/loop"),
    "nodes that lead back": (TREE, _nodes(150), "750:13 tree/answer-nowhere"),
    "term of every letter": (
        TERM,
        b"---\naliases: [e, a, '(', '.*', '\\']\n---\n# Hostile\n\nA word.\n",
        "",
    ),
}


def hostile() -> dict[str, Hostile]:
    """Every file by its name."""
    found = {name: Hostile(NORM, *rest) for name, rest in YAML.items()}
    found |= {name: Hostile(PAGE, *rest) for name, rest in {**BYTES, **MARKDOWN}.items()}
    found |= {name: Hostile(*rest) for name, rest in NAMES.items()}
    return found
