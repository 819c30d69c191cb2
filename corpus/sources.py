"""The sources that are kept, with what was seen in each of them.

Tables of sources, of their entries and the articles these gave, of what tells whether their documents changed, and of
the addresses that articles are known by. Knows nothing of how a source is read, nor of what makes articles answer.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from corpus.database import Database, Migration, Row
from corpus.errors import SourceNotFoundError
from corpus.fetched import Validators
from corpus.source import EVERY_S, Document, Entry, EntryState, Gathered, Source, SourceKind, Told, source_id

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
)


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many articles a source has in the answers, and how many of its entries failed or vanished."""

    articles: int = 0
    failed: int = 0
    vanished: int = 0


class Sources:
    """Sources in the library file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, kind: SourceKind, address: str, *, title: str | None = None, scheduled: bool = True, now: datetime
    ) -> tuple[Source, bool]:
        """A new source, due at once where it is `scheduled`; or the one that has this address, and False."""
        existing = self.by_address(address)
        if existing:
            return existing, False
        source = Source(
            id=self._free_id(kind, address),
            kind=kind,
            address=address,
            added_at=now,
            title=title,
            every_s=EVERY_S[kind] if scheduled else None,
            next_at=now if scheduled else None,
        )
        self._write(source)
        return source, True

    def get(self, id: str) -> Source:
        """A source by its id. Raises SourceNotFoundError."""
        row = self._database.query_one("SELECT * FROM source WHERE id = ?", (id,))
        if row is None:
            raise SourceNotFoundError(f"There is no source {id}. `assistant sources list` lists what there is.")
        return _source(row)

    def by_address(self, address: str) -> Source | None:
        """The source with this address."""
        row = self._database.query_one("SELECT * FROM source WHERE address = ?", (address,))
        return _source(row) if row else None

    def all(self) -> list[Source]:
        """All of them, in the order they were added."""
        return [_source(row) for row in self._database.query("SELECT * FROM source ORDER BY added_at, rowid")]

    def due(self, now: datetime) -> list[Source]:
        """Those that are to be looked at, the longest due first."""
        rows = self._database.query(
            "SELECT * FROM source WHERE paused IS NULL AND next_at <= ? ORDER BY next_at, id", (_instant(now),)
        )
        return [_source(row) for row in rows]

    def pause(self, id: str, reason: str) -> None:
        """Look at it no more. Raises SourceNotFoundError."""
        self._write(replace(self.get(id), paused=reason))

    def resume(self, id: str, now: datetime) -> Source:
        """Go on with it, at once. Raises SourceNotFoundError."""
        source = self.get(id)
        every_s = source.every_s
        resumed = replace(source, paused=None, failures=0, next_at=now if every_s is not None else None)
        self._write(resumed)
        return resumed

    def follow(self, id: str, now: datetime) -> Source:
        """Look at it on the schedule of its kind from now on. Raises SourceNotFoundError."""
        source = self.get(id)
        followed = replace(source, every_s=EVERY_S[source.kind], next_at=now)
        self._write(followed)
        return followed

    def remove(self, id: str) -> None:
        """Forget a source; the articles that it gave stay. Raises SourceNotFoundError."""
        if not self._database.execute("DELETE FROM source WHERE id = ?", (id,)):
            self.get(id)

    def retry(self, id: str, now: datetime) -> int:
        """Make all that failed due again, and all that somebody deleted stay so; returns how much is tried again."""
        return self._database.execute(
            """UPDATE source_entry SET next_at = ?, failures = 0
            WHERE source_id = ? AND (state = ? OR reason IS NOT NULL)""",
            (_instant(now), id, EntryState.FAILED),
        )

    def after_round(self, source: Source, documents: Iterable[Document]) -> Source:
        """Record a source after its round, with what tells its documents from newer ones.

        One that moved to the address of another source is paused. One that was removed meanwhile stays so.
        """
        with self._database.transaction():
            if not self._is_there(source.id):
                return source
            other = self.by_address(source.address)
            if other and other.id != source.id:
                kept = self.get(source.id)
                reason = f"It moved to {source.address}, which is a source already."
                source = replace(source, address=kept.address, paused=reason, next_at=None)
            self._write(source)
            self._database.execute_many(
                "INSERT OR REPLACE INTO source_document VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (source.id, d.address, d.validators.url, d.validators.etag, d.validators.last_modified, d.digest)
                    for d in documents
                ],
            )
        return source

    def documents(self, id: str) -> dict[str, Document]:
        """By address, what was last seen of each document of a source."""
        rows = self._database.query("SELECT * FROM source_document WHERE source_id = ?", (id,))
        return {
            row["address"]: Document(
                row["address"], Validators(row["url"], row["etag"], row["last_modified"]), row["digest"]
            )
            for row in rows
        }

    def entries(self, id: str) -> dict[str, Entry]:
        """By key, what is known of each entry of a source."""
        articles: dict[str, list[Row]] = {}
        for row in self._database.query("SELECT * FROM source_article WHERE source_id = ? ORDER BY article_id", (id,)):
            articles.setdefault(row["key"], []).append(row)
        rows = self._database.query("SELECT * FROM source_entry WHERE source_id = ?", (id,))
        return {row["key"]: _entry(row, articles.get(row["key"], ())) for row in rows}

    def troubled(self, id: str) -> list[Entry]:
        """The entries that have a reason to be shown, by key, without their articles."""
        rows = self._database.query(
            "SELECT * FROM source_entry WHERE source_id = ? AND reason IS NOT NULL ORDER BY key", (id,)
        )
        return [_entry(row, ()) for row in rows]

    def counts(self) -> dict[str, SourceCounts]:
        """Of every source by id."""
        rows = self._database.query(
            """SELECT source.id, (
                SELECT count(DISTINCT source_article.article_id) FROM source_article
                JOIN article ON article.id = article_id AND current_version IS NOT NULL
                WHERE source_id = source.id AND NOT unwanted
            ) AS articles,
            (SELECT count(*) FROM source_entry WHERE source_id = source.id AND reason IS NOT NULL) AS failed,
            (SELECT count(*) FROM source_entry WHERE source_id = source.id AND state = ?) AS vanished FROM source""",
            (EntryState.VANISHED,),
        )
        return {row["id"]: SourceCounts(row["articles"], row["failed"], row["vanished"]) for row in rows}

    def record(self, id: str, gathered: Sequence[Gathered], now: datetime) -> None:
        """Record entries whose articles are kept. Nothing where the source was removed meanwhile."""
        with self._database.transaction():
            if not self._is_there(id):
                return
            self._write_entries(id, [item.entry for item in gathered], now)
            self._database.execute_many(
                "INSERT OR REPLACE INTO article_address VALUES (?, ?)",
                [(key, item.entry.article_ids[0]) for item in gathered for key in item.addresses],
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
                """UPDATE source_entry SET told = '', text_hash = NULL WHERE EXISTS (
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

    def _is_there(self, id: str) -> bool:
        return self._database.query_one("SELECT 1 FROM source WHERE id = ?", (id,)) is not None

    def _free_id(self, kind: SourceKind, address: str) -> str:
        """A source that moved keeps its id, so the one for its former address may be taken."""
        names = (address, *(f"{address} {number}" for number in range(2, 100)))
        return next(id for name in names if not self._is_there(id := source_id(kind, name)))

    def _write(self, source: Source) -> None:
        values = {**asdict(source), **{name: _instant(getattr(source, name)) for name in _INSTANTS}}
        self._database.execute(
            f"""INSERT INTO source ({", ".join(values)}) VALUES ({", ".join("?" * len(values))})
            ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in values)}""",
            list(values.values()),
        )

    def _write_entries(self, id: str, entries: Sequence[Entry], now: datetime) -> None:
        self._database.execute_many(
            """INSERT INTO source_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (source_id, key) DO UPDATE SET state = excluded.state, stamp = excluded.stamp,
                url = excluded.url, reason = excluded.reason, from_feed = excluded.from_feed,
                text_hash = excluded.text_hash, characters = excluded.characters, told = excluded.told,
                failures = excluded.failures, next_at = excluded.next_at, recorded_at = excluded.recorded_at""",
            [_entry_values(id, entry, now) for entry in entries],
        )
        self._database.execute_many(
            "DELETE FROM source_article WHERE source_id = ? AND key = ? AND NOT unwanted",
            [(id, entry.key) for entry in entries],
        )
        self._database.execute_many(
            "INSERT OR IGNORE INTO source_article VALUES (?, ?, ?, 0)",
            [(id, entry.key, article_id) for entry in entries for article_id in entry.article_ids],
        )


_INSTANTS = ("added_at", "next_at", "not_before", "last_at")


def _instant(when: datetime | None) -> str | None:
    """Of one length, so that they can be compared as text."""
    return when.astimezone(UTC).isoformat(timespec="microseconds") if when else None


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _source(row: Row) -> Source:
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


def _entry(row: Row, articles: Sequence[Row]) -> Entry:
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
    )


def _told(text: str) -> Told:
    if not text:
        return Told()
    values = json.loads(text)
    return Told(**{**values, "authors": tuple(values["authors"]), "tags": tuple(values["tags"])})


def _entry_values(id: str, entry: Entry, now: datetime) -> tuple[str | int | None, ...]:
    told = "" if entry.told == Told() else json.dumps(asdict(entry.told), ensure_ascii=False)
    return (
        id,
        entry.key,
        entry.state,
        entry.stamp,
        entry.url,
        entry.reason,
        int(entry.from_feed),
        entry.text_hash,
        entry.characters,
        told,
        entry.failures,
        _instant(entry.next_at),
        _instant(now),
    )
