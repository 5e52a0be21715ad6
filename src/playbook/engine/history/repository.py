"""The repository a project lies in: its commits, its files at a commit, their bytes."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from playbook.engine.files.tree import MAX_COPIED
from playbook.engine.history.commits import Change, Commit
from playbook.engine.history.git import Git, GitProblem, repository_above
from playbook.engine.history.moved import Move, find_move
from playbook.model.meant.nearest import did_you_mean
from playbook.model.value import Value, replace

_MAX_TOGETHER: Final = 256 * 1024 * 1024
"""How many bytes are read at once, all files together."""

_RENAMES: Final = tuple(
    "-r --root --raw -z --find-renames=50% -l2000 --no-ext-diff --no-textconv".split()
)
"""How commits are compared with their parents: file by file, with what was renamed."""

_ORDINARY: Final = "100"
"""How the mode of an ordinary file begins; links and submodules have others."""

_NAMED: Final = ("refs/heads", "refs/remotes", "refs/tags")
"""Where git keeps the names by which people know commits."""

_FEW_NAMES: Final = 8
"""So many are read in an error; of more, only one that is like what was written."""

_NO_REPOSITORY: Final = "not a git repository"
_NO_COMMIT: Final = "unknown revision"
_NOTHING_TO_READ: Final = (
    _NO_REPOSITORY,
    _NO_COMMIT,
    "must be run in a work tree",
    "cannot use bare repository",
)
"""What git says where there is no repository, or none with a commit."""

_DAMAGED: Final = (
    "{what}, so the repository seems to be damaged "
    "(clone it anew; `playbook check --no-history` goes without a history)"
)


class Item(NamedTuple):
    """A file at a commit, by its path relative to the project."""

    path: str
    mode: str
    blob: str


class Repository(Value, frozen=True):
    """A repository with at least one commit. `prefix` is where in it the project lies."""

    git: Git
    prefix: str
    head: str
    is_shallow: bool

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """Find the repository that a folder lies in; None where there is none, or no commit yet.

        Raises `GitProblem` where there is one that git does not read, or that is damaged.
        """
        git = Git.find(folder)
        if git is None:
            return None
        try:
            return cls._look(git)
        except GitProblem as problem:
            if "dubious ownership" not in str(problem):
                raise
        try:
            return cls._look(git.trusting_what_the_user_trusts())
        except GitProblem as problem:
            raise GitProblem(
                "git does not read this repository, since its folder belongs to somebody else "
                "(if that is all right, name it in your `safe.directory`)"
            ) from problem

    @classmethod
    def _look(cls, git: Git) -> "Repository | None":
        wanted = ("--is-shallow-repository", "--show-prefix", "HEAD^{commit}")
        try:
            found = git.run("rev-parse", *wanted).decode("utf-8", "surrogateescape")
        except GitProblem as problem:
            said = str(problem)
            if _NO_REPOSITORY in said and _has_remains(git.folder):
                what = "there is a `.git`, but git finds no repository in it"
                raise GitProblem(_DAMAGED.format(what=what)) from problem
            if _NO_COMMIT in said and not _is_without_commit(git):
                what = "the commit that is checked out is missing in `.git`"
                raise GitProblem(_DAMAGED.format(what=what)) from problem
            if any(words in said for words in _NOTHING_TO_READ):
                return None
            raise
        shallow, prefix, head = found.removesuffix("\n").split("\n", 2)
        return cls(git, prefix, head, shallow == "true")

    def resolve(self, revision: str) -> str:
        """Return the id of the commit that a branch, tag or id means; raises `GitProblem`."""
        try:
            found = self.git.run(
                "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"
            )
        except (GitProblem, ValueError) as problem:
            message = f"the repository has no revision “{revision}”{self._meant(revision)}"
            raise GitProblem(message) from problem
        return found.decode().strip()

    def _meant(self, revision: str) -> str:
        """Return which branch or tag may be meant, else the few that there are."""
        with contextlib.suppress(GitProblem):
            lines = self.git.run("for-each-ref", "--format=%(refname:short)", *_NAMED)
            names = lines.decode("utf-8", "replace").splitlines()
            if hint := did_you_mean(revision, names):
                return f": {hint}"
            return f"; there are {', '.join(names)}" if 0 < len(names) <= _FEW_NAMES else ""
        return ""

    def fork(self, one: str, other: str) -> str:
        """Return the commit at which two lines of history parted; "" if none is known."""
        # Without one, git fails and says nothing, as it does where an object is missing.
        with contextlib.suppress(GitProblem):
            return self.git.run("merge-base", one, other).decode().split("\n", 1)[0]
        return ""

    def day(self, commit: str) -> date:
        """Return the day on which a commit was made, in the calendar of whoever made it."""
        found = self.git.run("rev-list", "--no-walk", "--format=%cs", commit).decode()
        return _day(found.split("\n")[1])

    def commits(self, folder: str) -> list[Commit]:
        """Return the commits of the main line that touch a folder of the project, oldest first.

        The main line is that of first parents: what a merge brought in counts as one change, on
        the day of the merge. Where the first of them moved the folder from elsewhere, alone or with
        all of the project, they go on there; files are called as if it had always been here.
        """
        return self._line(self.head, f"{self.prefix}{folder}", folder)

    def _line(self, head: str, place: str, folder: str) -> list[Commit]:
        """Return the commits up to one of what lay at a place in the repository."""
        days: dict[str, date] = {}
        asked: list[str] = []
        listed = self.git.run(
            "rev-list", "--first-parent", "--format=%H %cs %P", head, "--", self._seen(place)
        )
        for line in listed.decode().splitlines():
            if not line.startswith("commit "):
                identifier, day, *parents = line.split(" ")
                days[identifier] = _day(day)
                asked.append(" ".join([identifier, *parents[:1]]))
        asked.reverse()
        changes = self._changes(place, folder, asked)
        commits = [
            Commit(name, days[name], changes[name])
            for line in asked
            if (name := line.partition(" ")[0]) in changes
        ]
        first = next((line for line in asked if commits and line.startswith(commits[0].id)), "")
        _, _, before = first.partition(" ")
        move = self._move(first, place, commits[0]) if before else None
        if move is None:
            return commits
        older = self._line(before, move.place, folder)
        return [*older, move.carried_out(commits[0], older, folder), *commits[1:]]

    def _move(self, asked: str, place: str, first: Commit) -> Move | None:
        """Return the move by which a commit brought a folder to its place, if it did."""
        options = ("--stdin", *_RENAMES, "--diff-filter=R")
        try:
            answer = self.git.run("diff-tree", *options, given=f"{asked}\n".encode())
        except GitProblem:
            return None  # something elsewhere in the repository is missing, as in a partial clone
        return find_move(answer.split(b"\0")[1:-1], place, len(first.changes))

    def as_of(self, commit: str, newer: str, folder: str) -> "Repository":
        """Return the repository in which the project lies where it lay at a commit.

        That is elsewhere if it was moved after that and by a newer commit; `folder` is the one of
        its documents, by which that is told.
        """
        place = f"{self.prefix}{folder}"
        if self._holds(commit, place) or not self._holds(newer, place):
            return self
        answer = self.git.run("diff-tree", *_RENAMES, "--diff-filter=R", commit, newer)
        here = sum(1 for item in self.files(newer) if item.path.startswith(f"{folder}/"))
        move = find_move(answer.split(b"\0")[:-1], place, here)
        if move is None or not f"/{move.place}".endswith(f"/{folder}"):
            return self
        return replace(self, prefix=move.place.removesuffix(folder))

    def _holds(self, commit: str, place: str) -> bool:
        return bool(self.git.run("ls-tree", "--full-tree", commit, "--", place))

    def _seen(self, place: str) -> str:
        """Return a place in the repository as it is named from the project."""
        return "../" * self.prefix.count("/") + place

    def files(self, commit: str) -> Iterator[Item]:
        """Yield every file of the project at a commit, links and submodules too, sorted."""
        place = [f"{self.prefix}"] if self.prefix else []
        listed = self.git.run("ls-tree", "-r", "-z", "--full-tree", commit, "--", *place)
        for line in listed.split(b"\0")[:-1]:
            facts, _, name = line.partition(b"\t")
            mode, _, blob = facts.decode().split(" ")
            path = self._inside(name)
            if path is not None:
                yield Item(path, mode, blob)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of blobs by id; those that are missing or too large are left out."""
        kept, total = [], 0
        for blob, length in self._sizes(blobs):
            if total <= _MAX_TOGETHER:
                kept.append(blob)
                total += length
        if not kept:
            return {}
        answer = self.git.run(
            "cat-file", "--batch", "--buffer", given="".join(f"{b}\n" for b in kept).encode()
        )
        found: dict[str, bytes] = {}
        at = 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            name, _, size = answer[at:end].decode().split(" ")
            start, at = end + 1, end + 2 + int(size)
            found[name] = answer[start : at - 1]
        return found

    def readable(self, blobs: Iterable[str]) -> frozenset[str]:
        """Return which blobs are there, and not too large to be read."""
        return frozenset(name for name, _ in self._sizes(blobs))

    def _sizes(self, blobs: Iterable[str]) -> Iterator[tuple[str, int]]:
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return
        sizes = self.git.run(
            "cat-file", "--batch-check", "--buffer", given="\n".join(wanted).encode() + b"\n"
        )
        for line in sizes.decode().splitlines():
            name, kind, *more = line.split(" ")
            if kind == "blob" and int(more[0]) <= MAX_COPIED:
                yield name, int(more[0])

    def _changes(self, place: str, folder: str, asked: list[str]) -> dict[str, tuple[Change, ...]]:
        def inside(path: bytes) -> str | None:
            try:
                plain = path.decode()
            except UnicodeDecodeError:
                return None
            return f"{folder}{plain[len(place) :]}" if plain.startswith(place) else None

        given = "".join(f"{line}\n" for line in asked).encode()
        answer = self.git.run(
            "diff-tree", "--stdin", *_RENAMES, "--", self._seen(place), given=given
        )
        return dict(_grouped(answer.split(b"\0")[:-1], inside))

    def _inside(self, path: bytes) -> str | None:
        """Return a path of the repository relative to the project; None where it is outside."""
        try:
            plain = path.decode()
        except UnicodeDecodeError:
            return None
        return plain.removeprefix(self.prefix) if plain.startswith(self.prefix) else None


