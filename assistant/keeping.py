"""The sources of a library as its reader looks after them: added, updated, tried again, paused, removed.

Knows nothing of how a source is read, nor of doors.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.adding import Added, Adding
from assistant.collected import Collected, Order
from assistant.collecting import Collector
from assistant.stopping import Stopped, never
from corpus.addresses import is_address
from corpus.source import Entry, Source
from corpus.sources import SourceCounts, Sources
from index.progress import Progress, ignore

PAUSED = "Paused by hand."


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source, how much came of it, and its entries that have a reason to be shown."""

    source: Source
    counts: SourceCounts
    troubles: Sequence[Entry] = ()


class Keeper:
    """Looks after the sources of one library."""

    def __init__(self, sources: Sources, adding: Adding, collector: Collector, now: Callable[[], datetime]) -> None:
        self._sources = sources
        self._adding = adding
        self._collector = collector
        self._now = now

    def states(self) -> list[SourceState]:
        """Every source, in the order they were added."""
        counts = self._sources.counts()
        return [
            SourceState(
                source,
                counts.get(source.id, SourceCounts()),
                self._sources.entries.troubled(source.id) if counts.get(source.id, SourceCounts()).failed else (),
            )
            for source in self._sources.all()
        ]

    def find(self, name: str) -> Source:
        """A source by its id or its address. Raises SourceNotFoundError."""
        path = name if is_address(name) else os.path.abspath(Path(name).expanduser())
        found = self._sources.by_address(name) or self._sources.by_address(path)
        return found or self._sources.get(name)

    def is_list(self, path: Path) -> bool:
        """Whether a file is a reading list, and no article."""
        return self._adding.is_list(path)

    def add(self, address: str, *, followed: bool = True) -> Added:
        """Keep what stands at an address as a source; what is there is not yet read. See `Adding.add`."""
        return self._adding.add(address, followed=followed)

    def first_look(self, added: Added, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Read what was added, at once."""
        order = Order(by_hand=added.source.every_s is None, given=added.given, stopped=stopped)
        return self._collector.update(added.source.id, progress, order)

    def update(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Look at a source now. Raises SourceNotFoundError."""
        by_hand = self._sources.get(source_id).every_s is None
        return self._collector.update(source_id, progress, Order(by_hand=by_hand, stopped=stopped))

    def update_all(self, progress: Progress = ignore, stopped: Stopped = never) -> Iterator[Collected]:
        """Look at every source that is not paused and is to be looked at more than once, due or not."""
        for source in self._sources.all():
            if stopped():
                return
            if source.paused is None and source.every_s is not None:
                yield self.update(source.id, progress, stopped)

    def listed_feeds(self, collected: Collected) -> list[Source]:
        """The feeds of a reading list that were not looked at yet."""
        found = (self._sources.by_address(address) for address in collected.feeds)
        return [source for source in found if source and source.last_at is None]

    def retry(self, source_id: str, progress: Progress = ignore, stopped: Stopped = never) -> Collected:
        """Try again what failed in a source, however often it did. Raises SourceNotFoundError."""
        self._sources.get(source_id)
        self._sources.entries.retry(source_id, self._now())
        return self.update(source_id, progress, stopped)

    def pause(self, source_id: str) -> None:
        """Look at a source no more until it is resumed. Raises SourceNotFoundError."""
        self._sources.pause(source_id, PAUSED)

    def resume(self, source_id: str) -> None:
        """Go on with a source, at once. Raises SourceNotFoundError."""
        self._sources.resume(source_id, self._now())

    def remove(self, source_id: str) -> None:
        """Forget a source; the articles that it gave stay. Raises SourceNotFoundError."""
        self._sources.remove(source_id)
