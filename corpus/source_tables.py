"""The tables of sources, of their entries and documents, and how values become rows and rows values.

Knows nothing of when anything is read or written.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from corpus.database import Migration, Row
from corpus.fetched import Validators
from corpus.source import Document, Entry, EntryState, Source, SourceKind, Told

MIGRATIONS = (
    Migration(
        "sources",
        1,
        (
            """CREATE TABLE source (
                id TEXT PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL UNIQUE, title TEXT,
                added_at TEXT NOT NULL, every_s INTEGER, next_at TEXT, not_before TEXT, failures INTEGER NOT NULL,
                paused TEXT, moved_to TEXT, moved_rounds INTEGER NOT NULL, last_at TEXT, last_result TEXT
            ) STRICT""",
            """CREATE TABLE source_entry (
                source_id TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE, key TEXT NOT NULL,
                state TEXT NOT NULL, stamp TEXT NOT NULL, url TEXT, reason TEXT, from_feed INTEGER NOT NULL,
                text_hash TEXT, characters INTEGER NOT NULL, told TEXT NOT NULL,
                failures INTEGER NOT NULL, next_at TEXT, recorded_at TEXT NOT NULL,
                PRIMARY KEY (source_id, key)
            ) STRICT, WITHOUT ROWID""",
            """CREATE TABLE source_article (
                source_id TEXT NOT NULL, key TEXT NOT NULL, article_id TEXT NOT NULL, unwanted INTEGER NOT NULL,
                PRIMARY KEY (source_id, key, article_id),
                FOREIGN KEY (source_id, key) REFERENCES source_entry (source_id, key) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID""",
            "CREATE INDEX source_article_id ON source_article (article_id)",
            """CREATE TABLE source_document (
                source_id TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE, address TEXT NOT NULL,
                url TEXT NOT NULL, etag TEXT, last_modified TEXT, digest TEXT NOT NULL,
                PRIMARY KEY (source_id, address)
            ) STRICT, WITHOUT ROWID""",
            "CREATE TABLE article_address (key TEXT PRIMARY KEY, article_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
        ),
    ),
    Migration(
        "sources",
        2,
        (
            "ALTER TABLE source_entry ADD COLUMN page_url TEXT",
            "ALTER TABLE source_entry ADD COLUMN etag TEXT",
            "ALTER TABLE source_entry ADD COLUMN last_modified TEXT",
        ),
    ),
)

_INSTANTS = ("added_at", "next_at", "not_before", "last_at")

ENTRY_COLUMNS = (
    *("source_id", "key", "state", "stamp", "url", "reason", "from_feed", "text_hash", "characters", "told"),
    *("failures", "next_at", "recorded_at", "page_url", "etag", "last_modified"),
)


def instant(when: datetime | None) -> str | None:
    """Of one length, so that they can be compared as text."""
    return when.astimezone(UTC).isoformat(timespec="microseconds") if when else None


def source_values(source: Source) -> dict[str, str | int | None]:
    """A source as its row, by column."""
    return {**asdict(source), **{name: instant(getattr(source, name)) for name in _INSTANTS}}


def source_of(row: Row) -> Source:
    """A source from its row."""
    return Source(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        address=row["address"],
        added_at=datetime.fromisoformat(row["added_at"]),
        title=row["title"],
        every_s=row["every_s"],
        next_at=_when(row["next_at"]),
        not_before=_when(row["not_before"]),
        failures=row["failures"],
        paused=row["paused"],
        moved_to=row["moved_to"],
        moved_rounds=row["moved_rounds"],
        last_at=_when(row["last_at"]),
        last_result=row["last_result"],
    )


def document_of(row: Row) -> Document:
    """A document from its row."""
    return Document(row["address"], Validators(row["url"], row["etag"], row["last_modified"]), row["digest"])


def entry_values(source_id: str, entry: Entry, now: datetime) -> tuple[str | int | None, ...]:
    """An entry as its row, in the order of ENTRY_COLUMNS; its articles stand in a table of their own."""
    page = entry.validators
    return (
        source_id,
        entry.key,
        entry.state,
        entry.stamp,
        entry.url,
        entry.reason,
        int(entry.from_feed),
        entry.text_hash,
        entry.characters,
        "" if entry.told == Told() else json.dumps(asdict(entry.told), ensure_ascii=False),
        entry.failures,
        instant(entry.next_at),
        instant(now),
        page.url if page else None,
        page.etag if page else None,
        page.last_modified if page else None,
    )


def entry_of(row: Row, articles: Sequence[Row]) -> Entry:
    """An entry from its row and those of the articles that it gave."""
    page_url = row["page_url"]
    return Entry(
        key=row["key"],
        state=EntryState(row["state"]),
        stamp=row["stamp"],
        url=row["url"],
        reason=row["reason"],
        article_ids=tuple(article["article_id"] for article in articles if not article["unwanted"]),
        unwanted_ids=frozenset(article["article_id"] for article in articles if article["unwanted"]),
        from_feed=bool(row["from_feed"]),
        text_hash=row["text_hash"],
        characters=row["characters"],
        told=_told(row["told"]),
        failures=row["failures"],
        next_at=_when(row["next_at"]),
        validators=Validators(page_url, row["etag"], row["last_modified"]) if page_url else None,
    )


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _told(text: str) -> Told:
    if not text:
        return Told()
    values = json.loads(text)
    return Told(**{**values, "authors": tuple(values["authors"]), "tags": tuple(values["tags"])})
