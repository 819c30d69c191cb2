"""How strongly what was retrieved speaks to a question: the measures that the probability of an answer comes from.

Pure arithmetic over scores and words. Knows nothing of models or thresholds.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from index.retrieving import RetrievedPassage
from index.words import STOP_WORDS, words_of

# What the cross-encoder gives a text that has nothing to do with the question; stands in where there is no sentence.
_NO_RELEVANCE = -11.0
_STEM = 5  # letters that decide whether two words count as one


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of one question over its best passages; each grows with the chance that they answer.

    Three are the cross-encoder's best logits: `sentence_relevance` over single sentences, each under its title,
    `window_relevance` over the best of them without it, alone and with either neighbour, for answers that take two
    sentences, and `passage_relevance` over the first passage whole, with its title. `similarity` is the best cosine.
    """

    sentence_relevance: float
    window_relevance: float
    passage_relevance: float
    similarity: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of `MEASURES`."""
        return astuple(self)


MEASURES = tuple(field.name for field in fields(Evidence))


def measure(
    passages: Sequence[RetrievedPassage],
    *,
    sentence_logits: Sequence[float],
    window_logits: Sequence[float],
    passage_logits: Sequence[float],
) -> Evidence:
    """The evidence of these passages, by their cosines and the logits of their parts; none is the weakest."""
    return Evidence(
        sentence_relevance=max(sentence_logits, default=_NO_RELEVANCE),
        window_relevance=max(window_logits, default=_NO_RELEVANCE),
        passage_relevance=max(passage_logits, default=_NO_RELEVANCE),
        similarity=max((p.similarity for p in passages if p.similarity is not None), default=0.0),
    )


def telling_stems(query: str) -> set[str]:
    """The stems of a query's words that are no stop words."""
    return {word[:_STEM] for word in words_of(query) if word not in STOP_WORDS}


def stems(text: str) -> set[str]:
    """The first letters of every word, by which two words count as one."""
    return {word[:_STEM] for word in words_of(text)}
