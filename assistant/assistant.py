"""The assistant: one library, asked, added to and looked at. Every door calls this and nothing below it.

Knows nothing of terminals, windows or HTTP.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.answer import Answer
from assistant.answering import Answering
from assistant.data_directory import DataDirectory
from assistant.events import Event, Finished
from assistant.introduction import Introduction
from corpus.article import Article, Skipped
from corpus.database import Database
from corpus.library import Library, Version
from corpus.reading import read_paths
from index.retrieving import Retriever
from index.updating import Progress, Updater, UpdateReport, ignore


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
    updater: Updater
    retriever: Retriever
    answering: Answering


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
        """Read files, folders and archives and make their articles answerable."""
        return self.add_articles(read_paths(paths), progress)

    def add_articles(self, articles: Iterator[Article | Skipped], progress: Progress = ignore) -> UpdateReport:
        """Make articles answerable that were read elsewhere."""
        return self._parts.updater.add(articles, progress)

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions. Raises ArticleNotFoundError."""
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
        self._parts.updater.close()
        self._parts.database.close()
        self._parts.directory.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
