"""A `site.yml` that is broken or means harm: a finding at its place, and the default instead."""

from pathlib import Path

import pytest

from disk import found, lay, play
from playbook.engine.files.survey import NoProject
from playbook.engine.runs.project import BadTarget, Project
from playbook.engine.settings.site import read_settings

INDEX = {"content/index.md": "# Home\n\nWelcome.\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "project", {"site.yml": "", **INDEX})


def told(root: Path, text: str | bytes) -> list[str]:
    """Return the findings about a settings file as `line:column: words`; the command fails by 2."""
    lay(root, {"site.yml": text})
    lines = play(root, "check", code=2).stdout.splitlines()
    return [line.removeprefix("site.yml:") for line in lines if line.startswith("site.yml:")]


FOLDER = "expects a folder inside the playbook, such as docs [text/bad-value]"


@pytest.mark.parametrize("name", ["content_dir", "site_dir"])
@pytest.mark.parametrize(
    "value",
    [
        *[".", "..", "../other", "a/../../b", "/etc", "/", "C:/x", '""', ".git", ".git/hooks"],
        *['"a\\tb"', '"a\\nb"', "a\\b"],
    ],
)
def test_a_folder_outside_the_playbook_is_refused(name: str, value: str, root: Path) -> None:
    column = len(name) + 3
    assert told(root, f"{name}: {value}\n") == [f"1:{column}: error: `{name}` {FOLDER}"]
    settings = Project.open(root).settings
    assert (settings.content_dir, settings.site_dir) == ("content", "site")


@pytest.mark.parametrize("value", ["content/", "./content", "content/.", "x/../content"])
def test_a_folder_may_be_written_in_other_ways(value: str, root: Path) -> None:
    lay(root, {"site.yml": f"content_dir: {value}\nrules: {{text/title: error}}\n"})
    lay(root, {"content/pages/untitled.md": "No title.\n"})
    assert [path for path, code, _ in found(root) if code == "text/title"] == [
        "content/pages/untitled.md"
    ]


@pytest.mark.parametrize(
    ("settings", "place", "folder"),
    [
        ("site_dir: content", "1:11", "content"),
        ("site_dir: content/site", "1:11", "content"),
        ("site_dir: templates/x", "1:11", "templates"),
        ("content_dir: site/text", "1:1", "site/text"),
    ],
)
def test_a_site_is_not_written_to_what_is_read(
    settings: str, place: str, folder: str, root: Path
) -> None:
    lay(root, {"site/text/index.md": "# A\n"})
    words = f"error: the site would be written to where {folder}/ is read [text/bad-value]"
    assert told(root, settings) == [f"{place}: {words}"]


@pytest.mark.parametrize("value", ["../x", "/etc", ".", "a/b", '"a\\nb"', '""', ".git"])
def test_a_theme_is_a_name_and_no_path(value: str, root: Path) -> None:
    words = "error: `theme` expects the name of a folder below themes/ [text/bad-value]"
    assert told(root, f"theme: {value}\n") == [f"1:8: {words}"]


def test_a_theme_that_does_not_exist_is_told_with_those_that_do(root: Path) -> None:
    lay(root, {"themes/brand/templates/x.html": ""})
    assert told(root, "theme: brnd\n") == [
        "1:8: error: there is no theme “brnd”: no folder themes/brnd/ [text/bad-value]"
    ]
    assert "did you mean “brand”?" in play(root, "check", code=2).stdout
    told(root, "theme: zzz\n")
    assert "themes are: brand, default" in play(root, "check", code=2).stdout


def test_a_style_sheet_that_is_missing_is_told_at_its_place(root: Path) -> None:
    lay(root, {"content/look.css": "p {}", "content/brand/extra.css": "p {}"})
    assert told(root, "extra_css: [brand/extra.css, lok.css]\n") == [
        "1:30: error: there is no file content/lok.css [text/bad-value]"
    ]
    assert "did you mean “look.css”?" in play(root, "check", code=2).stdout


def test_a_missing_content_folder_says_what_to_write_first(root: Path) -> None:
    assert told(root, "content_dir: docs\n") == [
        "1:14: error: there is no folder docs/ beside site.yml [text/bad-value]"
    ]
    done = play(root, "build", code=2)
    assert "make it, and write docs/index.md first" in done.stdout
    assert not (root / "site").exists()


def test_what_follows_from_a_missing_content_folder_is_not_told(root: Path) -> None:
    settings = "logo: a.svg\nextra_css: [b.css]\nchanges_by: x\ncontent_dir: docs\n"
    assert told(root, settings) == [
        "4:14: error: there is no folder docs/ beside site.yml [text/bad-value]"
    ]


def test_a_content_folder_that_is_a_file_is_told(root: Path) -> None:
    assert told(root, "content_dir: site.yml\n") == [
        "1:14: error: site.yml is a file, and no folder with documents [text/bad-value]"
    ]


def test_an_empty_playbook_says_what_to_write_first(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "", "content/picture.png": "x"})
    for command in ("check", "build"):
        assert "write content/index.md first, or begin with `playbook new agreement" in (
            play(tmp_path, command).stderr
        )


