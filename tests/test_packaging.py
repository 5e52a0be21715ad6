"""What is built can be installed and used: the wheel, away from the checkout and the network."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import playbook

ROOT = Path(__file__).parents[1]
SECONDS = 120


@dataclass(frozen=True)
class Built:
    """The two files that a release consists of, and the names of the files in them."""

    wheel: Path
    in_wheel: frozenset[str]
    in_sdist: frozenset[str]


@dataclass(frozen=True)
class Installed:
    """A fresh environment that holds the wheel, and an empty folder to work in."""

    bin: Path
    folder: Path

    def run(self, program: str, *arguments: str, inside: str = ".") -> str:
        """Run a program of the environment in a folder of its own; give its standard output."""
        return run(
            self.bin / program,
            *arguments,
            folder=self.folder / inside,
            environment=clean_environment(),
        )


def clean_environment() -> dict[str, str]:
    """What the program may see of ours: nothing that tells Python where to look for modules."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(program: Path, *arguments: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        command = " ".join([program.name, *arguments])
        pytest.fail(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the sdist from the checkout and the wheel from that sdist, as a release does."""
    dist = tmp_path_factory.mktemp("dist")
    build = ("-m", "build", "--no-isolation", "--outdir", str(dist), str(ROOT))
    run(Path(sys.executable), *build, folder=dist, environment=clean_environment())
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = frozenset(archive.namelist())
    with tarfile.open(sdist) as packed:
        top = f"{sdist.name.removesuffix('.tar.gz')}/"
        in_sdist = frozenset(name.removeprefix(top) for name in packed.getnames())
    return Built(wheel, in_wheel, in_sdist)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel alone; its dependencies are borrowed from the environment of the tests."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=os.name != "nt")
    scripts, library = (
        Path(sysconfig.get_path(name, "venv", vars={"base": str(home), "platbase": str(home)}))
        for name in ("scripts", "purelib")
    )
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = ("-m", "pip", "--python", str(scripts / "python"), "--disable-pip-version-check")
    install = ("install", "--quiet", "--no-index", "--no-deps", str(built.wheel))
    run(Path(sys.executable), *pip, *install, folder=home, environment=clean_environment())
    return Installed(scripts, tmp_path_factory.mktemp("work"))


def checkout_files(folder: str, pattern: str = "*") -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_the_built_in_theme(built: Built) -> None:
    package = {name.removeprefix("src/") for name in checkout_files("src/playbook")}
    theme = {f"playbook/{name}" for name in checkout_files("themes/default")}
    assert theme, "themes/default is empty"
    assert package | theme == {name for name in built.in_wheel if ".dist-info/" not in name}


def test_the_wheel_holds_the_rule_pages_the_type_marker_and_the_licence(built: Built) -> None:
    pages = checkout_files("src/playbook/rules/specs", "*.md")
    assert pages, "there are no rule pages"
    assert {name.removeprefix("src/") for name in pages} <= built.in_wheel
    assert "playbook/py.typed" in built.in_wheel
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in built.in_wheel)


def test_the_sdist_holds_all_that_is_needed_to_build_and_test(built: Built) -> None:
    folders = ("content", "docs", "src", "tests", "themes")
    needed = {"LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock", "site.yml"}
    for folder in folders:
        needed |= checkout_files(folder)
    assert needed - built.in_sdist == set()


def test_the_version_stands_in_one_place(built: Built, installed: Installed) -> None:
    assert built.wheel.name.startswith(f"agreement_playbook-{playbook.__version__}-")
    assert playbook.__version__ in installed.run("playbook", "--version")


def test_an_installed_playbook_is_the_one_of_the_wheel(installed: Installed) -> None:
    where = installed.run("python", "-c", "import playbook; print(playbook.__file__)").strip()
    assert Path(where).is_relative_to(installed.bin.parent)


def test_a_new_project_is_checked_and_built_by_the_installed_wheel(installed: Installed) -> None:
    installed.run("playbook", "init", "demo")
    installed.run("playbook", "check", inside="demo")
    installed.run("playbook", "build", inside="demo")
    site = installed.folder / "demo" / "site"
    assert (site / "index.html").is_file()
    assert list(site.rglob("*.css")), "the built-in theme was not found"
