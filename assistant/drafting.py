"""What an answerer hands over to be checked: sentences, and the spans of articles that they rest on.

Knows nothing of how a draft is made or checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.evidence import Evidence
from assistant.question import Question
from index.retrieving import RetrievedPassage
from index.sentences import Span


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """`words` that are said to stand at `claim` of a version; `context` spans of its neighbours say who speaks."""

    article_id: str
    version: int
    words: str
    claim: Span
    context: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Claim and context in reading order."""
        return tuple(sorted((self.claim, *self.context)))


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence to be shown, with the quotes that prove it; `shown` spans of the first quote's version make it up."""

    text: str
    quotes: tuple[DraftQuote, ...]
    shown: tuple[Span, ...]


def written_out(text: str, spans: Sequence[Span]) -> str:
    """The words at these spans, in their order, with an ellipsis where something stands between two of them."""
    written = ""
    for number, span in enumerate(spans):
        if number:
            written += " … " if text[spans[number - 1].end : span.start].strip() else " "
        written += span.of(text)
    return written


@dataclass(frozen=True, slots=True)
class Draft:
    """`probability` that the articles answer at all, told from `evidence`; too low a one leaves no sentence."""

    evidence: Evidence
    probability: float
    sentences: tuple[DraftSentence, ...]


class Answerer(Protocol):
    """Makes a draft from retrieved passages."""

    def draft(self, question: Question, passages: Sequence[RetrievedPassage]) -> Draft:
        """A draft, with no sentence where the articles do not say."""
        ...
