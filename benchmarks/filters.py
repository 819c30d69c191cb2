"""What a filter costs a search, and whether the search still finds the nearest passages.

`python benchmarks/filters.py [--articles N] [--keep DIR]`

A library of N made-up articles with ten passages each (random words as frequent as in English, vectors of 384 numbers
in 500 heaps), searched with filters that let through 1 article, 1, 4, 10, 50, 80 and 99 %. The one of 1 % lies in three
heaps, far from most queries. Every query is searched with each filter in turn, so that whatever else the machine does
slows all alike; times are of the processor, and of the clock in brackets. Recall compares the first ten by meaning with
an exact search among what is let through. With DIR the library is kept and used again.
Exit status 1 where recall is below .98, or a filter takes more than twice as long as none.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.settings import silence_libraries
from corpus import library_tables
from corpus.article import Article, Publication
from corpus.database import Database
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Library, Version
from index import ledger as index_tables
from index.embedding import Vectors
from index.ledger import Ledger
from index.passage import passages_of
from index.retrieving import Retriever, Search
from index.sentences import Span
from index.vectors import ChromaVectors
from index.words import WordSearch
from tests.fakes import WordHashEmbedder

IntArray = npt.NDArray[np.int64]
PASSAGES, WORDS, DIMENSION, HEAPS = 10, 90, 384, 500
QUERIES = 24
LEAST_RECALL, MOST_TIMES = 0.98, 2.0
FILTERS: Mapping[str, Filters] = {
    "none": NO_FILTERS,
    "1 article": Filters(outlets=("single",)),
    "1 %, apart": Filters(outlets=("Rare",)),
    "4 %": Filters(outlets=("Outlet 2", "Outlet 4")),
    "10 %": Filters(authors=tuple(f"author {number}" for number in range(70))),
    "50 %": Filters(outlets=("HALF",)),
    "80 %, by date": Filters(since=date(2013, 1, 1)),
    "99 %": Filters(outlets=("Half", *(f"Outlet {number}" for number in range(0, 40, 2)))),
}


class Shelf:
    """The library, with a model that knows the vector of each query."""

    def __init__(self, directory: Path) -> None:
        tables = (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS)
        self.database = Database(directory / "library.sqlite3", tables)
        self.library, self.ledger = Library(self.database), Ledger(self.database)
        self.store = ChromaVectors(directory / "vectors")
        self.queries: dict[str, Vectors] = {}
        self.retriever = Retriever(_Known(self.queries), lambda: self.store, WordSearch(self.database), self.ledger)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        self.database.close()


class _Known(WordHashEmbedder):
    def __init__(self, queries: Mapping[str, Vectors]) -> None:
        super().__init__()
        self._queries = queries

    def embed_query(self, text: str) -> Vectors:
        """As it was given."""
        return self._queries[text]


@dataclass(slots=True)
class Measured:
    """Of one filter: milliseconds of each query, and recall of its first ten."""

    processor_ms: list[float] = field(default_factory=list)
    clock_ms: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    silence_libraries()
    with ExitStack() as ending:
        directory = options.keep or Path(ending.enter_context(tempfile.TemporaryDirectory()))
        directory.mkdir(parents=True, exist_ok=True)
        shelf = Shelf(directory)
        ending.callback(shelf.close)
        if not shelf.library.counts().articles:
            _fill(shelf, options.articles)
        return _report(_measure(shelf))


def _fill(shelf: Shelf, articles: int) -> None:
    rng = np.random.default_rng(7)
    heaps = rng.normal(size=(HEAPS, DIMENSION))
    generation = shelf.ledger.begin_generation("made up")
    shelf.ledger.make_current(generation)
    for first in range(0, articles, 100):
        with shelf.database.transaction():
            versions = [_kept(shelf.library, number, rng) for number in range(first, min(first + 100, articles))]
            passages = [one for version in versions for one in passages_of(version, _paragraphs(version.article.text))]
            shelf.ledger.replace(generation, passages, [version.article.id for version in versions])
        rows = np.concatenate([_vectors(version, heaps, rng) for version in versions])
        shelf.store.add([one.id for one in passages], [one.article_id for one in passages], rows)


def _kept(library: Library, number: int, rng: np.random.Generator) -> Version:
    frequency = 1 / np.arange(5, 20_005)
    words = rng.choice(20_000, PASSAGES * WORDS, p=frequency / frequency.sum())
    version = library.write_version(_article(number, words))
    library.make_current(version.article.id, 1)
    return version


def _vectors(version: Version, heaps: npt.NDArray[np.float64], rng: np.random.Generator) -> Vectors:
    """Of the passages of a version, near each other: (PASSAGES, DIMENSION), unit rows."""
    heap = rng.integers(3) if version.article.outlet == "Rare" else rng.integers(3, HEAPS)
    middle = heaps[heap] + rng.normal(size=DIMENSION)
    rows: Vectors = (middle + 0.8 * rng.normal(size=(PASSAGES, DIMENSION))).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _article(number: int, words: IntArray) -> Article:
    kinds = "Single" if number == 0 else "Rare" if number <= 100 else "Half" if number % 2 else f"Outlet {number % 40}"
    text = "\n\n".join(" ".join(f"w{word}" for word in row) for row in words.reshape(PASSAGES, WORDS))
    day = f"{2010 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    published, author = Publication.from_iso(day), f"Author {number % 700}"
    return Article(f"{number:016x}", f"Title {number}", text, None, kinds, (author,), published, "en")


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return spans


def _measure(shelf: Shelf) -> dict[str, Measured]:
    rng = np.random.default_rng(3)
    kept = shelf.store.vectors(sorted(shelf.store.ids()))
    ids, rows = np.array(list(kept)), np.stack(list(kept.values()))
    generation = shelf.ledger.current_generation()
    assert generation is not None  # it was begun with the library
    of = shelf.ledger.articles_by_passage(generation, list(kept))
    articles = np.array([of[id] for id in ids])
    inside = {name: np.isin(articles, list(_let_through(shelf, filters))) for name, filters in FILTERS.items()}
    measured = {name: Measured() for name in FILTERS}
    for _ in range(QUERIES):
        query = " ".join(f"w{word}" for word in (*rng.integers(0, 300, 2), *rng.integers(60, 20_000, 4)))
        near = rows[rng.integers(len(rows))] + 0.03 * rng.normal(size=DIMENSION).astype(np.float32)
        shelf.queries[query] = near / np.linalg.norm(near)
        shelf.retriever.retrieve(Search(query))  # what the query reads is in memory then, for all alike
        for name, filters in FILTERS.items():
            found = _timed(shelf, Search(query, filters=filters), measured[name])
            similarities = np.where(inside[name], rows @ shelf.queries[query], -2.0)
            exact = set(ids[np.argsort(-similarities)[:10]])
            measured[name].recall.append(len(exact & set(found[:10])) / 10)
    return measured


def _timed(shelf: Shelf, search: Search, measured: Measured) -> list[str]:
    """The passages by their similarity."""
    clock, processor = time.perf_counter(), time.process_time()
    found = shelf.retriever.retrieve(search)
    measured.processor_ms.append((time.process_time() - processor) * 1000)
    measured.clock_ms.append((time.perf_counter() - clock) * 1000)
    near = [(one.similarity, one.passage.id) for one in found if one.similarity is not None]
    return [id for _, id in sorted(near, reverse=True)]


def _let_through(shelf: Shelf, filters: Filters) -> frozenset[str]:
    return shelf.ledger.narrowing.selection(filters).articles


def _report(measured: Mapping[str, Measured]) -> int:
    """Medians and recall of each filter; beside the processor's time, how often that of no filter it is."""
    plain = float(np.median(measured["none"].processor_ms))
    failed = False
    for name, one in measured.items():
        processor, clock, recall = np.median(one.processor_ms), np.median(one.clock_ms), np.mean(one.recall)
        times = float(processor) / plain
        print(f"{name:16} {processor:7.1f} ms, {times:.2f} times ({clock:.1f} ms)  recall@10 {recall:.3f}")
        failed = failed or bool(recall < LEAST_RECALL) or times > MOST_TIMES
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