def _day(written: str) -> date:
    """Return a day as git writes it; the last of all for one beyond the calendar of a `date`."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.max


def _has_remains(folder: Path) -> bool:
    """Tell whether git looked at something that is called as a repository is.

    It looks no further up than the file system reaches that the folder lies on.
    """
    mark = repository_above(folder) / ".git"
    return mark.exists() and mark.parent.stat().st_dev == folder.stat().st_dev


def _is_without_commit(git: Git) -> bool:
    """Tell whether the branch that is checked out has no commit yet, and not a lost one."""
    with contextlib.suppress(GitProblem):
        git.run("rev-parse", "--verify", "HEAD")
        return False  # it names one
    try:
        branch = git.run("symbolic-ref", "HEAD").decode("utf-8", "surrogateescape").strip()
        kept = git.run("rev-parse", "--git-path", branch).decode("utf-8", "surrogateescape")
    except (GitProblem, ValueError):
        return False
    return not (git.folder / kept.removesuffix("\n")).is_file()


def _grouped(
    fields: list[bytes], inside: Callable[[bytes], str | None]
) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Yield each commit of what `diff-tree -z` printed, with its changes of ordinary files."""
    commit = ""
    changes: list[Change] = []
    rest = iter(fields)
    for field in rest:
        if not field.startswith(b":"):
            if commit:
                yield commit, tuple(changes)
            commit, changes = field.decode(), []
            continue
        _, mode, _, blob, status = field.decode().split(" ")
        names = [inside(next(rest)) for _ in range(2 if status[0] in "RC" else 1)]
        was, path = names[0] or "", names[-1]
        if mode.startswith(_ORDINARY) and path:
            changes.append(Change(path, blob, was if status[0] == "R" else ""))
        elif path:
            changes.append(Change(path, ""))
    if commit:
        yield commit, tuple(changes)
