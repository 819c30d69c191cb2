"""The library file: transactions, migrations, and what a damaged or newer file does."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.database import Database, Migration
from corpus.errors import DatabaseError, NewerSchemaError

BOOKS = Migration("shelf", 1, ("CREATE TABLE book (title TEXT PRIMARY KEY) STRICT",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(path, [BOOKS])
    yield database
    database.close()


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


def test_what_was_written_is_there_after_reopening(database: Database, path: Path) -> None:
    add(database, "Emma")
    database.close()
    assert titles_in_file(path) == ["Emma"]


def test_many_rows_are_written_with_one_statement(database: Database) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", ([title] for title in ("Emma", "Dubliners")))
    assert titles(database) == ["Dubliners", "Emma"]


def test_execute_says_how_many_rows_it_changed(database: Database) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", [["Emma"], ["Dubliners"], ["Ulysses"]])
    assert database.execute("DELETE FROM book WHERE title > 'E'") == 2
    assert database.execute("DELETE FROM book WHERE title = 'Persuasion'") == 0


def test_the_first_row_of_nothing_is_none(database: Database) -> None:
    assert database.query_one("SELECT title FROM book") is None


def test_a_transaction_that_raises_leaves_nothing(database: Database, path: Path) -> None:
    add(database, "Emma")

    def add_another_and_fail() -> None:
        with database.transaction():
            add(database, "Dubliners")
            database.execute("DELETE FROM book WHERE title = 'Emma'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_another_and_fail()
    assert titles(database) == titles_in_file(path) == ["Emma"]


def test_an_interrupted_transaction_leaves_nothing(database: Database) -> None:
    def add_and_be_interrupted() -> None:
        with database.transaction():
            add(database, "Emma")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_and_be_interrupted()
    assert titles(database) == []


def test_a_refused_row_takes_back_the_rows_before_it(database: Database) -> None:
    with pytest.raises(DatabaseError, match="UNIQUE"), database.transaction():
        database.execute_many("INSERT INTO book VALUES (?)", [["Emma"], ["Dubliners"], ["Emma"]])
    assert titles(database) == []


def test_nothing_is_seen_outside_before_the_transaction_ends(database: Database, path: Path) -> None:
    with database.transaction():
        add(database, "Emma")
        assert titles_in_file(path) == []
    assert titles_in_file(path) == ["Emma"]


def test_a_transaction_inside_another_is_committed_with_it(database: Database, path: Path) -> None:
    with database.transaction():
        with database.transaction():
            add(database, "Emma")
        assert titles_in_file(path) == []
        add(database, "Dubliners")
    assert titles_in_file(path) == ["Dubliners", "Emma"]


def test_a_transaction_inside_another_is_rolled_back_with_it(database: Database) -> None:
    def add_inside_and_fail_outside() -> None:
        with database.transaction():
            with database.transaction():
                add(database, "Emma")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_inside_and_fail_outside()
    assert titles(database) == []


def test_a_transaction_can_follow_one_that_failed(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        raise ZeroDivisionError
    with database.transaction():
        add(database, "Emma")
    assert titles(database) == ["Emma"]


def test_threads_take_turns_with_whole_transactions(database: Database) -> None:
    add(database, "0")

    def count_up() -> None:
        for _ in range(50):
            with database.transaction():
                row = database.query_one("SELECT title FROM book")
                assert row is not None
                database.execute("UPDATE book SET title = ?", (str(int(row["title"]) + 1),))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles(database) == ["200"]


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_was_last_committed(database: Database) -> None:
    add(database, "Emma")
    seen: list[list[str]] = []
    with database.transaction():
        add(database, "Dubliners")
        reader = threading.Thread(target=lambda: seen.append(titles(database)))
        reader.start()
        reader.join(10)
        assert seen == [["Emma"]]
        assert titles(database) == ["Dubliners", "Emma"]


def test_inside_a_snapshot_nothing_changes(database: Database) -> None:
    add(database, "Emma")
    with database.snapshot():
        assert titles(database) == ["Emma"]
        writer = threading.Thread(target=lambda: add(database, "Dubliners"))
        writer.start()
        writer.join(10)
        with database.snapshot():
            assert titles(database) == ["Emma"]
    assert titles(database) == ["Dubliners", "Emma"]


def test_a_snapshot_inside_a_transaction_sees_what_it_wrote(database: Database) -> None:
    with database.transaction(), database.snapshot():
        add(database, "Emma")
        assert titles(database) == ["Emma"]


def test_changes_grow_with_every_write_and_with_nothing_else(database: Database) -> None:
    numbers = [database.changes]
    for work in (
        lambda: add(database, "Emma"),
        lambda: database.execute_many("INSERT INTO book VALUES (?)", [["Ulysses"]]),
        lambda: database.execute("DELETE FROM book WHERE title = 'Emma'"),
    ):
        work()
        numbers.append(database.changes)
    with database.transaction():
        add(database, "Dubliners")
    numbers.append(database.changes)
    with pytest.raises(ZeroDivisionError), database.transaction():
        raise ZeroDivisionError
    numbers.append(database.changes)
    assert numbers == sorted(set(numbers))
    titles(database)
    database.execute("DELETE FROM book WHERE title = 'Persuasion'")
    assert database.changes == numbers[-1]


def test_changes_of_a_transaction_are_told_apart_from_what_was_seen_during_it(database: Database) -> None:
    with database.transaction():
        add(database, "Emma")
        during = database.changes
    assert database.changes > during


def test_many_threads_read_at_once(database: Database) -> None:
    add(database, "Emma")
    seen: list[list[str]] = []
    threads = [threading.Thread(target=lambda: seen.append(titles(database))) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [["Emma"]] * 30


def test_a_copy_holds_what_was_committed_when_it_was_made(database: Database, tmp_path: Path) -> None:
    add(database, "Emma")
    database.copy_to(tmp_path / "copy.sqlite3")
    add(database, "Dubliners")
    assert titles_in_file(tmp_path / "copy.sqlite3") == ["Emma"]


def test_a_copy_is_not_written_over_another(database: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite3").write_text("kept")
    with pytest.raises(DatabaseError):
        database.copy_to(tmp_path / "copy.sqlite3")
    assert (tmp_path / "copy.sqlite3").read_text() == "kept"


def test_compacting_gives_back_room_and_leaves_no_deleted_byte(database: Database, path: Path) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", ([f"secret {number:>500}"] for number in range(500)))
    database.execute("DELETE FROM book")
    database.compact()
    assert path.stat().st_size < 50_000
    assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    assert b"secret" not in path.read_bytes()


def test_a_sound_file_has_nothing_wrong_and_a_damaged_one_has(database: Database, path: Path) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", ([f"{number:>200}"] for number in range(500)))
    assert database.check() == []
    database.compact()
    with path.open("r+b") as file:
        file.seek(20 * 4096 + 8)
        file.write(b"\xff" * 100)
    other = Database(path, [BOOKS])
    assert other.check() != []
    other.close()


def test_a_killed_process_loses_only_what_it_had_not_committed(path: Path) -> None:
    program = f"""
