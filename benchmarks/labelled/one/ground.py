"""What a change of a sentence is judged against, and the shape of a change.

Knows nothing of any one kind of change, or of checkers.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.evaluation.questions import words
from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Ground:
    """The article that a claim stands on: `evidence` are the words of the sentences that support it."""

    claim: str
    evidence: str
    article: Article

    @property
    def said(self) -> str:
        """Whatever may support the claim: its evidence, and the head of its article."""
        article = self.article
        published = article.published.day if article.published else None
        day = f"{published.day} {published:%B %Y %A}" if published else ""
        return f"{self.claim} {self.evidence} {article.title} {article.outlet or ''} {day}"

    def says(self, text: str) -> bool:
        """Whether any of these words stands in what may support the claim."""
        return not set(words(text)).isdisjoint(words(self.said))


Change = Callable[[Ground, random.Random], str | None]
"""The claim changed in one way, so that its article does not say it any more; None where that cannot be done."""


def replaced(text: str, found: re.Match[str], by: str) -> str:
    """The text with the match exchanged, an article before it mended."""
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"\ba $", before) and re.match(r"(?:8|11|18|[aeio]|eight)", by):
        before = f"{before[:-1]}n "
    elif re.search(r"\ban $", before) and re.match(r"(?!8|11|18)\d|[^aeiou\d]", by.lower()):
        before = f"{before[:-2]} "
    return before + by + after
