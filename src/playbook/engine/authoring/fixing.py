"""Mending files: the edits of findings, applied to the bytes on disk and to nothing else.

Everything that an edit does not name stays as it is, byte for byte: comments, quotes, line ends, a
byte-order mark. An edit that does not fit the file as it is now is left out.
"""

from collections.abc import Iterable, Mapping
from difflib import unified_diff

from playbook.model.diagnostic import Diagnostic, Edit
from playbook.reading.source.decode import decode

_MARK = b"\xef\xbb\xbf"
_NO_LINE_END = "\n\\ No newline at end of file\n"
"""What stands in a difference behind a last line that does not end, so that the next begins one."""


def edits_by_file(findings: Iterable[Diagnostic]) -> dict[str, list[Edit]]:
    """Return the edits that findings offer, by file, in order, none overlapping another."""
    found: dict[str, list[Edit]] = {}
    offered = [finding.edit for finding in findings if finding.edit]
    for edit in sorted(set(offered), key=lambda e: (e.span, e.replacement)):
        held = found.setdefault(edit.span.path, [])
        if not held or held[-1].span.end <= edit.span.start:
            held.append(edit)
    return found


def mended(path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file's bytes with edits applied; as they are where the file cannot be read well."""
    source, problems = decode(path, data)
    if problems:
        return data
    content = data
    while content.startswith(_MARK):  # there may be several, as `decode` has it
        content = content.removeprefix(_MARK)
    mark, raw = data[: len(data) - len(content)], content.decode()
    starts = _raw_offsets(raw)
    line_end = "\r\n" if raw.count("\r\n") * 2 > raw.count("\n") else "\n"
    parts: list[str] = []
    at = 0
    for edit in edits:
        if not 0 <= edit.span.start <= edit.span.end <= len(source.text):
            continue
        start, end = starts[edit.span.start], starts[edit.span.end]
        parts += [raw[at:start], edit.replacement.replace("\n", line_end)]
        at = end
    parts.append(raw[at:])
    return mark + "".join(parts).encode()


def difference(path: str, before: bytes, after: bytes) -> str:
    """Return a unified diff of a file, "" where nothing changed."""
    old, new = (decode(path, data)[0].text.splitlines(keepends=True) for data in (before, after))
    lines = unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}{_NO_LINE_END}" for line in lines)


def mend(
    files: Mapping[str, bytes | None], findings: Iterable[Diagnostic]
) -> dict[str, tuple[bytes, bytes]]:
    """Return path → (bytes before, bytes after) of every file that the findings' edits change."""
    changed: dict[str, tuple[bytes, bytes]] = {}
    for path, edits in edits_by_file(findings).items():
        before = files.get(path)
        if before is None:
            continue
        after = mended(path, before, edits)
        if after != before:
            changed[path] = (before, after)
    return changed


def _raw_offsets(raw: str) -> list[int]:
    """Return, for each offset of the normalised text, the offset in the text with its line ends."""
    offsets: list[int] = []
    at = 0
    while at < len(raw):
        offsets.append(at)
        at += 2 if raw.startswith("\r\n", at) else 1
    offsets.append(len(raw))
    return offsets
