"""Keeps the vectors of passages and finds the nearest; the only file that imports chromadb.

Knows only ids and vectors: what a passage says, and whether it still exists, is the ledger's to say. Chroma takes most
of a second to import, so it is imported where a store is opened: commands that ask a running server open none.
"""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np

from index.embedding import Vectors
from index.errors import VectorError

if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.types import QueryResult, Where

_COLLECTION = "passages"
# Chroma's default space is l2, and ef_search must not be below the number of hits asked for.
_HNSW: "CreateHNSWConfiguration" = {"space": "cosine", "ef_construction": 128, "ef_search": 200}
# So many vectors are compared one by one: faster than Chroma's search among so few (1,000: 24 ms, not 38), and exact.
_MOST_COMPARED = 1_000
# Ids are read back in pages: SQLite under Chroma refuses more variables than this order of magnitude.
_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class VectorHit:
    """One near passage; `similarity` is the cosine, 1.0 nearest."""

    passage_id: str
    similarity: float


class VectorStore(Protocol):
    """Vectors by passage id. Every id belongs to one article."""

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """Keep these vectors; ids that are there already stay as they are. `vectors` is (n, dimension), unit rows."""
        ...

    def delete(self, passage_ids: Collection[str]) -> None:
        """Forget these vectors; unknown ids are no error."""
        ...

    def count(self) -> int:
        """How many passage ids have a vector."""
        ...

    def ids(self) -> set[str]:
        """Every passage id that has a vector."""
        ...

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these ids that have a vector."""
        ...

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these ids that have one: (dimension,) float32, unit length."""
        ...

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """The nearest passages, best first; fewer than `top_k` where the store holds fewer."""
        ...

    def search_among(self, vector: Vectors, top_k: int, passage_ids: Collection[str]) -> list[VectorHit]:
        """The nearest of these passages, best first; fewer than `top_k` where fewer of them have a vector."""
        ...

    def close(self) -> None:
        """Let go of the files, once those who read are done; further use raises VectorError."""
        ...


class ChromaVectors:
    """A `VectorStore` in one directory, by embedded Chroma. One process at a time may open the directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._idle = threading.Condition()
        self._users, self._closed = 0, False
        self._lock = threading.RLock()  # a reader beside a writer is safe in Chroma, two writers are not
        import chromadb
        from chromadb.config import Settings as ChromaSettings
        from chromadb.errors import ChromaError

        # AttributeError: what Chroma 1.5.9 raises in place of the reason when it cannot open a directory.
        self._faults = (ChromaError, OSError, ValueError, RuntimeError, AttributeError)
        with self._translated("opened"):
            self._client = chromadb.PersistentClient(str(directory), ChromaSettings(anonymized_telemetry=False))
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
            )
            self._most = self._client.get_max_batch_size()

    def add(self, passage_ids: Sequence[str], article_ids: Sequence[str], vectors: Vectors) -> None:
        """See `VectorStore.add`."""
        with self._lock, self._translated("written"):
            for first in range(0, len(passage_ids), self._most):
                part = slice(first, first + self._most)
                self._collection.add(
                    ids=list(passage_ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{"article_id": article_id} for article_id in article_ids[part]],
                )

    def delete(self, passage_ids: Collection[str]) -> None:
        """See `VectorStore.delete`."""
        ids = list(passage_ids)
        with self._lock, self._translated("written"):
            for first in range(0, len(ids), self._most):
                self._collection.delete(ids=ids[first : first + self._most])

    def count(self) -> int:
        """See `VectorStore.count`."""
        with self._translated("read"):
            return self._collection.count()

    def ids(self) -> set[str]:
        """See `VectorStore.ids`."""
        found: set[str] = set()
        with self._translated("read"):
            for offset in range(0, self._collection.count(), _PAGE):
                found.update(self._collection.get(limit=_PAGE, offset=offset, include=[])["ids"])
        return found

    def having(self, passage_ids: Sequence[str]) -> set[str]:
        """See `VectorStore.having`."""
        found: set[str] = set()
        with self._translated("read"):
            for first in range(0, len(passage_ids), self._most):
                part = list(passage_ids[first : first + self._most])
                found.update(self._collection.get(ids=part, include=[])["ids"])
        return found

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """See `VectorStore.vectors`."""
        found: dict[str, Vectors] = {}
        with self._translated("read"):
            for first in range(0, len(passage_ids), self._most):
                part = list(passage_ids[first : first + self._most])
                kept = self._collection.get(ids=part, include=["embeddings"])
                rows = np.asarray(kept["embeddings"], dtype=np.float32)
                found.update(zip(kept["ids"], rows, strict=True))
        return found

    def search(self, vector: Vectors, top_k: int, without_articles: Collection[str] = ()) -> list[VectorHit]:
        """See `VectorStore.search`."""
        where = cast("Where", {"article_id": {"$nin": list(without_articles)}}) if without_articles else None
        with self._translated("read"):
            result = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=top_k, where=where, include=["distances"]
            )
        return _hits(result)

    def search_among(self, vector: Vectors, top_k: int, passage_ids: Collection[str]) -> list[VectorHit]:
        """See `VectorStore.search_among`."""
        ids = sorted(passage_ids)
        if len(ids) <= _MOST_COMPARED:
            unit = vector / np.linalg.norm(vector)
            compared = {id: float(kept @ unit / np.linalg.norm(kept)) for id, kept in self.vectors(ids).items()}
            return [VectorHit(id, compared[id]) for id in sorted(compared, key=lambda id: (-compared[id], id))[:top_k]]
        try:
            return self._query_among(vector, top_k, ids)
        except VectorError:  # Chroma refuses ids that it does not have, without saying which
            return self._query_among(vector, top_k, sorted(self.having(ids)))

    def close(self) -> None:
        """See `VectorStore.close`."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: not self._users)
        self._client.close()  # type: ignore[attr-defined]  # every client has it, ClientAPI does not say so

    def _query_among(self, vector: Vectors, top_k: int, ids: list[str]) -> list[VectorHit]:
        if not ids:
            return []
        with self._translated("read"):
            result = self._collection.query(
                query_embeddings=vector[np.newaxis], ids=ids, n_results=top_k, include=["distances"]
            )
        return _hits(result)

    @contextmanager
    def _translated(self, verb: str) -> Iterator[None]:
        self._enter(verb)
        try:
            yield
        except self._faults as error:
            raise VectorError(
                f"The vectors in {self._directory} cannot be {verb}: {error}. "
                "Delete that directory; it is rebuilt from the library at the next start."
            ) from error
        finally:
            with self._idle:
                self._users -= 1
                self._idle.notify_all()

    def _enter(self, verb: str) -> None:
        with self._idle:
            if self._closed:
                raise VectorError(f"The vectors in {self._directory} cannot be {verb}: they were closed.")
            self._users += 1


def _hits(result: "QueryResult") -> list[VectorHit]:
    """Those of a query for one vector that asked for distances."""
    distances = result["distances"]
    assert distances is not None
    return [VectorHit(id, 1.0 - distance) for id, distance in zip(result["ids"][0], distances[0], strict=True)]
