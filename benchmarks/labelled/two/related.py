"""Which other articles are about what an article is about, and which of them cannot say what a claim says.

Knows nothing of sentences made wrong.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.labelled.claim import Claim
from benchmarks.labelled.two.ground import stems_of
from corpus.article import Article

_MISSING = 0.4  # of a claim's content words, in an article that cannot say it
_COMMON = 0.6  # log of articles to articles that have a word: one that more than half have tells nothing
_SHARED = 2  # content words that it must have, or nobody would cite it for the claim


class Related:
    """The articles of a library, each with those that share the most of its rarer words."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._stems = {key: stems_of(f"{one.title}\n{one.text}") for key, one in articles.items()}
        counts = Counter(stem for stems in self._stems.values() for stem in stems)
        self._rarity = {stem: math.log(len(articles) / count) for stem, count in counts.items()}
        self._near: dict[str, tuple[str, ...]] = {}

    def to(self, article_id: str) -> tuple[str, ...]:
        """The ids of all other articles, the most alike first."""
        if article_id not in self._near:
            own = self._stems[article_id]
            others = [(-self._likeness(own, stems), key) for key, stems in self._stems.items() if key != article_id]
            self._near[article_id] = tuple(key for _, key in sorted(others))
        return self._near[article_id]

    def that_do_not_say(self, claim: Claim, most: int) -> Sequence[str]:
        """Articles near those that the claim cites, in which much of what it says does not occur at all."""
        stems = stems_of(claim.text)
        near = [key for article_id in claim.article_ids for key in self.to(article_id)[:40]]
        fitting = [key for key in dict.fromkeys(near) if key not in claim.article_ids and self._cannot_say(stems, key)]
        return fitting[:most]

    def _cannot_say(self, stems: frozenset[str], key: str) -> bool:
        """Words that every article has count for nothing."""
        telling = {stem for stem in stems if self._rarity.get(stem, 9.0) > _COMMON}
        missing = telling - self._stems[key]
        return len(missing) >= max(2, _MISSING * len(telling)) and len(stems & self._stems[key]) >= _SHARED

    def _likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        return sum(self._rarity[stem] for stem in one & other) / math.sqrt(len(one) * len(other) + 1)
