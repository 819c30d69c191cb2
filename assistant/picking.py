"""Which sentences an answer is made of, and in which order.

Knows nothing of models: candidates come with their log odds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from index.words import words_of

MOST_SENTENCES = 4
# A sentence goes along with the best one whose odds of answering are not too bad, and near the best one's. Of the pairs
# -1 and 2, -2 and 2.5, -2 and 3, -2.5 and 3.5, an answer stood among those picked, on what was kept from the reader of
# four collections, for .750, .768, .780 and .784 of the questions, with 1.9, 2.3, 2.6 and 3.0 sentences an answer.
_LEAST = -2.0
_WITHIN = 3.0
_CELL_BORDER = " | "  # as the readers write a table's rows
_SAME = 0.6  # share of common words above which a second sentence only repeats the first


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the log odds that it answers, read under its title."""

    candidate: Candidate
    relevance: float


def ranked(scored: Iterable[Scored]) -> list[Scored]:
    """The candidates, best first."""
    return sorted(scored, key=lambda one: -one.relevance)


def pick(scored: Sequence[Scored]) -> list[Candidate]:
    """Up to four sentences of those scored, best first: the best, and what goes along with it. None repeats another."""
    best, *others = scored
    picks = [best.candidate]
    least = max(_LEAST, best.relevance - _WITHIN)
    for other in others:
        if other.relevance >= least and len(picks) < MOST_SENTENCES and _adds(other.candidate, picks):
            picks.append(other.candidate)
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
    return fits(candidate, picks[0]) and not any(repeats(candidate, pick) for pick in picks)


def fits(candidate: Candidate, best: Candidate) -> bool:
    """It is no row of a table beside prose: rows read as an answer only among rows."""
    return _CELL_BORDER in best.text or _CELL_BORDER not in candidate.text


def repeats(candidate: Candidate, other: Candidate) -> bool:
    """Whether they are one sentence, or share so many words that the second adds nothing."""
    if (candidate.source.article_id, candidate.index) == (other.source.article_id, other.index):
        return True
    one, two = set(words_of(candidate.text)), set(words_of(other.text))
    return len(one & two) > _SAME * len(one | two)
