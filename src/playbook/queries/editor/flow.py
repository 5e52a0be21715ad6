"""The cursor inside YAML brackets: `{party: finance, does: …}`, `[support, …]`, closed or not."""

from dataclasses import dataclass, field

from playbook.model.record import Path
from playbook.queries.editor.spot import Spot

_OPENING, _CLOSING = "[{", "]}"
_BEHIND_COLON = frozenset(" \t\n,]}")


@dataclass
class _Frame:
    """A bracket that is open: in a mapping `key` waits for its value."""

    path: Path
    is_list: bool
    index: int = 0
    key: str | None = None

    @property
    def slot(self) -> Path:
        """The place of the value that comes next."""
        return (*self.path, self.index if self.is_list else self.key or "")


@dataclass
class FlowReader:
    """Reads from an opening bracket to the one that closes it.

    Where that is missing it reads as far as lines are indented more than `column`.
    """

    text: str
    end: int
    offset: int
    column: int
    keys: dict[Path, dict[str, int]] = field(default_factory=dict)
    found: Spot | None = None
    _frames: list[_Frame] = field(default_factory=list)
    _piece: int = 0  # where what stands between two delimiters begins

    def read(self, start: int, path: Path) -> int:
        """Read from the bracket at `start`, which opens the value at `path`; return the end."""
        at = start
        while at < self.end:
            sign = self.text[at]
            if sign == "\n" and self._ends_at(at):
                break
            if sign in "\"'" and not self.text[self._piece : at].strip():
                at = self._quoted(at)
            elif sign == "#" and self.text[at - 1] in " \t\n":
                at = self._line_end(at)
            elif sign in _OPENING:
                self._look(at, sign)
                inside = self._frames[-1].slot if self._frames else path
                self._frames.append(_Frame(inside, sign == "["))
                at = self._piece = at + 1
            elif sign in _CLOSING:
                self._look(at, sign)
                self._frames.pop()
                at = self._piece = at + 1
                if not self._frames:
                    return at
            elif sign == ",":
                self._look(at, sign)
                top = self._frames[-1]
                top.index, top.key = top.index + 1, None
                at = self._piece = at + 1
            elif sign == ":" and self._is_colon(at):
                self._look(at, sign)
                top = self._frames[-1]
                top.key = unquoted(self.text[self._piece : at].strip())
                start_of_key = self._word(at)[0]
                self.keys.setdefault(top.path, {}).setdefault(top.key, start_of_key)
                at = self._piece = at + 1
            else:
                at += 1
        self._look(at, "")
        return at

    def _look(self, at: int, sign: str) -> None:
        """Note the cursor if it stands in the piece that ends here."""
        if self.found or not self._frames or not self._piece <= self.offset <= at:
            return
        start, end = self._word(at)
        if not start <= self.offset <= end:
            if start < end and self.offset > end:
                return  # behind a finished word
            start = end = self.offset
        top = self._frames[-1]
        is_key = not top.is_list and top.key is None
        path = top.path if is_key else top.slot
        gap = not is_key and self.text[self.offset - 1] == ":" and start == end
        colon = is_key and sign == ":"
        self.found = Spot(path, start, end, is_key=is_key, flow=True, has_colon=colon, gap=gap)

    def _word(self, at: int) -> tuple[int, int]:
        """Return where the piece that ends here stands, without blanks and quotes around it."""
        piece = self.text[self._piece : at]
        start = self._piece + len(piece) - len(piece.lstrip())
        end = max(start, self._piece + len(piece.rstrip()))
        if start < end and self.text[start] in "\"'":
            closed = end > start + 1 and self.text[end - 1] == self.text[start]
            return start + 1, end - 1 if closed else end
        return start, end

    def _is_colon(self, at: int) -> bool:
        top = self._frames[-1]
        if top.is_list or top.key is not None:
            return False
        return at + 1 >= self.end or self.text[at + 1] in _BEHIND_COLON

    def _ends_at(self, line_end: int) -> bool:
        """Tell whether the line after this one no longer belongs to what is in the brackets."""
        here = line_end + 1
        while here < self.end and self.text[here] in " \t":
            here += 1
        if here >= self.end or self.text[here] == "\n":
            return False
        return here - line_end - 1 <= self.column and self.text[here] not in _CLOSING

    def _quoted(self, at: int) -> int:
        close = self.text.find(self.text[at], at + 1, self._line_end(at))
        return self._line_end(at) if close < 0 else close + 1

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at, self.end)
        return self.end if found < 0 else found


def unquoted(word: str) -> str:
    """Return a key as it is meant, without the quotes around it."""
    if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'":
        return word[1:-1]
    return word
