"""Builds everything from the settings, once; the only file that knows which parts go together.

Nothing is built at import.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from assistant import jobs as job_tables
from assistant.abilities.parts import Parts
from assistant.access import tokens as access_tables
from assistant.access.tokens import Tokens
from assistant.adding import Adding
from assistant.answer import Mode
from assistant.answering import Answering
from assistant.api import kept_replies as reply_tables
from assistant.assistant import Assistant
from assistant.candidates import ReadText
from assistant.collecting import Collector
from assistant.conversations import tables as conversation_tables
from assistant.conversations.store import Conversations
from assistant.data_directory import DataDirectory
from assistant.drafting import Answerer
from assistant.errors import UsageError
from assistant.inbox import Inbox
from assistant.introduction import NO_INTRODUCTION, Introduction, read_introduction
from assistant.job_runner import JobRunner
from assistant.jobs import Jobs
from assistant.keeping import Keeper
from assistant.models.calling import CalledModel
from assistant.models.model import LanguageModel
from assistant.models.watching import WatchedModel
from assistant.orders import OrdersLeftOut
from assistant.polling import Polling
from assistant.quoting import QuotingAnswerer
from assistant.recording import Recorder
from assistant.running import Running
from assistant.settings import Settings, read_settings, silence_libraries
from assistant.status import ModelStatus
from assistant.support.text_checking import TextChecker
from assistant.support.verdict import Judge
from assistant.world import SHIPPED, Models, World
from assistant.writing import caching as draft_tables
from assistant.writing import spending as spending_tables
from assistant.writing.briefing import Briefing
from assistant.writing.budget import token_counter
from assistant.writing.caching import KeptDrafts
from assistant.writing.exchange import Books
from assistant.writing.spending import Spending
from assistant.writing.writer import WritingAnswerer
from corpus import duplicates as duplicate_tables
from corpus import library_tables, source_tables
from corpus.addresses import is_address
from corpus.database import Database
from corpus.duplicates import Duplicates
from corpus.facets import Faceting
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.gathering import Gatherers
from corpus.gathering.visit import Tools
from corpus.library import Library
from corpus.listing import Listing
from corpus.politeness import PoliteFetcher
from corpus.reading import read_paths
from corpus.robots import Robots
from corpus.sources import Sources
from index import ledger as index_tables
from index.backup import LIBRARY, Manifest, Restored, back_up, restore
from index.generations import Generations
from index.indexing import Indexer
from index.ledger import Ledger
from index.precedence import PatientEmbedder, Precedence, PromptRelevance
from index.progress import Progress, ignore
from index.retrieving import Retriever
from index.splitting import Splitting
from index.updating import Updater
from index.words import WordSearch

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
"""The sample library as it ships: `articles/`, and `key.json` with what is in them."""


_PRODUCT = "article-assistant"
_MIGRATIONS = (
    *library_tables.MIGRATIONS,
    *duplicate_tables.MIGRATIONS,
    *index_tables.MIGRATIONS,
    *source_tables.MIGRATIONS,
    *job_tables.MIGRATIONS,
    *conversation_tables.MIGRATIONS,
    *reply_tables.MIGRATIONS,
    *access_tables.MIGRATIONS,
    *draft_tables.MIGRATIONS,
    *spending_tables.MIGRATIONS,
)


def open_assistant(
    data: str | Path | None = None,
    *,
    settings: Settings | None = None,
    models: Models = SHIPPED,
    introduction: Introduction = NO_INTRODUCTION,
    progress: Progress = ignore,
) -> Assistant:
    """Open the library in `data` (default: ASSISTANT_DATA, else the platform's user data folder), made if it is new.

    What an earlier stop left half done is finished first, reported to `progress`. Raises HeldError where another
    process holds the directory, and UsageError, DatabaseError, ModelError or VectorError where it cannot be opened.
    """
    silence_libraries()
    if isinstance(data, str) and is_address(data):
        raise UsageError(f"{data} is no directory. A server is reached with assistant.connect, not opened.")
    chosen = settings or read_settings(Path(data).expanduser() if data else None)
    directory = DataDirectory(chosen.data.expanduser())
    with ExitStack() as undoing:
        undoing.callback(directory.release)
        parts = _open(directory, chosen, models, progress, undoing)
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
        assistant.add_articles(read_paths([SAMPLE / "articles"]), progress)
        undoing.pop_all()
    return assistant


def back_up_library(file: Path, data: Path | None = None) -> Manifest:
    """Write the library in `data` into one file, also while another process has it open.

    Raises BackupError where it cannot be written, UsageError where there is no library.
    """
    library = read_settings(data).data.expanduser() / LIBRARY
    if not library.is_file():
        raise UsageError(f"There is no library in {library.parent}. Name its directory with --data.")
    database = Database(library, _MIGRATIONS)
    try:
        return back_up(database, file)
    finally:
        database.close()


@contextmanager
def open_tokens(data: Path | None = None) -> Iterator[Tokens]:
    """The tokens of the library in `data`, also while another process has it open: what is changed holds there at once.

    A library that is not there yet is made, under the lock. Raises HeldError, UsageError, DatabaseError.
    """
    path = read_settings(data).data.expanduser()
    with ExitStack() as undoing:
        if not (path / LIBRARY).is_file():
            undoing.callback(DataDirectory(path).release)
        database = Database(path / LIBRARY, _MIGRATIONS)
        undoing.callback(database.close)
        yield Tokens(database)


def restore_library(file: Path, data: Path | None = None) -> Restored:
    """Put the library of a backup in the place of the one in `data`, which is moved aside, and make it searchable.

    Raises BackupError where the file is no whole backup, HeldError where another process has the library.
    """
    directory = DataDirectory(read_settings(data).data.expanduser())
    try:
        restored = restore(file, directory.path)
    finally:
        directory.release()
    with open_assistant(data) as assistant:
        assistant.settle()
    return restored


def _open(
    directory: DataDirectory, settings: Settings, models: Models, progress: Progress, undoing: ExitStack
) -> Parts:
    """Build the parts, the models first: what is missing is told before anything is rebuilt."""
    first, confidence = Precedence(), models.confidence()
    reading, opened_model = models.embedder(), models.language_model(settings)
    language_model = WatchedModel(opened_model) if opened_model else None
    embedder, relevance = PatientEmbedder(reading, first), PromptRelevance(models.relevance(), first)
    database = Database(directory.library_file, _MIGRATIONS)
    undoing.callback(database.close)
    library, ledger, words = Library(database), Ledger(database), WordSearch(database)
    duplicates = Duplicates(database, library, first.give_way)
    generations = Generations(directory.vectors, ledger, models.vectors, models.probe)
    indexer = Indexer(embedder, Splitting())
    updater = Updater(database, library, ledger, generations, indexer, lambda: duplicates.update(duplicates.outdated()))
    undoing.callback(updater.close)
    updater.open(progress)
    retriever = Retriever(embedder, lambda: generations.current.store, words, ledger, duplicates.groups)
    judge = OrdersLeftOut(models.judge(relevance))
    quoting = QuotingAnswerer(relevance, _text_reader(library), confidence)
    spending = Spending(database, settings.model_tokens_a_day, models.world.now)
    books = Books(KeptDrafts(database, models.world.now), spending, token_counter(reading.token_spans))
    gathering = _gathering(database, settings, models.world)
    undoing.callback(gathering.tools.reader.close)
    jobs = Jobs(database, models.world.now)
    jobs.stop_unfinished()
    running = Running()
    recorder = Recorder(gathering.sources.entries, updater, library, models.world.now)
    collector = Collector(gathering.sources, Gatherers(gathering.tools), recorder, jobs)
    return Parts(
        directory=directory,
        database=database,
        library=library,
        listing=Listing(database),
        faceting=Faceting(database),
        updater=updater,
        retriever=retriever,
        answering=Answering(
            library,
            retriever,
            _answerers(language_model, judge, quoting, _text_reader(library), books),
            library.version,
            duplicates,
        ),
        text_checker=TextChecker(judge, retriever, library.version),
        reader=gathering.tools.reader,
        sources=gathering.sources,
        keeper=gathering.keeper(collector),
        polling=Polling(collector, gathering.sources, models.world.now, gathering.stopping),
        jobs=jobs,
        running=running,
        runner=JobRunner(jobs, running),
        inbox=Inbox(directory.path / "uploads"),
        conversations=Conversations(database, models.world.now),
        tokens=Tokens(database, models.world.now),
        model_status=lambda: _model_status(opened_model, spending),
        language_model=language_model,
    )


def _text_reader(library: Library) -> ReadText:
    return lambda article_id, version: library.version(article_id, version).article.text


def _answerers(
    model: LanguageModel | None, judge: Judge, quoting: QuotingAnswerer, read_text: ReadText, books: Books
) -> dict[Mode, Answerer]:
    """Writing as well, where a model is set."""
    if model is None:
        return {"quoting": quoting}
    briefing = Briefing(read_text, books.count, model.context_tokens)
    return {"quoting": quoting, "writing": WritingAnswerer(model, judge, quoting, briefing, books)}


def _model_status(model: LanguageModel | None, spending: Spending) -> ModelStatus | None:
    if model is None:
        return None
    spent = spending.today()
    resting = isinstance(model, CalledModel) and model.breaker.state.kind == "open"
    return ModelStatus(model.name, resting, spent.tokens, spent.a_day or None)


@dataclass(frozen=True, slots=True)
class _Gathering:
    """What sources are looked after with; `stopping` ends all waiting for a turn at a host."""

    sources: Sources
    tools: Tools
    stopping: threading.Event

    def keeper(self, collector: Collector) -> Keeper:
        """The keeper of the sources."""
        return Keeper(self.sources, Adding(self.sources, self.tools), collector, self.tools.now)


def _gathering(database: Database, settings: Settings, world: World) -> _Gathering:
    policy = FetchPolicy(
        user_agent=f"{_PRODUCT}/{version(_PRODUCT)}", contact=settings.contact, private_hosts=settings.private_hosts
    )
    fetcher = Fetcher(policy, dialling=world.dialling(), now=world.now)
    sources, stopping = Sources(database), threading.Event()
    polite = PoliteFetcher(
        fetcher,
        Robots(fetcher, clock=world.now),
        world.now,
        world.sleep or (lambda seconds: _wait(stopping, seconds)),
        world.manners,
    )
    tools = Tools(polite, world.reader(), sources.entries.known_as, world.now, settings.data.expanduser())
    return _Gathering(sources, tools, stopping)


def _wait(stopping: threading.Event, seconds: float) -> None:
    stopping.wait(seconds)
