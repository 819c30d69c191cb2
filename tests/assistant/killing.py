"""Sources looked at by processes that are killed with SIGKILL at named steps of it.

Processes are forked from a server that has everything imported. Pages are read in the process itself: starting a child
to read them takes a second.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.collecting import Collector
from assistant.jobs import MIGRATIONS as JOB_TABLES
from assistant.jobs import Jobs
from assistant.recording import Recorder
from corpus.connecting import Dialling
from corpus.database import Database
from corpus.feeds import Feed, read_feed
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.gathering import Gatherers
from corpus.gathering.visit import Tools
from corpus.politeness import PoliteFetcher
from corpus.reading_apart import ApartReader
from corpus.reading_tasks import PageAsked, PageRead, read_page
from corpus.robots import Robots
from corpus.source import Document, Gathered, Source, SourceKind
from corpus.source_entries import SourceEntries
from corpus.source_tables import MIGRATIONS as SOURCE_TABLES
from corpus.sources import Sources
from index.generations import Probe, trust
from tests.index.fused import Fuse
from tests.index.killing import PROCESSES, Kill, Killer
from tests.index.opened import EIGHTS, Opened
from tests.small_world import SITE
from tests.web import Web

PROCESSES.set_forkserver_preload([__name__])
TABLES = (*SOURCE_TABLES, *JOB_TABLES)


def now() -> datetime:
    """By the clock."""
    return datetime.now(UTC)


class FusedEntries(SourceEntries):
    """Can be killed before and after entries are recorded."""

    def __init__(self, database: Database, fuse: Fuse) -> None:
        super().__init__(database)
        self._fuse = fuse

    def record(self, source_id: str, gathered: Sequence[Gathered], now: datetime) -> None:
        """As ever."""
        self._fuse.at("before entries are recorded")
        super().record(source_id, gathered, now)
        self._fuse.at("after entries are recorded")


class FusedSources(Sources):
    """Can be killed after a source is written, and before and after its round is, or it is removed."""

    def __init__(self, database: Database, fuse: Fuse) -> None:
        super().__init__(database)
        self.entries = FusedEntries(database, fuse)
        self._fuse = fuse

    def add(
        self, kind: SourceKind, address: str, *, title: str | None = None, scheduled: bool = True, now: datetime
    ) -> tuple[Source, bool]:
        """As ever."""
        added = super().add(kind, address, title=title, scheduled=scheduled, now=now)
        self._fuse.at("after a source is written")
        return added

    def after_round(self, source: Source, documents: Sequence[Document]) -> Source:  # type: ignore[override]
        """As ever."""
        self._fuse.at("before the round is recorded")
        source = super().after_round(source, documents)
        self._fuse.at("after the round is recorded")
        return source

    def remove(self, id: str) -> None:
        """As ever."""
        self._fuse.at("before a source is removed")
        super().remove(id)
        self._fuse.at("after a source is removed")


class FusedReader(ApartReader):
    """Reads here, and can be killed before and after that."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def read_page(self, asked: PageAsked, body: bytes) -> PageRead:
        """A page behind an entry."""
        self._fuse.at("before a page is read")
        read = read_page(asked, body)
        self._fuse.at("after a page is read")
        return read

    def read_feed(self, body: bytes, url: str, content_type: str | None) -> Feed:
        """The feed itself."""
        feed = read_feed(body, url=url, content_type=content_type)
        self._fuse.at("after the feed is read")
        return feed


class Collecting:
    """A library with sources over one data directory, as one process has it; `port` is the scripted web's."""

    def __init__(self, directory: Path, port: int, fuse: Fuse, probe: Probe = trust) -> None:
        self.opened = Opened(directory, fuse, EIGHTS, probe=probe, more_tables=TABLES)
        self.opened.updater.open()
        self.sources = FusedSources(self.opened.database, fuse)
        policy = FetchPolicy(private_hosts=frozenset({f"{SITE}:{port}"}))
        fetcher = Fetcher(policy, dialling=Dialling(Web.resolver))
        polite = PoliteFetcher(fetcher, Robots(fetcher), sleep=lambda seconds: None)
        tools = Tools(polite, FusedReader(fuse), self.sources.entries.known_as, now)
        recorder = Recorder(self.sources.entries, self.opened.updater, self.opened.library, now)
        self.collector = Collector(self.sources, Gatherers(tools), recorder, Jobs(self.opened.database))

    def close(self) -> None:
        """As a process that ends well."""
        self.opened.updater.close()
        self.opened.let_go()


def add_feed(collecting: Collecting, address: str) -> None:
    """Kept as a source, and looked at for the first time."""
    source, _ = collecting.sources.add(SourceKind.FEED, address, now=now())
    collecting.collector.update(source.id)


def add_folder(collecting: Collecting, address: str) -> None:
    """The same for a folder."""
    source, _ = collecting.sources.add(SourceKind.FOLDER, address, now=now())
    collecting.collector.update(source.id)


def look(collecting: Collecting, address: str) -> None:
    """Looked at once more, with what failed before."""
    [source] = collecting.sources.all()
    collecting.sources.entries.retry(source.id, now())
    collecting.collector.update(source.id)


def remove(collecting: Collecting, address: str) -> None:
    """Forgotten."""
    [source] = collecting.sources.all()
    collecting.sources.remove(source.id)


WORKS: dict[str, Callable[[Collecting, str], None]] = {
    work.__name__: work for work in (add_feed, add_folder, look, remove)
}


def run(kill: Kill, directory: Path, port: int, address: str) -> int | None:
    """Do the work in a process of its own; its exit code, negative where a signal ended it."""
    process = PROCESSES.Process(target=_work, args=(kill, directory, port, address))
    process.start()
    process.join(60)
    return process.exitcode


def _work(kill: Kill, directory: Path, port: int, address: str) -> None:
    fuse = Killer()
    collecting = Collecting(directory, port, fuse)
    fuse.moment, fuse.countdown = kill.step, kill.countdown
    WORKS[kill.work](collecting, address)
