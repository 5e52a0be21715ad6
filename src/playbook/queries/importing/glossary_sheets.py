"""A glossary as a table in CSV, as spreadsheets and `playbook export glossary` write it."""

from collections.abc import Callable, Iterator, Sequence

from playbook.model.label import label_key
from playbook.queries.importing.foreign import CannotImport, Foreign, Note
from playbook.queries.importing.glossary_entries import Entries
from playbook.queries.importing.glossary_forms import Columns, Found, columns_named
from playbook.queries.importing.labels import others
from playbook.queries.importing.sheets import rows
from playbook.queries.importing.wording import escaped

_FORM = "write the columns Term and Definition into the first line"


def sheet_entries(foreign: Foreign) -> Entries:
    """Return the terms of a table; its cells are plain text.

    Raises `CannotImport` where the first line names no columns for term and definition.
    """
    path = foreign.source.path
    table = list(rows(foreign.source))
    line, heads = table[0] if table else (1, [])
    columns = columns_named([label_key(head) for head in heads])
    if columns is None:
        raise CannotImport(Note(path, line, "no table of terms stands here", _FORM))
    found = Entries()
    for number, head in enumerate(heads):
        if number not in columns and any(cells[number] for _, cells in table[1:]):
            found.notes.append(Note(path, line, f"the column “{head}” was left out"))
    for item in _read(foreign, table[1:], columns):
        if isinstance(item, Note):
            found.notes.append(item)
        else:
            found.entries.append(item)
    return found


def _read(
    foreign: Foreign, body: Sequence[tuple[int, list[str]]], columns: Columns
) -> Iterator[Found | Note]:
    path = foreign.source.path
    for line, cells in body:
        if not cells[columns.term]:
            yield Note(path, line, "this row names no term and was left out")
            continue
        aliases = cells[columns.aliases] if columns.aliases is not None else ""
        start = foreign.source.line_start(line)
        said = _text(cells[columns.definition])
        yield Found(cells[columns.term], start, said, aliases=others(aliases))


def _text(words: str) -> Callable[[object], str]:
    return lambda _: escaped(words)
