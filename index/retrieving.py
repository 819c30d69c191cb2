"""Finds the passages that may answer a query: words and vectors, fused, with nearness in time.

Knows nothing of answers. A hit that the ledger does not know is dropped here, whatever the vectors say.
"""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from corpus.filters import NO_FILTERS, Filters
from corpus.narrowing import Selection
from index.among import nearest_among
from index.collapsing import Groups, apart, one_print_each
from index.embedding import Embedder
from index.errors import VectorError
from index.fusion import add_nearness_in_time, best_first, fuse
from index.ledger import Ledger
from index.passage import Passage
from index.vectors import VectorStore
from index.words import WordSearch

_CANDIDATES = 100  # hits taken from each index before fusion
_AT_ONCE = 8  # searches by meaning, each beside one by words
_TRIES = 4  # a search takes milliseconds, a change of what it found comes seconds apart


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: `near_day` ranks passages published around it higher, as strongly as `time_weight` says.

    `without_articles` are searched around, and articles that `filters` do not let through or that were published later
    than `as_of`, in both indexes.
    """

    query: str
    near_day: date | None = None
    time_weight: float = 1.0
    without_articles: frozenset[str] = frozenset()
    filters: Filters = NO_FILTERS
    as_of: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether only some articles are to be found, but for those that are searched around."""
        return self.filters.narrows or self.as_of is not None


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """One passage with its fused `score` (higher is better, comparable within one query only).

    `similarity` is the cosine to the query, None where only its words were found. Of one that stands `alone`, what is
    around it in the article is not read.
    """

    passage: Passage
    score: float
    similarity: float | None
    alone: bool = False


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
        self._beside = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="searching")

    @property
    def words_only(self) -> bool:
        """Whether passages are found by their words alone, because the vectors are being built or cannot be read."""
        store = self._vectors()
        return store is None or store is self._failed

    def known(self, filters: Filters) -> Filters:
        """The same filters as the library spells their names. Raises FilterError for what no article has."""
        return self._ledger.narrowing.known(filters) if filters.narrows else filters

    def outlets(self) -> Collection[str]:
        """Every outlet of the library, as it is spelled most often."""
        return self._ledger.narrowing.names("outlets")

    def let_through(self, search: Search) -> int | None:
        """How many articles a search is narrowed to; None where it is not. Raises FilterError."""
        return len(self._selection(search).articles) if search.narrows else None

    def retrieve(self, search: Search, top_k: int | None = None) -> list[RetrievedPassage]:
        """The best `top_k` passages, or all that either index found (200 at most); [] for a blank query.

        Raises FilterError for a filter that names what no article has.
        """
        if not search.query.strip():
            return []
        found = self._find(search)
        for _ in range(_TRIES - 1):
            if not found.outdated:
                break
            found = self._find(search)
        scores = fuse([found.worded, found.similarities])
        passages = found.passages
        scores = {id: score for id, score in scores.items() if id in passages}
        if search.near_day:
            days = {id: passages[id].day for id in scores}
            scores = add_nearness_in_time(scores, days, search.near_day, search.time_weight)
        best = one_print_each([passages[id] for id in best_first(scores)], self._groups)[:top_k]
        return [RetrievedPassage(p, scores[p.id], found.similarities.get(p.id)) for p in best]

    def _find(self, search: Search) -> "_Found":
        """One look into both indexes at once. Ledger and words show one moment; the vectors may be of another."""
        before = self._ledger.changes
        among = self._among(search)
        looking = self._beside.submit(self._near, search, among)
        with self._ledger.snapshot():
            hits = self._words.search(
                search.query, _CANDIDATES, search.without_articles, among.articles if among else None
            )
            worded = [hit.passage_id for hit in hits]
            similarities = looking.result()
            passages = self._ledger.passages({*worded, *(similarities or {})})
        changed = self._ledger.changes != before
        if changed and among:  # an article may have got another outlet or tag meanwhile
            still = self._among(search) or among
            passages = {id: passage for id, passage in passages.items() if passage.article_id in still.articles}
        outdated = changed and (similarities is None or not similarities.keys() <= passages.keys())
        return _Found(worded, similarities or {}, passages, outdated)

    def _among(self, search: Search) -> Selection | None:
        """The articles to search among; None for all of them."""
        if not search.narrows:
            return None
        selection = self._selection(search)
        return replace(selection, articles=selection.articles - search.without_articles)

    def _selection(self, search: Search) -> Selection:
        return self._ledger.narrowing.selection(search.filters, search.as_of)

    def _near(self, search: Search, among: Selection | None) -> dict[str, float] | None:
        """Cosines by passage id, best first; None where vectors cannot be searched."""
        store = self._vectors()
        if store is None:
            return None
        vector = self._embedder.embed_query(search.query)
        try:
            if among is None:
                hits = store.search(vector, _CANDIDATES, search.without_articles)
            else:
                hits = nearest_among(store, vector, _CANDIDATES, among, self._ledger)
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
