"""The sources that are kept: where they are, when each is due, how its last round went, what tells its documents apart.

Knows nothing of how a source is read. What was seen in one is `entries` (`corpus/source_entries.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.database import Database
from corpus.errors import SourceNotFoundError
from corpus.source import EVERY_S, Document, EntryState, Source, SourceKind, source_id
from corpus.source_entries import SourceEntries
from corpus.source_tables import document_of, instant, source_of, source_values


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many articles a source has in the answers, and how many of its entries failed or vanished."""

    articles: int = 0
    failed: int = 0
    vanished: int = 0


class Sources:
    """Sources in the library file, and `entries`, what was seen in each of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.entries = SourceEntries(database)

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
        return source_of(row)

    def by_address(self, address: str) -> Source | None:
        """The source with this address."""
        row = self._database.query_one("SELECT * FROM source WHERE address = ?", (address,))
        return source_of(row) if row else None

    def all(self) -> list[Source]:
        """All of them, in the order they were added."""
        return [source_of(row) for row in self._database.query("SELECT * FROM source ORDER BY added_at, rowid")]

    def due(self, now: datetime) -> list[Source]:
        """Those that are to be looked at, the longest due first."""
        rows = self._database.query(
            "SELECT * FROM source WHERE paused IS NULL AND next_at <= ? ORDER BY next_at, id", (instant(now),)
        )
        return [source_of(row) for row in rows]

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
        return {row["address"]: document_of(row) for row in rows}

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

    def _is_there(self, id: str) -> bool:
        return self._database.query_one("SELECT 1 FROM source WHERE id = ?", (id,)) is not None

    def _free_id(self, kind: SourceKind, address: str) -> str:
        """A source that moved keeps its id, so the one for its former address may be taken."""
        names = (address, *(f"{address} {number}" for number in range(2, 100)))
        return next(id for name in names if not self._is_there(id := source_id(kind, name)))

    def _write(self, source: Source) -> None:
        values = source_values(source)
        self._database.execute(
            f"""INSERT INTO source ({", ".join(values)}) VALUES ({", ".join("?" * len(values))})
            ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in values)}""",
            list(values.values()),
        )
