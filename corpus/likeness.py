"""Whether two articles are prints of one text: what they share, word for word, decides.

Knows nothing of a library: two articles in, an answer out.
"""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.wording import Wording, wording

RUN_WORDS = 3
"""Shared is what stands in a run of three words that both texts have: word trigrams, as for web pages."""

LEAST_OF_SHORTER = 0.7
"""Copies made by rule share .73 and more (but for a table whose every figure was changed), prints of one wire text .81;
two notices of one template, two fifths of each boilerplate, .52 at most, an article that quotes another .37
(`benchmarks/duplicates.py`). Between .52 and .7, 2,017 news articles have just what an outlet wrote anew on its own."""

LEAST_OF_SHORTER_LATER = 0.9
LATER_DAYS = 30
"""An outlet fills last year's text with this year's facts: among 2,017 news articles such pairs share up to .88, while
a text that is printed once more shares .93 and more. Where a date is not known, they count as of one month."""

LEAST_OF_LONGER = 0.2
"""A text cut to a fifth is a copy still; what shares less is a caption, or a round-up of many texts."""

FEWEST_WORDS = 40
"""Below it the words of a form ("Watch the video below") are the greater part, so such texts must be equal."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, as a share of the words of the shorter and of the longer one, 0 to 1."""

    of_shorter: float
    of_longer: float


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of a text as they are compared: the hash of each, in order and sorted, and how many tokens one has."""

    hashes: NDArray[np.int64]
    ascending: NDArray[np.int64]
    tokens: int

    @classmethod
    def of(cls, text: Wording) -> "_Runs":
        hashes = np.fromiter(map(hash, text.runs(RUN_WORDS)), dtype=np.int64)
        return cls(hashes, np.sort(hashes), len(text.tokens) - len(hashes) + 1)

    def covered_by(self, other: "_Runs") -> int:
        """How many tokens stand in runs that the other text has as well."""
        places = np.searchsorted(other.ascending, self.hashes).clip(max=len(other.ascending) - 1)
        shared = other.ascending[places] == self.hashes
        return int(np.count_nonzero(np.convolve(shared, np.ones(self.tokens, dtype=np.int64))))


@dataclass(frozen=True, slots=True)
class Print:
    """What is compared of an article; keep it to compare one article with several."""

    title: Wording
    text: Wording
    day: date | None
    _runs: _Runs = field(compare=False)

    @classmethod
    def of(cls, article: Article) -> "Print":
        """Read the words of an article, half a millisecond for 500 of them."""
        day = article.published.day if article.published else None
        text = wording(article.text)
        return cls(wording(article.title), text, day, _Runs.of(text))

    def is_copy(self, other: "Print") -> bool:
        """What `same_text` says of both articles."""
        if min(self.text.words, other.text.words) < FEWEST_WORDS:
            return bool(self.text.tokens) and (self.title, self.text) == (other.title, other.text)
        alike = _likeness(self.text, self._runs, other.text, other._runs)
        least = LEAST_OF_SHORTER_LATER if self._days_from(other) > LATER_DAYS else LEAST_OF_SHORTER
        return alike.of_shorter >= least and alike.of_longer >= LEAST_OF_LONGER

    def _days_from(self, other: "Print") -> int:
        return abs((self.day - other.day).days) if self.day and other.day else 0


def likeness(one: Wording, other: Wording) -> Likeness:
    """How much of each text stands in the other in the same runs of words, wherever in it; nothing for an empty text.

    A word counts once, however many of its runs are shared: one changed figure costs one word, not three runs.
    """
    return _likeness(one, _Runs.of(one), other, _Runs.of(other))


def _likeness(one: Wording, ours: _Runs, other: Wording, theirs: _Runs) -> Likeness:
    if not one.tokens or not other.tokens:
        return Likeness(0.0, 0.0)
    shared = min(ours.covered_by(theirs), theirs.covered_by(ours))
    shorter, longer = sorted((len(one.tokens), len(other.tokens)))
    return Likeness(shared / shorter, shared / longer)


def same_text(one: Article, other: Article) -> bool:
    """Whether both are prints of one text, whatever their headlines: cut, moved, added to, or with other figures."""
    return Print.of(one).is_copy(Print.of(other))
