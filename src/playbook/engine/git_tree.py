"""The files of a project as they were at one commit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from playbook.engine.repository import Item, Repository
from playbook.engine.tree import is_left_out, wrong_name
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span

_LINK: Final = "120000"
_SUBMODULE: Final = "160000"


@dataclass
class GitTree:
    """The files below some folders (and single files) of a project, at a commit.

    What a folder on disk would refuse or leave out is refused or left out here too: links,
    submodules, hidden files.
    """

    repository: Repository
    commit: str
    parts: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)

    def paths(self) -> Iterator[str]:
        """Yield every file below the parts, sorted; what is refused goes to `problems`."""
        self.problems.clear()
        for path, item in sorted(self._items.items()):
            if item.mode in {_LINK, _SUBMODULE}:
                what = "a symbolic link" if item.mode == _LINK else "another repository"
                self._refuse(
                    path, "file/not-regular", f"this is {what}", "put the file itself here"
                )
            elif wrong := wrong_name(path.rpartition("/")[2]):
                self._refuse(path, "file/bad-name", wrong, "rename it")
            else:
                yield path

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is no such file."""
        item = self._items.get(path)
        return self._bytes.get(item.blob) if item else None

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {
            item.path: item
            for item in self.repository.files(self.commit)
            if self._belongs(item.path)
        }

    @cached_property
    def _bytes(self) -> Mapping[str, bytes]:
        return self.repository.read(item.blob for item in self._items.values())

    def _refuse(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Diagnostic(code, Severity.ERROR, Span(path, 0, 0), message, hint))

    def _belongs(self, path: str) -> bool:
        for part in self.parts:
            inside = path.removeprefix(f"{part}/")
            if path == part:
                return True
            if inside != path:
                return not any(is_left_out(name) for name in inside.split("/"))
        return False
