from datetime import date

import pytest

from assistant.time_words import time_window

ASKED = date(2023, 1, 20)


@pytest.mark.parametrize("words", ["this week", "last weekend", "yesterday", "on Friday", "Today"])
def test_words_of_the_week_reach_thirty_days_either_way(words: str) -> None:
    window = time_window(f"Who resigned {words}?", ASKED)

    assert window is not None
    assert (window.first, window.last) == (date(2022, 12, 21), date(2023, 2, 19))
    assert window.words == words.lower()


@pytest.mark.parametrize("words", ["recently", "the latest", "this month", "currently"])
def test_words_of_recent_time_reach_ninety_days_back(words: str) -> None:
    window = time_window(f"Which company {words} announced layoffs?", ASKED)

    assert window is not None
    assert (window.first, window.last) == (date(2022, 10, 22), date(2023, 2, 19))


@pytest.mark.parametrize(
    "question",
    [
        "Who is president of France?",
        "What happened in the weekly market?",
        "Who is the mayor of New York?",
        "Why did the plan just fail?",
        "What happened on Friday 13 March?",
        "What was decided this week in 2019?",
    ],
)
def test_a_question_without_such_words_has_no_window(question: str) -> None:
    assert time_window(question, ASKED) is None


def test_an_article_without_a_date_always_may_answer() -> None:
    window = time_window("What happened this week?", ASKED)

    assert window is not None
    assert window.admits(None)
    assert window.admits(date(2023, 1, 18))
    assert not window.admits(date(2021, 1, 18))


def test_at_the_ends_of_the_calendar_a_window_ends_there_too() -> None:
    first, last = time_window("Who resigned this week?", date.min), time_window("Who resigned this week?", date.max)
    assert first is not None
    assert first.first == date.min
    assert last is not None
    assert last.last == date.max
