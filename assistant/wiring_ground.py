"""Builds what finds passages and what takes new ones in; a part of `assistant.wiring`, which calls it.

Nothing is built at import.
"""

from dataclasses import dataclass
from pathlib import Path

from assistant.confidence import Confidence
from assistant.models.model import LanguageModel
from assistant.world import Models
from corpus.database import Database
from corpus.duplicates import Duplicates
from corpus.library import Library
from index.embedding import Embedder
from index.generations import Generations
from index.indexing import Indexer
from index.ledger import Ledger
from index.precedence import PatientEmbedder, Precedence
from index.relevance import RelevanceModel
from index.retrieving import Retriever
from index.splitting import Splitting
from index.updating import Updater
from index.words import WordSearch


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is loaded before anything is built, so that what is missing is told first."""

    embedder: Embedder
    relevance: RelevanceModel
    confidence: Confidence
    language_model: LanguageModel | None
    precedence: Precedence


@dataclass(frozen=True, slots=True)
class Ground:
    """What answers are made from."""

    database: Database
    library: Library
    retriever: Retriever
    duplicates: Duplicates

    def text(self, article_id: str, version: int) -> str:
        """The text of one version."""
        return self.library.version(article_id, version).article.text


@dataclass(frozen=True, slots=True)
class Searched:
    """What answers are made from, and what keeps it up to date, which is to be opened and closed."""

    ground: Ground
    updater: Updater


def searching(vectors: Path, database: Database, loaded: Loaded, models: Models) -> Searched:
    """The library, the index in the directory `vectors`, and the search of both; questions go before updates."""
    first = loaded.precedence
    library, ledger = Library(database), Ledger(database)
    duplicates = Duplicates(database, library, first.give_way)
    generations = Generations(vectors, ledger, models.vectors, models.probe)
    embedder = PatientEmbedder(loaded.embedder, first)
    indexer = Indexer(embedder, Splitting())
    updater = Updater(database, library, ledger, generations, indexer, lambda: duplicates.update(duplicates.outdated()))
    words = WordSearch(database)
    retriever = Retriever(embedder, lambda: generations.current.store, words, ledger, duplicates.groups)
    return Searched(Ground(database, library, retriever, duplicates), updater)
