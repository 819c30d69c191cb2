"""Which sentences an answer is made of, and in which order.

Knows nothing of models: candidates come with their log odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from index.words import words_of

MOST_SENTENCES = 4
# A sentence goes along with the best one that has even odds of answering by itself, and odds near the best one's. On
# the half of clapnq-dev that was not fitted, answers picked within 1, 2 and 3 of the best hold .65, .74 and .75 of the
# gold sentences in 2.6, 3.2 and 3.4 sentences; on the half of the sample that is tuned on .71, .73 and .73 of the
# answers in 1.8, 2.3 and 2.6. Beyond 1, news that is merely of the same day comes in.
_LEAST = -1.0
_WITHIN = 2.0
_CELL_BORDER = " | "  # as the readers write a table's rows
_SAME = 0.6  # share of common words above which a second sentence only repeats the first


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the log odds that it answers, read under its title."""

    candidate: Candidate
    relevance: float


def ranked(candidates: Sequence[Candidate], relevances: Sequence[float]) -> list[Scored]:
    """The candidates with their log odds, best first."""
    scored = [Scored(*pair) for pair in zip(candidates, relevances, strict=True)]
    return sorted(scored, key=lambda one: -one.relevance)


def pick(scored: Sequence[Scored], companions: Sequence[Candidate]) -> list[Candidate]:
    """Up to four sentences of those scored, best first: the best, its companions, and what goes along with it.

    `companions` are neighbours with which the best one answers better than alone: "he" is named in the one before, and
    what follows often holds the details. None repeats another.
    """
    best, *others = scored
    picks = [best.candidate]
    least = max(_LEAST, best.relevance - _WITHIN)
    for candidate in (*companions, *(other.candidate for other in others if other.relevance >= least)):
        if len(picks) < MOST_SENTENCES and _adds(candidate, picks):
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


def _adds(candidate: Candidate, picks: Sequence[Candidate]) -> bool:
    """It repeats none of them, and is no row of a table beside prose: rows read as an answer only among rows."""
    best = picks[0]
    fits = _CELL_BORDER in best.text or _CELL_BORDER not in candidate.text
    return fits and not any(_repeats(candidate, pick) for pick in picks)


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    if (candidate.source.article_id, candidate.index) == (other.source.article_id, other.index):
        return True
    one, two = set(words_of(candidate.text)), set(words_of(other.text))
    return len(one & two) > _SAME * len(one | two)
