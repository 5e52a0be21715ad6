"""Kinds and fields of a playbook's own, from `site.yml` to the findings and the site."""

import re
from pathlib import Path

import pytest

from disk import found, lay, play
from playbook.engine.settings.registry import KINDS
from playbook.engine.settings.site import Settings, read_settings
from playbook.engine.workspace.outputs import outputs
from playbook.engine.workspace.workspace import Options, Workspace
from playbook.kinds.custom.faults import TAKEN_FOLDERS
from story import STORY, story, theme_files

SETTINGS = """\
kinds:
  playtest:
    purpose: What we saw when people tried something.
    label: Play test
    plural_label: Play tests
    statuses: [draft, done]
    fields:
      agreement: {type: reference, to: agreement, required: true, description: What was tried.}
      who: {type: role}
      score: {type: number, label: Overall score}
      outcome: {type: choice, of: [good, bad]}
      near: {type: list, of: reference, to: [playtest, right]}
  agreement:
    fields: {cost-centre: {type: text}}
"""
GOOD = """\
---
agreement: cover
who: support.lead
score: 4
outcome: good
near: [right:change]
status: done
---
# Sofa

A quokka sat on it.
"""
BAD = """\
---
agreement: cuver
who: support
score: high
outcome: fine
near: [rigt:change]
scoore: 4
---
# Bench
"""
PATH = "content/playtests/sofa.md"


def with_kinds(**files: str) -> dict[str, bytes]:
    """Return the story with a kind of its own, one document of it, and more files."""
    cover = STORY["content/agreements/cover.md"].replace("---\n", "---\ncost-centre: K-77\n", 1)
    more = {"site.yml": SETTINGS, PATH: GOOD, "content/agreements/cover.md": cover, **files}
    return {**theme_files(), **story(), **{path: text.encode() for path, text in more.items()}}


@pytest.fixture
def site() -> dict[str, str]:
    workspace = Workspace(Options())
    workspace.sync(with_kinds())
    assert [d for d in workspace.diagnostics() if d.severity == "error"] == []
    made = outputs(workspace, lambda _: b"")
    return {url: data.decode() for url, data in made if not url.endswith((".woff2", ".png"))}


def test_a_kind_of_ones_own_has_pages_like_any_other(site: dict[str, str]) -> None:
    page = site["playtests/sofa.html"]
    for part in (
        '<a href="../agreements/cover.html">Cover</a>',
        '<a href="../teams/support.html#lead">Lead</a>',
        "<dt>Overall score</dt>",
        "<dt>Outcome</dt><dd>good</dd>",
        '<a href="../rights/change.html">Changing cover</a>',
        'data-status="done"',
    ):
        assert part in page, part
    assert ">Sofa<" in site["playtests/index.html"]
    assert ">Play tests<" in site["index.html"]
    assert '"Play tests"' in site["navigation.js"]
    assert '"Play test"' in site["search/index.js"]
    assert any("quokka" in text for url, text in site.items() if url.startswith("search/w-"))
    assert "Agreement: Play test" in site["agreements/cover.html"]


def test_a_kind_without_a_purpose_has_no_line_that_says_its_name_again() -> None:
    workspace = Workspace(Options())
    settings = SETTINGS.replace("    purpose: What we saw when people tried something.\n", "")
    workspace.sync(with_kinds(**{"site.yml": settings}))
    index = dict(outputs(workspace, lambda _: b""))["playtests/index.html"].decode()
    assert 'class="lead"' not in index


def test_what_is_for_others_is_marked_as_that_and_once() -> None:
    workspace = Workspace(Options())
    settings = f"{SETTINGS}audience: [board]\n"
    secret = GOOD.replace("status: done", "status: done\naudience: board")
    naming = GOOD.replace("near: [right:change]", "near: [playtest:secret]")
    files = {"site.yml": settings, "content/playtests/secret.md": secret, PATH: naming}
    workspace.sync(with_kinds(**files))
    page = dict(outputs(workspace, lambda _: b""))["playtests/sofa.html"].decode()
    assert page.count("for others") == 1
    assert '<span class="mark">for others</span></span></dd>' in page


