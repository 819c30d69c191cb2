"""How strongly what was retrieved speaks to a question: the measures that the probability of an answer comes from.

Pure arithmetic over scores and words. Knows nothing of models or thresholds.
"""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from assistant.question import Question
from index.passage import Passage
from index.retrieving import RetrievedPassage
from index.words import STOP_WORDS

# What the cross-encoder gives a text that has nothing to do with the question; stands in where there is no sentence.
_NO_RELEVANCE = -11.0
_STEM = 5  # letters that decide whether two words count as one


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of one question over its best passages; each grows with the chance that they answer.

    `sentence_relevance`: the cross-encoder's best logit over their sentences. `passage_relevance`: the same over the
    first passages whole, with their titles, for answers that one sentence alone does not show. `similarity`: the best
    cosine. `coverage`: the greatest share of the question's telling words in one passage with its title, 0 to 1.
    """

    sentence_relevance: float
    passage_relevance: float
    similarity: float
    coverage: float

    def values(self) -> tuple[float, ...]:
        """The measures in the order of `MEASURES`."""
        return astuple(self)


MEASURES = tuple(field.name for field in fields(Evidence))


def measure(
    question: Question,
    passages: Sequence[RetrievedPassage],
    *,
    sentence_logits: Sequence[float],
    passage_logits: Sequence[float],
) -> Evidence:
    """The evidence of these passages, by the logits of their sentences and of the first whole; none is weakest."""
    return Evidence(
        sentence_relevance=max(sentence_logits, default=_NO_RELEVANCE),
        passage_relevance=max(passage_logits, default=_NO_RELEVANCE),
        similarity=max((p.similarity for p in passages if p.similarity is not None), default=0.0),
        coverage=max((_coverage(question.query, p.passage) for p in passages), default=0.0),
    )


def telling_stems(query: str) -> set[str]:
    """The stems of a query's words that are no stop words."""
    return {word[:_STEM] for word in _words(query) if word not in STOP_WORDS}


def stems(text: str) -> set[str]:
    """The first letters of every word, by which two words count as one."""
    return {word[:_STEM] for word in _words(text)}


def _coverage(query: str, passage: Passage) -> float:
    wanted = telling_stems(query)
    return len(wanted & stems(f"{passage.title} {passage.text}")) / len(wanted) if wanted else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
