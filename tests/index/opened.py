"""A library with its index over one directory, as one process after the other has it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus.article import Article
from corpus.database import Database, Migration
from index.errors import IndexingError
from index.generations import Generations, Probe, trust
from index.indexing import Indexer
from index.ledger import Ledger
from index.passage import passages_of
from index.retrieving import Retriever, Search
from index.splitting import Splitting, split_passages
from index.updating import Reconciliation, Updater
from index.vectors import VectorStore
from index.words import WordSearch
from tests.index.fused import Crash, Fuse, FusedDatabase, FusedEmbedder, FusedLibrary, FusedVectors

# Eight words a passage and none repeated: a sentence of five words or more is a passage of its own.
EIGHTS = Splitting(max_tokens=14, target_tokens=8, overlap_tokens=0, title_tokens=3)
NOTHING_TO_DO = Reconciliation(orphan_vectors=0, lost_vectors=0, finished_articles=0)

BRIDGE = Article(
    "bridge",
    "Quay Bridge",
    "The bridge is shut until May. Trams stop at the harbour instead. Buses take everyone over the river.",
    outlet="Harbour Post",
)
BRIDGE_IN_JUNE = replace(
    BRIDGE,
    text="The bridge is shut until June. Trams stop at the harbour instead. Buses take everyone over the river.",
)
STRIKE = Article("strike", "Creamery strike", "Strikers at the creamery rejected an offer.")
STORM = Article("storm", "Storm", "The storm took the roof off.")


class Opened:
    """Everything over one data directory, as one process has it."""

    def __init__(
        self,
        directory: Path,
        fuse: Fuse,
        splitting: Splitting = EIGHTS,
        embedder: FusedEmbedder | None = None,
        probe: Probe = trust,
        ledger: Callable[[Database], Ledger] = Ledger,
        more_tables: Sequence[Migration] = (),
    ) -> None:
        self._fuse = fuse
        self.directory = directory
        self.database = FusedDatabase(directory / "library.sqlite3", fuse, more_tables)
        self.library, self.ledger = FusedLibrary(self.database, fuse), ledger(self.database)
        self.embedder = embedder or FusedEmbedder(fuse)
        self.stores: list[FusedVectors] = []
        self.generations = Generations(directory / "vectors", self.ledger, self._open_store, probe)
        self._indexer = Indexer(self.embedder, splitting)
        self.updater = Updater(self.database, self.library, self.ledger, self.generations, self._indexer)
        self.retriever = Retriever(
            self.embedder, lambda: self.generations.current.store, WordSearch(self.database), self.ledger
        )

    @property
    def fingerprint(self) -> str:
        """What its generations are built with."""
        return self._indexer.fingerprint

    @property
    def store(self) -> VectorStore:
        """The current vectors."""
        store = self.generations.current.store
        assert store is not None
        return store

    @property
    def ledger_ids(self) -> set[str]:
        """The ids of the passages that answer."""
        return self.ledger.ids(self.generations.current.generation)

    def answers(self, query: str) -> list[str]:
        """The texts of the passages that are retrieved, best first."""
        return [found.passage.text for found in self.retriever.retrieve(Search(query))]

    def let_go(self) -> None:
        """What the end of a process does, once what it builds in the background has come to its end."""
        with suppress(Crash, IndexingError):
            self.updater.settle()
        for store in self.stores:
            store.close()
        self.database.close()

    def _open_store(self, directory: Path) -> VectorStore:
        self.stores.append(FusedVectors(directory, self._fuse))
        return self.stores[-1]


class Reopener:
    """Opens one data directory again and again, one process at a time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.reconciled = NOTHING_TO_DO
        self._open: Opened | None = None

    def __call__(
        self, fuse: Fuse | None = None, splitting: Splitting = EIGHTS, embedder: FusedEmbedder | None = None
    ) -> Opened:
        """End the process before, and begin another."""
        self.end()
        self._open = Opened(self.directory, fuse or Fuse(), splitting, embedder)
        self.reconciled = self._open.updater.open()
        return self._open

    def end(self) -> None:
        """End the process."""
        if self._open:
            self._open.let_go()
            self._open = None


def current_texts(opened: Opened) -> dict[str, str]:
    """The text of every article that answers."""
    return {version.article.id: version.article.text for version in opened.library.articles()}


def assert_whole(opened: Opened, splitting: Splitting = EIGHTS) -> None:
    """Library, ledger, full text and vectors say the same: the passages of each current version, and nothing else."""
    expected = {
        passage.id: passage
        for version in opened.library.articles()
        for passage in passages_of(
            version, split_passages(version.article.text, version.article.title, opened.embedder, splitting)
        )
    }
    assert opened.ledger.passages(opened.ledger_ids) == expected
    assert opened.store.ids() == opened.ledger_ids == set(expected)
    assert opened.library.unfinished() == []
    opened.database.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    assert opened.updater.searchable_passages() == opened.updater.passages() == len(expected)


def generations_in(directory: Path) -> list[str]:
    """The directories of vectors."""
    return sorted(path.name for path in (directory / "vectors").iterdir())
