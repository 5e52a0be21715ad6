"""Where the cursor stands in YAML that somebody is typing.

Half-typed YAML is no YAML: a parser stops at the very place that matters. This reader goes by
indentation, dashes, keys and brackets alone, takes what it does not understand for a text, and
never fails. What it says is a guess that is good enough to propose something; what is written in
the end the real reader judges.
"""

import re
from dataclasses import dataclass, field, replace

from playbook.model.record import Path
from playbook.queries.editor.flow import FlowReader, unquoted
from playbook.queries.editor.spot import Spot

_KEY = re.compile(
    r"(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'|[^\s\[\]{},#&*!|>'\"%@`-][^\n]*?|-(?=\S)[^\n]*?)"
    r"[ \t]*:(?=[ \t]|\Z)"
)
_SPACE = " \t"


def spot_at(text: str, start: int, end: int, offset: int) -> Spot | None:
    """Return where in the YAML between two offsets the cursor stands; None where nothing goes."""
    if not start <= offset <= end:
        return None
    return _Reader(text, start, end, offset).read()


@dataclass
class _Frame:
    """A list or mapping in block style that is open: the column of its items or keys.

    `last` is the key or index in it that was read last, `empty` whether that has no value yet.
    """

    column: int
    path: Path
    is_list: bool = False
    last: str | int = ""
    empty: bool = False

    @property
    def slot(self) -> Path:
        """The place of the value that comes next."""
        return (*self.path, self.last)


