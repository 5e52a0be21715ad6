"""YAML → plain data and a mark for every place in it.

PyYAML is asked for events, one by one, and never builds anything: so nothing is read that was not
meant to be (aliases, tags, merge keys), a limit stops the reading where it is passed, and every
value keeps its place. Scalars stay as they are written; the model decides what they mean.

Events are pulled and stacked without recursion. Asked to build data from deep nesting, the C code
of the library would end the whole program.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Final, Protocol, TypeAlias

import yaml

from playbook.model.composed import composed
from playbook.model.diagnostic import Diagnostic, Related, Severity
from playbook.model.entry import Mark
from playbook.model.record import Path
from playbook.model.text import Source, Span
from playbook.reading.front_matter.yaml_characters import cleaned
from playbook.reading.front_matter.yaml_mistakes import Failure, explain, no_mapping
from playbook.reading.front_matter.yaml_traps import TRAP_STARTS, lost_comment, misread
from playbook.reading.source.decode import FORBIDDEN, REPLACEMENT, character_name

Data: TypeAlias = str | list["Data"] | dict[str, "Data"] | None

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 20
MAX_ITEMS: Final = 5_000

# The parser alone: what builds data of its events takes time to be made, and is not used.
_LOADER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTES_HINT: Final = "if it is part of a text, put the whole text in quotes"
_SHORTER_HINT: Final = "move what is long into the text of the page, or into documents of its own"


def read_mapping(
    source: Source, start: int, end: int
) -> tuple[dict[str, Data], dict[Path, Mark], tuple[Diagnostic, ...]]:
    """Read the YAML mapping between two offsets of a source: its data, marks and findings.

    Every value has a mark under its path, the whole under `()`. Never raises: behind a mistake in
    the syntax nothing is read, and what stands before it is returned, the lists and mappings that
    it interrupts included.
    """
    text = source.text[start:end]
    reader = _Reader(source.path, start)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        reader.refuse(0, 0, "this YAML is larger than 64 KiB", _SHORTER_HINT)
        text = ""
    text, mistakes = cleaned(text)
    for found in mistakes:
        reader.refuse(found.start, found.end, found.message, found.hint)
    reader.read(text)
    return reader.data, reader.marks, tuple(sorted(reader.problems, key=lambda p: p.order))


class _Offset(Protocol):
    index: int


class _Event(Protocol):
    """What is used of PyYAML's events, of all kinds together."""

    start_mark: _Offset
    end_mark: _Offset
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    version: object
    tags: object


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = ("data", "is_key", "kept", "key", "keys", "path", "skips", "start", "wants_key")

    def __init__(self, data: Any, path: Path, start: int) -> None:  # noqa: ANN401 - a list or a dict
        self.data = data
        self.path = path
        self.start = start
        self.kept = True  # whether it is part of the result
        self.is_key = False  # whether it stands where a key should stand
        self.wants_key = isinstance(data, dict)
        self.key = ""  # a mapping's key that waits for its value
        self.skips = False  # whether that value is to be dropped
        self.keys: dict[str | int, Span] = {}

    def skip_value(self) -> None:
        """Drop the value of the key that has just been read."""
        self.wants_key, self.skips = False, True