import os, signal
from pathlib import Path
from corpus.database import Database, Migration
database = Database(Path({str(path)!r}), [Migration("shelf", 1, {BOOKS.statements!r})])
database.execute("INSERT INTO book VALUES ('Emma')")
with database.transaction():
    database.execute("INSERT INTO book VALUES ('Dubliners')")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", program], env=environment, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert titles_in_file(path) == ["Emma"]


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
def test_the_file_is_kept_safely(database: Database, pragma: str, value: str | int) -> None:
    row = database.query_one(f"PRAGMA {pragma}")
    assert row is not None
    assert row[0] == value


def test_wrong_sql_names_the_file_and_what_is_wrong(database: Database, path: Path) -> None:
    with pytest.raises(DatabaseError) as refused:
        database.query("SELECT isbn FROM book")
    assert str(refused.value) == f"{path}: no such column: isbn."


def test_a_closed_file_says_so(database: Database, path: Path) -> None:
    database.close()
    with pytest.raises(DatabaseError) as refused:
        titles(database)
    assert str(refused.value) == f"{path}: Cannot operate on a closed database."


def test_a_transaction_on_a_closed_file_says_so(database: Database) -> None:
    database.close()
    with pytest.raises(DatabaseError, match="closed database"), database.transaction():
        pass


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


def test_a_file_that_is_no_database_is_left_alone_and_the_message_says_what_to_do(path: Path) -> None:
    path.write_text("Dear diary, " * 100)
    with pytest.raises(DatabaseError) as refused:
        Database(path, [BOOKS])
    assert str(refused.value) == (
        f"{path} is damaged (file is not a database). Restore it from a backup, or move it away to begin a new library."
    )
    assert path.read_text() == "Dear diary, " * 100


def test_a_damaged_database_says_what_to_do(database: Database, path: Path) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", ([f"{number:>200}"] for number in range(500)))
    database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DatabaseError, match="Restore it from a backup, or move it away"):
        titles_in_file(path)


def test_a_missing_directory_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"cannot be opened for writing .* Check the directory"):
        Database(tmp_path / "nowhere" / "library.sqlite3", [BOOKS])


def test_rows_of_more_values_than_one_statement_takes_all_come(database: Database) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", [(str(number),) for number in range(1200)])

    rows = database.query_in(
        "SELECT title FROM book WHERE title <> ? AND title IN ({marks})", map(str, range(1100)), ("7",)
    )

    assert {row["title"] for row in rows} == {str(number) for number in range(1100)} - {"7"}
    assert list(database.query_in("SELECT title FROM book WHERE title IN ({marks})", ())) == []
