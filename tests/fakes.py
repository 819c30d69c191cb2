"""Small real objects that stand in for big ones, passed in by tests.

Each class is self-contained.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from assistant.drafting import DraftQuote
from assistant.support.verdict import Excerpt, Fault, Verdict
from corpus import library_tables
from corpus.article import Article
from corpus.database import Database
from corpus.library import Library
from index import embedding
from index import ledger as index_tables
from index.embedding import Vectors
from index.ledger import Ledger
from index.light_encoding import Floats
from index.passage import Passage, embedded_text, passages_of
from index.relevance import Head, Scores
from index.retrieving import Retriever
from index.sentences import Span, split_sentences
from index.vectors import VectorHit
from index.words import WordSearch


class WordHashEmbedder:
    """An `index.embedding.Embedder` without a model: texts that share words are near, whatever their order.

    Each lower-cased word is hashed to one of 64 dimensions, and counts; a text without a word gets a vector as well.
    Tokens are words. `embedded` remembers every text that was embedded, queries left out.
    """

    dimension = 64
    name = "word-hash@64"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The span of each word."""
        return [match.span() for match in re.finditer(r"\w+", text)]

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """(n_texts, 64), unit rows."""
        self.embedded += texts
        if progress and texts:
            progress(len(texts))
        return np.array([_hashed_words(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def embed_query(self, text: str) -> Vectors:
        """(64,), of unit length."""
        return _hashed_words(text)


class WordRelevance:
    """An `index.relevance.RelevanceModel` without a model: 4 where a text holds all words of the query, -4 for none.

    Those are about the highest and the lowest log odds that the cross-encoder gives.
    """

    def score(self, query: str, texts: Sequence[str]) -> Scores:
        """The share of the query's words that stand in each text, as log odds."""
        wanted = set(_words(query))
        shares = [len(wanted & set(_words(text))) / max(len(wanted), 1) for text in texts]
        return np.array([8 * share - 4 for share in shares], dtype=np.float32)

    def score_parts(self, query: str, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[Scores]:
        """Each part as if it stood alone, under the title that its text begins with."""
        titles = [text[: spans[0].start] for text, spans in zip(texts, parts, strict=True)]
        return [
            self.score(query, [title + span.of(text) for span in spans])
            for title, text, spans in zip(titles, texts, parts, strict=True)
        ]

    def with_head(self, head: Head) -> "WordRelevance":
        """Itself: it has no head."""
        return self


class SameWords:
    """An `index.nearness.WordNearness` without vectors: 1 for a word of the query that a text has, 0 for others."""

    def compare(self, query: str, texts: Sequence[str]) -> Floats:
        """(n_texts, n_words)."""
        wanted = sorted(set(_words(query)))
        rows = [[float(word in held) for word in wanted] for held in (set(_words(text)) for text in texts)]
        return np.array(rows, dtype=np.float32).reshape(len(texts), len(wanted))


class WordJudge:
    """An `assistant.support.verdict.Judge` that wants the words of a sentence in one sentence of the excerpts.

    Its figures are compared apart, as faults of the kind "number".
    """

    def judge(self, sentence: str, excerpts: Sequence[Excerpt]) -> Verdict:
        """By the share of the sentence's words."""
        wanted = set(_words(sentence))
        scored = [
            (len(wanted & set(_words(span.of(one.source.text)))) / max(len(wanted), 1), one.source, span)
            for one in excerpts
            for span in one.source.sentences[one.first : one.last]
        ]
        share, source, span = max(scored, key=lambda found: found[0], default=(0.0, None, None))
        if source is None or span is None or share == 0:
            return Verdict((), (Fault("meaning", sentence),), 0.0)
        quote = DraftQuote(source.article_id, source.version, span.of(source.text), span)
        wrong = sorted(word for word in wanted - set(_words(quote.words)) if word[0].isdigit())
        faults = [Fault("number", word) for word in wrong] or ([Fault("meaning", sentence)] if share < 0.6 else [])
        return Verdict((quote,), tuple(faults), share)


class MemoryVectors:
    """An `index.vectors.VectorStore` that is gone when it is closed; `directory` is taken and left alone."""

    def __init__(self, directory: Path | None = None) -> None:
        self._kept: dict[str, tuple[str, Vectors]] = {}

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """Ids that are there already stay as they are."""
        for passage_id, article_id, vector in zip(passage_ids, article_ids, vectors, strict=True):
            self._kept.setdefault(passage_id, (article_id, vector))

    def delete(self, passage_ids: Collection[str]) -> None:
        """Unknown ids are no error."""
        for passage_id in passage_ids:
            self._kept.pop(passage_id, None)

    def count(self) -> int:
        """Of every id."""
        return len(self._kept)

    def ids(self) -> set[str]:
        """Every id."""
        return set(self._kept)

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these ids that are kept."""
        return self._kept.keys() & set(passage_ids)

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Those of these ids that are kept."""
        return {id: self._kept[id][1] for id in passage_ids if id in self._kept}

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """By cosine, best first."""
        hits = [
            VectorHit(passage_id, float(kept @ vector / np.linalg.norm(kept) / np.linalg.norm(vector)))
            for passage_id, (article_id, kept) in self._kept.items()
            if article_id not in without_articles
        ]
        return sorted(hits, key=lambda hit: -hit.similarity)[:top_k]

    def search_among(self, vector: Vectors, top_k: int, passage_ids: Collection[str]) -> list[VectorHit]:
        """By cosine, best first."""
        return [hit for hit in self.search(vector, len(self._kept)) if hit.passage_id in passage_ids][:top_k]

    def close(self) -> None:
        """Forget everything."""
        self._kept.clear()


class SentenceIndex:
    """A real library and ledger in `directory` whose passages are sentences, beside vectors in memory."""

    def __init__(self, directory: Path, vectors: "MemoryVectors | None" = None) -> None:
        tables = (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS)
        self.database = Database(directory / "library.sqlite3", tables)
        self.library, self.ledger = Library(self.database), Ledger(self.database)
        self.words = WordSearch(self.database)
        self.embedder, self.vectors = WordHashEmbedder(), vectors or MemoryVectors()
        self.retriever = Retriever(self.embedder, lambda: self.vectors, self.words, self.ledger)
        self.generation = self.ledger.begin_generation("word-hash, sentences")
        self.ledger.make_current(self.generation)

    def put(self, article: Article) -> list[Passage]:
        """Keep an article as its next version, and answer from it."""
        version = self.library.write_version(article)
        passages = passages_of(version, split_sentences(article.text))
        self.vectors.delete(self.ledger.ids_of(self.generation, [article.id]))
        self.vectors.add(
            [passage.id for passage in passages],
            [passage.article_id for passage in passages],
            self.embedder.embed([embedded_text(passage.title, passage.text) for passage in passages]),
        )
        self.ledger.replace(self.generation, passages, [article.id])
        self.library.make_current(article.id, version.number)
        return passages


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _hashed_words(text: str) -> Vectors:
    vector = np.zeros(WordHashEmbedder.dimension, dtype=np.float32)
    for word in _words(text) or [""]:
        vector[hashlib.sha256(word.encode()).digest()[0] % WordHashEmbedder.dimension] += 1
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit
