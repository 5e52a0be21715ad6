"""Taking over what people have elsewhere: their files read, the new documents judged.

Nothing takes the place of what is there; `engine/files/writing.py` writes all or nothing.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from playbook.engine.authoring.pictures import Pictures, home_of
from playbook.engine.files.regular_file import read_regular_file
from playbook.engine.files.tree import is_left_out
from playbook.engine.files.writing import Writing
from playbook.engine.runs.project import Project
from playbook.engine.workspace.workspace import Workspace
from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic, Severity
from playbook.model.text import Source
from playbook.model.value import replace
from playbook.queries.importing.foreign import (
    CannotImport,
    Draft,
    Foreign,
    Note,
    Surroundings,
    Taken,
)
from playbook.queries.importing.groups import Item
from playbook.queries.importing.wording import document
from playbook.reading.front_matter.front_matter import split
from playbook.reading.front_matter.yaml import read_mapping
from playbook.reading.markdown.markdown import read_body
from playbook.reading.source.decode import MAX_BYTES, decode

MAX_FILES = 2_000
"""So many files are taken over at once; nobody could look through more."""

_ITEM_ENDS = re.compile(r"^(?:---(?=\s|\Z)|\.\.\.[ \t]*$)", re.MULTILINE)
"""The lines between the documents of a YAML file; no text of YAML can hold one."""

_NO_RECORDS = frozenset({"index", "readme", "template", "adr-template"})


def markdown_files(paths: Sequence[Path]) -> tuple[list[Path], tuple[Note, ...]]:
    """Return the files that are named and the Markdown files below the folders that are, sorted.

    Links are not followed, hidden folders not looked into; introductions and templates in folders
    are left out and told; a file that is named twice counts once. Raises `CannotImport` where there
    are none, or too many.
    """
    found: list[Path] = []
    notes: list[Note] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not is_left_out(name))
            for name in sorted(names):
                file = Path(folder, name)
                if is_left_out(name) or file.suffix != ".md" or file.is_symlink():
                    continue
                if file.stem.casefold() in _NO_RECORDS:
                    notes.append(Note(str(file), 1, "this file was left out: it is no record"))
                else:
                    found.append(file)
            if len(found) > MAX_FILES:
                message = f"more than {MAX_FILES:,} Markdown files lie here"
                raise CannotImport(Note(str(path), 1, message, "name the folders one by one"))
    if not found:
        named = ", ".join(map(str, paths))
        raise CannotImport(Note(named, 1, "no Markdown file lies here", "name the records' folder"))
    return list({file.resolve(): file for file in reversed(found)}.values())[::-1], tuple(notes)


def read_all(paths: Iterable[Path]) -> list[Foreign]:
    """Return Markdown files, read; raises `CannotImport` with what is wrong in any of them."""
    files: list[Foreign] = []
    notes: list[Note] = []
    pictures = Pictures()
    for path in paths:
        try:
            files.append(read_foreign(path, pictures))
        except CannotImport as problem:
            notes += problem.notes
    if notes:
        raise CannotImport(*notes)
    return files


def read_text(path: Path) -> Source:
    """Return the text of a file that the user named; raises `CannotImport` if it has none."""
    shown = str(path)
    try:
        data = read_regular_file(path, MAX_BYTES)
    except OSError as error:
        raise CannotImport(Note(shown, 1, f"this cannot be read: {error.strerror}")) from error
    source, problems = decode(shown, data)
    _refuse(source, problems)
    return source


def read_foreign(path: Path, pictures: Pictures) -> Foreign:
    """Return a Markdown file that the user named, and its images, read.

    Raises `CannotImport` for one that is none; a mistake that would lose a part of it stops the
    import at its place.
    """
    foreign = foreign_of(read_text(path), path.resolve().as_posix().lstrip("/"))
    return pictures.of(foreign, home_of(path))


def read_sheet(path: Path) -> Foreign:
    """Return a table in CSV that the user named; raises `CannotImport` for a file without text."""
    return Foreign(read_text(path), path.resolve().as_posix().lstrip("/"), Body())


def foreign_of(source: Source, place: str) -> Foreign:
    """Return a text as `read_foreign` does; `place` is that of `Foreign`."""
    start, end, body_start, problems = split(source)
    data, marks, yaml_problems = read_mapping(source, start, end)
    body, body_problems = read_body(source, body_start)
    _refuse(source, (*problems, *yaml_problems, *body_problems))
    return Foreign(source, place, body, body_start, data, marks)


def items_of(source: Source) -> tuple[Item, ...]:
    """Return the mappings that a text in YAML holds one after the other.

    Raises `CannotImport` where it has mistakes, or no mapping at all.
    """
    items: list[Item] = []
    problems: list[Diagnostic] = []
    start = 0
    for mark in (*_ITEM_ENDS.finditer(source.text), None):
        end = mark.start() if mark else len(source.text)
        if source.text[start:end].strip():
            data, marks, found = read_mapping(source, start, end)
            problems += found
            if data:
                items.append(Item(source, data, marks, start))
        start = mark.end() if mark else end
    _refuse(source, problems)
    if not items:
        raise CannotImport(Note(source.path, 1, "this file is empty", "name a file with `kind:`"))
    return tuple(items)


def surroundings(project: Project, workspace: Workspace) -> Surroundings:
    """Return what an import needs to know of the files of a playbook."""
    return Surroundings(
        root=project.root.as_posix().lstrip("/"),
        content=project.settings.content_dir,
        files=frozenset(workspace.paths()),
        read=project.read,
    )


def laid_out(
    project: Project, taken: Taken, *, skip_existing: bool
) -> tuple[Writing, tuple[Note, ...]]:
    """Return the files that drafts become, and all there is to say about it.

    Where something is there already the draft is left out, or without `skip_existing`
    `CannotImport` raised. `Draft.id` is made of letters, digits and hyphens, so that no path leads
    anywhere else.
    """
    writing = Writing()
    clashes: list[Note] = []
    for draft in taken.drafts:
        path = _path(project, draft)
        if os.path.lexists(project.root / path):
            clashes.append(_clash(draft, path, skipped=skip_existing))
            continue
        writing.made[path] = document(draft).encode()
        writing.origins[path] = (draft.path, draft.line)
        for place, data in draft.pictures.items():
            if not os.path.lexists(project.root / place):
                writing.made[place] = data
            elif project.read(place) != data:  # a folder, say, or a link: no image has this name
                clashes.append(_clash(draft, place, skipped=False))
                skip_existing = False
    if clashes and not skip_existing:
        *others, last = clashes  # how to mend it is the same for all, and said once
        raise CannotImport(*(replace(note, hint="") for note in others), last)
    return writing, (*taken.notes, *clashes)


def refuse_faults(workspace: Workspace, writing: Writing) -> None:
    """Take in what is to be written; raise `CannotImport` if that has an error then."""
    known = {_words(f) for path in writing.origins for f in _errors(workspace, path)}
    after = {path: data for path, (_, data) in writing.changed.items()}
    workspace.sync({**writing.made, **after})
    notes: list[Note] = []
    for path, (origin, line) in sorted(writing.origins.items()):
        for finding in _errors(workspace, path):
            if _words(finding) not in known:
                message = f"{path} would have an error: {finding.message} [{finding.code}]"
                notes.append(Note(origin, line, message, finding.hint))
    if notes:
        raise CannotImport(*notes)


def _clash(draft: Draft, path: str, *, skipped: bool) -> Note:
    if skipped:
        return Note(draft.path, draft.line, f"{path} exists already, and was kept")
    hint = "rename one of the two, or keep what is there with --skip-existing"
    return Note(draft.path, draft.line, f"{path} exists already, and is never overwritten", hint)


def _path(project: Project, draft: Draft) -> str:
    plural = project.kinds[draft.kind].plural
    return f"{project.settings.content_dir}/{plural}/{draft.id}.md"


def _errors(workspace: Workspace, path: str) -> list[Diagnostic]:
    return [f for f in workspace.check(path) if f.severity is Severity.ERROR]


def _words(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.span.path, finding.code, finding.message


def _refuse(source: Source, problems: Iterable[Diagnostic]) -> None:
    notes = [
        Note(source.path, source.position(p.span.start).line, p.message, p.hint)
        for p in problems
        if p.severity is Severity.ERROR
    ]
    if notes:
        raise CannotImport(*notes)
