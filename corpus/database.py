"""The library file: one SQLite database in WAL mode, its transactions and its migrations.

The only file that imports sqlite3. Knows no table: packages bring theirs as `Migration`s.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DatabaseError, NewerSchemaError

Value = str | int | float | bytes | None
Row = sqlite3.Row


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of a package's tables: `statements` run once, in order, in one transaction.

    Steps of a `package` are numbered from 1 without gaps; a published step is never edited, only followed.
    """

    package: str
    number: int
    statements: tuple[str, ...]


class Database:
    """One connection, shared by the threads of the one process that owns the data directory.

    Reads and writes take turns on a lock; a write is a `transaction()`, which is committed whole or not at all.
    Every sqlite3 error comes out as `DatabaseError`.
    """

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._rollbacks = 0
        with self._translated():
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                self.query(f"PRAGMA {pragma}")
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a SELECT."""
        with self._lock, self._translated():
            return self._connection.execute(sql, values).fetchall()

    def query_one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a SELECT, or None."""
        with self._lock, self._translated():
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; returns how many rows it changed."""
        with self._lock, self._translated():
            return self._connection.execute(sql, values).rowcount

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        with self._lock, self._translated():
            self._connection.executemany(sql, rows)

    @property
    def changes(self) -> int:
        """Grows with every row that is written or taken back; equal numbers mean that nothing changed between."""
        with self._lock:
            return self._connection.total_changes + self._rollbacks

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end, roll back on any exception; a transaction inside another joins it."""
        with self._lock:
            with self._translated():
                joins = self._connection.in_transaction
                if not joins:
                    self._connection.execute("BEGIN IMMEDIATE")
            if joins:
                yield
                return
            try:
                yield
                with self._translated():
                    self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def close(self) -> None:
        """Close the file; further use raises DatabaseError."""
        with self._lock:
            self._connection.close()

    def _roll_back(self) -> None:
        if (
            self._connection.in_transaction
        ):  # SQLite has rolled back by itself after some errors, a full disk among them
            self._connection.execute("ROLLBACK")
        self._rollbacks += 1

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise DatabaseError(_explain(self.path, error)) from error

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        self.execute("CREATE TABLE IF NOT EXISTS migration (package TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT")
        done = {row["package"]: row["number"] for row in self.query("SELECT package, number FROM migration")}
        self._refuse_newer(done, migrations)
        for step in migrations:
            if step.number > done.get(step.package, 0):
                self._run(step)

    def _refuse_newer(self, done: dict[str, int], migrations: Sequence[Migration]) -> None:
        known: dict[str, int] = {}
        for step in migrations:
            known[step.package] = max(step.number, known.get(step.package, 0))
        newer = [package for package, number in done.items() if number > known.get(package, 0)]
        if newer:
            raise NewerSchemaError(
                f"{self.path} was written by a newer version of this program (tables of {', '.join(sorted(newer))}). "
                "Nothing was changed; install that version or use another data directory."
            )

    def _run(self, step: Migration) -> None:
        with self.transaction():
            for statement in step.statements:
                self.execute(statement)
            self.execute(
                "INSERT INTO migration VALUES (?, ?) ON CONFLICT (package) DO UPDATE SET number = excluded.number",
                (step.package, step.number),
            )


def _explain(path: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return f"{path} is damaged ({text}). Restore it from a backup, or move it away to begin a new library."
    if "disk is full" in text:
        return f"There is no room left to write {path}. Free some space and try again; nothing was lost."
    if "unable to open" in text or "readonly" in text:
        return f"{path} cannot be opened for writing ({text}). Check the directory and its permissions."
    return f"{path}: {text.rstrip('.')}."
