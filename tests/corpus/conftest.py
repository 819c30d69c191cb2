"""A library file of books, for the tests of the database itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import Database
from tests.corpus.books import BOOKS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(path, [BOOKS])
    yield database
    database.close()
