"""The replies to requests that came with an Idempotency-Key, kept for a day: sent again, they are not done again.

Follows draft-ietf-httpapi-idempotency-key-header-07. Knows nothing of HTTP beyond a status, headers and a body.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus.database import Database, Migration

MIGRATIONS = (
    Migration(
        "kept_replies",
        1,
        (
            """CREATE TABLE kept_reply (
                key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, made_at TEXT NOT NULL, status INTEGER, headers TEXT,
                body BLOB
            ) STRICT""",
        ),
    ),
)
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """A response as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a key: the fingerprint of its request, and the reply, None while there is none yet."""

    fingerprint: str
    reply: Reply | None


class KeptReplies:
    """Those of one library. What had no reply when the process ended is forgotten: nobody knows how far it came."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        database.execute("DELETE FROM kept_reply WHERE status IS NULL")

    def begin(self, key: str, fingerprint: str) -> Known | None:
        """None where the key is new and now this request's, else what is known of it."""
        now = self._now()
        with self._database.transaction():
            self._database.execute("DELETE FROM kept_reply WHERE made_at < ?", ((now - KEPT_FOR).isoformat(),))
            row = self._database.query_one("SELECT * FROM kept_reply WHERE key = ?", (key,))
            if row is None:
                self._database.execute(
                    "INSERT INTO kept_reply (key, fingerprint, made_at) VALUES (?, ?, ?)",
                    (key, fingerprint, now.isoformat()),
                )
                return None
        if row["status"] is None:
            return Known(row["fingerprint"], None)
        return Known(row["fingerprint"], Reply(row["status"], json.loads(row["headers"]), row["body"]))

    def keep(self, key: str, reply: Reply) -> None:
        """The request has this reply from now on."""
        self._database.execute(
            "UPDATE kept_reply SET status = ?, headers = ?, body = ? WHERE key = ?",
            (reply.status, json.dumps(reply.headers), reply.body, key),
        )

    def forget(self, key: str) -> None:
        """The request was not answered, and can be sent again."""
        self._database.execute("DELETE FROM kept_reply WHERE key = ?", (key,))
