"""One look at a source: what is known of it, and what was fetched of it already.

Knows nothing of how any kind of source is read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from corpus.fetched import Fetched, Validators
from corpus.politeness import PoliteFetcher, next_try
from corpus.reading_apart import ApartReader
from corpus.source import Document, Entry, Gathered, Round, Source, Unchanged

Item = Gathered | Unchanged | Round
KnownAs = Callable[[tuple[str, ...]], list[str]]
"""The articles that are known by any of these addresses, from whatever source."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every look at a source needs; `now` gives the time in UTC. `own` is the folder of the library itself."""

    fetcher: PoliteFetcher
    reader: ApartReader
    known_as: KnownAs
    now: Callable[[], datetime]
    own: Path | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A look at `source`. `given` is its own document where it was just fetched.

    `by_hand`: somebody asked for this one page; robots.txt, which speaks to programs that go from page to page, is not
    asked then. `stopped` says that the look is to end early, without a Round.
    """

    source: Source
    entries: Mapping[str, Entry] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    given: Fetched | None = None
    by_hand: bool = False
    stopped: Callable[[], bool] = lambda: False

    def validators(self, address: str) -> Validators | None:
        """What to send along so that an unchanged document costs nothing."""
        document = self.documents.get(address)
        return document.validators if document else None


Gather = Callable[[Visit, Tools], Iterator[Item]]


def try_again(entry: Entry, retry_after_s: float | None, now: datetime) -> datetime:
    """When an entry that fails once more is tried again."""
    return next_try(entry.failures + 1, retry_after_s, now, key=entry.key)
