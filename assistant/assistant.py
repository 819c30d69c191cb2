"""The assistant: one library, asked, added to and looked at. Every door calls this and nothing below it.

Knows nothing of terminals, windows or HTTP.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.answer import Answer
from assistant.answering import Answering
from assistant.collecting import Collected, merge
from assistant.data_directory import DataDirectory
from assistant.events import Event, Finished
from assistant.intake import Intake, take_in
from assistant.introduction import Introduction
from assistant.jobs import Job, Jobs, JobState
from assistant.keeping import Keeper, SourceState, Stopped, never
from assistant.polling import Polling, Told, tell_nobody
from corpus.article import Article, Skipped
from corpus.database import Database
from corpus.errors import CorpusError
from corpus.library import Library, Version
from corpus.listing import Listing, ListPage
from corpus.reading_apart import ApartReader
from corpus.source import Source
from corpus.sources import Sources
from index.backup import Manifest, back_up
from index.errors import IndexingError
from index.reports import IndexState
from index.retrieving import Retriever
from index.updating import Progress, Updater, UpdateReport, ignore
from index.verifying import Verification


@dataclass(frozen=True, slots=True)
class Status:
    """What the library holds; `waiting_articles` are kept but cannot be searched yet."""

    data_directory: str
    articles: int
    versions: int
    newest: str | None
    passages: int
    waiting_articles: int
    embedding_model: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What an assistant is made of; built in `wiring`."""

    directory: DataDirectory
    database: Database
    library: Library
    listing: Listing
    updater: Updater
    retriever: Retriever
    answering: Answering
    reader: ApartReader
    sources: Sources
    keeper: Keeper
    polling: Polling
    jobs: Jobs


