"""What a memo computed and nobody asks for any more is let go, whatever became of it."""

import gc
import weakref

import pytest

from playbook.engine.answers.memo import Memo
from playbook.model.playbook import Question
from playbook.model.view import View


class Large:
    """A value of which can be seen whether it is still held."""

    def __init__(self, words: str) -> None:
        self.words = words


made: list[weakref.ref[Large]] = []


def large(view: View, title: str) -> Large:
    """Return something that rests on the text, for a title."""
    value = Large(f"{title} {view.first('text')}")
    made.append(weakref.ref(value))
    return value


def page(view: View) -> str:
    """Return what shows a large value under the title of the day."""
    return view.call(large, view.first("title")).words


def test_what_a_page_called_under_its_former_title_is_let_go() -> None:
    answers: dict[Question, tuple[str, ...]] = {("title", ""): ("0",), ("text", ""): ("a",)}
    memo = Memo(lambda question: answers[question])
    made.clear()
    assert memo.get(("page",), page) == "0 a"
    for number in range(1, 4):
        # Both change in one save: the call under the former title is in doubt when it is dropped.
        answers["title", ""], answers["text", ""] = (str(number),), ("b" * number,)
        memo.invalidate(answers.keys())
        assert memo.get(("page",), page) == f"{number} {'b' * number}"
        memo.remembered.add(memo.export())
    gc.collect(1)  # what is young; all that the tests hold would take a second
    assert [held() is not None for held in made] == [False, False, False, True]


def test_what_may_have_changed_is_told_once_to_who_follows_it() -> None:
    answers: dict[Question, tuple[str, ...]] = {("title", ""): ("0",), ("text", ""): ("a",)}
    memo = Memo(lambda question: answers[question], watched=("page",))
    memo.get(("page",), page)
    memo.invalidate({("title", "")})
    assert memo.woken("page") == {("page",)}
    assert memo.woken("page") == set()


def long_text(view: View, title: str) -> str:
    """Return as many characters as the text says."""
    return f"{title}." * int(view.first("text"))


def binder(view: View) -> str:
    """Return the beginning of a long text."""
    return view.call(long_text, "a")[:2] + view.call(long_text, "b")[:2]


def test_a_long_text_is_let_go_once_what_it_was_made_for_was_handed_over() -> None:
    for length, is_held in (("100", True), ("100000", False)):
        memo = Memo({("text", ""): (length,)}.__getitem__)
        assert memo.get(("page",), binder) == "a.b."
        memo.remembered.add(memo.export(is_last=True))
        memo.get(("page",), binder)
        memo.get(("other page",), binder)
        assert memo.work["call"] == (2 if is_held else 4)


def test_an_argument_that_is_named_is_refused() -> None:
    """Answers are known by their arguments in order: a name would be lost."""
    memo = Memo(lambda _: ())
    with pytest.raises(TypeError, match="large is called with title by name"):
        memo.get(("page",), lambda view: view.call(large, title="a"))
