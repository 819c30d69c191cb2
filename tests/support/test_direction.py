"""A change that goes the other way is found, in whatever words."""

import pytest

from assistant.support.direction import opposed

AGREEING = [
    ("Sales rose by 5% in May.", "In May sales increased by 5%."),
    ("Sales did not rise in May.", "Sales fell in May."),
    ("Sales rose in May.", "Sales fell in April. Sales rose in May."),
    ("The vote came before supper.", "After a quarrel, the vote came before supper."),
    ("The quay was sold.", "The last boat had left when the quay was sold."),
    ("It is 10 degrees in the south and 16 in the north.", "It is 10 degrees, 50 F, in the south to 16 in the north."),
    ("Staff did not receive the letter.", "Staff did not get the letter, and others should receive another letter."),
]
OPPOSED = [
    ("Sales rose by 5% in May.", "Sales fell by 5% in May.", "rose"),
    ("Wexby lost the match.", "Wexby won the match 2-1.", "lost"),
    ("More than 300 people left.", "Fewer than 300 people left.", "more"),
    ("The union accepted before the board met.", "The union accepted after the board met.", "before"),
    ("The council rejected the plan.", "The council approved the plan by nine votes.", "rejected"),
    ("Production of cheddar goes on.", "Production of cheddar, which takes a year to ripen, has stopped.", "goes"),
    ("The north gate was shut.", "The south gate was shut.", "north"),
]


@pytest.mark.parametrize(("sentence", "evidence"), AGREEING)
def test_the_same_direction_agrees(sentence: str, evidence: str) -> None:
    assert opposed(sentence, [evidence]) is None


@pytest.mark.parametrize(("sentence", "evidence", "word"), OPPOSED)
def test_the_opposite_direction_is_named(sentence: str, evidence: str, word: str) -> None:
    assert opposed(sentence, [evidence]) == word
