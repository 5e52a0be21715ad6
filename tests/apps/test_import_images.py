"""Images of imported documents: they come along beside these, or it is told why they do not."""

import os
from pathlib import Path

import pytest

from disk import found, lay, play
from playbook.engine.authoring import pictures
from story import STORY

PNG = b"\x89PNG\r\n\x1a\n"
RECORD = "# 1. X\n\n## Context\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in a repository, and an image that lies outside of it."""
    lay(tmp_path, {"secret.png": PNG})
    return lay(tmp_path / "pb", {**STORY, ".git/HEAD": "", "adr/img/a.png": PNG + b"a"})


def told(root: Path, text: str, code: int = 0) -> list[str]:
    """Import a record with a text, and return what is said of it before the last line."""
    lay(root, {"adr/1-x.md": RECORD + text})
    return play(root, "import", "adr", "adr/1-x.md", code=code).stderr.splitlines()[:-1]


def page(root: Path) -> str:
    return (root / "content/pages/x.md").read_text(encoding="utf-8").partition("## Context\n\n")[2]


def test_an_image_comes_along_and_keeps_its_words_and_title(root: Path) -> None:
    lay(root, {"img/Über sicht.PNG": PNG, "adr/img/b.svg": "<!-- x -->\n<svg>"})
    lines = '![*Plan*](<../img/Über sicht.PNG> "Now") ![b][b] [![a](img/a.png)](#context)\n\n'
    assert told(root, f"{lines}[b]: img/b.svg\n") == []
    shown = '![*Plan*](<uber-sicht.png> "Now") ![b](b.svg) [![a](a.png)](#context)\n\n'
    assert page(root) == f"{shown}[b]: img/b.svg\n"
    assert (root / "content/pages/uber-sicht.png").read_bytes() == PNG
    assert (root / "content/pages/a.png").read_bytes() == PNG + b"a"
    assert [line for line in found(root) if line[0] == "content/pages/x.md"] == []
    play(root, "build")
    assert (root / "site/pages/a.png").exists()


def test_images_of_one_name_get_numbers_and_the_same_image_comes_once(root: Path) -> None:
    lay(root, {"adr/a.png": PNG + b"other", "content/pages/a.png": PNG + b"held"})
    assert told(root, "![1](img/a.png) ![2](a.png) ![3](./img/a.png)\n") == []
    assert page(root) == "![1](a-2.png) ![2](a-3.png) ![3](a-2.png)\n"
    assert (root / "content/pages/a.png").read_bytes() == PNG + b"held"
    assert (root / "content/pages/a-3.png").read_bytes() == PNG + b"other"


def test_an_image_that_the_playbook_has_is_that_one(root: Path) -> None:
    told(root, "![1](img/a.png) ![2](../content/pages/a.png)\n")
    (root / "content/pages/x.md").unlink()
    assert told(root, "![1](img/a.png) ![2](../content/pages/a.png)\n") == []
    assert page(root) == "![1](a.png) ![2](a.png)\n"


def test_images_of_a_document_that_is_kept_do_not_come(root: Path) -> None:
    lay(root, {"adr/1-x.md": f"{RECORD}![a](img/a.png)\n", "content/pages/x.md": "# X\n"})
    play(root, "import", "adr", "adr/1-x.md", "--skip-existing")
    assert not (root / "content/pages/a.png").exists()


def test_a_dry_run_names_images_and_writes_none(root: Path) -> None:
    lay(root, {"adr/1-x.md": f"{RECORD}![a](img/a.png)\n"})
    done = play(root, "import", "adr", "adr/1-x.md", "--dry-run", "--diff")
    assert done.stdout.startswith("content/pages/a.png\ncontent/pages/x.md\n")
    assert not (root / "content/pages/a.png").exists()


def test_a_term_brings_its_own_image(root: Path) -> None:
    text = "# Words\n\n![of none](img/none.png)\n\n## Cost\n\nIs ![so](img/a.png).\n"
    lay(root, {"adr/words.md": text})
    play(root, "import", "glossary", "adr/words.md")
    assert (root / "content/terms/cost.md").read_text().endswith("# Cost\n\nIs ![so](a.png).\n")
    assert (root / "content/terms/a.png").exists()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("img/gone.png", "is not there"),
        ("img/a.png/b.png", "is not there"),
        ("img/pointer.png", "holds no .png image"),
        ("img/page.svg", "holds no .svg image"),
        ("img/a.pdf", "ends in none of .png, .jpg, .jpeg, .gif, .webp, .avif, .svg"),
        ("img/large.png", "is larger than 8 MiB"),
        ("img/link.png", "is reached by a symbolic link"),
        ("linked/a.png", "is reached by a symbolic link"),
        ("img/pipe.png", "cannot be read (it is no ordinary file)"),
        ("img/folder.png", "cannot be read (Is a directory)"),
        ("/etc/a.png", "leads to nothing in the playbook"),
    ],
)
def test_why_an_image_does_not_come_is_told(root: Path, written: str, fault: str) -> None:
    lay(root, {"adr/img/pointer.png": "version 1", "adr/img/page.svg": "<html>"})
    with (root / "adr/img/large.png").open("wb") as file:
        file.write(PNG)
        file.truncate(pictures.MAX_PICTURE + 1)
    (root / "adr/img/link.png").symlink_to("a.png")
    (root / "adr/linked").symlink_to("img")
    (root / "adr/img/folder.png").mkdir()
    os.mkfifo(root / "adr/img/pipe.png")
    said = f"adr/1-x.md:5: the image “{written}” {fault}, and became words"
    assert told(root, f"![Plan]({written})\n") == [said]
    assert page(root) == f"Plan (`{written}`)\n"


def test_an_image_in_html_is_told(root: Path) -> None:
    text = (
        "See <img width=9 src='img/a.png'>, not `<img src=b.png>`.\n\n```\n<img src=c.png>\n```\n"
    )
    said = "the image “img/a.png” is written in HTML, and stays as it is written"
    hint = "write ![what it shows](address) before the import, and it comes along"
    assert told(root, text) == [f"adr/1-x.md:5: {said}; {hint}"]
    assert page(root) == text


def test_an_image_outside_of_the_repository_stays_there(root: Path) -> None:
    outside = "the image “../../secret.png” lies outside of"
    assert told(root, "![s](../../secret.png)\n")[0].startswith(f"adr/1-x.md:5: {outside} {root},")
    assert not list((root / "content").rglob("*.png"))


def test_without_a_repository_images_come_from_the_folder_of_the_file(root: Path) -> None:
    (root / ".git/HEAD").unlink()
    (root / ".git").rmdir()
    lay(root, {"a.png": PNG})
    assert "lies outside of" in told(root, "![s](../a.png) ![t](img/a.png)\n")[0]
    assert page(root) == "s (`../a.png`) ![t](a.png)\n"


def test_too_many_bytes_of_images_stop_the_import(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_PICTURES", 8)
    assert told(root, "![a](img/a.png)\n", code=1)[0].startswith(
        "adr/1-x.md:5: up to here the images"
    )
    assert not (root / "content/pages/x.md").exists()


def test_what_is_no_image_but_has_its_name_stops_the_import(root: Path) -> None:
    (root / "content/pages/a.png").mkdir(parents=True)
    lay(root, {"adr/1-x.md": f"{RECORD}![a](img/a.png)\n"})
    done = play(root, "import", "adr", "adr/1-x.md", "--skip-existing", code=1)
    assert "content/pages/a.png exists already, and is never overwritten" in done.stderr
