"""Builds everything from the settings, once; the only file that knows which parts go together.

Nothing is built at import.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Answering
from assistant.assistant import Assistant, Parts
from assistant.checking import Checker
from assistant.confidence import Confidence, load_confidence
from assistant.data_directory import DataDirectory
from assistant.introduction import NO_INTRODUCTION, Introduction, read_introduction
from assistant.quoting import QuotingAnswerer
from assistant.settings import Settings, read_settings, silence_libraries
from corpus import duplicates as duplicate_tables
from corpus import library as library_tables
from corpus.database import Database
from corpus.duplicates import Duplicates
from corpus.library import Library
from index import ledger as index_tables
from index.embedding import Embedder, MiniLM
from index.generations import Generations, Probe
from index.indexing import Indexer
from index.ledger import Ledger
from index.probing import probe
from index.relevance import CrossEncoder, RelevanceModel
from index.retrieving import Retriever
from index.splitting import Splitting
from index.updating import Progress, Updater, ignore
from index.vectors import ChromaVectors, VectorStore
from index.words import WordSearch

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
"""The sample library as it ships: `articles/`, and `key.json` with what is in them."""


@dataclass(frozen=True, slots=True)
class Models:
    """The models and the store that a library is opened with; tests pass smaller ones, calibration a blank one."""

    embedder: Callable[[], Embedder] = MiniLM
    relevance: Callable[[], RelevanceModel] = CrossEncoder
    vectors: Callable[[Path], VectorStore] = ChromaVectors
    probe: Probe = probe
    confidence: Callable[[], Confidence] = load_confidence


def open_assistant(
    data: str | Path | None = None,
    *,
    settings: Settings | None = None,
    models: Models = Models(),
    introduction: Introduction = NO_INTRODUCTION,
    progress: Progress = ignore,
) -> Assistant:
    """Open the library in `data` (default: ASSISTANT_DATA, else the platform's user data folder), made if it is new.

    What an earlier stop left half done is finished first, reported to `progress`. Raises HeldError where another
    process holds the directory, and UsageError, DatabaseError, ModelError or VectorError where it cannot be opened.
    """
    silence_libraries()
    chosen = settings or read_settings(Path(data).expanduser() if data else None)
    directory = DataDirectory(chosen.data.expanduser())
    with ExitStack() as undoing:
        undoing.callback(directory.release)
        parts = _open(directory, models, progress, undoing)
        undoing.pop_all()
    return Assistant(parts, introduction)


def open_sample(data: str | Path | None = None, *, progress: Progress = ignore) -> Assistant:
    """Open the sample library that comes with the program, in a data directory of its own unless `data` names one."""
    silence_libraries()
    settings = read_settings(Path(data).expanduser() if data else None)
    if data is None:
        settings = settings.model_copy(update={"data": settings.data.with_name(f"{settings.data.name}-sample")})
    assistant = open_assistant(
        settings=settings, introduction=read_introduction(SAMPLE / "key.json"), progress=progress
    )
    with ExitStack() as undoing:
        undoing.callback(assistant.close)
        assistant.add([SAMPLE / "articles"], progress)
        undoing.pop_all()
    return assistant


def _open(directory: DataDirectory, models: Models, progress: Progress, undoing: ExitStack) -> Parts:
    """Build the parts, the models first: what is missing is told before anything is rebuilt."""
    embedder, relevance, confidence = models.embedder(), models.relevance(), models.confidence()
    migrations = (*library_tables.MIGRATIONS, *duplicate_tables.MIGRATIONS, *index_tables.MIGRATIONS)
    database = Database(directory.library_file, migrations)
    undoing.callback(database.close)
    library, ledger, words = Library(database), Ledger(database), WordSearch(database)
    duplicates = Duplicates(database, library)
    generations = Generations(directory.vectors, ledger, models.vectors, models.probe)
    indexer = Indexer(embedder, Splitting())
    updater = Updater(database, library, ledger, generations, indexer, lambda: duplicates.update(duplicates.outdated()))
    undoing.callback(updater.close)
    updater.open(progress)
    retriever = Retriever(embedder, lambda: generations.current.store, words, ledger, duplicates.groups)
    answerer = QuotingAnswerer(relevance, lambda id, number: library.version(id, number).article.text, confidence)
    return Parts(
        directory=directory,
        database=database,
        library=library,
        updater=updater,
        retriever=retriever,
        answering=Answering(library, retriever, answerer, Checker(library.version), duplicates),
    )
