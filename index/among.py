"""The nearest passages among those of some articles, by the way that costs least for how many these are.

Measured over 100,000 passages of 10,000 articles, top 100, on 2 cores: Chroma with the ids of 10 passages takes 72 ms,
of 1,000 38 ms, of 10,000 32 ms, of 49,500 65 ms, of 99,000 116 ms; a `where` over article ids up to five times that.
Asking the whole index for 400 takes 5 ms, and all of the first 100 that are let through are then the ones of an exact
search, where enough of them are. Knows nothing of filters.
"""

import math

from corpus.narrowing import Selection
from index.embedding import Vectors
from index.ledger import Ledger
from index.vectors import VectorHit, VectorStore

_WIDE = 0.1  # share of the library from which the whole index is asked first
_MORE = 2.0  # times as many hits as would hold enough if those let through were spread evenly


def nearest_among(
    store: VectorStore, vector: Vectors, top_k: int, selection: Selection, ledger: Ledger
) -> list[VectorHit]:
    """The nearest `top_k` passages of these articles, best first; fewer only where they have fewer."""
    if not selection.articles:
        return []
    if selection.share >= _WIDE:
        hits = _let_through(store.search(vector, math.ceil(_MORE * top_k / selection.share)), selection, ledger)
        if len(hits) >= top_k:
            return hits[:top_k]
    current = ledger.current_generation()
    ids = ledger.ids_of(current, selection.articles) if current else set()
    return store.search_among(vector, top_k, ids)


def _let_through(hits: list[VectorHit], selection: Selection, ledger: Ledger) -> list[VectorHit]:
    current = ledger.current_generation()
    articles = ledger.articles_by_passage(current, [hit.passage_id for hit in hits]) if current else {}
    return [hit for hit in hits if articles.get(hit.passage_id) in selection.articles]
