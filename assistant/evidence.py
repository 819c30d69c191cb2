"""How strongly what was retrieved speaks to a question: the measures that the probability of an answer comes from.

Pure arithmetic over scores. Knows nothing of models or thresholds.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from index.retrieving import RetrievedPassage

# What stands in where there is no sentence: about the lowest log odds that one is given.
_NO_RELEVANCE = -11.0
_TYPICAL_SIMILARITY = 0.58  # the median of the questions that the probability was fitted on


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of one question over its best passages; each grows with the chance that they answer.

    `sentence_relevance` is the best log odds of a single sentence under its title, `pair_relevance` those of the same
    sentence with either neighbour, where they are higher, for answers that take two, `similarity` the best cosine.
    Measured beside them and left out: the second best odds and the odds of all together, the shares of the question's
    words and names that stand in the sentence, around it or in its article, and how near these come. The area under the
    curve stayed where it was (.830 with the second best odds, .815 with all of them, over three collections).
    """

    sentence_relevance: float
    pair_relevance: float
    similarity: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of `MEASURES`."""
        return astuple(self)


MEASURES = tuple(field.name for field in fields(Evidence))


def measure(passages: Sequence[RetrievedPassage], sentences: Sequence[float], pairs: Sequence[float]) -> Evidence:
    """The evidence of passages, by their cosines and the log odds of their sentences and pairs; none is the weakest."""
    return Evidence(
        sentence_relevance=max(sentences, default=_NO_RELEVANCE),
        pair_relevance=max(pairs, default=_NO_RELEVANCE),
        similarity=_similarity(passages),
    )


def _similarity(passages: Sequence[RetrievedPassage]) -> float:
    """The best cosine; where passages were found by words alone, nothing is known of it, for or against an answer."""
    known = [passage.similarity for passage in passages if passage.similarity is not None]
    return max(known, default=_TYPICAL_SIMILARITY if passages else 0.0)
