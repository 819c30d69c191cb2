"""A small database of books, for tests of the library file."""

from pathlib import Path

from corpus.database import Database, Migration

BOOKS = Migration("shelf", 1, ("CREATE TABLE book (title TEXT PRIMARY KEY) STRICT",))


def add(database: Database, title: str) -> None:
    database.execute("INSERT INTO book VALUES (?)", (title,))


def titles(database: Database) -> list[str]:
    return [row["title"] for row in database.query("SELECT title FROM book ORDER BY title")]


def titles_in_file(path: Path) -> list[str]:
    """What another connection sees."""
    other = Database(path, [BOOKS])
    try:
        return titles(other)
    finally:
        other.close()
