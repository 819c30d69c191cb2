"""How near words come to each other, with the word vectors of the real model."""

import numpy as np
import pytest

from index.nearness import MiniLMNearness

pytestmark = pytest.mark.model

WORDS = MiniLMNearness()


def test_the_same_word_is_nearest_a_like_one_near_and_another_not() -> None:
    [same, like, other] = WORDS.compare("killed", ["He was killed.", "He died.", "A bridge."])[:, 0]

    assert same == pytest.approx(1, abs=1e-5)
    assert 0.4 < like < 0.9
    assert other == 0


def test_each_telling_word_of_the_query_is_compared_and_stop_words_are_not() -> None:
    near = WORDS.compare("Who shut the bridge?", ["A bridge.", "It shut."])

    assert near.dtype == np.float32
    assert sorted(map(tuple, np.round(near))) == [(0, 1), (1, 0)]


def test_a_query_of_stop_words_alone_is_taken_whole() -> None:
    assert WORDS.compare("Who is it?", ["It is."]).shape == (1, 3)


def test_texts_without_words_and_no_texts_give_rows_of_nothing_and_no_rows() -> None:
    assert not WORDS.compare("bridge", ["", " "]).any()
    assert WORDS.compare("bridge", []).shape == (0, 1)
    assert WORDS.compare("", ["A bridge."]).shape == (1, 0)
