"""A playbook's own look: its icon, its logo, its accent in shades that can be read."""

import re

import pytest

from playbook.engine.workspace.workspace import Options, Workspace
from playbook.rendering.colours import Colour
from rendering.site_of import save, text_of
from story import STORY, theme_files

GROUNDS = {
    "light": [Colour.of(ground) for ground in ("#fdfdfb", "#f4f5f1", "#ffffff")],
    "dark": [Colour.of(ground) for ground in ("#14181a", "#1b2022", "#21282a")],
}
"""What stands behind text in the built-in theme: `--paper`, `--surface`, `--raised`."""


def built(settings: str) -> Workspace:
    workspace = Workspace(Options())
    files = {**STORY, "site.yml": settings, "content/brand/a b.png": "", "content/brand/x.svg": ""}
    workspace.sync({**theme_files(), **{path: text.encode() for path, text in files.items()}})
    return workspace


def test_an_icon_and_a_logo_stand_in_every_page_from_any_folder() -> None:
    workspace = built("favicon: brand/x.svg\nlogo: brand/a b.png\n")
    for url, root in (("index.html", ""), ("agreements/cover.html", "../")):
        html = text_of(workspace, url)
        assert f'<link rel="icon" href="{root}brand/x.svg" type="image/svg+xml">' in html
        assert f'<img class="brand-logo" src="{root}brand/a%20b.png" alt="">' in html
        assert "icon-mark" not in html


def test_without_them_the_themes_own_mark_stands_there() -> None:
    html = text_of(built(""), "index.html")
    assert '<link rel="icon" href="assets/mark.svg" type="image/svg+xml">' in html
    assert "icon-mark" in html
    assert "accent.css" not in html


def test_an_accent_comes_before_the_playbooks_own_style_sheets() -> None:
    workspace = built('accent_color: "#7a2048"\nextra_css: [brand/own.css]\n')
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)">', text_of(workspace, "index.html"))
    assert sheets[-2:] == ["accent.css", "brand/own.css"]
    save(workspace, "site.yml", "")
    assert "accent.css" not in workspace.urls()


def shades(accent: str) -> dict[str, dict[str, Colour]]:
    """Return the shades of an accent by scheme and name."""
    sheet = text_of(built(f'accent_color: "{accent}"\n'), "accent.css")
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", sheet)
    return {
        "light": {name: Colour.of(light) for name, light, _ in found},
        "dark": {name: Colour.of(dark) for name, _, dark in found},
    }


@pytest.mark.parametrize(
    "accent", ["#7a2048", "#ffcc00", "#0055ff", "#888888", "#000000", "#ffffff", "#00ff00"]
)
def test_whatever_the_accent_it_can_be_read(accent: str) -> None:
    for scheme, held in shades(accent).items():
        for ground in GROUNDS[scheme]:
            assert held["accent"].contrast(ground) >= 6.9
            assert held["accent-strong"].contrast(ground) >= 6.9
            assert held["focus"].contrast(ground) >= 3
        assert held["accent-strong"].contrast(held["accent-soft"]) >= 4.5
        assert held["on-accent"].contrast(held["accent"]) >= 4.5
        assert held["on-accent"].contrast(held["accent-strong"]) >= 4.5
        assert Colour.of("#e7efe9").contrast(held["cloth"]) >= 6.9


def test_a_colour_that_is_dark_enough_is_kept() -> None:
    assert str(shades("#7a2048")["light"]["accent"]) == "#7a2048"


def test_contrast_is_that_of_the_guidelines() -> None:
    assert Colour.of("#000000").contrast(Colour.of("#ffffff")) == pytest.approx(21)
    assert Colour.of("#767676").contrast(Colour.of("#ffffff")) == pytest.approx(4.54, abs=0.01)
