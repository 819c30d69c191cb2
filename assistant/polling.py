"""Sources looked at when they are due, in the background, one after another.

Knows nothing of how a source is updated. When each is due stands in the library file, so a restart makes no burst.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.collected import Collected, Order
from assistant.collecting import Collector
from corpus.gathering.glancing import Glances
from corpus.source import Source, SourceKind
from corpus.sources import Sources

LOOKED_EVERY_S = 1.0
"""How often the table of sources is asked for what is due; takes 50 µs."""

AFTER_A_FAULT_S = 60.0
"""How long a source rests whose update broke: a full disk is not filled any faster by trying."""

GLANCES_BETWEEN = 20
"""How many times as long as a glance at a folder took it is left alone: a large one costs a twentieth of one core."""

_ENDING_S = 10.0
_log = logging.getLogger(__name__)

Told = Callable[[Collected], None]


def tell_nobody(collected: Collected) -> None:
    """A `Told` for callers that show nothing."""


@dataclass(slots=True)
class _Rests:
    """Which sources are left alone until when (monotonic), beside what the table says."""

    until: dict[str, float] = field(default_factory=dict)

    def let(self, id: str, seconds: float) -> None:
        self.until[id] = time.monotonic() + seconds

    def has(self, id: str) -> bool:
        return self.until.get(id, 0.0) > time.monotonic()


class Polling:
    """A loop over the sources that are due, in a thread of its own (`start`) or in the caller's (`run`)."""

    def __init__(
        self, collector: Collector, sources: Sources, now: Callable[[], datetime], stopping: threading.Event
    ) -> None:
        self._collector = collector
        self._sources = sources
        self._now = now
        self._stopping = stopping
        self._rests = _Rests()
        self._glances = Glances()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin in the background, unless it has begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self.run, name="polling", daemon=True)
            self._thread.start()

    def run(self, told: Told = tell_nobody) -> None:
        """Look at what is due until `stop`; every result that has news is told."""
        while not self._stopping.is_set():
            self.look(told)
            self._stopping.wait(LOOKED_EVERY_S)

    def look(self, told: Told = tell_nobody) -> None:
        """Update all that is due now, once."""
        for source in self._sources.due(self._now()):
            if self._stopping.is_set():
                return
            if not self._rests.has(source.id):
                self._update(source, told)

    def stop(self) -> None:
        """End soon; waits for what is being written, and not for a slow server."""
        self._stopping.set()
        if self._thread:
            self._thread.join(_ENDING_S)

    def _update(self, source: Source, told: Told) -> None:
        if source.kind is SourceKind.FOLDER:
            began = time.monotonic()
            is_needed = self._glances.look_needed(source.address) or source.failures > 0
            self._rests.let(source.id, GLANCES_BETWEEN * (time.monotonic() - began))
            if not is_needed:
                return
        order = Order(in_background=True, stopped=self._stopping.is_set)
        try:
            collected = self._collector.update(source.id, order=order)
        except Exception as error:  # noqa: BLE001 - this thread's one broad handler: the other sources go on
            if not self._stopping.is_set():  # else the library is being closed under it
                _log.warning("The source %s could not be updated: %s", source.address, error)
            self._rests.let(source.id, AFTER_A_FAULT_S)
            self._glances.forget(source.address)
            return
        if collected.stopped:
            self._glances.forget(source.address)
        if collected.has_news:
            told(collected)
