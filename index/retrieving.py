"""Finds the passages that may answer a query: words and vectors, fused, with nearness in time.

Knows nothing of answers. A hit that the ledger does not know is dropped here, whatever the vectors say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.collapsing import Groups, apart, one_print_each
from index.embedding import Embedder, Vectors
from index.errors import VectorError
from index.fusion import add_nearness_in_time, best_first, fuse
from index.ledger import Ledger
from index.passage import Passage
from index.vectors import VectorStore
from index.words import WordSearch

_CANDIDATES = 100  # hits taken from each index before fusion
_TRIES = 4  # a search takes milliseconds, a change of what it found comes seconds apart


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
    """Ranks the passages of the current generation. `vectors` gives its store, which changes when one is built anew.

    It gives None where vectors cannot be searched at present; words alone rank then, and `words_only` says so. A text
    that several outlets print has one place, by the `groups` of its articles.
    """

    def __init__(
        self,
        embedder: Embedder,
        vectors: Callable[[], VectorStore | None],
        words: WordSearch,
        ledger: Ledger,
        groups: Groups = apart,
    ) -> None:
        self._embedder = embedder
        self._groups = groups
        self._vectors = vectors
        self._words = words
        self._ledger = ledger
        self._failed: VectorStore | None = None

    @property
    def words_only(self) -> bool:
        """Whether passages are found by their words alone, because the vectors are being built or cannot be read."""
        store = self._vectors()
        return store is None or store is self._failed

    def retrieve(self, search: Search, top_k: int | None = None) -> list[RetrievedPassage]:
        """The best `top_k` passages, or all that either index found (200 at most); [] for a blank query."""
        if not search.query.strip():
            return []
        found = self._find(search, self._vector_of(search.query))
        for _ in range(_TRIES - 1):
            if not found.outdated:
                break
            found = self._find(search, self._vector_of(search.query))
        scores = fuse([found.worded, found.similarities])
        passages = found.passages
        scores = {id: score for id, score in scores.items() if id in passages}
        if search.near_day:
            days = {id: passages[id].day for id in scores}
            scores = add_nearness_in_time(scores, days, search.near_day, search.time_weight)
        best = one_print_each([passages[id] for id in best_first(scores)], self._groups)[:top_k]
        return [RetrievedPassage(p, scores[p.id], found.similarities.get(p.id)) for p in best]

    def _vector_of(self, query: str) -> Vectors | None:
        return self._embedder.embed_query(query) if self._vectors() is not None else None

    def _find(self, search: Search, vector: Vectors | None) -> "_Found":
        """One look into both indexes. Ledger and words show one moment; the vectors may have moved on meanwhile."""
        before = self._ledger.changes
        similarities = self._near(search, vector)
        with self._ledger.snapshot():
            worded = [hit.passage_id for hit in self._words.search(search.query, _CANDIDATES, search.without_articles)]
            passages = self._ledger.passages({*worded, *(similarities or {})})
        changed = self._ledger.changes != before
        outdated = changed and (similarities is None or not similarities.keys() <= passages.keys())
        return _Found(worded, similarities or {}, passages, outdated)

    def _near(self, search: Search, vector: Vectors | None) -> dict[str, float] | None:
        """Cosines by passage id, best first; None where vectors cannot be searched."""
        store = self._vectors()
        if store is None or vector is None:
            return None
        try:
            hits = store.search(vector, _CANDIDATES, search.without_articles)
        except VectorError:
            self._failed = store
            return None
        self._failed = None
        return {hit.passage_id: hit.similarity for hit in hits}


@dataclass(frozen=True, slots=True)
class _Found:
    """What both indexes found; `outdated` where a version or a generation took another's place during the search."""

    worded: list[str]
    similarities: dict[str, float]
    passages: dict[str, Passage]
    outdated: bool
