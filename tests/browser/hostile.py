"""A playbook whose every text tries to become markup, and what must have become of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kinds.samples import SAMPLES
from playbook.engine.publishing.publish import publish
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.model.diagnostic import Severity
from story import theme_files

PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "` onmouseover=alert(1) `",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)><summary>x",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    "<math><mtext></table></math><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script><![CDATA[",
    "{{ 7 * 7 }}{% include 'base.html' %}{{ ''.__class__.__mro__ }}",
    "${alert(1)}#{alert(1)}<%= alert(1) %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "\\u003cimg src=x onerror=alert(1)\\u003e",
    "<form action=javascript:alert(1)><input name=attributes autofocus>",
    '<base href="https://elsewhere.invalid/">',
    '<meta http-equiv=refresh content="0;url=https://elsewhere.invalid/">',
    '<style>@import "https://elsewhere.invalid/x.css";</style>',
    "<body onload=alert(1) id=__proto__>",
    "</textarea></dialog></main></template><img src=x onerror=alert(1)>",
    "<x style=background:url(https://elsewhere.invalid/x.png) onclick=alert(1)>",
)
ALL = " ".join(PAYLOADS)

TARGETS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "%6Aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "DATA:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "blob:https://elsewhere.invalid/x",
    "file:///etc/passwd",
    "//elsewhere.invalid/x",
    "\\\\elsewhere.invalid\\x",
    "/\\elsewhere.invalid/x",
    "https:elsewhere.invalid",
    "../../../../../../etc/passwd",
    'https://elsewhere.invalid/"onmouseover="alert(1)',
    "https://elsewhere.invalid/'onmouseover='alert(1)",
    "mailto:a@b.invalid?subject=\"onclick='alert(1)",
    '#"onclick="alert(1)',
)

IDS = (
    "body attributes children parentNode firstChild nodeName cookie forms images scripts head "
    "location document window self top name status constructor prototype __proto__ toString "
    "hasOwnProperty getElementById createElement documentElement dataset trustedTypes "
    "playbookNavigation playbookWalk playbookFind playbookSearch playbookWords menu sidebar page "
    "content contents navigation search search-dialog search-input search-results search-kinds "
    "search-status search-close search-keys theme-toggle tooltip walk walk-title route route-title "
    "route-note route-steps route-address copy-route print-route team team-status stages mentions "
    "facts kinds upcoming others"
).split()

GROUPS = "\n\n".join(
    f"## {name}"
    for name in "In force,Trees,Status in force,All,Letter a,Letter other,Letter f,Upcoming".split(
        ","
    )
)
"""Headings that would have the anchors of the groups on an index or the home page."""

SINKS = (
    "{p}",
    "## {p}",
    "## {p} {{#{p}}}",
    "<div>{p}</div>",
    "*{p}* **{p}** ~~{p}~~ `{p}`",
    "[{p}](how-we-listen.md)",
    '[x](how-we-listen.md "{p}")',
    "[x](how-we-listen.md '{p}')",
    "[[{p}]] [[term:first-reply|{p}]] [[{p}|x]]",
    "![{p}](dot.png)",
    "![{p}](missing.png)",
    '![x](dot.png "{p}")',
    "```{p}\n{p}\n```",
    "    {p}",
    "| {p} | b |\n| --- | --- |\n| {p} | [{p}](how-we-listen.md) |",
    "> [!NOTE] {p}\n> {p}",
    "> [!{p}]\n> x",
    "- [ ] {p}\n- [x] {p}",
    "1. {p}\n   - {p}",
    "{p}\n: {p}",
    "x[^{n}]\n\n[^{n}]: {p}",
    "x[^{p}]\n\n[^{p}]: x",
    "[x{n}]: how-we-listen.md '{p}'\n\n[{p}][x{n}] and [x{n}]",
    "alias{n} {p} alias1",
    "[//]: # ({p})",
    "<!-- {p} -->",
    "<{p}>",
    "a@b.invalid{p}",
)
"""Markdown in which a payload stands wherever a text can stand."""

LINKS = (
    "[x]({t})",
    "[x](<{t}>)",
    "![x]({t})",
    "![x](<{t}>)",
    "<{t}>",
    "[y{n}]: {t}\n\n[x][y{n}] ![x][y{n}]",
    "[z{n}]: <{t}>\n\n[z{n}]",
    "[[{t}]] [[{t}|x]]",
    "[x](how-we-listen.md#{t})",
)
"""Markdown in which an address stands wherever one can stand."""

TREE = """\
---
parties: [support, platform]
stages:
  one: {{driver: support.lead}}
---
# Tree {all}

{all}

## One

### Question {all} {{#q}}

{all}

