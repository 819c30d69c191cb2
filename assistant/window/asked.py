"""What the window needs of an assistant.

Knows nothing of how questions are answered. `assistant.assistant.Assistant` fits it; so does a small fake.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answer import Mode
from assistant.conversations.store import Conversations
from assistant.events import Event
from assistant.inbox import HandedIn
from assistant.introduction import Introduction
from assistant.jobs import Job
from assistant.running import Running
from assistant.status import ModelStatus
from assistant.support.check_report import CheckReport
from corpus.facets import Facets
from corpus.filters import Filters
from corpus.library import Version
from corpus.listing import ListPage
from corpus.source import Entry, Source
from corpus.sources import SourceCounts
from index.reports import IndexState
from index.updating import Progress, UpdateReport

Stopped = Callable[[], bool]


class LibraryStatus(Protocol):
    """How much there is to ask."""

    @property
    def data_directory(self) -> str:
        """Where the library is kept."""
        ...

    @property
    def articles(self) -> int:
        """How many articles there are."""
        ...

    @property
    def newest(self) -> str | None:
        """The latest day of publication, ISO; None where no article has a date."""
        ...

    @property
    def waiting_articles(self) -> int:
        """How many articles cannot be searched yet."""
        ...

    @property
    def model(self) -> ModelStatus | None:
        """The language model that is set."""
        ...


class SourceState(Protocol):
    """A source, and what came of it so far."""

    @property
    def source(self) -> Source:
        """The source itself."""
        ...

    @property
    def counts(self) -> SourceCounts:
        """How many articles it gave, and how much failed."""
        ...

    @property
    def troubles(self) -> Sequence[Entry]:
        """Its entries that have a reason to be shown."""
        ...


class Collected(Protocol):
    """What a look at a source did."""

    @property
    def source(self) -> Source:
        """The source."""
        ...

    @property
    def line(self) -> str:
        """The result for people, on one line."""
        ...

    @property
    def stopped(self) -> bool:
        """Whether there is more to do."""
        ...


class Keeping(Protocol):
    """A library whose sources and articles are looked at and changed from the window."""

    def sources(self) -> Sequence[SourceState]:
        """Every source, in the order they were added."""
        ...

    def add_source(self, address: str, progress: Progress, stopped: Stopped) -> Source:
        """Keep a page, feed, sitemap, folder or reading list as a source, and look at it at once."""
        ...

    def update_source(self, source_id: str, progress: Progress, stopped: Stopped) -> Collected:
        """Look at a source now."""
        ...

    def retry_source(self, source_id: str, progress: Progress, stopped: Stopped) -> Collected:
        """Try again what failed in a source."""
        ...

    def pause_source(self, source_id: str) -> None:
        """Look at a source no more."""
        ...

    def resume_source(self, source_id: str) -> None:
        """Go on with a source."""
        ...

    def remove_source(self, source_id: str) -> None:
        """Forget a source; the articles that it gave stay."""
        ...

    def listed(self, search: str, offset: int, limit: int) -> ListPage:
        """Some of the articles, newest first."""
        ...

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article, oldest first."""
        ...

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions."""
        ...

    def index_state(self) -> IndexState:
        """How much can be searched, and what is being done about the rest."""
        ...

    @property
    def running(self) -> Running:
        """What is under way, from whichever door."""
        ...

    def jobs(self, limit: int) -> Sequence[Job]:
        """What was done last and how it ended, the newest first."""
        ...

    def back_up(self, file: Path) -> object:
        """Write the library into one file, while it is in use."""
        ...


class Asked(Keeping, Protocol):
    """An assistant that is asked, added to and looked at from the window."""

    @property
    def introduction(self) -> Introduction:
        """What the library is, and questions worth asking first; empty where nothing is known of it."""
        ...

    @property
    def conversations(self) -> Conversations:
        """The conversations that are kept."""
        ...

    def facets(self) -> Facets:
        """What a question can be narrowed to."""
        ...

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The ways of answering that there are, the one first that is taken where none is asked for."""
        ...

    def check(self, text: str) -> CheckReport:
        """Each sentence of a text, supported by the library or not. Raises UsageError for a blank or overlong one."""
        ...

    def stream(
        self, question: str, *, filters: Filters, conversation: str | None, mode: Mode | None
    ) -> Iterator[Event]:
        """The answer as it comes about; the last event is `Finished`. In a conversation the turn is kept."""
        ...

    def hand_in(self, files: Sequence[HandedIn], progress: Progress) -> UpdateReport:
        """Read files that were handed in, make their articles answerable, and leave nothing of the files."""
        ...

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article as it stands now, or one version of it."""
        ...

    def status(self) -> LibraryStatus:
        """What the library holds."""
        ...
