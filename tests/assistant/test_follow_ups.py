import pytest

from assistant.follow_ups import Earlier, searched_query

BEFORE = Earlier("Who shut the Quay Bridge in Skellhaven?", "Ines Garrowby shut it. [1]")


def test_the_first_question_is_searched_alone() -> None:
    assert searched_query("  Who shut\nthe bridge? ", []) == "Who shut the bridge?"


@pytest.mark.parametrize(
    "question",
    [
        "And when?",
        "Why?",
        "What did she say to the county council about money afterwards?",
        "What about trains, coaches, lorries and cyclists?",
        "How many cars crossed the bridge every day last summer?",
    ],
)
def test_what_goes_on_with_the_question_before_is_searched_with_it(question: str) -> None:
    assert searched_query(question, [Earlier("Who milks?"), BEFORE]) == f"{question} {BEFORE.question}"


@pytest.mark.parametrize(
    "question",
    [
        "How many watches were stolen from the museum in Dunmarrow?",
        "Which airline bought Skerrow Air after the bankruptcy in winter?",
    ],
)
def test_a_new_topic_is_searched_alone(question: str) -> None:
    assert searched_query(question, [BEFORE]) == question


def test_a_blank_question_before_adds_nothing() -> None:
    assert searched_query("And when?", [Earlier(" ")]) == "And when?"
