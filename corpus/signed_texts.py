"""The tables in which copies are found: signed texts, the bands that two copies meet in, links between copies.

A text that is a copy of many of one group follows one of them: it has no bands and no links, so that a flood of copies
leaves the tables, and the search in them, as small as they were. Knows nothing of what is a copy or a group.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from corpus.article import Article
from corpus.database import Database, Migration, Row
from corpus.signatures import Signature

_HASH_NOW = """SELECT version.content_hash FROM version
    JOIN article ON article.id = version.article_id AND number = current_version WHERE article.id ="""

MIGRATIONS = (
    # After a change in how texts are compared a next step empties these tables and lets every article wait.
    Migration(
        "duplicates",
        1,
        (
            """CREATE TABLE duplicate_text (
                id INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL,
                numbers BLOB NOT NULL, digest BLOB NOT NULL, lead_id INTEGER
            ) STRICT""",
            "CREATE INDEX duplicate_text_lead ON duplicate_text (lead_id)",
            """CREATE TABLE duplicate_band (
                key INTEGER NOT NULL, text_id INTEGER NOT NULL, PRIMARY KEY (key, text_id)
            ) STRICT, WITHOUT ROWID""",
            # Each pair of copies stands in both directions.
            """CREATE TABLE duplicate_link (
                text_id INTEGER NOT NULL, other_id INTEGER NOT NULL, PRIMARY KEY (text_id, other_id)
            ) STRICT, WITHOUT ROWID""",
        ),
    ),
    Migration(
        "duplicates",
        2,
        (
            "ALTER TABLE duplicate_text ADD COLUMN follows_id INTEGER",
            "CREATE INDEX duplicate_text_follows ON duplicate_text (follows_id) WHERE follows_id IS NOT NULL",
            # To ask every article whether it changed takes as long as the library is large: they say so themselves.
            "CREATE TABLE duplicate_waiting (article_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
            """CREATE TRIGGER duplicate_changed AFTER UPDATE OF current_version ON article
            WHEN new.current_version IS NOT old.current_version BEGIN
                INSERT OR IGNORE INTO duplicate_waiting VALUES (new.id);
            END""",
            """CREATE TRIGGER duplicate_removed AFTER DELETE ON article BEGIN
                INSERT OR IGNORE INTO duplicate_waiting VALUES (old.id);
            END""",
            f"""INSERT INTO duplicate_waiting SELECT id FROM article
            WHERE ({_HASH_NOW} article.id) IS NOT
            (SELECT content_hash FROM duplicate_text WHERE article_id = article.id)
            UNION SELECT article_id FROM duplicate_text WHERE article_id NOT IN (SELECT id FROM article)""",
        ),
    ),
)
_MOST_IN_BAND = 16
"""Texts of one band that are looked at, the oldest: phrases that are found everywhere fill a band with strangers, and
real copies meet in another of the 64."""


@dataclass(frozen=True, slots=True)
class SignedText:
    """A text as it was signed; `follows_id` is the text that it is known by, `lead_id` the lead of its group."""

    id: int
    article_id: str
    content_hash: str
    signature: Signature
    lead_id: int | None
    follows_id: int | None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a text leaves behind: `copies` that were linked with it, and articles that followed it and wait now."""

    copies: frozenset[int] = frozenset()
    orphans: tuple[str, ...] = ()


