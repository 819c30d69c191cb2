"""The parts that an assistant is made of, and what every ability is built on.

Knows nothing of what is done with them; they are built in `wiring`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.access.tokens import Tokens
from assistant.answering import Answering
from assistant.conversations.store import Conversations
from assistant.data_directory import DataDirectory
from assistant.inbox import Inbox
from assistant.job_runner import JobRunner
from assistant.jobs import Jobs
from assistant.keeping import Keeper
from assistant.models.watching import WatchedModel
from assistant.polling import Polling
from assistant.running import Running
from assistant.status import ModelStatus, no_model
from assistant.support.text_checking import TextChecker
from corpus.database import Database
from corpus.facets import Faceting
from corpus.library import Library
from corpus.listing import Listing
from corpus.reading_apart import ApartReader
from corpus.sources import Sources
from index.retrieving import Retriever
from index.updating import Updater


@dataclass(frozen=True, slots=True)
class Parts:
    """What an assistant is made of."""

    directory: DataDirectory
    database: Database
    library: Library
    listing: Listing
    faceting: Faceting
    updater: Updater
    retriever: Retriever
    answering: Answering
    text_checker: TextChecker
    reader: ApartReader
    sources: Sources
    keeper: Keeper
    polling: Polling
    jobs: Jobs
    running: Running
    runner: JobRunner
    inbox: Inbox
    conversations: Conversations
    tokens: Tokens
    model_status: Callable[[], ModelStatus | None] = no_model
    language_model: WatchedModel | None = None


class Ability:
    """Something that an assistant can do with its parts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
