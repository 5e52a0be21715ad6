"""What is remembered in a session of hours takes room for what holds now, not for all edits."""

from array import array

from playbook.engine.answers.memo import Memo
from playbook.engine.cache.parts import Fetch
from playbook.engine.cache.tables.answer import Answer
from playbook.engine.cache.tables.merging import Making
from playbook.engine.cache.tables.remembered import Remembered
from playbook.model.view import View


def answer(name: str, value: bytes, *questions: int) -> Answer:
    """Return an answer that asked questions; its digest is the beginning of its value."""
    return Answer(name.encode(), value[:8].ljust(8), array("Q", questions).tobytes(), b"", value)


def large(number: int) -> bytes:
    """Return a value that is kept apart."""
    return f"{number:08}".encode() * 100


def columns(table: dict[str, Making] | None) -> Fetch:
    """Return the columns of a table as the next run finds them."""
    return {name: make() for name, make in (table or {}).items()}.get


def test_a_large_value_that_was_never_left_is_not_to_be_dropped_by_the_next_run() -> None:
    remembered = Remembered()
    for number in range(3):
        remembered.add([(1, answer("page", large(number)))])
    assert list(remembered.names_of_dropped()) == []
    assert [data for _, data in remembered.large()] == [large(2)]


def test_a_large_value_that_an_earlier_run_left_is_dropped_once_another_took_its_place() -> None:
    first = Remembered()
    first.add([(1, answer("page", large(0))), (2, answer("page", large(7)))])
    table, added = first.packed()
    kept = dict(first.large())
    then = Remembered(columns(table), added, kept.get)
    for number in range(1, 4):
        then.add([(1, answer("page", large(number)))])
    gone = [kept[name] for name in then.names_of_dropped()]
    assert gone == [large(0)]
    assert then.value(2) == large(7)


def test_who_asked_before_all_is_laid_out_is_found_by_what_it_asks_now() -> None:
    remembered = Remembered()
    remembered.add([(number, answer("call", b"", 100 + number)) for number in range(1, 40)])
    remembered = Remembered(columns(remembered.packed()[0]))
    pauses = remembered.lay_out()
    next(pauses)
    remembered.add([(1, answer("call", b"", 200))])  # while it is being laid out
    for _ in pauses:
        pass
    assert remembered.touch([101]) == set()
    assert remembered.touch([200]) == {1}
    remembered.add([(1, answer("call", b"", 101))])
    assert remembered.touch([200]) == set()
    assert remembered.touch([101, 102]) == {1, 2}


def test_what_was_computed_is_exported_a_few_at_a_time_and_nothing_is_lost() -> None:
    answers = {("title", ""): ("Reply",), ("text", ""): ("Any answer",)}
    memo = Memo(lambda question: answers[question])

    def shown(view: View) -> str:
        return str(view.first("title"))

    def long(view: View) -> str:
        return str(view.first("text"))

    for number in range(10):
        memo.get(("page", str(number)), long if number == 1 else shown)
    memo.invalidate({("text", "")})
    memo.remembered.add(memo.export(3))
    assert len(memo.remembered) == 2  # of three answers one may be another now
    for _ in range(0, memo.waiting, 3):
        memo.remembered.add(memo.export(3))
    assert (len(memo.remembered), memo.waiting) == (9, 1)
    memo.get(("page", "1"), long)
    memo.remembered.add(memo.export())
    assert (len(memo.remembered), memo.waiting) == (10, 0)
