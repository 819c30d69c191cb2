"""The articles that are kept, each with every version that was seen of it.

Knows nothing of passages or vectors. An article exists here as soon as a version of it is written; which version
answers questions is `current_version`, and whoever makes versions searchable moves it with `make_current`. A retired
article is kept and answers nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.article import Article
from corpus.database import Database, Row
from corpus.errors import ArticleNotFoundError
from corpus.library_tables import VERSION_COLUMNS, article_of, listed, version_row


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article over time; `number` counts from 1, `added_at` is a UTC ISO instant."""

    article: Article
    number: int
    added_at: str


@dataclass(frozen=True, slots=True)
class VersionRef:
    """Names a version without its text; `characters` is the length of that text."""

    article_id: str
    number: int
    characters: int


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """How much the library holds; `newest` is the latest day of publication, ISO, None when no article has a date.

    `waiting` counts the articles whose newest version is kept but not yet current (`Library.unfinished`).
    """

    articles: int
    versions: int
    newest: str | None
    waiting: int


class Library:
    """Articles and their versions in the library file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Asked for with every question; counting costs 6 ms for 2,000 articles, so it is done once after each change.
        self._counted: tuple[int, LibraryCounts] | None = None

    def latest(self, article_id: str) -> Version | None:
        """The newest version that was written, searchable yet or not."""
        row = self._database.query_one(
            f"SELECT {VERSION_COLUMNS} FROM version WHERE article_id = ? ORDER BY number DESC LIMIT 1", (article_id,)
        )
        return _version(row) if row else None

    def current(self, article_id: str) -> Version:
        """The version that answers questions. Raises ArticleNotFoundError."""
        row = self._database.query_one(
            f"""SELECT {VERSION_COLUMNS} FROM version
            JOIN article ON article.id = article_id AND number = current_version WHERE article_id = ?""",
            (article_id,),
        )
        return _version(_found(row, article_id))

    def version(self, article_id: str, number: int) -> Version:
        """One version by its number. Raises ArticleNotFoundError."""
        row = self._database.query_one(
            f"SELECT {VERSION_COLUMNS} FROM version WHERE article_id = ? AND number = ?", (article_id, number)
        )
        return _version(_found(row, f"{article_id} (version {number})"))

    def versions(self, article_id: str) -> list[Version]:
        """All versions, oldest first. Raises ArticleNotFoundError."""
        rows = self._database.query(
            f"SELECT {VERSION_COLUMNS} FROM version WHERE article_id = ? ORDER BY number", (article_id,)
        )
        _found(rows[0] if rows else None, article_id)
        return [_version(row) for row in rows]

    def write_version(self, article: Article) -> Version:
        """Keep `article` as its next version, not yet current."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.transaction():
            latest = self.latest(article.id)
            number = latest.number + 1 if latest else 1
            self._database.execute(
                "INSERT INTO article (id, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (article.id, now)
            )
            self._database.execute(
                "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version_row(article, number, now),
            )
        return Version(article, number, now)

    def retag(self, article_id: str, number: int, tags: tuple[str, ...]) -> None:
        """Put these tags in the place of those that a version has; it stays the same version."""
        self._database.execute(
            "UPDATE version SET tags = ? WHERE article_id = ? AND number = ?",
            (listed(tags), article_id, number),
        )

    def make_current(self, article_id: str, number: int) -> None:
        """Answer from this version from now on."""
        self._database.execute("UPDATE article SET current_version = ? WHERE id = ?", (number, article_id))

    def retire(self, article_id: str) -> None:
        """Answer no more from an article, and keep it: what it came from is gone. Raises ArticleNotFoundError."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        changed = self._database.execute(
            "UPDATE article SET retired_at = coalesce(retired_at, ?), current_version = NULL WHERE id = ?",
            (now, article_id),
        )
        if not changed:
            raise ArticleNotFoundError(_no_article(article_id))

    def restore(self, article_id: str) -> bool:
        """Take an article back that was retired: its newest version waits to be made current. False if it was not."""
        return bool(
            self._database.execute(
                "UPDATE article SET retired_at = NULL WHERE id = ? AND retired_at IS NOT NULL", (article_id,)
            )
        )

    def retired(self) -> list[Version]:
        """The newest version of every retired article, the last retired first."""
        rows = self._database.query("SELECT id FROM article WHERE retired_at IS NOT NULL ORDER BY retired_at DESC, id")
        return [version for row in rows if (version := self.latest(row["id"]))]

    def remove(self, article_id: str) -> None:
        """Delete the article with all its versions. Raises ArticleNotFoundError."""
        if not self._database.execute("DELETE FROM article WHERE id = ?", (article_id,)):
            raise ArticleNotFoundError(_no_article(article_id))

    def articles(self) -> Iterator[Version]:
        """The current version of every article, newest publication first, undated ones last."""
        rows = self._database.query(
            """SELECT id FROM article JOIN version ON article_id = id AND number = current_version
            ORDER BY published IS NULL, julianday(published) DESC, title"""
        )
        return (self.current(row["id"]) for row in rows)

    def unfinished(self) -> list[VersionRef]:
        """Articles whose newest version never became current, in the order they came: an update was stopped."""
        rows = self._database.query(
            """SELECT article_id, max(number) AS number, length(text) AS characters
            FROM version JOIN article ON article.id = article_id
            WHERE number > coalesce(current_version, 0) AND retired_at IS NULL
            GROUP BY article_id ORDER BY version.rowid"""
        )
        return [VersionRef(row["article_id"], row["number"], row["characters"]) for row in rows]

    def current_versions(self) -> list[VersionRef]:
        """Every current version, as work for a rebuild."""
        rows = self._database.query(
            """SELECT article_id, number, length(text) AS characters
            FROM version JOIN article ON article.id = article_id AND number = current_version ORDER BY version.rowid"""
        )
        return [VersionRef(row["article_id"], row["number"], row["characters"]) for row in rows]

    def counts(self) -> LibraryCounts:
        """Articles that answer questions, all versions kept, the newest day of publication, and articles waiting."""
        changes = self._database.changes
        if self._counted is None or self._counted[0] != changes:
            self._counted = (changes, self._count())
        return self._counted[1]

    def _count(self) -> LibraryCounts:
        row = self._database.query_one(
            """SELECT count(*) AS articles, (SELECT count(*) FROM version) AS versions,
                max(substr(published, 1, 10)) AS newest,
                (SELECT count(DISTINCT article_id) FROM version JOIN article ON article.id = article_id
                WHERE number > coalesce(current_version, 0) AND retired_at IS NULL) AS waiting
            FROM article JOIN version ON article_id = id AND number = current_version"""
        )
        assert row is not None  # an aggregate always has a row
        return LibraryCounts(row["articles"], row["versions"], row["newest"], row["waiting"])


def _found(row: Row | None, article_id: str) -> Row:
    if row is None:
        raise ArticleNotFoundError(_no_article(article_id))
    return row


def _no_article(article_id: str) -> str:
    return f"There is no article {article_id} in the library. `assistant articles` lists what there is."


def _version(row: Row) -> Version:
    return Version(article_of(row), row["number"], row["added_at"])
