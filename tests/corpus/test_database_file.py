"""The library file on disk: copied, compacted, damaged, closed, killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.database import Database
from corpus.errors import DatabaseError
from tests.corpus.books import BOOKS, add, titles, titles_in_file


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
