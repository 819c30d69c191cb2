"""Which sentences an answer is made of, and in which order.

Knows nothing of models: candidates come with their logits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate, Promising
from index.words import words_of

MOST_SENTENCES = 4
# Beside the best sentence, one of the same article goes along unless its logit, read without its title, says that it is
# about something else, and one of another article only if it answers by itself.
_SAME_ARTICLE_LOGIT = -5.0
_OTHER_ARTICLE_LOGIT = 0.0
# What one point of a passage's fused score (0.1 for a good one) counts beside a logit of the cross-encoder: a first
# rank counts two logits. On news-dev 0, 1, 2 and 4 logits made .604, .607, .612 and .610 of the quotes right.
_PASSAGE_WEIGHT = 42.0
_SAME = 0.6  # share of common words above which a second sentence only repeats the first


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its logit under its title; `promise_before` is what the sentence before lends (`Promising`).

    `alone` is its logit without the title, where it was read so: under a fitting title every sentence seems to answer.
    """

    candidate: Candidate
    relevance: float
    promise_before: float = 0.0
    alone: float | None = None

    @property
    def score(self) -> float:
        """What picks are ranked by: the sentence's own logit, the sentence before it, how well its passage ranked."""
        return self.relevance + self.promise_before + _PASSAGE_WEIGHT * self.candidate.passage_score


def ranked(promising: Sequence[Promising], relevances: Sequence[float]) -> list[Scored]:
    """The candidates with their logits, best first."""
    scored = [
        Scored(one.candidate, relevance, one.promise_before)
        for one, relevance in zip(promising, relevances, strict=True)
    ]
    return sorted(scored, key=lambda one: -one.score)


def pick(scored: Sequence[Scored], companions: Sequence[Candidate]) -> list[Candidate]:
    """Up to four sentences: the best with its companions, then others that go with it, none that repeats another."""
    best, *others = scored
    picks = [best.candidate]
    going = [*companions, *(other.candidate for other in others if _goes_with(other, best.candidate))]
    for candidate in going:
        if len(picks) < MOST_SENTENCES and not any(_repeats(candidate, pick) for pick in picks):
            picks.append(candidate)
    return picks


def in_order(picks: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of the best one's article as they read, then those of the next article in the same way.

    With the best sentence first, whatever stood before it, a reader of 40 answers complained of shuffled ones.
    """
    articles: dict[str, list[Candidate]] = {}
    for candidate in picks:
        articles.setdefault(candidate.source.article_id, []).append(candidate)
    return [candidate for group in articles.values() for candidate in sorted(group, key=lambda one: one.index)]


def _goes_with(other: Scored, best: Candidate) -> bool:
    same_article = other.candidate.source.article_id == best.source.article_id
    return other.alone is not None and other.alone >= (_SAME_ARTICLE_LOGIT if same_article else _OTHER_ARTICLE_LOGIT)


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    if candidate.source.article_id == other.source.article_id and candidate.index == other.index:
        return True
    one, two = set(words_of(candidate.text)), set(words_of(other.text))
    return len(one & two) > _SAME * len(one | two)
