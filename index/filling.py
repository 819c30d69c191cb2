"""Puts versions into a generation, a batch at a time: vectors first, then passages in one transaction.

What has a vector already is not embedded: vectors are kept beside their passages, and those that a stopped update had
stored are still in the store. Knows nothing of when and why a generation is filled.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.database import Database
from corpus.library import Library, VersionRef
from index.embedding import Vectors
from index.errors import IndexingError
from index.generations import OpenGeneration
from index.indexing import Indexer, SplitVersion
from index.kept_vectors import KeptVectors
from index.ledger import Generation, Ledger
from index.passage import Passage
from index.progress import Meter, Progress
from index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch of versions with their passages; `vectors` is (n_passages, dimension), None where none are wanted."""

    versions: list[SplitVersion]
    vectors: Vectors | None

    @property
    def passages(self) -> list[Passage]:
        """Of all versions, in order."""
        return [passage for split in self.versions for passage in split.passages]

    @property
    def article_ids(self) -> list[str]:
        """Of all versions, in order."""
        return [split.version.article.id for split in self.versions]

    @property
    def characters(self) -> int:
        """Of all their texts."""
        return sum(len(split.version.article.text) for split in self.versions)

    def without(self, article_ids: set[str]) -> "Prepared":
        """Less these articles."""
        keep = [split for split in self.versions if split.version.article.id not in article_ids]
        wanted = [passage.article_id not in article_ids for passage in self.passages]
        return Prepared(keep, None if self.vectors is None else self.vectors[np.array(wanted, dtype=bool)])


class Filling:
    """Splits, embeds and stores versions. Stops between two batches, and within one, once `closing` is set."""

    def __init__(
        self, database: Database, library: Library, ledger: Ledger, indexer: Indexer, closing: threading.Event
    ) -> None:
        self._database = database
        self._library = library
        self._ledger = ledger
        self._indexer = indexer
        self._kept = KeptVectors(database)
        self._closing = closing

    def stop_if_closing(self) -> None:
        """Raises IndexingError once the library is being closed."""
        if self._closing.is_set():
            raise IndexingError("The library was closed during an update. What was taken in so far is kept.")

    def publish(self, refs: Sequence[VersionRef], target: OpenGeneration, progress: Progress) -> None:
        """Make these versions the ones that answer, in the current generation."""
        for prepared, meter in self.prepare(refs, target, progress):
            self.put(prepared, target, publish=True)
            meter.stored(len(prepared.versions), prepared.characters)

    def prepare(
        self, refs: Sequence[VersionRef], target: OpenGeneration, progress: Progress
    ) -> Iterator[tuple[Prepared, Meter]]:
        """Batches of these versions, split and with their vectors; nothing is written."""
        versions = (self._library.version(ref.article_id, ref.number) for ref in refs)
        meter = Meter(progress, total=sum(ref.characters for ref in refs))
        for batch in self._indexer.batches(versions):
            self.stop_if_closing()
            prepared = Prepared(batch, None)
            yield Prepared(batch, self._vectors(prepared, target, meter)), meter

    def put(self, prepared: Prepared, target: OpenGeneration, *, publish: bool) -> None:
        """Vectors first, then passages (and versions) in one transaction, then what nothing names any more."""
        passages, article_ids = prepared.passages, prepared.article_ids
        if target.store and prepared.vectors is not None:
            _add_missing(target.store, passages, prepared.vectors)
        before = self._ledger.ids_of(target.generation, article_ids)
        with self._database.transaction():
            self._ledger.replace(target.generation, passages, article_ids)
            self._record(prepared, target.generation)
            if prepared.vectors is not None:
                self._kept.put(target.generation, [passage.id for passage in passages], prepared.vectors)
            for split in prepared.versions if publish else ():
                self._library.make_current(split.version.article.id, split.version.number)
        if target.store:
            target.store.delete(before - {passage.id for passage in passages})

    def add_lost(self, generation: Generation, store: VectorStore, lost: Sequence[str]) -> set[str]:
        """Write lost vectors again from those that are kept; returns the ids that have none."""
        kept = self._kept.of(generation.fingerprint, lost)
        passages = self._ledger.articles_by_passage(generation, list(kept))
        if passages:
            store.add(list(passages), list(passages.values()), np.stack([kept[id] for id in passages]))
        return set(lost) - passages.keys()

    def keep_stored(self, opened: OpenGeneration) -> None:
        """Keep the vectors that are only in the store, as those of an earlier program are."""
        if opened.store is None:
            return
        found = opened.store.vectors(self._kept.without(opened.generation))
        if found:
            with self._database.transaction():
                self._kept.put(opened.generation, list(found), np.stack(list(found.values())))

    def _vectors(self, prepared: Prepared, target: OpenGeneration, meter: Meter) -> Vectors | None:
        """Kept, stored or new, in the order of the passages; None where the generation is of another model."""
        if target.store is None and target.generation.fingerprint != self._indexer.fingerprint:
            return None
        passages = prepared.passages
        known = self._known([passage.id for passage in passages], target)
        missing = [passage for passage in passages if passage.id not in known]
        if missing:
            meter.begin(prepared.characters, len(missing))
            embedded = self._indexer.embed(missing, self._counting(meter))
            known.update(zip((passage.id for passage in missing), embedded, strict=True))
        return np.stack([known[passage.id] for passage in passages]) if passages else np.empty((0, 1), np.float32)

    def _record(self, prepared: Prepared, generation: Generation) -> None:
        """Passages that are cut otherwise than the generation says answer for now, and stay pending in it."""
        if generation.fingerprint == self._indexer.fingerprint:
            versions = [(split.version.article.id, split.version.number) for split in prepared.versions]
            self._ledger.record(generation, versions)
        else:
            self._ledger.unrecord(generation, prepared.article_ids)

    def _known(self, ids: list[str], target: OpenGeneration) -> dict[str, Vectors]:
        known = self._kept.of(target.generation.fingerprint, ids)
        if target.store:
            known.update(target.store.vectors([id for id in ids if id not in known]))
        return known

    def _counting(self, meter: Meter) -> Callable[[int], None]:
        def count(done: int) -> None:
            meter.embedded(done)
            self.stop_if_closing()

        return count


def _add_missing(store: VectorStore, passages: Sequence[Passage], vectors: Vectors) -> None:
    stored = store.having([passage.id for passage in passages])
    rows = [row for row, passage in enumerate(passages) if passage.id not in stored]
    if rows:
        missing = [passages[row] for row in rows]
        store.add([p.id for p in missing], [p.article_id for p in missing], vectors[rows])
