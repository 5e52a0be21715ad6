"""Samples as records, bodies and entries, for the tests of this folder."""

from importlib import import_module
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from kinds.samples import SAMPLES
from playbook.model.body import Body
from playbook.model.diagnostic import Diagnostic
from playbook.model.entry import Card, Entry
from playbook.model.kind import Kind
from playbook.model.playbook import Row
from playbook.model.text import Source
from playbook.reading.front_matter.front_matter import split
from playbook.reading.front_matter.validate import Validated, validate
from playbook.reading.front_matter.yaml import read_mapping
from playbook.reading.markdown.markdown import read_body

KIND_NAMES = (
    "team outcome agreement tradeoff metric right tree term norm pilot matrix plan incentive "
    "amendment debrief assumption page"
).split()

KINDS: dict[str, Kind[Any]] = {
    name: import_module(f"playbook.kinds.{name}").KIND for name in KIND_NAMES
}

KIND_OF_FOLDER = {kind.plural: kind for kind in KINDS.values()}


def read(kind: Kind[Any], text: str) -> tuple[Validated[Any], tuple[Diagnostic, ...]]:
    """Return the front matter of a text, and what was wrong before its fields were looked at."""
    source = Source.of(f"content/{kind.plural}/sample.md", text)
    start, end, _, problems = split(source)
    data, marks, more = read_mapping(source, start, end)
    return validate(kind.record, data, marks, source, kind.name), (*problems, *more)


def record_of(kind: str, front_matter: str) -> Any:  # noqa: ANN401 - the kind's record
    """Return the record of a front matter in which nothing is wrong."""
    validated, problems = read(KINDS[kind], f"---\n{front_matter}---\n")
    assert (*problems, *validated.problems) == ()
    return validated.record


def body_of(markdown: str) -> Body:
    """Return the body of a text without front matter, in which nothing is wrong."""
    body, problems = read_body(Source.of("content/sample.md", markdown), 0)
    assert not problems
    return body


def entry_of(path: str, text: str) -> Entry[Any]:
    """Return a document as an entry; of its card only what rows are made of is filled in."""
    kind = KIND_OF_FOLDER[PurePosixPath(path).parts[0]]
    source = Source.of(f"content/{path}", text)
    validated, _ = read(kind, text)
    body, _ = read_body(source, split(source)[2])
    identifier = PurePosixPath(path).stem
    title = next(heading.text for heading in body.headings if heading.level == 1)
    url = f"{kind.plural}/{identifier}.html"
    card = Card(kind.name, identifier, title, source.path, url)
    record = validated.record
    return Entry(source, kind.name, identifier, record, title, body, (), MappingProxyType({}), card)


def sample(path: str) -> Entry[Any]:
    """Return one of the samples."""
    return entry_of(path, SAMPLES[path])


def rows_of(entry: Entry[Any]) -> list[Row]:
    """Return what the kind of a document contributes to indexes."""
    return list(KINDS[entry.kind].rows(entry))
