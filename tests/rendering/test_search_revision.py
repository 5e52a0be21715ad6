"""The words of a batch of documents, revised by what one edit changed, are those made anew."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from playbook.model.view import View
from playbook.rendering.search.documents import word_lines
from playbook.rendering.search.layout import Layout, bucket, layout
from playbook.rendering.search.revision import Revision
from playbook.rendering.search.row import key_of
from playbook.rendering.search.shards import part_of_batch

_HELD = Layout(10)
"""So many documents that a batch has 32 parts."""

PATHS = sorted((f"content/{number}.md" for number in range(6)), key=key_of)
HEADS = st.sampled_from(
    ["agree", "agreed agre", "agrees agre", "team", "teams team", "tea", "zoo", "übung", "9", "x"]
)
LINES = st.dictionaries(HEADS, st.sampled_from("1f_z"), max_size=7).map(
    lambda digits: "\n".join(
        "\t".join([digit, *(head for head in sorted(digits) if digits[head] == digit)]).replace(
            "\t", "", 1
        )
        for digit in sorted(set(digits.values()))
    )
)


class _Batch:
    """A batch of documents with these words, and nothing else."""

    def __init__(self, lines: dict[str, str]) -> None:
        self._lines = lines

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the function's own type
        if function is layout:
            return _HELD
        if function is word_lines:
            return self._lines[arguments[0]]
        if function is bucket:
            some = PATHS if arguments[0] % (1 << 3) == 0 else []
            return tuple((key_of(path), path) for path in some)
        return function(View(self), *arguments)

    def ask(self, _: Any) -> Any:  # noqa: ANN401 - as a view wants it
        raise AssertionError


def parts(lines: dict[str, str]) -> list[str]:
    """Return the words of the first batch, made anew."""
    view = View(_Batch(lines))
    bits, words = _HELD.batches, _HELD.words
    return [part_of_batch(view, bits, words, 0, place) for place in range(1 << words)]


@given(lines=st.lists(LINES, min_size=6, max_size=6), which=st.integers(0, 5), now=LINES)
def test_a_revised_batch_is_one_made_anew(lines: list[str], which: int, now: str) -> None:
    before = dict(zip(PATHS, lines, strict=True))
    after = {**before, PATHS[which]: now}
    revision = Revision(key_of(PATHS[which]), lines[which], now, _HELD.words)
    old, new = parts(before), parts(after)
    assert [revision.applied(place, text) for place, text in enumerate(old)] == new
    assert revision.places >= {place for place, text in enumerate(old) if text != new[place]}


def test_what_an_edit_does_not_touch_is_not_revised() -> None:
    revision = Revision("abcde", "1agree\tteam", "1agree\tzoo", _HELD.words)
    (one, other) = sorted(revision.places)
    text = "zoo\t1aaaaa"
    assert {revision.applied(place, text) for place in (one, other)} == {
        text,
        "zoo\t1aaaaa1abcde",
    }