def test_an_unknown_setting_has_a_suggestion_and_a_place(root: Path) -> None:
    assert told(root, "# ours\nsite_nam: Ours\n") == [
        "2:1: error: site.yml has no field `site_nam` [text/unknown-field]"
    ]
    assert "did you mean “site_name”?" in play(root, "check", code=2).stdout


def test_an_unknown_rule_has_a_suggestion_and_a_place(root: Path) -> None:
    assert told(root, "rules:\n  ref/unknwn: off\n") == [
        "2:3: error: there is no rule “ref/unknwn” [text/unknown-field]"
    ]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1", "text/unreadable"),
        (b"\x00\x01\x02", "1:2", "text/control-character"),
        (b"- a\n- b\n", "1:1", "text/yaml-error"),
        (b"words\n", "1:1", "text/yaml-error"),
        (b"site_name: a\nsite_name: b\n", "2:1", "text/duplicate-key"),
        (b"site_name: [\n", "1:12", "text/yaml-error"),
        (b"a: &x [*x]\n", "1:4", "text/yaml-error"),
        (b"x" * 2_000_000, "1:1", "text/too-large"),
        ("site_name: Ä\n".encode("utf-16"), "1:1", "text/unreadable"),
    ],
)
def test_broken_text_is_a_finding(text: bytes, place: str, code: str, root: Path) -> None:
    lines = told(root, text)
    assert [line for line in lines if line.startswith(f"{place}: ") and line.endswith(f"[{code}]")]


@pytest.mark.parametrize("text", [b"", b"\n", b"# only a comment\n", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file_means_the_defaults(text: bytes, root: Path) -> None:
    lay(root, {"site.yml": text})
    play(root, "build")
    assert (root / "site/index.html").exists()


def test_a_settings_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "site.yml").mkdir()
    with pytest.raises(NoProject, match=r"site\.yml is no ordinary file"):
        Project.open(tmp_path)
    assert "site.yml is no ordinary file; make one with" in play(tmp_path, "check", code=2).stderr


def test_a_settings_file_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret: [")
    (root / "site.yml").unlink()
    (root / "site.yml").symlink_to(tmp_path / "secret")
    done = play(root, "check", code=2)
    assert "secret:" not in done.stdout + done.stderr
    assert "site.yml is a symbolic link" in done.stderr


def test_a_site_folder_that_leads_out_by_a_link_must_be_named(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "site").symlink_to(outside, target_is_directory=True)
    done = play(root, "build", code=2)
    assert "leads out of the playbook by a symbolic link; name its target with" in done.stderr
    assert list(outside.iterdir()) == []
    play(root, "build", "--site-dir", str(root / "site"))
    assert (outside / "index.html").exists()


@pytest.mark.parametrize("chosen", [".", "..", "content", "content/x", "templates", ".git", "/"])
def test_a_target_over_or_inside_what_is_read_is_refused(chosen: str, root: Path) -> None:
    with pytest.raises(BadTarget, match="is read, not written; choose another folder"):
        Project.open(root).target(root / chosen)
    assert "the site cannot be written to" in play(root, "build", "-d", chosen, code=2).stderr


def test_findings_name_the_settings_file_that_was_chosen(root: Path) -> None:
    lay(root, {"staging.yml": "site_nam: x\n"})
    done = play(root, "check", "-f", "staging.yml", code=2)
    assert done.stdout.startswith("staging.yml:1:1: error: site.yml has no field `site_nam`")


def test_settings_that_are_wrong_are_told_whatever_is_selected(root: Path) -> None:
    lay(root, {"site.yml": "nonsense: 1\n"})
    for more in (["content/index.md"], ["--select", "ref/unknown"]):
        assert "site.yml:1:1: error" in play(root, "check", *more, code=2).stdout


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("favicon: a.txt", "1:10: error: `favicon` expects a picture: .svg, .png, .ico"),
        ("logo: a.bmp", "1:7: error: `logo` expects a picture: .svg, .png, .jpg, .jpeg, "),
        ("accent_color: red", "1:15: error: `accent_color` expects a colour such as “#0e5a47”"),
        ('accent_color: "#fff"', "1:15: error: `accent_color` expects a colour such as"),
        ("language: deutsch!", "1:11: error: `language` expects a language tag such as en, de"),
        ("favicon: a.svg", "1:10: error: there is no file content/a.svg [text/bad-value]"),
        ("logo: ../a.svg", "1:7: error: there is no file content/../a.svg [text/bad-value]"),
        ("extra_javascript: [b.js]", "1:20: error: there is no file content/b.js"),
    ],
)
def test_a_look_that_cannot_be_is_told_at_its_place(text: str, finding: str, root: Path) -> None:
    (told_once,) = told(root, f"{text}\n")
    assert told_once.startswith(finding)


