"""A library with the groups of its articles, and texts to put into it."""

from pathlib import Path

from corpus import duplicates, library_tables
from corpus.article import Article
from corpus.database import Database
from corpus.duplicates import Duplicates
from corpus.library import Library

MIGRATIONS = [*library_tables.MIGRATIONS, *duplicates.MIGRATIONS]


def text(name: str, words: int = 120, *, begin: int = 0) -> str:
    """Words of a text of this name, each once; texts of different names share none."""
    return " ".join(
        f"{name}{''.join('abcdefghij'[int(digit)] for digit in str(n))}" for n in range(begin, begin + words)
    )


def article(id: str, text: str, title: str = "News") -> Article:
    return Article(id, title, text)


FERRY, STRIKE = text("ferry"), text("strike")
FERRY_CUT = text("ferry", 70)


class Shelf:
    """A library with the groups of its articles."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path, MIGRATIONS)
        self.library = Library(self.database)
        self.duplicates = Duplicates(self.database, self.library)

    def put(self, *articles: Article) -> None:
        """Write each, and answer from it."""
        for one in articles:
            self.library.make_current(one.id, self.library.write_version(one).number)

    def add(self, *articles: Article) -> None:
        """Put each, and group them."""
        self.put(*articles)
        self.duplicates.update([one.id for one in articles])

    def groups(self, ids: str) -> dict[str, str]:
        return self.duplicates.groups(ids.split())

    def rows(self) -> list[int]:
        """How many rows each table has."""
        tables = ("duplicate_text", "duplicate_band", "duplicate_link")
        return [len(self.database.query(f"SELECT * FROM {table}")) for table in tables]
