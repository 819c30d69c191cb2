"""How much is taken at once: from one token in a minute, of answers at a time, of bytes and files in a body.

Knows nothing of requests.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits as they are set; each is a setting of `assistant.settings` with its reason in README's table."""

    requests_per_minute: int = 300
    answers_at_once: int = 2
    answers_waiting: int = 8
    body_bytes: int = 4_000_000
    upload_bytes: int = 500_000_000
    upload_files: int = 200
    body_timeout_s: float = 30.0


@dataclass(slots=True)
class _Bucket:
    """How many requests are left, counted at a moment (monotonic seconds)."""

    left: float
    counted_at: float


@dataclass(slots=True)
class Buckets:
    """A token bucket for each key: a minute's requests at once, then as many a second as make up the minute."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def wait_s(self, key: int) -> int:
        """Take one request; 0 where there was one, else in how many seconds there is."""
        now, rate = self.clock(), self.per_minute / 60
        bucket = self._buckets.setdefault(key, _Bucket(self.per_minute, now))
        bucket.left = min(self.per_minute, bucket.left + (now - bucket.counted_at) * rate)
        bucket.counted_at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        return math.ceil((1 - bucket.left) / rate)


class QueueFullError(Exception):
    """Every place, also for waiting, is taken. Never leaves this package: the gate makes a refusal of it."""


@dataclass(slots=True)
class Places:
    """So many answers at once, so many more that wait for their turn in the order they came; the rest are refused.

    Refusing at once keeps the wait of those who are let in short: an endless queue serves only those who have left.
    """

    at_once: int
    waiting: int
    _taken: int = 0
    _turns: asyncio.Semaphore | None = None

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and keep it while inside. Raises QueueFullError."""
        if self._taken >= self.at_once + self.waiting:
            raise QueueFullError
        self._turns = self._turns or asyncio.Semaphore(self.at_once)
        self._taken += 1
        try:
            async with self._turns:
                yield
        finally:
            self._taken -= 1
