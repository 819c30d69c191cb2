"""Counts the tokens that are read and written, by the day, and says when a day's are spent.

Days are those of UTC. Knows nothing of prompts or answers.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from assistant.errors import TokensReservedError, TokensSpentError
from assistant.models.model import Usage
from corpus.database import Database, Migration
from corpus.errors import DatabaseError

MIGRATIONS = (
    Migration(
        "spending",
        1,
        (
            """CREATE TABLE spent (
                day TEXT NOT NULL, model TEXT NOT NULL, calls INTEGER NOT NULL, tokens_in INTEGER NOT NULL,
                tokens_out INTEGER NOT NULL, estimated INTEGER NOT NULL, PRIMARY KEY (day, model)
            ) STRICT""",
        ),
    ),
)


_MOST_TOKENS = 10**12
"""Of one call; more would in the end not fit into the file, and keep what comes after it out as well."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent in one day; `estimated` of its calls did not say what they cost. `a_day` may be spent, 0: all."""

    day: str
    calls: int
    tokens_in: int
    tokens_out: int
    estimated: int
    a_day: int

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.tokens_in + self.tokens_out

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be spent today."""
        return 0 < self.a_day <= self.tokens


class Spending:
    """Keeps what was spent in the library file; `a_day` tokens may be, 0 sets no limit. `now` gives the time in UTC.

    What is under way is counted as well, so that questions asked at once spend no more than one of them too much. What
    cannot be written, as the disk is full, is written with what comes next.
    """

    def __init__(self, database: Database, a_day: int, now: Callable[[], datetime]) -> None:
        self._database = database
        self._a_day = a_day
        self._now = now
        self._lock = threading.Lock()
        self._recording = threading.Lock()
        self._under_way = 0
        self._unwritten: list[tuple[str, str, Usage]] = []

    def today(self) -> Spent:
        """What was spent since midnight, UTC, by all models."""
        day = self._day()
        row = self._database.query_one(
            "SELECT total(calls) AS calls, total(tokens_in) AS tokens_in, total(tokens_out) AS tokens_out, "
            "total(estimated) AS estimated FROM spent WHERE day = ?",
            (day,),
        )
        calls, tokens_in, tokens_out, estimated = map(int, row or (0, 0, 0, 0))
        for usage in [usage for on, _, usage in self._unwritten if on == day]:
            calls, tokens_in, tokens_out = calls + 1, tokens_in + usage.tokens_in, tokens_out + usage.tokens_out
            estimated += usage.estimated
        return Spent(day, calls, tokens_in, tokens_out, estimated, self._a_day)

    @contextmanager
    def reserved(self, tokens: int) -> Iterator[None]:
        """Inside, so many tokens are thought to be spent.

        Raises TokensSpentError where the day's are gone already, and TokensReservedError where they are if what is
        under way costs what it may.
        """
        with self._lock:
            today = self.today()
            if today.is_spent:
                raise TokensSpentError(
                    f"The day's {self._a_day:,} tokens are spent. Writing goes on at midnight UTC, or with a higher "
                    "ASSISTANT_MODEL_TOKENS_A_DAY."
                )
            if 0 < self._a_day <= today.tokens + self._under_way:
                raise TokensReservedError(
                    f"The day's {self._a_day:,} tokens are spent, or about to be by questions that are being answered "
                    "now. Try again in a moment."
                )
            self._under_way += tokens
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= tokens

    def record(self, model: str, usage: Usage) -> None:
        """Count one call."""
        with self._recording:
            self._unwritten.append((self._day(), model, _bounded(usage)))
            with suppress(DatabaseError):
                while self._unwritten:
                    self._write(*self._unwritten[0])
                    del self._unwritten[0]

    def _write(self, day: str, model: str, usage: Usage) -> None:
        self._database.execute(
            "INSERT INTO spent VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT (day, model) DO UPDATE SET calls = calls + 1, "
            "tokens_in = tokens_in + excluded.tokens_in, tokens_out = tokens_out + excluded.tokens_out, "
            "estimated = estimated + excluded.estimated",
            (day, model, usage.tokens_in, usage.tokens_out, int(usage.estimated)),
        )

    def _day(self) -> str:
        return self._now().date().isoformat()


def _bounded(usage: Usage) -> Usage:
    """With whole numbers that the file can hold."""
    tokens_in, tokens_out = (int(min(max(0, one), _MOST_TOKENS)) for one in (usage.tokens_in, usage.tokens_out))
    return Usage(tokens_in, tokens_out, usage.estimated)
