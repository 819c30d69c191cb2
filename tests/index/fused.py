"""The parts of an index that can be killed at named moments of their work.

The moments are real ones: a part comes to them in the course of what it does anyway.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus import library_tables
from corpus.database import Database, Migration
from corpus.library import Library, VersionRef
from index import embedding
from index import ledger as index_tables
from index.embedding import Vectors
from index.vectors import ChromaVectors, VectorHit
from tests.fakes import WordHashEmbedder


class Crash(BaseException):
    """The process is killed here; nothing may catch it."""


@dataclass
class Fuse:
    """Kills the process at the `countdown`-th time that it comes to `moment`."""

    moment: str | None = None
    countdown: int = 1
    passed: set[str] = field(default_factory=set)

    def at(self, moment: str) -> None:
        """The process comes to this moment."""
        self.passed.add(moment)
        if moment == self.moment:
            self.countdown -= 1
            if self.countdown == 0:
                self.moment = None
                raise Crash(moment)


class FusedDatabase(Database):
    """Can be killed right after a commit, or right before it."""

    def __init__(self, path: Path, fuse: Fuse, more_tables: Sequence[Migration] = ()) -> None:
        self._fuse = Fuse()  # making the tables is not what is tested
        self._depth = 0
        super().__init__(path, (*library_tables.MIGRATIONS, *index_tables.MIGRATIONS, *more_tables))
        self._fuse = fuse

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Only the outermost commits."""
        self._depth += 1
        try:
            with super().transaction():
                yield
                if self._depth == 1:
                    self._fuse.at("before a commit")
        finally:
            self._depth -= 1
        if self._depth == 0:
            self._fuse.at("after a commit")


class FusedLibrary(Library):
    """Can be killed once a version is written, and inside the transaction that makes it current."""

    def __init__(self, database: Database, fuse: Fuse) -> None:
        super().__init__(database)
        self._fuse = fuse

    def make_current(self, article_id: str, number: int) -> None:
        """Inside the transaction."""
        super().make_current(article_id, number)
        self._fuse.at("inside the transaction")

    def unfinished(self) -> list[VersionRef]:
        """Asked for once the versions are written."""
        self._fuse.at("after versions are written")
        return super().unfinished()

    def remove(self, article_id: str) -> None:
        """Inside the transaction."""
        super().remove(article_id)
        self._fuse.at("inside a removal")

    def retire(self, article_id: str) -> None:
        """Inside the transaction."""
        super().retire(article_id)
        self._fuse.at("inside a retirement")


class FusedVectors:
    """Chroma that can be killed before and after each write."""

    def __init__(self, directory: Path, fuse: Fuse) -> None:
        self._store = ChromaVectors(directory)
        self._fuse = fuse

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """One after the other, so that it can be killed half-way."""
        half = len(passage_ids) // 2
        self._store.add(passage_ids[:half], article_ids[:half], vectors[:half])
        self._fuse.at("half-way through adding vectors")
        self._store.add(passage_ids[half:], article_ids[half:], vectors[half:])
        self._fuse.at("after vectors are added")

    def delete(self, passage_ids: Collection[str]) -> None:
        """As Chroma does."""
        self._fuse.at("before vectors are deleted")
        self._store.delete(passage_ids)
        self._fuse.at("after vectors are deleted")

    def count(self) -> int:
        """As Chroma does."""
        return self._store.count()

    def ids(self) -> set[str]:
        """As Chroma does."""
        return self._store.ids()

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """As Chroma does."""
        return self._store.having(passage_ids)

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """As Chroma does."""
        return self._store.vectors(passage_ids)

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """As Chroma does."""
        return self._store.search(vector, top_k, without_articles)

    def search_among(self, vector: Vectors, top_k: int, passage_ids: Collection[str]) -> list[VectorHit]:
        """As Chroma does."""
        return self._store.search_among(vector, top_k, passage_ids)

    def close(self) -> None:
        """As Chroma does."""
        self._store.close()


class FusedEmbedder(WordHashEmbedder):
    """Can be killed before it embeds."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def embed(self, texts: Sequence[str], progress: embedding.Progress | None = None) -> Vectors:
        """As ever, if it comes to it."""
        self._fuse.at("before embedding")
        return super().embed(texts, progress)


MOMENTS = (
    "after versions are written",
    "before embedding",
    "half-way through adding vectors",
    "after vectors are added",
    "inside the transaction",
    "inside a removal",
    "inside a retirement",
    "before a commit",
    "after a commit",
    "before vectors are deleted",
    "after vectors are deleted",
)