def test_a_field_of_ones_own_in_a_built_in_kind_is_among_its_facts(site: dict[str, str]) -> None:
    page = site["agreements/cover.html"]
    assert "<dt>Cost centre</dt><dd>K-77</dd>" in page
    assert page.count('<h2 class="panel-title" id="facts">') == 1
    shown = [url for url, text in site.items() if "K-77" in text and url.endswith(".html")]
    assert shown == ["agreements/cover.html", "print/agreements.html", "print/index.html"]


def test_every_mistake_in_a_document_of_it_is_found(tmp_path: Path) -> None:
    lay(tmp_path, {**STORY, "site.yml": SETTINGS, "content/playtests/bench.md": BAD})
    told = [(code, message) for path, code, message in found(tmp_path) if "bench" in path]
    assert told == [
        ("ref/unknown", "there is no agreement “cuver”"),
        ("ref/role-unknown", "`who` expects a role, and “support” is a team"),
        ("text/bad-value", "`score` expects a number such as 45 or 2.5"),
        ("text/bad-value", "`outcome` expects one of good, bad"),
        ("ref/unknown", "there is no kind “rigt”"),
        ("text/unknown-field", "a playtest has no field `scoore`"),
    ]
    shown = play(tmp_path, "check", "content/playtests/bench.md", code=1).stdout
    assert "content/playtests/bench.md:2:12: error:" in shown
    assert "did you mean “cover”?" in shown
    assert "did you mean “right:change”?" in shown
    assert "did you mean “score”?" in shown


def test_it_can_be_named_in_links_and_the_kind_in_front_matter(tmp_path: Path) -> None:
    front = "---\nkind: playtest\nagreement: cover\nowner: support\n---\n"
    page = f"{front}# Elsewhere\n\n[[playtest:sofa]]\n"
    lay(tmp_path, {**STORY, "site.yml": SETTINGS, PATH: GOOD, "content/pages/e.md": page})
    assert [told for told in found(tmp_path) if told[0] in {PATH, "content/pages/e.md"}] == []


@pytest.mark.parametrize(
    ("line", "place", "words", "hint"),
    [
        ("  plan: {purpose: x}", "2:10", "“plan” is a built-in kind and keeps", "only `fields`"),
        ("  plans: {}", "2:3", "“plans” is the folder of", "write `plan:`"),
        ("  a: {plural: teams}", "2:15", "the folder “teams” is that of", "with `plural:`"),
        ("  a: {fields: {b: {type: txt}}}", "2:26", "expects one of text, number", "“text”"),
        ("  a: {fields: {b: {type: choice}}}", "2:26", "has no `of`", "`of: [good, bad]`"),
        ("  a: {fields: {b: {of: x}}}", "2:20", "`of` belongs to a choice", "take `of` out"),
        ("  a: {fields: {tags: {}}}", "2:16", "a field `tags` already", "another name"),
        ("  a: {feilds: {}}", "2:7", "has no field `feilds`", "“fields”"),
    ],
)
def test_a_wrong_definition_is_a_finding_of_the_settings(
    line: str, place: str, words: str, hint: str, tmp_path: Path
) -> None:
    lay(tmp_path, {"site.yml": f"kinds:\n{line}\n", "content/index.md": "# Home\n\nHi.\n"})
    told = play(tmp_path, "check", code=2).stdout
    first = told.splitlines()[0]
    assert first.startswith(f"site.yml:{place}: error: ")
    assert words in first
    assert hint in told
    assert "1 error in" in play(tmp_path, "check", code=2).stderr


def test_a_change_of_the_kinds_reads_all_documents_again() -> None:
    files = with_kinds()
    workspace = Workspace(Options())
    workspace.sync({**files, "site.yml": b""})
    assert [d.code for d in workspace.diagnostics() if d.span.path.endswith("cover.md")][:1] == [
        "text/unknown-field"
    ]
    assert workspace.page_at("playtests/index.html") is None
    workspace.sync({"site.yml": files["site.yml"]})
    assert [d for d in workspace.diagnostics() if d.severity == "error"] == []
    assert b"Overall score" in (workspace.page("playtests/sofa.html") or b"")
    workspace.sync({"site.yml": files["site.yml"].replace(b"Overall score", b"Mark")})
    assert b"<dt>Mark</dt>" in (workspace.page("playtests/sofa.html") or b"")