def test_a_language_that_the_interface_does_not_speak_is_a_notice_and_no_error(root: Path) -> None:
    lay(root, {"site.yml": "language: pt-BR\n"})
    done = play(root, "check", code=0).stdout
    assert "site.yml:1:11: notice: the interface has no texts in “pt-BR” and will be in E" in done
    assert "it speaks de, en" in done


OVERLOADED = "did you mean “agreement/overloaded”?"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "fairness: {overload: 150%}",
            "`fairness.overload` expects a multiple such as 1.5, not per cent",
            "write 1.5",
        ),
        ("fairness: {overload: -3}", "`fairness.overload` expects a number above 0", ""),
        ("indexing: yes", "`indexing` expects true or false", "write true"),
        (
            "rules: {ref/orphan: none}",
            "`rules.ref/orphan` expects one of error, warning, notice, off",
            "did you mean “off”?",
        ),
        (
            "rules: {waiver: off}",
            "there is no rule “waiver”",
            "rules are set one by one: waiver/expired, waiver/idle, waiver/waived",
        ),
        ("rules: {zzz: off}", "there is no rule “zzz”", "`playbook explain` lists them"),
        (
            "units: {hours/week: h/wk}",
            "`units.hours/week` expects a list, such as [h/wk, h/week]",
            "write [h/wk]",
        ),
        (
            "accent_color: #0e5a47",
            "`accent_color` says nothing: what follows a # is a remark",
            'write accent_color: "#0e5a47"',
        ),
        (
            "site_url: example.org",
            "`site_url` expects an address such as https://example.org",
            "write https://example.org",
        ),
        (
            "edit_uri_template: https://example.org/{file}",
            "`edit_uri_template` expects an address with {path} in it",
            "write https://example.org/{path}",
        ),
        (
            "accent_color: '#0e5'",
            "`accent_color` expects a colour such as “#0e5a47”, in quotation marks",
            'write "#00ee55"',
        ),
        (
            "accent_color: dark green",
            "`accent_color` expects a colour such as “#0e5a47”, in quotation marks",
            'write "#006400"',
        ),
        (
            "language: English",
            "`language` expects a language tag such as en, de or pt-BR",
            "write en",
        ),
        (
            "language: de_DE",
            "`language` expects a language tag such as en, de or pt-BR",
            "write de-DE",
        ),
        ("rules: {overloaded: off}", "there is no rule “overloaded”", OVERLOADED),
        ("title: x", "site.yml has no field `title`", "did you mean “site_name”?"),
        ("sitename: x", "site.yml has no field `sitename`", "did you mean “site_name”?"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_how_to_mend_it(
    line: str, message: str, hint: str
) -> None:
    _, _, _, problems = read_settings("site.yml", f"{line}\n".encode())
    assert [(problem.message, problem.hint) for problem in problems] == [(message, hint)]


def test_a_colour_that_is_left_open_is_no_mistake() -> None:
    _, _, _, problems = read_settings("site.yml", b"accent_color:\nlogo: a.svg  # ours\n")
    assert problems == ()


def test_a_misspelt_folder_and_one_too_many_are_told(tmp_path: Path) -> None:
    lay(tmp_path, {"site.yml": "content_dir: contents\n", "content/index.md": "# Home\n\nHi.\n"})
    assert "did you mean “content”?" in play(tmp_path, "check", code=2).stdout
    lay(tmp_path, {"site.yml": "logo: content/a.svg\n", "content/a.svg": "<svg/>"})
    assert "write a.svg: content/ is understood" in play(tmp_path, "check", code=2).stdout
