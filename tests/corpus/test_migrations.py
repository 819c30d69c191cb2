"""The tables of the library file: made and changed step by step, and what a newer file does."""

from pathlib import Path

import pytest

from corpus.database import Database, Migration
from corpus.errors import DatabaseError, NewerSchemaError
from tests.corpus.books import BOOKS, add, titles, titles_in_file


def test_a_step_runs_once_however_often_the_file_is_opened(path: Path) -> None:
    steps = [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Emma')",))]
    for _ in range(3):
        database = Database(path, steps)
        assert titles(database) == ["Emma"]
        database.close()


def test_a_later_step_runs_on_what_earlier_ones_left(path: Path) -> None:
    first = Database(path, [BOOKS])
    add(first, "Emma")
    first.close()
    second = Database(path, [BOOKS, Migration("shelf", 2, ("UPDATE book SET title = title || ', a novel'",))])
    assert titles(second) == ["Emma, a novel"]
    second.close()


def test_packages_count_their_steps_apart(path: Path) -> None:
    films = Migration("cinema", 1, ("CREATE TABLE film (title TEXT) STRICT",))
    Database(path, [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Emma')",))]).close()
    database = Database(path, [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Emma')",)), films])
    assert database.query("SELECT * FROM film") == []
    assert titles(database) == ["Emma"]
    database.close()


def test_a_step_that_fails_half_way_leaves_nothing_and_runs_again(path: Path) -> None:
    Database(path, [BOOKS]).close()
    with pytest.raises(DatabaseError, match="no such table: film"):
        Database(path, [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Emma')", "DELETE FROM film"))])
    assert titles_in_file(path) == []
    mended = Database(path, [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Dubliners')",))])
    assert titles(mended) == ["Dubliners"]
    mended.close()


@pytest.mark.parametrize("known", [[BOOKS], []], ids=["an older program", "a program without these tables"])
def test_a_newer_file_is_refused_and_left_as_it_is(path: Path, known: list[Migration]) -> None:
    newer = [BOOKS, Migration("shelf", 2, ("INSERT INTO book VALUES ('Emma')",))]
    Database(path, newer).close()
    before = path.read_bytes()
    with pytest.raises(NewerSchemaError) as refused:
        Database(path, [*known, Migration("cinema", 1, ("CREATE TABLE film (title TEXT) STRICT",))])
    assert str(refused.value) == (
        f"{path} was written by a newer version of this program (tables of shelf). "
        "Nothing was changed; install that version or use another data directory."
    )
    assert path.read_bytes() == before
    again = Database(path, newer)
    assert titles(again) == ["Emma"]
    again.close()


def test_a_refused_file_is_let_go_of(path: Path) -> None:
    Database(path, [BOOKS]).close()
    with pytest.raises(NewerSchemaError) as refused:
        Database(path, [])
    # A connection that is still open has its -wal and -shm beside the file.
    assert [left.name for left in path.parent.iterdir()] == ["library.sqlite3"], refused
