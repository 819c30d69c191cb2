"""The library file: transactions, and reading beside them."""

import threading
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.errors import DatabaseError
from tests.corpus.books import add, titles, titles_in_file


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


def test_a_transaction_on_a_closed_file_says_so(database: Database) -> None:
    database.close()
    with pytest.raises(DatabaseError, match="closed database"), database.transaction():
        pass


def test_rows_of_more_values_than_one_statement_takes_all_come(database: Database) -> None:
    database.execute_many("INSERT INTO book VALUES (?)", [(str(number),) for number in range(1200)])

    rows = database.query_in(
        "SELECT title FROM book WHERE title <> ? AND title IN ({marks})", map(str, range(1100)), ("7",)
    )

    assert {row["title"] for row in rows} == {str(number) for number in range(1100)} - {"7"}
    assert list(database.query_in("SELECT title FROM book WHERE title IN ({marks})", ())) == []
