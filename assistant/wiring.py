"""Builds everything from the settings, once; with its three parts, what knows which parts go together.

Nothing is built at import.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.abilities.parts import Parts
from assistant.access.tokens import Tokens
from assistant.assistant import Assistant
from assistant.collecting import Collector
from assistant.conversations.store import Conversations
from assistant.data_directory import DataDirectory
from assistant.errors import UsageError
from assistant.inbox import Inbox
from assistant.introduction import NO_INTRODUCTION, Introduction, read_introduction
from assistant.job_runner import JobRunner
from assistant.jobs import Jobs
from assistant.polling import Polling
from assistant.recording import Recorder
from assistant.running import Running
from assistant.settings import Settings, read_settings, silence_libraries
from assistant.tables import MIGRATIONS
from assistant.wiring_answers import answers
from assistant.wiring_ground import Loaded, searching
from assistant.wiring_sources import gathering
from assistant.world import SHIPPED, Models
from corpus.addresses import is_address
from corpus.database import Database
from corpus.facets import Faceting
from corpus.gathering import Gatherers
from corpus.listing import Listing
from corpus.reading import read_paths
from index.backup import LIBRARY, Manifest, Restored, back_up, restore
from index.precedence import Precedence, PromptRelevance
from index.progress import Progress, ignore

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
"""The sample library as it ships: `articles/`, and `key.json` with what is in them."""


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
    database = Database(library, MIGRATIONS)
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
        database = Database(path / LIBRARY, MIGRATIONS)
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
    first = Precedence()
    relevance = PromptRelevance(models.relevance(), first)
    loaded = Loaded(models.embedder(), relevance, models.confidence(), models.language_model(settings), first)
    database = Database(directory.library_file, MIGRATIONS)
    undoing.callback(database.close)
    searched = searching(directory.vectors, database, loaded, models)
    ground, updater = searched.ground, searched.updater
    undoing.callback(updater.close)
    updater.open(progress)
    answered = answers(ground, loaded, models, settings)
    gathered = gathering(database, settings, models.world)
    undoing.callback(gathered.tools.reader.close)
    jobs = Jobs(database, models.world.now)
    jobs.stop_unfinished()
    running = Running()
    recorder = Recorder(gathered.sources.entries, updater, ground.library, models.world.now)
    collector = Collector(gathered.sources, Gatherers(gathered.tools), recorder, jobs)
    return Parts(
        directory=directory,
        database=database,
        library=ground.library,
        listing=Listing(database),
        faceting=Faceting(database),
        updater=updater,
        retriever=ground.retriever,
        answering=answered.answering,
        text_checker=answered.text_checker,
        reader=gathered.tools.reader,
        sources=gathered.sources,
        keeper=gathered.keeper(collector),
        polling=Polling(collector, gathered.sources, models.world.now, gathered.stopping),
        jobs=jobs,
        running=running,
        runner=JobRunner(jobs, running),
        inbox=Inbox(directory.path / "uploads"),
        conversations=Conversations(database, models.world.now),
        tokens=Tokens(database, models.world.now),
        model_status=answered.model_status,
        language_model=answered.language_model,
    )
