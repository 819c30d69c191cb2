"""Whether two articles are prints of one text: what they share, word for word, decides.

Knows nothing of a library: two articles in, an answer out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
class Print:
    """What is compared of an article; keep it to compare one article with several."""

    title: Wording
    text: Wording
    day: date | None

    @classmethod
    def of(cls, article: Article) -> "Print":
        """Read the words of an article, half a millisecond for 500 of them."""
        day = article.published.day if article.published else None
        return cls(wording(article.title), wording(article.text), day)

    def is_copy(self, other: "Print") -> bool:
        """What `same_text` says of both articles."""
        if min(self.text.words, other.text.words) < FEWEST_WORDS:
            return bool(self.text.tokens) and (self.title, self.text) == (other.title, other.text)
        alike = likeness(self.text, other.text)
        least = LEAST_OF_SHORTER_LATER if self._days_from(other) > LATER_DAYS else LEAST_OF_SHORTER
        return alike.of_shorter >= least and alike.of_longer >= LEAST_OF_LONGER

    def _days_from(self, other: "Print") -> int:
        return abs((self.day - other.day).days) if self.day and other.day else 0


def likeness(one: Wording, other: Wording) -> Likeness:
    """How much of each text stands in the other in the same runs of words, wherever in it; nothing for an empty text.

    A word counts once, however many of its runs are shared: one changed figure costs one word, not three runs.
    """
    if not one.tokens or not other.tokens:
        return Likeness(0.0, 0.0)
    ours, theirs = one.runs(RUN_WORDS), other.runs(RUN_WORDS)
    common = set(ours).intersection(theirs)
    shared = min(_covered(ours, common), _covered(theirs, common))
    shorter, longer = sorted((len(one.tokens), len(other.tokens)))
    return Likeness(shared / shorter, shared / longer)


def same_text(one: Article, other: Article) -> bool:
    """Whether both are prints of one text, whatever their headlines: cut, moved, added to, or with other figures."""
    return Print.of(one).is_copy(Print.of(other))


def _covered(runs: Iterable[tuple[str, ...]], common: set[tuple[str, ...]]) -> int:
    """How many tokens stand in the runs that are common."""
    covered = end = 0
    for start, run in enumerate(runs):
        if run in common:
            covered += start + len(run) - max(start, end)
            end = start + len(run)
    return covered
