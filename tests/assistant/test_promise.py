"""Which sentences are read closely, with the word vectors of the real model."""

import pytest

from assistant.candidates import find_candidates
from assistant.promise import FEATURES, load_promise, measure_promise, most_promising
from assistant.question import understand
from index.nearness import MiniLMNearness
from index.passage import Passage
from index.retrieving import RetrievedPassage

pytestmark = pytest.mark.model

CREW = "Four of the missing are the crew of the Constant Anna."
FOUND = "They turned up at the post office on Holm of Ness."
RAIN = "It rained all day on the county's roads and fields."
WORDS = MiniLMNearness()


def promising(question: str, *texts: str, most: int = 1) -> list[str]:
    """Of articles "0", "1", … of one passage each, the first ranked best."""
    passages = [
        RetrievedPassage(Passage(str(i), str(i), 1, 0, len(text), text, "T"), 0.1, 0.5) for i, text in enumerate(texts)
    ]
    candidates = find_candidates(passages, lambda article_id, _: texts[int(article_id)])
    return [one.text for one in most_promising(understand(question), candidates, WORDS, most)]


def test_a_sentence_is_worth_more_where_the_one_before_it_speaks_of_what_is_asked() -> None:
    question = "Where did the missing crew of the Constant Anna turn up?"

    assert set(promising(question, f"{RAIN} {CREW} {FOUND}", most=2)) == {CREW, FOUND}


def test_a_word_that_few_sentences_have_weighs_more_than_one_that_all_have() -> None:
    texts = "The bridge was shut in Skellhaven. The bridge was opened by the mayor. The bridge has rusty pins."

    assert promising("Are the pins of the bridge rusty?", texts) == ["The bridge has rusty pins."]
    assert promising("Which mayor opened a bridge in town?", texts) == ["The bridge was opened by the mayor."]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who was murdered at the harbour?", "Ines Garrowby was killed on the quay on Friday."),
        ("What will the repair cost?", "The price of mending it is put at nine million."),
        ("How many children got sick?", "Forty pupils fell ill after lunch."),
    ],
)
def test_other_words_for_what_is_asked_are_known(question: str, sentence: str) -> None:
    others = "It rained all day on the roads. Trams run again on Monday. A choir from the next valley sang there."

    assert promising(question, f"{others} {sentence} The weather stays dull for days.") == [sentence]


def test_of_like_sentences_that_of_the_better_passage_comes_first() -> None:
    first, second = "The bridge was shut on Friday.", "The bridge was shut on Monday."

    assert promising("When was the bridge shut?", first, second, most=2) == [first, second]


def test_a_question_of_stop_words_alone_and_no_candidate_are_measured() -> None:
    assert promising("Who is it?", RAIN) == [RAIN]
    assert promising("Who is it?") == []
    assert measure_promise(understand("Who is it?"), [], WORDS).shape == (0, len(FEATURES))


def test_each_feature_has_a_weight() -> None:
    assert len(load_promise().weights) == len(FEATURES)
