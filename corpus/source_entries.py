"""What was seen in each source: its entries, the articles that they gave, and the addresses that these are known by.

Knows nothing of how a source is read, nor of what makes articles answer.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from corpus.database import Database, Row
from corpus.source import Entry, EntryState, Gathered
from corpus.source_tables import ENTRY_COLUMNS, entry_of, entry_values, instant

_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in ENTRY_COLUMNS if name not in ("source_id", "key"))


class SourceEntries:
    """Entries of sources in the library file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, source_id: str) -> dict[str, Entry]:
        """By key, what is known of each entry of a source."""
        articles: dict[str, list[Row]] = {}
        for row in self._database.query(
            "SELECT * FROM source_article WHERE source_id = ? ORDER BY article_id", (source_id,)
        ):
            articles.setdefault(row["key"], []).append(row)
        rows = self._database.query("SELECT * FROM source_entry WHERE source_id = ?", (source_id,))
        return {row["key"]: entry_of(row, articles.get(row["key"], ())) for row in rows}

    def troubled(self, source_id: str) -> list[Entry]:
        """The entries that have a reason to be shown, by key, without their articles."""
        rows = self._database.query(
            "SELECT * FROM source_entry WHERE source_id = ? AND reason IS NOT NULL ORDER BY key", (source_id,)
        )
        return [entry_of(row, ()) for row in rows]

    def record(self, source_id: str, gathered: Sequence[Gathered], now: datetime) -> None:
        """Record entries whose articles are kept. Nothing where the source was removed meanwhile."""
        with self._database.transaction():
            if self._database.query_one("SELECT 1 FROM source WHERE id = ?", (source_id,)) is None:
                return
            self._write(source_id, [item.entry for item in gathered], now)
            self._database.execute_many(
                "INSERT OR REPLACE INTO article_address VALUES (?, ?)",
                [(key, item.entry.article_ids[0]) for item in gathered for key in item.addresses],
            )

    def retry(self, source_id: str, now: datetime) -> int:
        """Make all that failed due again, and all that somebody deleted stay so; returns how much is tried again."""
        return self._database.execute(
            """UPDATE source_entry SET next_at = ?, failures = 0
            WHERE source_id = ? AND (state = ? OR reason IS NOT NULL)""",
            (instant(now), source_id, EntryState.FAILED),
        )

    def known_as(self, keys: Iterable[str]) -> list[str]:
        """The articles known by these addresses, in that order, each once."""
        found: dict[str, None] = {}
        for key in keys:
            row = self._database.query_one("SELECT article_id FROM article_address WHERE key = ?", (key,))
            if row:
                found[row["article_id"]] = None
        return list(found)

    def claimed(self, article_ids: Collection[str], *, except_for: tuple[str, Collection[str]]) -> set[str]:
        """Those of these articles that some entry still gives, leaving out the entries with these keys of a source."""
        source, keys = except_for[0], set(except_for[1])
        claimed: set[str] = set()
        for article_id in article_ids:
            rows = self._database.query(
                """SELECT source_article.source_id, source_article.key FROM source_article
                JOIN source_entry USING (source_id, key) WHERE article_id = ? AND NOT unwanted AND state <> ?""",
                (article_id, EntryState.VANISHED),
            )
            if any(row["source_id"] != source or row["key"] not in keys for row in rows):
                claimed.add(article_id)
        return claimed

    def turn_down(self, article_id: str) -> None:
        """Somebody deletes this article: no source brings it back, and nothing of what it says is kept here."""
        with self._database.transaction():
            self._database.execute("UPDATE source_article SET unwanted = 1 WHERE article_id = ?", (article_id,))
            self._database.execute(
                """UPDATE source_entry SET told = '', text_hash = NULL, page_url = NULL WHERE EXISTS (
                    SELECT 1 FROM source_article WHERE source_article.source_id = source_entry.source_id
                    AND source_article.key = source_entry.key AND article_id = ?
                )""",
                (article_id,),
            )

    def welcome(self, article_ids: Iterable[str]) -> None:
        """Somebody adds these articles by hand: sources may change them again."""
        self._database.execute_many(
            "UPDATE source_article SET unwanted = 0 WHERE article_id = ? AND unwanted", [(id,) for id in article_ids]
        )

    def _write(self, source_id: str, entries: Sequence[Entry], now: datetime) -> None:
        self._database.execute_many(
            f"""INSERT INTO source_entry ({", ".join(ENTRY_COLUMNS)}) VALUES ({", ".join("?" * len(ENTRY_COLUMNS))})
            ON CONFLICT (source_id, key) DO UPDATE SET {_CHANGED}""",
            [entry_values(source_id, entry, now) for entry in entries],
        )
        self._database.execute_many(
            "DELETE FROM source_article WHERE source_id = ? AND key = ? AND NOT unwanted",
            [(source_id, entry.key) for entry in entries],
        )
        self._database.execute_many(
            "INSERT OR IGNORE INTO source_article VALUES (?, ?, ?, 0)",
            [(source_id, entry.key, article_id) for entry in entries for article_id in entry.article_ids],
        )