def test_a_change_of_other_settings_keeps_what_was_read() -> None:
    files = with_kinds()
    workspace = Workspace(Options())
    workspace.sync(files)
    workspace.diagnostics()
    workspace.memo.work.clear()
    workspace.sync({"site.yml": files["site.yml"] + b"site_url: https://example.org/\n"})
    workspace.diagnostics()
    assert workspace.memo.work.get("check", 0) == 0


def test_the_hint_for_an_unknown_kind_follows_the_kinds() -> None:
    page = {"content/pages/e.md": b"---\nkind: zzzz\n---\n# E\n"}
    workspace = Workspace(Options())
    workspace.sync({**theme_files(), **story(), **page})
    (before,) = [d for d in workspace.diagnostics() if d.code == "text/unknown-kind"]
    workspace.sync({"site.yml": SETTINGS.encode()})
    (after,) = [d for d in workspace.diagnostics() if d.code == "text/unknown-kind"]
    assert ("playtest" in before.hint, "playtest" in after.hint) == (False, True)


@pytest.mark.parametrize("number", [0, 1])
def test_what_the_documentation_defines_can_be_used(number: int) -> None:
    text = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
    example = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[number]
    settings, *_, problems = read_settings("site.yml", example.encode())
    assert problems == ()
    assert len(settings.kinds) == 1


def test_the_folders_of_the_site_are_those_of_kinds_or_taken(site: dict[str, str]) -> None:
    files = [url for url in site if "/" in url]
    folders = {url.partition("/")[0] for url in files} - {"playtests"}
    assert folders <= {kind.plural for kind in KINDS.values()} | TAKEN_FOLDERS
    assert folders >= TAKEN_FOLDERS
    assert Settings().kinds == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kinds:", "kind:", "text/unknown-field"),
        ("  playtest:", "  Play test:", "text/bad-value"),
        ("  playtest:", "  playtest: true\n  other:", "text/bad-value"),
        ("\n  agreement:", "\n  agrement:", "text/bad-value"),
        ("\n  agreement:", "\n  agreements:", "text/bad-value"),
        ("    statuses: [draft, done]", "    statuses: [draft, Done!]", "text/bad-value"),
        ("    label: Play test", "    plural: agreements", "text/bad-value"),
        ("    fields:\n      agreement", "    field:\n      agreement", "text/unknown-field"),
        ("type: choice, of:", "type: enum, of:", "text/bad-value"),
        ("type: choice, of: [good, bad]", "type: choice", "text/bad-value"),
        ("{type: role}", "role", "text/bad-value"),
        ("    label:", "\tlabel:", "text/yaml-error"),
        ("\n  agreement:\n", "\n  agreement: [\n", "text/yaml-error"),
    ],
)
def test_documents_are_not_blamed_for_a_kind_that_could_not_be_defined(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    sound = SETTINGS.replace("[playtest, right]", "right")
    settings = sound.replace(old, new, 1)
    assert settings != sound
    elsewhere = "---\nkind: playtest\nscore: 4\nowner: support\n---\n# Elsewhere\n"
    held = {path: data.decode() for path, data in with_kinds().items()}
    files = {path: text for path, text in held.items() if path.startswith("content")}
    files |= {"site.yml": settings, "content/pages/elsewhere.md": elsewhere}
    files["content/agreements/cover.md"] += "\nSee [[playtest:sofa]].\n"
    lay(tmp_path, files)
    told = [(path, told) for path, told, _ in found(tmp_path) if told.startswith("text/")]
    assert told == [("site.yml", code)]
    assert "ref/unknown" not in {told for _, told, _ in found(tmp_path)}


def test_other_documents_are_told_of_fields_that_no_kind_has(tmp_path: Path) -> None:
    settings = SETTINGS.replace("  playtest:", "  Play test:", 1)
    cover = with_kinds()["content/agreements/cover.md"].decode()
    slip = cover.replace("outcome:", "outcom:", 1)
    assert slip != cover
    lay(tmp_path, {**STORY, "site.yml": settings, "content/agreements/cover.md": slip})
    told = [message for path, _, message in found(tmp_path) if path.endswith("cover.md")]
    assert "an agreement has no field `outcom`" in told
