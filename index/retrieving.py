"""Finds the passages that may answer a query: words and vectors, fused, with nearness in time.

Knows nothing of answers. A hit that the ledger does not know is dropped here, whatever the vectors say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.embedding import Embedder
from index.fusion import add_nearness_in_time, best_first, fuse
from index.ledger import Ledger
from index.passage import Passage
from index.vectors import VectorStore
from index.words import WordSearch

_CANDIDATES = 100  # hits taken from each index before fusion


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: `near_day` ranks passages published around it higher, as strongly as `time_weight` says.

    `without_articles` are searched around, in both indexes.
    """

    query: str
    near_day: date | None = None
    time_weight: float = 1.0
    without_articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """One passage with its fused `score` (higher is better, comparable within one query only).

    `similarity` is the cosine to the query, None where only its words were found.
    """

    passage: Passage
    score: float
    similarity: float | None


class Retriever:
    """Ranks the passages of the current generation. `vectors` gives its store, which changes when one is built anew."""

    def __init__(
        self, embedder: Embedder, vectors: Callable[[], VectorStore], words: WordSearch, ledger: Ledger
    ) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._words = words
        self._ledger = ledger

    def retrieve(self, search: Search, top_k: int | None = None) -> list[RetrievedPassage]:
        """The best `top_k` passages, or all that either index found (200 at most); [] for a blank query."""
        if not search.query.strip():
            return []
        near = self._vectors().search(self._embedder.embed_query(search.query), _CANDIDATES, search.without_articles)
        similarities = {hit.passage_id: hit.similarity for hit in near}
        worded = [hit.passage_id for hit in self._words.search(search.query, _CANDIDATES, search.without_articles)]
        scores = fuse([worded, similarities])
        passages = self._ledger.passages(scores.keys())
        scores = {id: score for id, score in scores.items() if id in passages}
        if search.near_day:
            days = {id: passages[id].day for id in scores}
            scores = add_nearness_in_time(scores, days, search.near_day, search.time_weight)
        best = best_first(scores)[:top_k]
        return [RetrievedPassage(passages[id], scores[id], similarities.get(id)) for id in best]
