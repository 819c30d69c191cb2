"""What models wrote, kept, so that the same question over the same passages costs nothing the second time.

Kept by what the model would be shown: the very messages, its name, where it is reached, and the version of the prompts,
so that a question, a day, a passage or a title that differs by a letter is another key; so is another server. Only the
text is kept; it is judged anew each time, against the articles as they are. With an article everything goes that was
written from it, and what was written from a version that is no longer current goes with the next that is kept. Knows
nothing of how the text is used.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

from assistant.models.model import Message
from assistant.writing.prompts import VERSION
from corpus.database import Database, Migration
from corpus.errors import DatabaseError

MIGRATIONS = (
    Migration(
        "kept_drafts",
        1,
        (
            """CREATE TABLE kept_draft (
                key TEXT PRIMARY KEY, text TEXT NOT NULL, used_at TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX kept_draft_by_use ON kept_draft (used_at)",
            """CREATE TABLE kept_draft_source (
                key TEXT NOT NULL REFERENCES kept_draft (key) ON DELETE CASCADE,
                article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE, version INTEGER NOT NULL,
                PRIMARY KEY (key, article_id, version)
            ) STRICT""",
            "CREATE INDEX kept_draft_of_article ON kept_draft_source (article_id)",
            # A draft goes with the first article that it was written from.
            """CREATE TRIGGER kept_draft_goes AFTER DELETE ON kept_draft_source BEGIN
                DELETE FROM kept_draft WHERE key = old.key;
            END""",
        ),
    ),
)

MOST = 1000
"""Texts that are kept, of a few kilobytes each; those used longest ago go first."""

Versions = Collection[tuple[str, int]]
"""Articles with the numbers of their versions."""


class KeptDrafts:
    """Texts by what a model was shown; `now` gives the time in UTC.

    `address` is where models are reached, "" for their providers' own; it goes into hashes alone.
    """

    def __init__(self, database: Database, now: Callable[[], datetime], most: int = MOST, *, address: str = "") -> None:
        self._database = database
        self._now = now
        self._most = most
        self._address = address

    def find(self, model: str, messages: Sequence[Message]) -> str | None:
        """What this model wrote when it was shown this, None where that is not known."""
        key = self._key(model, messages)
        row = self._database.query_one("SELECT text FROM kept_draft WHERE key = ?", (key,))
        if row is None:
            return None
        with suppress(DatabaseError):  # a full disk keeps nobody from an answer
            self._database.execute("UPDATE kept_draft SET used_at = ? WHERE key = ?", (self._time(), key))
        text: str = row["text"]
        return text

    def keep(self, model: str, messages: Sequence[Message], text: str, versions: Versions) -> None:
        """Keep a text that was written from these versions; not where one is gone meanwhile, nor on a full disk."""
        key = self._key(model, messages)
        with suppress(DatabaseError), self._database.transaction():
            self._database.execute("DELETE FROM kept_draft WHERE key = ?", (key,))
            self._database.execute("INSERT INTO kept_draft VALUES (?, ?, ?)", (key, text, self._time()))
            kept = sum(
                self._database.execute(
                    "INSERT INTO kept_draft_source SELECT ?, id, ? FROM article WHERE id = ?", (key, number, article_id)
                )
                for article_id, number in set(versions)
            )
            if kept < len(set(versions)):
                self._database.execute("DELETE FROM kept_draft WHERE key = ?", (key,))
            self._sweep()

    def count(self) -> int:
        """How many texts are kept."""
        row = self._database.query_one("SELECT count(*) AS kept FROM kept_draft")
        return int(row["kept"]) if row else 0

    def _sweep(self) -> None:
        """Let go of what has an outdated source, and of what was used longest ago where it is too much."""
        self._database.execute(
            "DELETE FROM kept_draft WHERE key IN (SELECT key FROM kept_draft_source JOIN article ON id = article_id "
            "WHERE current_version IS NOT version)"
        )
        self._database.execute(
            "DELETE FROM kept_draft WHERE key NOT IN (SELECT key FROM kept_draft ORDER BY used_at DESC, rowid DESC "
            "LIMIT ?)",
            (self._most,),
        )

    def _time(self) -> str:
        return self._now().isoformat(timespec="microseconds")

    def _key(self, model: str, messages: Sequence[Message]) -> str:
        shown = [VERSION, model, self._address, *((one.role, one.text) for one in messages)]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
