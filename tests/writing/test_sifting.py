import pytest

from assistant.writing.sentence_stream import Written
from assistant.writing.sifting import Sifted, sift


@pytest.mark.parametrize(
    "text", ["The passages do not say.", "the passages do not say", "I don't know.", "Sorry, but I cannot answer that."]
)
def test_a_refusal_is_told(text: str) -> None:
    assert sift(Written(text)) == Sifted(refuses=True)


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        ("The passages do not mention when it will open.", "When it will open"),
        ("However, the provided articles do not specify the cost.", "The cost"),
        ("None of the passages say who paid.", "Who paid"),
        ("No passage mentions a price.", "A price"),
        ("It is not stated in the articles whether he paid.", "Whether he paid"),
        ("The articles do not say anything about a new ferry.", "A new ferry"),
        ("The cost is not mentioned in the passages.", "The cost is not mentioned in the passages"),
        ("There is no information about the cost in the passages.", "The cost in the passages"),
    ],
)
def test_what_the_passages_do_not_say_is_left_open(text: str, left_open: str) -> None:
    assert sift(Written(text, (1,))) == Sifted(left_open=left_open)


@pytest.mark.parametrize(
    "text",
    [
        "The report does not mention the cost.",
        "Mr Whelk said he does not know the cost.",
        "The text of the deal does not mention pay.",
        "There is no evidence of fraud, the judge said.",
        "Sources did not say who had paid.",
        "Sure enough, it rained.",
        "The answer is that 42 people died.",
        "The answer is no.",
        "OK Go won the prize in 2006.",
        "Certainly unsafe, the bridge was shut.",
        "Of course, WHO did.",
    ],
)
def test_what_an_article_says_of_other_texts_is_a_claim(text: str) -> None:
    assert sift(Written(text, (1,))) == sift(Written(text)) == Sifted(claim=text)


def test_a_claim_is_parted_from_what_is_not_said() -> None:
    sifted = sift(Written("The bridge shut on Friday, but the passages do not say who shut it.", (1,)))

    assert sifted == Sifted(claim="The bridge shut on Friday.", left_open="Who shut it")


@pytest.mark.parametrize(
    "text", ["Based on the passages, it rained.", "According to passage 2, it rained.", "Answer: it rained."]
)
def test_what_leads_into_a_claim_is_taken_away(text: str) -> None:
    assert sift(Written(text, (1,))) == Sifted(claim="It rained.")


@pytest.mark.parametrize(
    "text",
    [
        "Here is the answer:",
        "Sure!",
        "OK.",
        "Here is what I found.",
        "Of course, here is the answer to your question.",
        "I hope this helps!",
        "Let me know if you have any more questions.",
    ],
)
def test_words_around_an_answer_are_neither(text: str) -> None:
    assert sift(Written(text)) == Sifted()