class _Reader:
    """Takes events, builds data, marks and findings. Offsets are relative to the YAML."""

    def __init__(self, path: str, base: int) -> None:
        self.data: dict[str, Data] = {}
        self.marks: dict[Path, Mark] = {}
        self.problems: list[Diagnostic] = []
        self._path = path
        self._base = base  # where the YAML starts in its source
        self._text = ""
        self._edge = 0  # where the last content ended
        self._last = 0  # where the last scalar started
        self._items = 0
        self._documents = 0
        self._stopped = False
        self._stack: list[_Frame] = []

    def refuse(self, start: int, end: int, message: str, hint: str) -> None:
        """Note a mistake between two offsets."""
        span = self._span(start, end)
        self.problems.append(Diagnostic("text/yaml-error", Severity.ERROR, span, message, hint))

    def read(self, text: str) -> None:
        """Take the events of a text up to its end, a limit or a mistake."""
        self._text = text
        loader = None
        try:
            loader = _LOADER(text)
            get_event = loader.get_event
            handler_of = self._HANDLERS.get
            while not self._stopped:
                event = get_event()
                if handler := handler_of(type(event)):
                    handler(self, event)
        except yaml.MarkedYAMLError as error:
            self._fail(error)
        except (yaml.YAMLError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            # None of these tells a place: the mistake stands behind what was read last.
            message = f"this cannot be read as YAML: {' '.join(str(error).split())}"
            self.refuse(self._edge, self._edge + 1, message, _QUOTES_HINT)
        finally:
            if loader is not None:
                loader.dispose()
        while self._stack:
            self._finish(self._edge)
        if () not in self.marks:
            self.marks[()] = Mark(None, self._span(0, 0), plain=False)

    def _span(self, start: int, end: int) -> Span:
        return Span(self._path, self._base + start, self._base + end)

    def _stop(self, start: int, end: int, message: str, hint: str) -> None:
        self.refuse(start, end, message, hint)
        self._stopped = True

    def _fail(self, error: yaml.MarkedYAMLError) -> None:
        from playbook.reading.front_matter.yaml_habits import habit  # noqa: PLC0415 - most documents need none

        at = error.problem_mark.index if error.problem_mark else self._edge
        opened = error.context_mark.index if error.context_mark else at
        inside = self._stack[-1].start if self._stack else 0
        problem, context = error.problem or "", error.context or ""
        failure = Failure(self._text, problem, context, at, opened, inside, self._last)
        mistake = habit(failure) or explain(failure)
        self.refuse(mistake.start, mistake.end, mistake.message, mistake.hint)

    def _end(self, _event: _Event) -> None:
        self._stopped = True

    def _document(self, event: _Event) -> None:
        at = event.start_mark.index
        self._documents += 1
        if event.version or event.tags:
            self.refuse(at, at + 1, "a line cannot begin with “%”", "delete the line")
        if self._documents > 1:
            message = "a second YAML document begins here; a file has one"
            self._stop(at, at + 3, message, "delete this line")

    def _alias(self, event: _Event) -> None:
        start, self._edge = event.start_mark.index, event.end_mark.index
        message = f"“*{event.anchor}” would repeat a value from elsewhere, which is not supported"
        self.refuse(start, self._edge, message, f"{_QUOTES_HINT}; else write the value out")
        if not self._stack:
            self._stopped = True
        elif self._stack[-1].wants_key:
            self._stack[-1].skip_value()
        else:
            frame = self._stack[-1]
            path = self._attach(frame, None, start)
            if path is not None:
                span = self._span(start, self._edge)
                self.marks[path] = Mark(frame.keys.get(path[-1]), span, plain=False)

    def _properties(self, event: _Event) -> None:
        """Refuse an anchor (`&x`) or a tag (`!x`)."""
        start = event.start_mark.index
        sign = self._text[start : start + 1]
        message = f"a “{sign}” here names a value or its type, which is not supported"
        self.refuse(start, start + 1, message, f"{_QUOTES_HINT}; else delete the word it begins")

    def _scalar(self, event: _Event) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        value, style = composed(event.value), event.style
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if style or start == end:
            start, end, value = self._trim(start, end, style, value)
        self._edge, self._last = end, start
        if not self._stack:
            if style or value not in _NULLS:
                self._root_is_no_mapping(start, end, "a text")
            return
        if not style:
            self._look_for_traps(value, start, end)
        frame = self._stack[-1]
        if frame.wants_key:
            self._key(frame, value, start, end, plain=not style)
            return
        null = not style and value in _NULLS
        path = self._attach(frame, None if null else value, start)
        if path is not None:
            span = Span(self._path, self._base + start, self._base + end)
            self.marks[path] = Mark(frame.keys.get(path[-1]), span, not style)

    def _trim(self, start: int, end: int, style: str | None, value: str) -> tuple[int, int, str]:
        """Give a scalar that is not a plain word the place it is seen at, and clean its text."""
        text = self._text
        if not style:
            # Nothing is written: its place is right behind what stands before it.
            start = end = self._edge + len(text[self._edge : start].rstrip())
        elif style in "|>":
            end = start + len(text[start:end].rstrip())
        elif wrong := FORBIDDEN.search(value):
            # An escape would bring in what `decode` refuses.
            message = f"this text contains the character {character_name(wrong[0])} as an escape"
            hint = "delete the escape: the character shows nothing, or makes text look different"
            span = self._span(start, end)
            problem = Diagnostic("text/control-character", Severity.ERROR, span, message, hint)
            self.problems.append(problem)
            value = FORBIDDEN.sub(REPLACEMENT, value)
        return start, end, value

    def _key(self, frame: _Frame, key: str, start: int, end: int, *, plain: bool) -> None:
        frame.key = key
        frame.wants_key = False
        span = Span(self._path, self._base + start, self._base + end)
        if key in frame.keys:
            frame.skips = True
            message = f"`{key}` stands here for the second time"
            hint = "keep one of the two; the first one is used"
            related = (Related(frame.keys[key], "the first one"),)
            self.problems.append(
                Diagnostic("text/duplicate-key", Severity.ERROR, span, message, hint, related)
            )
            return
        frame.keys[key] = span
        if plain and key == "<<":
            frame.skips = True
            message = "“<<” would take over fields from elsewhere, which is not supported"
            self.refuse(start, end, message, "write the fields out")
        elif plain and key in _NULLS:
            frame.skips = True
            self.refuse(start, end, "a key is missing before this colon", "write `key: value`")

    def _look_for_traps(self, word: str, start: int, end: int) -> None:
        trap = word and word[0] in TRAP_STARTS and misread(word, self._span(start, end))
        for found in (trap, lost_comment(self._text, end, self._span)):
            if found:
                self.problems.append(found)

    def _attach(self, frame: _Frame, value: Data, start: int) -> Path | None:
        """Put a value into the list or mapping it belongs to; None if it is dropped."""
        self._items += 1
        if self._items > MAX_ITEMS:
            message = f"this YAML has more than {MAX_ITEMS:,} values"
            self._stop(start, start + 1, message, _SHORTER_HINT)
        data = frame.data
        if type(data) is list:
            data.append(value)
            return (*frame.path, len(data) - 1) if frame.kept else None
        frame.wants_key = True
        if frame.skips:
            frame.skips = False
            return None
        data[frame.key] = value
        return (*frame.path, frame.key) if frame.kept else None

    def _open_list(self, event: _Event) -> None:
        self._open(event, [], "a list")

    def _open_mapping(self, event: _Event) -> None:
        self._open(event, {}, "a mapping")

    def _open(self, event: _Event, data: Data, what: str) -> None:
        start = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        frame = _Frame(data, (), start)
        if not self._stack:
            if not isinstance(data, dict):
                self._root_is_no_mapping(start, start + 1, what)
                return
            self.data = data
        elif self._stack[-1].wants_key:
            frame.is_key, frame.kept = True, False
            self.refuse(start, start + 1, f"{what} cannot be a key", _QUOTES_HINT)
        else:
            path = self._attach(self._stack[-1], data, start)
            frame.path, frame.kept = path or (), path is not None
        self._stack.append(frame)
        if len(self._stack) > MAX_DEPTH:
            message = f"lists and mappings stand in each other more than {MAX_DEPTH} deep"
            self._stop(start, start + 1, message, _QUOTES_HINT)

    def _close(self, event: _Event) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        # Only a closing bracket has a width; a block ends where its last content does.
        self._finish(end if start < end else self._edge)

    def _finish(self, end: int) -> None:
        frame = self._stack.pop()
        self._edge = end = max(end, frame.start)
        if frame.kept:
            key = self._stack[-1].keys.get(frame.path[-1]) if self._stack else None
            self.marks[frame.path] = Mark(key, self._span(frame.start, end), plain=False)
        elif frame.is_key and self._stack:
            self._stack[-1].skip_value()

    def _root_is_no_mapping(self, start: int, end: int, what: str) -> None:
        mistake = no_mapping(self._text, start, end, what)
        self._stop(mistake.start, mistake.end, mistake.message, mistake.hint)

    _HANDLERS: ClassVar[dict[type, Callable[["_Reader", Any], None]]] = {
        yaml.ScalarEvent: _scalar,
        yaml.MappingStartEvent: _open_mapping,
        yaml.SequenceStartEvent: _open_list,
        yaml.MappingEndEvent: _close,
        yaml.SequenceEndEvent: _close,
        yaml.AliasEvent: _alias,
        yaml.DocumentStartEvent: _document,
        yaml.StreamEndEvent: _end,
    }
