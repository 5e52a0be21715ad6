"""The files of a project as they were at one commit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from playbook.engine.files.tree import is_left_out, wrong_name
from playbook.engine.history.repository import Item, Repository
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Span

_LINK: Final = "120000"
_SUBMODULE: Final = "160000"


@dataclass
class GitTree:
    """The files below some folders (and single files) of a project, at a commit.

    What a folder on disk would refuse or leave out is refused or left out here too: links,
    submodules, hidden files. `held` are the bytes that were read, by their ids; trees of one
    repository may share them.
    """

    repository: Repository
    commit: str
    parts: tuple[str, ...]
    problems: list[Diagnostic] = field(default_factory=list)
    held: dict[str, bytes | None] = field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        """Yield every file below the parts, sorted; what is refused goes to `problems`."""
        yield from self.blobs()

    def blobs(self) -> dict[str, str]:
        """Return every file below the parts, sorted, with the id of its bytes."""
        self.problems.clear()
        found: dict[str, str] = {}
        for path, item in sorted(self._items.items()):
            if item.mode in {_LINK, _SUBMODULE}:
                what, hint = "another repository", "put its files here"
                if item.mode == _LINK:
                    what, hint = "a symbolic link", "put here what it leads to"
                self._refuse(path, "file/not-regular", f"this is {what}", hint)
            elif wrong := wrong_name(path.rpartition("/")[2]):
                self._refuse(path, "file/bad-name", wrong, "rename it")
            else:
                found[path] = item.blob
        return found

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, or None where there is no such file, or it cannot be read.

        Whoever will read many says so with `fetch` first: git is then started once.
        """
        item = self._items.get(path)
        if item is None:
            return None
        if item.blob not in self.held:
            self.fetch([path])
        return self.held[item.blob]

    def fetch(self, paths: Iterable[str]) -> None:
        """Read files ahead of time, all at once."""
        wanted = (self._items[path].blob for path in paths if path in self._items)
        missing = [blob for blob in dict.fromkeys(wanted) if blob not in self.held]
        self.held.update(dict.fromkeys(missing))
        self.held.update(self.repository.read(missing))

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {
            item.path: item
            for item in self.repository.files(self.commit)
            if self._belongs(item.path)
        }

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
