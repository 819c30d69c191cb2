import pytest

from assistant.assistant import Assistant
from assistant.reported import reported

CLAIM = "the old mill was sold"


@pytest.mark.parametrize(
    "question",
    [
        f"How many papers say that {CLAIM}?",
        f"how many independent reports say {CLAIM}",
        f"In how many separate outlets was it said that {CLAIM}?",
        f"How many different sources have it that {CLAIM} ?",
        f"How many newspapers found out by themselves that {CLAIM}?",
        f"How many reports are there that {CLAIM}?",
        f"How many independent sources confirm {CLAIM}?",
    ],
)
def test_what_is_reported_is_told_apart_from_the_question(question: str) -> None:
    assert reported(question) == CLAIM


@pytest.mark.parametrize(
    "question",
    [
        "How many mills were sold?",
        "How many sources of water does the town have that freeze in winter?",
        "How many separate sources of income does the museum have?",
        "How many outlets gave discounts in the sale?",
        "How many people said that the mill was sold?",
        "Which papers say that the mill was sold?",
        "How many reports say?",
        "",
    ],
)
def test_other_questions_are_about_what_they_ask(question: str) -> None:
    assert reported(question) is None


def test_such_a_question_is_answered_with_what_was_reported_and_by_how_many(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("How many independent reports say that Thrale's chronometer dates from 1808?")

    assert answer.outcome == "answered"
    assert "finished in 1808 by Isaac Thrale" in answer.answer
    assert answer.coverage is not None
    assert answer.coverage.independent == 2
