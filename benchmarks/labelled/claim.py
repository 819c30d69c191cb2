"""What the labelled set is made of: sentences that articles support, and sentences like them that they do not.

Knows nothing of where the sentences come from, how they are corrupted, or who checks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article

CorruptedKind = Literal["number", "name", "date", "negation", "other_article"]
"""What was changed in a sentence, or that it was set beside another article."""

KINDS: tuple[CorruptedKind, ...] = ("number", "name", "date", "negation", "other_article")


@dataclass(frozen=True, slots=True, order=True)
class GoldSentence:
    """A span of an article's text that helps to support a claim: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that the articles `article_ids` support.

    `evidence` are the sentences of those articles that do, in reading order. The id tells how the sentence was made:
    `sample/joined/…` was joined from two. The outlet and the day that it may name are the article's own.
    """

    id: str
    text: str
    evidence: tuple[GoldSentence, ...]
    article_ids: tuple[str, ...]
    source: Literal["clapnq", "sample"]

    def evidence_texts(self, articles: Mapping[str, Article]) -> tuple[str, ...]:
        """The words of its evidence."""
        return tuple(articles[one.article_id].text[one.start : one.end] for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A sentence that the articles `article_ids` do not support, made from the claim `claim_id`."""

    claim_id: str
    kind: CorruptedKind
    text: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Claims, every article of their library by id, and `rivals`: claims beside an article that reports otherwise."""

    claims: tuple[Claim, ...]
    articles: Mapping[str, Article]
    rivals: tuple[Corrupted, ...] = ()