class Assistant:
    """Answers questions over the articles of one data directory, which it holds until `close`."""

    def __init__(self, parts: Parts, introduction: Introduction) -> None:
        self._parts = parts
        self.introduction = introduction

    def ask(self, question: str, *, asked_on: date | None = None) -> Answer:
        """The answer with its checked citations, or the refusal. `asked_on` is today where it is not given.

        Raises UsageError for a blank or overlong question.
        """
        for event in self.stream(question, asked_on=asked_on):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with Finished")

    def stream(self, question: str, *, asked_on: date | None = None) -> Iterator[Event]:
        """The same answer as it comes about; the last event is `Finished`."""
        return self._parts.answering.stream(question, asked_on or date.today())

    def add(self, paths: Sequence[Path], progress: Progress = ignore) -> UpdateReport:
        """Read files, folders and archives and make their articles answerable. Hostile ones are read apart."""
        name = ", ".join(path.name for path in paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
        with self._job("add", name) as done:
            report = self.add_articles(self._parts.reader.read_paths(paths), progress)
            self._parts.sources.welcome([*report.added, *report.changed])
            done(report)
        return report

    def add_articles(self, articles: Iterator[Article | Skipped], progress: Progress = ignore) -> UpdateReport:
        """Make articles answerable that were read elsewhere."""
        return self._parts.updater.add(articles, progress)

    def take_in(
        self,
        items: Sequence[str],
        progress: Progress = ignore,
        stopped: Stopped = never,
        *,
        followed: bool = False,
    ) -> Intake:
        """Add whatever somebody names: paths once, web addresses and reading lists as sources; all is read now.

        With `followed`, pages are looked at again on a schedule, and folders are sources too. Raises UsageError.
        """
        intake = take_in(self._parts.keeper, items, progress, stopped, followed=followed)
        if intake.paths:
            merge(intake.report, self.add(intake.paths, progress))
        return intake

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions; no source brings it back. Raises ArticleNotFoundError."""
        self._parts.sources.turn_down(article_id)
        self._parts.updater.remove(article_id)

    def articles(self) -> Iterator[Version]:
        """The current version of every article, newest publication first."""
        return self._parts.library.articles()

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article as it stands now, or one version of it. Raises ArticleNotFoundError."""
        library = self._parts.library
        return library.current(article_id) if version is None else library.version(article_id, version)

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article, oldest first. Raises ArticleNotFoundError."""
        return self._parts.library.versions(article_id)

    def listed(self, search: str = "", offset: int = 0, limit: int = 50) -> ListPage:
        """Some of the articles, newest first, also those that do not answer; `search` narrows them by words."""
        return self._parts.listing.page(search, offset, limit)

    @property
    def keeper(self) -> Keeper:
        """The sources, for those who need more than the methods below."""
        return self._parts.keeper

    def sources(self) -> list[SourceState]:
        """Every source with what came of it, in the order they were added."""
        return self._parts.keeper.states()

    def add_source(self, address: str, progress: Progress = ignore, stopped: Stopped = never) -> Source:
        """Keep a page, feed, sitemap, folder or reading list as a source, and look at it at once.

        Raises UsageError for what is no source, FetchError where nothing can be had. The feeds of a reading list
        become sources that are due.
        """
        added = self._parts.keeper.add(address)
        return self._parts.keeper.first_look(added, progress, stopped).source

    def update_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Look at a source now. Raises SourceNotFoundError."""
        return self._parts.keeper.update(source_id, progress, stopped)

    def retry_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Try again what failed in a source. Raises SourceNotFoundError."""
        return self._parts.keeper.retry(source_id, progress, stopped)

    def pause_source(self, source_id: str) -> None:
        """Look at a source no more. Raises SourceNotFoundError."""
        self._parts.keeper.pause(source_id)

    def resume_source(self, source_id: str) -> None:
        """Go on with a source. Raises SourceNotFoundError."""
        self._parts.keeper.resume(source_id)

    def remove_source(self, source_id: str) -> None:
        """Forget a source; the articles that it gave stay. Raises SourceNotFoundError."""
        self._parts.keeper.remove(source_id)

    def poll(self) -> None:
        """Look at the sources when they are due, in the background, until `close`."""
        self._parts.polling.start()

    def look(self, told: Told = tell_nobody) -> None:
        """Look once at every source that is due now."""
        self._parts.polling.look(told)

    def watch(self, told: Told = tell_nobody) -> None:
        """The same here and now, until `stop_watching` is called from elsewhere; every result with news is told."""
        self._parts.polling.run(told)

    def stop_watching(self) -> None:
        """End `poll` and `watch` for good; safe to call from a signal handler."""
        self._parts.polling.stop()

    def jobs(self, limit: int = 50) -> Sequence[Job]:
        """What was done last and how it ended, the newest first."""
        return self._parts.jobs.last(limit)

    def index_state(self) -> IndexState:
        """How much can be searched, and what is being done about the rest."""
        return self._parts.updater.state

    def settle(self) -> None:
        """Wait for the index that is being built, if one is. Raises IndexingError where that fails."""
        self._parts.updater.settle()

    def rebuild_index(self, progress: Progress = ignore) -> None:
        """Build the index anew from the library; questions are answered from the old one until it is done."""
        with self._job("rebuild", "the index"):
            self._parts.updater.rebuild(progress)

    def compact(self, progress: Progress = ignore) -> None:
        """Give back the room of what was deleted: its bytes are nowhere afterwards."""
        with self._job("compact", "the library"):
            self._parts.updater.compact(progress)

    def verify_index(self, progress: Progress = ignore) -> Verification:
        """Look through library and index for what does not agree, and repair it."""
        return self._parts.updater.verify(progress)

    def back_up(self, file: Path) -> Manifest:
        """Write the library into one file, while it is in use. Raises BackupError."""
        return back_up(self._parts.database, file)

    def status(self) -> Status:
        """What the library holds."""
        counts = self._parts.library.counts()
        passages = self._parts.updater.passages()
        return Status(
            data_directory=str(self._parts.directory.path),
            articles=counts.articles,
            versions=counts.versions,
            newest=counts.newest,
            passages=passages,
            waiting_articles=counts.waiting,
            embedding_model=self._parts.updater.model,
        )

    def searchable_passages(self) -> int:
        """How many passages have their vector; reads every id of the store, which takes a while in a large one."""
        return self._parts.updater.searchable_passages()

    @property
    def answering(self) -> Answering:
        """The stages of answering, for those who build on them."""
        return self._parts.answering

    @property
    def retriever(self) -> Retriever:
        """The search, for those who bring their own chain."""
        return self._parts.retriever

    def warm_up(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self.ask("Which articles are there?")

    def close(self) -> None:
        """Let go of the data directory."""
        self._parts.polling.stop()
        self._parts.updater.close()
        self._parts.reader.close()
        self._parts.database.close()
        self._parts.directory.release()

    @contextmanager
    def _job(self, kind: str, name: str) -> Iterator[Callable[[UpdateReport], None]]:
        """What is done inside is kept as a job, with the report that it hands over."""
        jobs, reports = self._parts.jobs, [UpdateReport()]
        job = jobs.begin(kind, name)
        try:
            yield reports.append
        except (CorpusError, IndexingError, OSError) as error:
            jobs.end(job, JobState.FAILED, reports[-1], str(error))
            raise
        jobs.end(job, JobState.DONE, reports[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
