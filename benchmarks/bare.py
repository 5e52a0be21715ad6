"""The least that a generator made of these libraries can take: their own work and nothing else.

    python benchmarks/bare.py PROJECT

Every document is read, its front matter parsed by PyYAML's C loader, its text rendered by
markdown-it-py with the extensions that a playbook has, and put by Jinja into a page, which is
written to `site/`. All processors share the documents. Nothing is checked, no link is resolved, no
page knows of another, there is neither search nor cache.
"""

import os
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

CONTENT: Final = "content"
SITE: Final = "site"

PAGE: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<link rel="stylesheet" href="{{ root }}style.css">
</head>
<body>
<nav>{% for kind in kinds %}<a href="{{ root }}{{ kind }}/">{{ kind }}</a>{% endfor %}</nav>
<main>
<dl>{% for name, value in front.items() %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>
{{ body | safe }}
</main>
</body>
</html>
"""


def build(project: Path, paths: Sequence[Path], kinds: Sequence[str]) -> int:
    """Make the pages of some documents; return how many were written."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (deflist_plugin, footnote_plugin, tasklists_plugin):
        markdown.use(plugin)
    template = Environment(autoescape=True).from_string(PAGE)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        front: dict[str, object] = {}
        if text.startswith("---\n"):
            head, _, text = text[4:].partition("\n---\n")
            front = yaml.load(head, yaml.CSafeLoader) or {}
        name = path.relative_to(project / CONTENT).with_suffix(".html")
        page = template.render(
            title=front.get("title", path.stem),
            root="../" * (len(name.parts) - 1),
            kinds=kinds,
            front=front,
            body=markdown.render(text),
        )
        target = project / SITE / name
        target.write_text(page, encoding="utf-8")
    return len(paths)


def main() -> int:
    """Build a project with all processors; return 1 if a page is missing."""
    project = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    paths = sorted((project / CONTENT).rglob("*.md"))
    folders = sorted({path.parent.relative_to(project / CONTENT) for path in paths})
    for folder in folders:
        (project / SITE / folder).mkdir(parents=True, exist_ok=True)
    cores = os.cpu_count() or 1
    shares = [(project, paths[at::cores], list(map(str, folders))) for at in range(cores)]
    with get_context("fork").Pool(cores) as pool:
        written = sum(pool.starmap(build, shares))
    return 0 if written == len(paths) == len(list((project / SITE).rglob("*.html"))) else 1


if __name__ == "__main__":
    sys.exit(main())
