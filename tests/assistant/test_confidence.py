import math

import pytest

from assistant.confidence import Confidence, load_confidence, mean_odds
from index.relevance import NO_ODDS


def test_the_odds_are_those_of_the_sentences_in_the_mean() -> None:
    assert mean_odds([math.log(6), math.log(2), math.log(1)]) == pytest.approx(math.log(3))


def test_of_an_article_with_few_sentences_they_are_as_high_as_of_many_such() -> None:
    assert mean_odds([-2.0, 1.0]) == pytest.approx(mean_odds([-2.0, 1.0] * 20))


def test_one_sentence_that_answers_counts_among_many_that_do_not() -> None:
    curve = load_confidence()
    beside = [-8.0] * 30

    assert curve.answers(curve.probability(mean_odds([4.0, *beside])))
    assert not curve.answers(curve.probability(mean_odds(beside)))


def test_where_nothing_was_read_the_odds_are_the_lowest_and_nothing_is_answered() -> None:
    curve = load_confidence()

    assert mean_odds([]) == NO_ODDS
    assert not curve.answers(curve.probability(NO_ODDS))


def test_at_the_threshold_a_question_is_answered() -> None:
    curve = Confidence(slope=1.0, intercept=0.0, threshold=0.5)

    assert curve.answers(curve.probability(0.0))
    assert not curve.answers(curve.probability(-0.01))
