"""What can be asked of an assistant wherever it runs, in this process or on a server: the contract of both.

The calls that go over the network are read from these signatures (`assistant.client.calls`), so that whatever is added
here is there on both sides. Knows nothing of how anything is done.
"""

from collections.abc import Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from assistant.answer import Answer, AnswerPassage, Mode
from assistant.collected import Collected
from assistant.conversations.conversation import Conversation, ConversationPage, Turn
from assistant.events import Event
from assistant.follow_ups import Earlier
from assistant.intake import Intake
from assistant.jobs import Job, JobPage, JobState
from assistant.keeping import SourceState
from assistant.status import Status
from assistant.stopping import Stopped, never
from assistant.support.check_report import CheckReport
from assistant.support.given_text import GivenText
from corpus.facets import Facets
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Version
from corpus.listing import ListPage
from corpus.reading.draft import Draft
from corpus.source import Source
from index.progress import Progress, ignore
from index.reports import IndexState, UpdateReport
from index.verifying import Verification


class AnyConversations(Protocol):
    """The conversations of a library; see `assistant.conversations.store.Conversations`."""

    def begin(self, title: str = "") -> Conversation:
        """A new conversation."""
        ...

    def page(self, search: str = "", offset: int = 0, limit: int = 50) -> ConversationPage:
        """Some conversations, the one with the newest turn first."""
        ...

    def get(self, id: str) -> Conversation:
        """One conversation. Raises ConversationNotFoundError."""
        ...

    def turns(self, id: str) -> list[Turn]:
        """The turns of a conversation, first to last. Raises ConversationNotFoundError."""
        ...

    def turn(self, turn_id: str) -> Turn:
        """One turn. Raises TurnNotFoundError."""
        ...

    def rename(self, id: str, title: str) -> Conversation:
        """Give a conversation another title. Raises ConversationNotFoundError, UsageError."""
        ...

    def remove(self, id: str) -> None:
        """Delete a conversation with its turns. Raises ConversationNotFoundError."""
        ...

    def keep(self, conversation_id: str, answer: Answer) -> Turn:
        """The next turn of a conversation. Raises ConversationNotFoundError."""
        ...

    def drop_from(self, turn_id: str) -> None:
        """Forget a turn and all that follow it. Raises TurnNotFoundError."""
        ...

    def rate(self, turn_id: str, good: bool | None, reason: str = "") -> Turn:
        """Keep what a reader thinks of an answer. Raises TurnNotFoundError, UsageError."""
        ...

    def rated(self) -> list[Turn]:
        """Every turn that was rated, the first rated first."""
        ...


class AnyAssistant(Protocol):
    """An assistant, wherever it runs; see `assistant.assistant.Assistant` for what each method does and raises."""

    @property
    def conversations(self) -> AnyConversations:
        """The conversations that are kept."""
        ...

    def ask(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        earlier: Sequence[Earlier] = (),
        mode: Mode | None = None,
    ) -> Answer:
        """The answer with its checked citations, or the refusal."""
        ...

    def stream(
        self,
        question: str,
        *,
        asked_on: date | None = None,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        earlier: Sequence[Earlier] = (),
        mode: Mode | None = None,
    ) -> Generator[Event, None, None]:
        """The same answer as it comes about; closed early, it is ended."""
        ...

    def search(
        self, query: str, *, filters: Filters = NO_FILTERS, limit: int = 10, near_day: date | None = None
    ) -> Sequence[AnswerPassage]:
        """The passages for a query, best first, without an answer."""
        ...

    def check(
        self, text: str, *, articles: Sequence[str] = (), given: Sequence[GivenText] = (), stopped: Stopped = never
    ) -> CheckReport:
        """Each sentence of a text, supported by the library or by these articles, or not, with quotes."""
        ...

    def add(self, paths: Sequence[Path], progress: Progress = ignore, stopped: Stopped = never) -> UpdateReport:
        """Make files, folders and archives answerable; the one who reads them is the machine the library is on."""
        ...

    def take_in(
        self,
        items: Sequence[str],
        progress: Progress = ignore,
        stopped: Stopped = never,
        *,
        followed: bool = False,
    ) -> Intake:
        """Add whatever somebody names: paths once, web addresses and reading lists as sources."""
        ...

    def add_text(self, draft: Draft) -> UpdateReport:
        """Make one text answerable that somebody typed or sent."""
        ...

    def remove(self, article_id: str) -> None:
        """Delete an article with all its versions."""
        ...

    def facets(self, filters: Filters = NO_FILTERS) -> Facets:
        """What the articles can be narrowed to, with their numbers."""
        ...

    def articles(self, filters: Filters = NO_FILTERS) -> Iterator[Version]:
        """The current version of every article, newest publication first."""
        ...

    def article(self, article_id: str, version: int | None = None) -> Version:
        """One article as it stands now, or one version of it."""
        ...

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article, oldest first."""
        ...

    def listed(self, search: str = "", offset: int = 0, limit: int = 50, filters: Filters = NO_FILTERS) -> ListPage:
        """Some of the articles, newest first."""
        ...

    def sources(self) -> list[SourceState]:
        """Every source with what came of it."""
        ...

    def find_source(self, name: str) -> Source:
        """A source by its id or its address."""
        ...

    def add_source(self, address: str, progress: Progress = ignore, stopped: Stopped = never) -> Source:
        """Keep a source, and look at it at once."""
        ...

    def update_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Look at a source now."""
        ...

    def update_sources(self, progress: Progress = ignore, stopped: Stopped = never) -> list[Collected]:
        """Look at every source now that is not paused."""
        ...

    def retry_source(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
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

    def jobs(self, limit: int = 50) -> Sequence[Job]:
        """What was done last and how it ended, the newest first."""
        ...

    def job(self, id: int) -> Job:
        """One job."""
        ...

    def job_page(self, state: JobState | None = None, offset: int = 0, limit: int = 50) -> JobPage:
        """Some of the jobs, the newest first."""
        ...

    def index_state(self) -> IndexState:
        """How much can be searched."""
        ...

    def rebuild_index(self, progress: Progress = ignore) -> None:
        """Build the index anew from the library."""
        ...

    def compact(self, progress: Progress = ignore) -> None:
        """Give back the room of what was deleted."""
        ...

    def verify_index(self, progress: Progress = ignore) -> Verification:
        """Look through library and index for what does not agree, and repair it."""
        ...

    def status(self) -> Status:
        """What the library holds."""
        ...

    def searchable_passages(self) -> int:
        """How many passages have their vector."""
        ...

    def close(self) -> None:
        """Let go of the library, or of the server."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
