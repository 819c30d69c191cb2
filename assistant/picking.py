"""Which sentences an answer is made of, and in which order.

Knows nothing of models: candidates come with their log odds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from index.words import words_of

MOST_SENTENCES = 4
# A sentence goes along with the best one whose odds of answering by itself are not too bad, and near the best one's. Of
# the pairs 0 and 1, 0 and 2, -1 and 2, -2 and 2, -2 and 3, mean F1 over five collections, on what was kept from the
# reader, was .572, .597, .608, .623 and .633, with 2.4, 2.7, 3.0, 3.2 and 3.6 sentences an answer: what the last two
# bring is mostly beside the point.
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
