"""Builds what looks after sources; a part of `assistant.wiring`, which calls it.

Nothing is built at import.
"""

import threading
from dataclasses import dataclass
from importlib.metadata import version

from assistant.adding import Adding
from assistant.collecting import Collector
from assistant.keeping import Keeper
from assistant.settings import Settings
from assistant.world import World
from corpus.database import Database
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.gathering.visit import Tools
from corpus.politeness import PoliteFetcher
from corpus.robots import Robots
from corpus.sources import Sources

_PRODUCT = "article-assistant"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What sources are looked after with; `stopping` ends all waiting for a turn at a host."""

    sources: Sources
    tools: Tools
    stopping: threading.Event

    def keeper(self, collector: Collector) -> Keeper:
        """The keeper of the sources."""
        return Keeper(self.sources, Adding(self.sources, self.tools), collector, self.tools.now)


def gathering(database: Database, settings: Settings, world: World) -> Gathering:
    """What looks after the sources of one library, over the network of this world."""
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
    return Gathering(sources, tools, stopping)


def _wait(stopping: threading.Event, seconds: float) -> None:
    stopping.wait(seconds)
