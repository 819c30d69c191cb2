"""What was set going at any door and has not ended yet, so that every door can show how far it is.

Knows nothing of what runs. Kept in memory only.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from index.progress import Progress, UpdateProgress

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Run:
    """One thing under way: what it is about, how far it is, and for how long its present stage has run.

    `progress` is None before the first report.
    """

    subject: str
    progress: UpdateProgress | None = None
    elapsed_s: float = 0.0


@dataclass(slots=True)
class _Entry:
    """A run as it is kept. Changes as it goes on."""

    began: float
    progress: UpdateProgress | None = None
    stopped: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class Begun:
    """What the one who runs reports to, and asks whether it is to end early."""

    progress: Progress
    stopped: Callable[[], bool]


class Running:
    """All that is under way, by subject. Safe to use from many threads."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._runs: dict[str, _Entry] = {}
        self._lock = threading.Lock()

    @contextmanager
    def begun(self, subject: str) -> Iterator[Begun | None]:
        """For as long as the block runs, it is told as under way; None where it is under way already."""
        entry = _Entry(self._clock())
        with self._lock:
            is_new = self._runs.setdefault(subject, entry) is entry
        if not is_new:
            yield None
            return
        try:
            yield Begun(lambda progress: self._report(entry, progress), entry.stopped.is_set)
        finally:
            with self._lock:
                del self._runs[subject]

    def stop(self, subject: str) -> None:
        """Ask it to end early; nothing where it does not run."""
        with self._lock:
            if subject in self._runs:
                self._runs[subject].stopped.set()

    def find(self, subject: str) -> Run | None:
        """How far this is, or None where it does not run."""
        return next((run for run in self.all() if run.subject == subject), None)

    def all(self) -> list[Run]:
        """All of them, in the order they were begun."""
        now = self._clock()
        with self._lock:
            return [Run(subject, entry.progress, now - entry.began) for subject, entry in self._runs.items()]

    def _report(self, entry: _Entry, progress: UpdateProgress) -> None:
        with self._lock:
            if entry.progress is None or entry.progress.stage != progress.stage:
                entry.began = self._clock()
            entry.progress = progress
