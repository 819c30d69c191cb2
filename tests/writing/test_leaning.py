import pytest

from assistant.writing.leaning import leaning_word


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("He resigned on Monday.", "He"),
        ("However, she will stay.", "she"),
        ("“It is over,” said nobody.", "It"),
        ("Their cows were sold.", "Their"),
        ("The latter was born in a tent.", "The latter"),
        ("This was a surprise.", "This"),
        ("On Friday, he resigned.", "he"),
        ("On 3 March 2025 they left.", "they"),
        ("Later that year it burned down.", "it"),
    ],
)
def test_a_sentence_that_takes_up_what_was_said_before_leans(sentence: str, word: str) -> None:
    assert leaning_word(sentence) == word


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Usk said that she would stay.",
        "After the mayor lost, she resigned.",
        "It is expected that the bridge will open.",
        "It is not clear who paid.",
        "It rained for a week.",
        "This week the bridge opens.",
        "On Friday, Ann Usk resigned.",
        "Itchen has a bridge.",
        "Heating costs rose.",
    ],
)
def test_others_stand_by_themselves(sentence: str) -> None:
    assert leaning_word(sentence) is None