- {first} → [Outcome](#o) — {all}
- {second} → [{all}](#o)

### Outcome {all} {{#o}}

Use [{all}](../rights/change-weekend-cover.md). {all}
"""

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff5699b0d30000000049454e44ae426082"
)

NAMES = (
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onclick='alert(1)",
    "{{ 7 * 7 }}",
    "&lt;b&gt;",
    "a b#c?d%20e",
)
"""Names of files, without a slash; a checkout may hold them although `check` refuses them."""

SETTINGS = {
    "site_name": ALL,
    "site_description": ALL,
    "repo_url": "javascript:alert(1)",
    "edit_uri_template": 'javascript:alert("{path}")',
}


class Hostile:
    """The playbook: its files, and which fields of which kind took the payloads."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {
            "site.yml": dumped(SETTINGS).encode(),
            "content/pages/dot.png": DOT,
            **{
                f"content/{folder}index.md": f"# {ALL}\n\n{ALL}\n\n{GROUPS}\n".encode()
                for folder in ("", "terms/", "rights/", "agreements/", "pages/")
            },
        }
        self.fields: set[str] = set()
        self._theme = theme_files()
        self._workspace = Workspace(Options(as_of=date(2026, 6, 20), drafts=True))
        documents = {f"content/{path}": text.encode() for path, text in SAMPLES.items()}
        self._workspace.sync({**self._theme, **documents})
        for path, text in SAMPLES.items():
            self.files[f"content/{path}"] = self._poisoned(f"content/{path}", text).encode()
        self._add_pages()

    def publish(self, folder: Path) -> Path:
        """Publish what `serve` would show of it, whatever `check` says."""
        files = {**self._theme, **self.files}
        workspace = Workspace(Options(as_of=date(2026, 6, 20), drafts=True))
        workspace.sync(files)
        publish(folder, outputs(workspace, files.get))
        return folder

    def _poisoned(self, path: str, text: str) -> str:
        """Return a document with the payloads in every text that its kind takes them in."""
        _, _, rest = text.partition("---\n")
        front, mark, body = rest.partition("\n---\n")
        if not mark:
            return text.replace("# ", f"# {ALL} ", 1)
        data: dict[str, Any] = yaml.safe_load(front)
        data["tags"] = ["harmless"]
        heading = body.replace("# ", f"# {ALL} ", 1)
        errors = self._errors(path, _document(data, body))
        for holder, key, name in [*_texts(data, "")]:
            before = holder[key]
            holder[key] = ALL
            if self._errors(path, _document(data, body)) > errors:
                holder[key] = before
            else:
                self.fields.add(name)
        return _document(data, heading)

    def _errors(self, path: str, text: str) -> int:
        self._workspace.sync({path: text.encode()})
        found = self._workspace.diagnostics_of(path)
        return sum(problem.severity is Severity.ERROR for problem in found)

    def _add_pages(self) -> None:
        pages = "content/pages"
        for n, payload in enumerate(PAYLOADS):
            blocks = [sink.format(p=payload, n=n) for sink in SINKS]
            text = "\n\n".join([f"# {payload}", payload, *blocks])
            self.files[f"{pages}/payload-{n}.md"] = text.encode()
            term = {"aliases": [payload, f"alias{n}"], "tags": [payload]}
            answer = f"# {payload}\n\n{payload} is defined here.\n"
            self.files[f"content/terms/payload-{n}.md"] = _document(term, answer).encode()
        blocks = [link.format(t=target, n=n) for n, target in enumerate(TARGETS) for link in LINKS]
        self.files[f"{pages}/targets.md"] = "\n\n".join(["# Targets", *blocks]).encode()
        headings = [f"## {name} {{#{name}}}" for name in IDS]
        terms = "alias1 and alias2"
        text = "\n\n".join(["# Ids", *headings, terms, "## Search", "## Page", "## Menu"])
        self.files[f"{pages}/ids.md"] = text.encode()
        words = {"all": ALL, "first": PAYLOADS[0], "second": PAYLOADS[3]}
        self.files["content/trees/hostile.md"] = TREE.format(**words).encode()
        for name in NAMES:
            self.files[f"{pages}/{name}.md"] = f"# File\n\n![x](<{name}.png>)\n".encode()
            self.files[f"{pages}/{name}.png"] = DOT
            self.files[f"content/trees/{name}.md"] = TREE.format(**words).encode()


def _texts(holder: Any, place: str) -> Iterator[tuple[Any, Any, str]]:  # noqa: ANN401 - plain YAML
    """Yield every text of plain data as (what holds it, its key there, the name of its field)."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(holder, Mapping):
        pairs = [*holder.items()]
    elif isinstance(holder, list):
        pairs = [*enumerate(holder)]
    for key, value in pairs:
        name = key if isinstance(key, str) else place
        if isinstance(value, str) and key != "kind":
            yield holder, key, name
        else:
            yield from _texts(value, name)


def _document(data: Mapping[str, Any], body: str) -> str:
    return f"---\n{dumped(data)}---\n{body}"


def dumped(data: Mapping[str, Any]) -> str:
    """Return data as YAML, without anchors and line folds."""
    text: str = yaml.dump(dict(data), sort_keys=False, width=100_000, allow_unicode=True)
    return text