@dataclass
class _Reader:
    text: str
    start: int
    end: int
    offset: int
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(0, ())])
    keys: dict[Path, dict[str, int]] = field(default_factory=dict)
    found: Spot | None = None

    def read(self) -> Spot | None:
        at = self.start
        while at <= self.end:
            at = self._line(at)
        found = self.found
        if found is None:
            return None
        # A key that stands here is not one that stands elsewhere.
        held = self.keys.get(found.path, {})
        others = frozenset(key for key, place in held.items() if place != found.start)
        return replace(found, keys=others)

    def _line(self, at: int) -> int:
        """Read a line; return where the next one that is not read yet starts."""
        line_end = self.text.find("\n", at, self.end)
        line_end = self.end if line_end < 0 else line_end
        here = self._skip(at, line_end)
        if here >= line_end or self.text[here] == "#":
            if at <= self.offset <= min(here, line_end):
                self._blank(self.offset - at)
            return line_end + 1
        column = here - at
        dashed = self._is_dash(here, line_end)
        self._leave(column, dashed=dashed)
        while self._is_dash(here, line_end):
            frame = self._list(here - at)
            after = here + 1
            here = self._skip(after, line_end)
            if here >= line_end or self.text[here] == "#":
                if after <= self.offset <= here:
                    gap = self.offset == after
                    self._find(Spot(frame.slot, self.offset, self.offset, gap=gap))
                return line_end + 1
            frame.empty = False
        return self._content(here, line_end, here - at)

    def _content(self, here: int, line_end: int, column: int) -> int:
        key = _KEY.match(self.text, here, line_end)
        if key is None:
            return self._unkeyed(here, line_end, column)
        frame = self._mapping(column)
        frame.last, frame.empty = unquoted(key[1]), True
        self.keys.setdefault(frame.path, {}).setdefault(frame.last, here)
        if here <= self.offset <= key.end(1):
            self._find(Spot(frame.path, here, key.end(1), is_key=True, has_colon=True))
        value = self._skip(key.end(), line_end)
        if value >= line_end or self.text[value] == "#":
            if key.end() <= self.offset <= value:
                gap = self.offset == key.end()
                self._find(Spot(frame.slot, self.offset, self.offset, gap=gap))
            return line_end + 1
        frame.empty = False
        return self._value(value, line_end, frame.slot, column)

    def _unkeyed(self, here: int, line_end: int, column: int) -> int:
        """Read what stands alone on a line, or behind a dash: a value, or half of a key."""
        top = self.frames[-1]
        if top.is_list:
            inside = column > top.column
            path = top.slot if inside else top.path
            return self._value(here, line_end, path, top.column, own_line=not inside)
        if top.column == column:
            word = self._end_of_plain(here, line_end)
            if here <= self.offset <= word:
                self._find(Spot(top.path, here, word, is_key=True, own_line=True))
            return line_end + 1
        return self._value(here, line_end, top.slot, top.column, own_line=True)

    def _value(
        self, here: int, line_end: int, path: Path, column: int, *, own_line: bool = False
    ) -> int:
        """Read a value that starts here; lines that belong to it stand behind `column`."""
        first = self.text[here]
        if first in "|>":
            return self._block_text(line_end + 1, column)
        if first in "[{":
            reader = FlowReader(self.text, self.end, self.offset, column)
            end = reader.read(here, path)
            for mapping, keys in reader.keys.items():
                self.keys.setdefault(mapping, {}).update(keys)
            if reader.found:
                self._find(reader.found)
            rest = self.text.find("\n", end, self.end)
            return self.end + 1 if rest < 0 else rest + 1
        if first in "\"'":
            close = self.text.find(first, here + 1, line_end)
            close = line_end if close < 0 else close
            start, end = here + 1, close
        else:
            start, end = here, self._end_of_plain(here, line_end)
        if start <= self.offset <= end:
            self._find(Spot(path, start, end, own_line=own_line))
        return line_end + 1

    def _block_text(self, at: int, column: int) -> int:
        """Skip the lines of a text that `|` or `>` announced."""
        while at < self.end:
            line_end = self.text.find("\n", at, self.end)
            line_end = self.end if line_end < 0 else line_end
            here = self._skip(at, line_end)
            if here < line_end and here - at <= column:
                return at
            at = line_end + 1
        return at

    def _blank(self, column: int) -> None:
        """Say what may be begun on an empty line at a column."""
        open_here = [frame for frame in self.frames if frame.column <= column]
        top = open_here[-1]
        below = open_here[-2] if len(open_here) > 1 else top
        if top.is_list and top.column == column and below.column == column:
            top = below  # a list may stand at the column of its key; here the next key may follow
        if top.column == column:
            path, is_key = top.path, not top.is_list
        elif top.empty or top.is_list:
            path, is_key = top.slot, False
        else:
            return
        self._find(Spot(path, self.offset, self.offset, is_key=is_key, own_line=True))

    def _leave(self, column: int, *, dashed: bool) -> None:
        """Close what a line at this column does not belong to."""
        while len(self.frames) > 1:
            top = self.frames[-1]
            if top.column > column or (top.is_list and top.column == column and not dashed):
                self.frames.pop()
            else:
                return

    def _list(self, column: int) -> _Frame:
        top = self.frames[-1]
        if top.is_list and top.column == column:
            top.last = int(top.last) + 1
        else:
            top.empty = False
            top = _Frame(column, top.slot, is_list=True, last=0)
            self.frames.append(top)
        top.empty = True
        return top

    def _mapping(self, column: int) -> _Frame:
        top = self.frames[-1]
        if top.is_list or top.column < column:
            top.empty = False
            top = _Frame(column, top.slot)
            self.frames.append(top)
        return top

    def _find(self, spot: Spot) -> None:
        self.found = self.found or spot

    def _is_dash(self, here: int, line_end: int) -> bool:
        following = self.text[here + 1 : here + 2]
        return here < line_end and self.text[here] == "-" and following in {"", " ", "\t", "\n"}

    def _skip(self, here: int, line_end: int) -> int:
        while here < line_end and self.text[here] in _SPACE:
            here += 1
        return here

    def _end_of_plain(self, here: int, line_end: int) -> int:
        comment = self.text.find(" #", here, line_end)
        return here + len(self.text[here : comment if comment >= 0 else line_end].rstrip())
