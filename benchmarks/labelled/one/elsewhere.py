"""A sentence beside an article that does not support it, most often one on a near subject.

Knows nothing of changes to the sentence itself, or of checkers. An article is near where it shares rare words. It does
not support a claim where it lacks half of its content words and does not print the same text, or where it lacks a third
of them and a number of its; articles of which that cannot be said are not taken.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping

from assistant.evaluation.questions import words
from benchmarks.labelled.claim import Claim
from benchmarks.labelled.one.numbers import every_value
from corpus.article import Article

_STEM = 5  # letters
_SHORTEST = 4  # letters of a content word
_NEAREST = 3  # of them one is taken
_FAR_ONE_IN = 5  # every fifth claim is set beside any article at all
_LACKS_ALONE, _LACKS_WITH_NUMBER = 0.5, 0.34


class Elsewhere:
    """Finds articles that do not support a claim."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._stems = {id: _stems(f"{one.title} {one.text}") for id, one in articles.items()}
        self._articles = articles
        counted = Counter(stem for stems in self._stems.values() for stem in stems)
        self._weights = {stem: math.log(len(articles) / count) for stem, count in counted.items()}

    def article_without(self, claim: Claim, chance: random.Random) -> str | None:
        """The id of an article that does not support the claim, None where all that are near might."""
        own = set[str]().union(*(self._stems[id] for id in claim.article_ids))
        fit = sorted(id for id in self._stems if id not in claim.article_ids and self._lacks(id, claim.text))
        fit = [id for id in fit if not _one_text(own, self._stems[id])]
        if not fit:
            return None
        if chance.randrange(_FAR_ONE_IN) == 0:
            return chance.choice(fit)
        wanted = _stems(claim.text)
        fit.sort(key=lambda id: -sum(self._weights[stem] for stem in wanted & self._stems[id]))
        return chance.choice(fit[:_NEAREST])

    def _lacks(self, id: str, text: str) -> bool:
        wanted = _stems(text)
        missing = len(wanted - self._stems[id]) / max(len(wanted), 1)
        if missing >= _LACKS_ALONE:
            return True
        article = self._articles[id]
        without = every_value(text) - {1.0} - every_value(f"{article.title} {article.text}")
        return missing >= _LACKS_WITH_NUMBER and bool(without)


def _one_text(one: set[str], other: set[str]) -> bool:
    """Whether two articles print the same text, or most of it."""
    return len(one & other) > 0.6 * min(len(one), len(other))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text) if len(word) >= _SHORTEST or word.isdigit()}