class SignedTexts:
    """Signed texts of articles, at most one of each. Whoever writes several at once holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: str) -> SignedText | None:
        """The text of an article, None where none was signed."""
        row = self._database.query_one("SELECT * FROM duplicate_text WHERE article_id = ?", (article_id,))
        return _signed(row) if row else None

    def likely_copies(self, signature: Signature, nearest: int, oldest: int) -> list[SignedText]:
        """Texts that share enough with this signature to be compared: the `nearest` by estimate, and the `oldest`."""
        if not signature.bands:
            return []
        in_band = f"SELECT * FROM (SELECT text_id FROM duplicate_band WHERE key = ? LIMIT {_MOST_IN_BAND})"
        some = " UNION ".join([in_band] * len(signature.bands))
        rows = self._database.query(f"SELECT * FROM duplicate_text WHERE id IN ({some})", list(signature.bands))
        near = signature.near([row["numbers"] for row in rows])
        old = nsmallest(oldest, near, key=lambda place: rows[place]["id"])
        return [_signed(rows[place]) for place in dict.fromkeys((*near[:nearest], *old))]

    def put(self, article: Article, signature: Signature, copies: Iterable[int]) -> int:
        """Keep a text that is found by its bands, with links to its copies; returns its id."""
        text_id = self._insert(article, signature, None)
        self._database.execute_many(
            "INSERT INTO duplicate_link VALUES (?, ?)",
            [pair for copy in copies for pair in ((text_id, copy), (copy, text_id))],
        )
        self._database.execute_many(
            "INSERT INTO duplicate_band VALUES (?, ?)", [(key, text_id) for key in signature.bands]
        )
        return text_id

    def put_follower(self, article: Article, signature: Signature, follows_id: int) -> None:
        """Keep a text that is known by another."""
        self._insert(article, signature, follows_id)

    def forget(self, text: SignedText) -> Forgotten:
        """Delete all that is known of a text; those that followed it are forgotten as well, and wait."""
        if text.follows_id is not None:
            self._database.execute("DELETE FROM duplicate_text WHERE id = ?", (text.id,))
            return Forgotten()
        copies = frozenset(row["other_id"] for row in self._links(text.id))
        followers = self._database.query("SELECT article_id FROM duplicate_text WHERE follows_id = ?", (text.id,))
        orphans = tuple(row["article_id"] for row in followers)
        self._database.execute_many(
            "DELETE FROM duplicate_link WHERE text_id = ? AND other_id = ?",
            [pair for copy in copies for pair in ((text.id, copy), (copy, text.id))],
        )
        self._database.execute_many(
            "DELETE FROM duplicate_band WHERE key = ? AND text_id = ?",
            [(key, text.id) for key in text.signature.bands],
        )
        self._database.execute_many("INSERT OR IGNORE INTO duplicate_waiting VALUES (?)", [(id,) for id in orphans])
        self._database.execute("DELETE FROM duplicate_text WHERE ? IN (id, follows_id)", (text.id,))
        return Forgotten(copies, orphans)

    def hanging_together(self, text_id: int) -> dict[int, str]:
        """This text and all that links lead to, with their articles; {} where it is gone."""
        rows = self._database.query(
            """WITH RECURSIVE reached (id) AS (
                SELECT ? UNION SELECT other_id FROM duplicate_link JOIN reached ON text_id = reached.id
            ) SELECT id, article_id FROM duplicate_text JOIN reached USING (id)""",
            (text_id,),
        )
        return {row["id"]: row["article_id"] for row in rows}

    def copies(self, text_ids: Iterable[int]) -> dict[int, set[int]]:
        """The copies of each of these texts."""
        return {text_id: {row["other_id"] for row in self._links(text_id)} for text_id in text_ids}

    def set_leads(self, leads: Mapping[int, int]) -> None:
        """The lead of each text's group."""
        self._database.execute_many(
            "UPDATE duplicate_text SET lead_id = ?1 WHERE id = ?2 AND lead_id IS NOT ?1",
            [(lead, text_id) for text_id, lead in leads.items()],
        )

    def lead_articles(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The article that leads the group of each of these; those that were not signed are left out."""
        rows = self._database.query_in(
            """SELECT text.article_id, lead.article_id AS lead FROM duplicate_text AS text
            JOIN duplicate_text AS followed ON followed.id = coalesce(text.follows_id, text.id)
            JOIN duplicate_text AS lead ON lead.id = followed.lead_id WHERE text.article_id IN ({marks})""",
            article_ids,
        )
        return {row["article_id"]: row["lead"] for row in rows}

    def led_by(self, article_id: str) -> list[str]:
        """The articles of the group that this one leads that answer questions, in order of their ids."""
        rows = self._database.query(
            """WITH led AS (SELECT id FROM duplicate_text
                WHERE lead_id = (SELECT id FROM duplicate_text WHERE article_id = ?))
            SELECT article_id FROM duplicate_text AS text JOIN article ON article.id = article_id
            WHERE (text.id IN led OR follows_id IN led) AND current_version IS NOT NULL ORDER BY article_id""",
            (article_id,),
        )
        return [row["article_id"] for row in rows]

    def waiting(self) -> list[str]:
        """The articles that answer otherwise, or no more, since they were signed; in order of their ids."""
        return [row["article_id"] for row in self._database.query("SELECT * FROM duplicate_waiting ORDER BY 1")]

    def waiting_of(self, article_ids: Iterable[str]) -> list[str]:
        """Those of these articles that wait."""
        rows = self._database.query_in("SELECT * FROM duplicate_waiting WHERE article_id IN ({marks})", article_ids)
        return [row["article_id"] for row in rows]

    def cross_off(self, article_ids: Collection[str]) -> None:
        """These wait no more, if what was signed is what answers."""
        self._database.execute_many(
            f"""DELETE FROM duplicate_waiting WHERE article_id = ?1
            AND (SELECT content_hash FROM duplicate_text WHERE article_id = ?1) IS ({_HASH_NOW} ?1)""",
            [(article_id,) for article_id in article_ids],
        )

    def _insert(self, article: Article, signature: Signature, follows_id: int | None) -> int:
        self._database.execute(
            """INSERT INTO duplicate_text (article_id, content_hash, numbers, digest, follows_id)
            VALUES (?, ?, ?, ?, ?)""",
            (article.id, article.content_hash, signature.numbers, signature.digest, follows_id),
        )
        kept = self.of(article.id)
        assert kept is not None  # it was just written
        return kept.id

    def _links(self, text_id: int) -> Sequence[Row]:
        return self._database.query("SELECT other_id FROM duplicate_link WHERE text_id = ?", (text_id,))


def _signed(row: Row) -> SignedText:
    return SignedText(
        id=row["id"],
        article_id=row["article_id"],
        content_hash=row["content_hash"],
        signature=Signature(row["numbers"], row["digest"]),
        lead_id=row["lead_id"],
        follows_id=row["follows_id"],
    )
