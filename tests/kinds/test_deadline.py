"""How soon an answer is due may be said in hours and minutes, and adds up with days."""

from datetime import date

import pytest

from playbook.kinds.right import Right
from playbook.model.deadline import Deadline
from playbook.model.meant.deadlines import deadline_meant
from playbook.rendering.durations import in_words, together
from playbook.rendering.strings import Texts


@pytest.mark.parametrize(
    ("written", "length", "english", "german"),
    [
        ("30 minutes", (0, 0, 30), "30 minutes", "30 Minuten"),
        ("1 Hour", (0, 0, 60), "1 hour", "1 Stunde"),
        ("hour", (0, 0, 60), "1 hour", "1 Stunde"),
        ("PT4H", (0, 0, 240), "4 hours", "4 Stunden"),
        ("PT1H30M", (0, 0, 90), "90 minutes", "90 Minuten"),
        ("36 hours", (0, 0, 2160), "36 hours", "36 Stunden"),
        ("48 hours", (0, 2, 0), "2 days", "2 Tage"),
        ("5 days", (0, 5, 0), "5 days", "5 Tage"),
        ("2 weeks", (0, 14, 0), "2 weeks", "2 Wochen"),
        ("P1M", (1, 0, 0), "1 month", "1 Monat"),
    ],
)
def test_a_deadline_is_read_and_said(
    written: str, length: tuple[int, int, int], english: str, german: str
) -> None:
    deadline = Right(answer_within=written).answer_within  # type: ignore[arg-type]  # as it is read
    assert isinstance(deadline, Deadline)
    assert (deadline.length, str(deadline)) == (length, written)
    assert Texts("en").duration(deadline) == english
    assert Texts("de").duration(deadline) == german


@pytest.mark.parametrize("written", ["", "0 minutes", "4h", "PT", "P3", "soon", "30 minutes ago"])
def test_what_is_no_deadline_is_refused(written: str) -> None:
    assert Deadline.parse(written) is None


def test_minutes_end_on_the_same_day_and_days_later() -> None:
    today = date(2026, 3, 9)
    for written, end in (("30 minutes", today), ("48 hours", date(2026, 3, 11))):
        deadline = Deadline.parse(written)
        assert deadline is not None
        assert deadline.after(today) == end


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (["30 minutes", "4 hours"], "4 hours and 30 minutes"),
        (["20 hours", "6 hours"], "1 day and 2 hours"),
        (["1 month", "3 days", "1 hour"], "1 month and 3 days and 1 hour"),
        (["5 days"], "5 days"),
        ([], "0 days"),
    ],
)
def test_deadlines_add_up(written: list[str], words: str) -> None:
    span = together(map(Deadline.parse, written))
    assert span is not None
    assert in_words(span, Texts("en")) == words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("4h", "4 hours"),
        ("within 30 min.", "30 minutes"),
        ("half an hour", "30 minutes"),
        ("two hours", "2 hours"),
        ("1.5 hours", "90 minutes"),
        ("4 Stunden", "4 hours"),
        ("30 Minuten", "30 minutes"),
        ("six weeks", "6 weeks"),
        ("5 working days", "5 days, in days of the calendar"),
        ("some minutes", ""),
        ("soon", ""),
    ],
)
def test_another_spelling_is_told_how_it_is_written(written: str, meant: str) -> None:
    assert deadline_meant(written) == meant
