"""The readings of a metric, wherever they stand: in its front matter, or in a file beside it."""

from playbook.kinds.common.readings import Reading, read_lines
from playbook.kinds.common.written import sound
from playbook.kinds.metric import Metric, latest
from playbook.model.entry import Entry
from playbook.model.rule import Finding
from playbook.model.text import Source, Span
from playbook.model.value import Value
from playbook.model.view import View


class Taken(Value, frozen=True):
    """The readings of a metric, and what is wrong with the file that holds them.

    `source` is that file, None for readings in front matter, and `lines` are the numbers of the
    lines on which they stand there. `complete` is false when some could not be read: then none can
    be said to be missing.
    """

    readings: tuple[Reading, ...]
    source: Source | None = None
    lines: tuple[int, ...] = ()
    problems: tuple[Finding, ...] = ()
    complete: bool = True

    @property
    def latest(self) -> Reading | None:
        """The reading with the latest date; None if some of them could not be read."""
        return latest(self.readings) if self.complete else None

    def span(self, index: int) -> Span | None:
        """Return the line of the file on which a reading stands; None if it is in front matter."""
        return self.source.line_span(self.lines[index]) if self.source else None


def readings_of(entry: Entry[Metric], view: View) -> Taken:
    """Return a metric's readings."""
    name = entry.record.readings_file
    if not name:
        return Taken(entry.record.own_readings, complete=sound(entry, "readings"))
    path = f"{entry.path.rpartition('/')[0]}/{name}"
    source: Source | None = view.first("text", path)
    if source is None:
        message = f"there is no file of readings “{path}”"
        finding = Finding(entry.at("readings"), message, _file_hint(entry, name, view))
        return Taken((), problems=(finding,), complete=False)
    return view.call(_in_file, path)


def _file_hint(entry: Entry[Metric], name: str, view: View) -> str:
    folder, own = entry.path.rpartition("/")[0], f"{entry.id}.csv"
    if not name.casefold().endswith(".csv"):
        return f"save the table as CSV beside the metric, and name that file: {own}"
    if view.first("text", f"{folder}/{own}"):
        return f"did you mean “{own}”?"
    return "put a file of this name, ending in .csv, beside the metric"


def _in_file(view: View, path: str) -> Taken:
    source: Source = view.first("text", path)
    found, wrong = read_lines(source)
    problems = tuple(Finding(one.span, one.message, one.hint) for one in wrong)
    readings = tuple(reading for _, reading in found)
    lines = tuple(line for line, _ in found)
    return Taken(readings, source, lines, problems, complete=not problems)
