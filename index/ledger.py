"""Which passages exist: the SQLite side of the index, which decides where it and the vectors disagree.

Passages belong to a generation, one directory of vectors; the current generation answers. Knows nothing of models or
vectors. The full text follows the passages by triggers (`index.tables`).
"""

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.article import Publication
from corpus.database import Database, Row
from corpus.library import VersionRef
from corpus.narrowing import Narrowing
from index.passage import Passage
from index.tables import MIGRATIONS

__all__ = ["MIGRATIONS", "Generation", "Ledger"]

_DELETED_AT_ONCE = 500  # passages; others may write between


@dataclass(frozen=True, slots=True)
class Generation:
    """One built index: a directory of vectors and the settings they were made with."""

    number: int
    fingerprint: str


class Ledger:
    """The passages of every generation, and which generation is current."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.narrowing = Narrowing(database)
        """Which articles filters let through: the library's word, as all that is said of passages here."""

    def current_generation(self) -> Generation | None:
        """The generation that answers, None in a new library."""
        row = self._database.query_one("SELECT number, fingerprint FROM generation WHERE is_current")
        return Generation(row["number"], row["fingerprint"]) if row else None

    def begin_generation(self, fingerprint: str) -> Generation:
        """A new, empty generation, not yet current. Its number was never used before."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.transaction():
            row = self._database.query_one("SELECT coalesce(max(number), 0) + 1 AS number FROM generation")
            assert row is not None  # an aggregate always has a row
            self._database.execute("INSERT INTO generation VALUES (?, ?, 0, ?)", (row["number"], fingerprint, now))
        return Generation(row["number"], fingerprint)

    def begun_generation(self, fingerprint: str) -> Generation | None:
        """The last generation, if it is not yet current and begun with this fingerprint."""
        row = self._database.query_one(
            "SELECT number, fingerprint, is_current FROM generation ORDER BY number DESC LIMIT 1"
        )
        if row is None or row["is_current"] or row["fingerprint"] != fingerprint:
            return None
        return Generation(row["number"], fingerprint)

    def make_current(self, generation: Generation) -> None:
        """Answer from this generation from now on."""
        self._database.execute("UPDATE generation SET is_current = (number = ?)", (generation.number,))

    def forget_others(self, keep: Collection[Generation]) -> None:
        """Forget the passages of every other generation, a few at a time: others write in between."""
        kept = {generation.number for generation in keep}
        rows = self._database.query("SELECT number FROM generation")
        for number in {row["number"] for row in rows} - kept:
            self._database.execute("DELETE FROM indexed_version WHERE generation = ?", (number,))
            while self._database.execute(
                "DELETE FROM passage WHERE rowid IN (SELECT rowid FROM passage WHERE generation = ? LIMIT ?)",
                (number, _DELETED_AT_ONCE),
            ):
                pass

    def record(self, generation: Generation, versions: Iterable[tuple[str, int]]) -> None:
        """Remember which version of these articles is in a generation, by article id and number."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO indexed_version VALUES (?, ?, ?)",
            ((generation.number, article_id, number) for article_id, number in versions),
        )

    def unrecord(self, generation: Generation, article_ids: Iterable[str]) -> None:
        """These articles are pending again."""
        self._database.execute_many(
            "DELETE FROM indexed_version WHERE generation = ? AND article_id = ?",
            ((generation.number, article_id) for article_id in article_ids),
        )

    def pending(self, generation: Generation) -> list[VersionRef]:
        """The current versions that a generation does not hold, in the order they came."""
        rows = self._database.query(
            """SELECT version.article_id, version.number, length(text) AS characters
            FROM version JOIN article ON article.id = version.article_id AND version.number = current_version
            LEFT JOIN indexed_version ON generation = ? AND indexed_version.article_id = version.article_id
            WHERE indexed_version.version IS NOT version.number ORDER BY version.rowid""",
            (generation.number,),
        )
        return [VersionRef(row["article_id"], row["number"], row["characters"]) for row in rows]

    def current_versions(self, article_ids: Collection[str]) -> dict[str, int]:
        """The number of the version that answers, for those of these articles that have one."""
        rows = self._database.query_in(
            "SELECT id, current_version FROM article WHERE current_version IS NOT NULL AND id IN ({marks})", article_ids
        )
        return {row["id"]: row["current_version"] for row in rows}

    def replace(self, generation: Generation, passages: Sequence[Passage], article_ids: Iterable[str]) -> None:
        """Put `passages` in the place of all that these articles had in this generation."""
        with self._database.transaction():
            self._database.execute_many(
                "DELETE FROM passage WHERE article_id = ? AND generation = ?",
                ((article_id, generation.number) for article_id in article_ids),
            )
            self._database.execute_many(
                'INSERT INTO passage (id, generation, article_id, version, start, "end", title, text)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((p.id, generation.number, p.article_id, p.version, p.start, p.end, p.title, p.text) for p in passages),
            )

    def remove_article(self, article_id: str) -> None:
        """Forget the passages of an article, in every generation."""
        with self._database.transaction():
            self._database.execute("DELETE FROM passage WHERE article_id = ?", (article_id,))
            self._database.execute("DELETE FROM indexed_version WHERE article_id = ?", (article_id,))

    @property
    def changes(self) -> int:
        """Grows with every write; equal numbers mean that nothing changed between."""
        return self._database.changes

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads of this thread inside see one state."""
        return self._database.snapshot()

    def ids(self, generation: Generation) -> set[str]:
        """The id of every passage of a generation."""
        rows = self._database.query("SELECT id FROM passage WHERE generation = ?", (generation.number,))
        return {row["id"] for row in rows}

    def ids_of(self, generation: Generation, article_ids: Collection[str]) -> set[str]:
        """The ids of the passages of these articles."""
        rows = self._database.query_in(
            # The plus keeps SQLite from going through the whole generation: 100,000 passages take 0.3 s.
            "SELECT id FROM passage WHERE +generation = ? AND article_id IN ({marks})",
            sorted(article_ids),
            (generation.number,),
        )
        return {row["id"] for row in rows}

    def articles_of(self, generation: Generation, passage_ids: Collection[str]) -> set[str]:
        """The articles that these passages belong to."""
        return set(self.articles_by_passage(generation, passage_ids).values())

    def articles_by_passage(self, generation: Generation, passage_ids: Collection[str]) -> dict[str, str]:
        """The article of each of these passages; ids that the ledger does not know are left out."""
        rows = self._database.query_in(
            "SELECT id, article_id FROM passage WHERE generation = ? AND id IN ({marks})",
            sorted(passage_ids),
            (generation.number,),
        )
        return {row["id"]: row["article_id"] for row in rows}

    def passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        """The passages of the current generation by id; ids that the ledger does not know are left out."""
        rows = self._database.query_in(
            """SELECT passage.id, passage.article_id, passage.version, passage.start, passage."end", passage.text,
                version.title, version.url, version.outlet, version.authors, version.published,
                version.published_original
            FROM passage
            JOIN version ON version.article_id = passage.article_id AND version.number = passage.version
            WHERE passage.generation = (SELECT number FROM generation WHERE is_current)
            AND passage.id IN ({marks})""",
            passage_ids,
        )
        return {row["id"]: _passage(row) for row in rows}

    def count(self) -> int:
        """Passages in the current generation."""
        current = self.current_generation()
        return self.count_of(current) if current else 0

    def count_of(self, generation: Generation) -> int:
        """Passages in a generation (30,000: 1 ms)."""
        row = self._database.query_one("SELECT count(*) AS n FROM passage WHERE generation = ?", (generation.number,))
        return int(row["n"]) if row else 0


def _passage(row: Row) -> Passage:
    published = row["published"]
    return Passage(
        id=row["id"],
        article_id=row["article_id"],
        version=row["version"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        authors=tuple(json.loads(row["authors"])),
        published=Publication.from_iso(published, row["published_original"]) if published else None,
    )
