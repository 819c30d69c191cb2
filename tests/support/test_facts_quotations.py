"""Words in quotation marks stand in the evidence word for word, or are named."""

import pytest

from assistant.support.facts import Evidence, unsupported

EVIDENCE = "“It was a great day for the town, and I’m glad,” she said."
SAID = [
    'She said it was "a great day for the town".',
    "She said it was ‘a great day for the town’.",
    "She called it “a great day … and I'm glad”.",
    "She called it “a great day [for Wexby], and I'm glad”.".replace("Wexby", "us"),
    "She called it „a great day“.",
    "“A great day,” she called it.",
]
NOT_SAID = [
    ('She said it was "a good day for the town".', "a good day for the town"),
    ("She called it “a day … great”.", "a day … great"),
    ("She called it “glad … a great day”.", "glad … a great day"),
    ("She called it «a great town».", "a great town"),
]


@pytest.mark.parametrize("sentence", SAID)
def test_a_quotation_stands_whatever_its_marks(sentence: str) -> None:
    assert unsupported(sentence, [Evidence(EVIDENCE)]) == ()


@pytest.mark.parametrize(("sentence", "words"), NOT_SAID)
def test_a_quotation_with_another_word_is_named(sentence: str, words: str) -> None:
    faults = unsupported(sentence, [Evidence(EVIDENCE)])
    assert [(fault.kind, fault.words) for fault in faults] == [("quotation", words)]


def test_a_quotation_may_run_over_two_sentences() -> None:
    evidence = [Evidence("“They have my word."), Evidence("I gave it twice,” he said.")]
    assert unsupported("He said: “They have my word. I gave it twice.”", evidence) == ()


def test_an_apostrophe_opens_no_quotation() -> None:
    assert unsupported("The boys' boat and the girls' boat left.", [Evidence("Both boats left.")]) == ()
