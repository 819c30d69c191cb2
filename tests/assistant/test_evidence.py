import math

import pytest

from assistant.evidence import measure
from index.passage import Passage
from index.retrieving import RetrievedPassage


def found(similarity: float | None) -> RetrievedPassage:
    return RetrievedPassage(Passage("p", "a", 1, 0, 4, "Text", "Title"), 0.03, similarity)


@pytest.mark.parametrize(("odds", "sum_of_odds"), [([2.0], 2.0), ([0.0, 0.0], math.log(2)), ([3.0, -20.0], 3.0)])
def test_every_sentence_that_may_answer_adds_to_the_relevance(odds: list[float], sum_of_odds: float) -> None:
    assert measure([found(0.5)], odds).relevance == pytest.approx(sum_of_odds)


def test_the_best_known_similarity_counts() -> None:
    assert measure([found(0.2), found(None), found(0.4)], [1.0]).similarity == 0.4
