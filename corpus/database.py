"""The library file: one SQLite database in WAL mode, its transactions and its migrations.

The only file that imports sqlite3. Knows no table: packages bring theirs as `Migration`s.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
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


_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
_MOST_VALUES = 500  # in one list of one statement; SQLite's limit is far above
_IDLE_READERS = 8  # connections kept for the next reads; more are opened while more threads read at once


class Database:
    """One connection that writes and several that read, for the threads of the process that owns the data directory.

    Writes take turns on a lock; a write is a `transaction()`, which is committed whole or not at all. Reads never wait
    for a write: they see what was last committed, and inside a transaction what it has written so far. Every sqlite3
    error comes out as `DatabaseError`.
    """

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._changes = 0
        self._writing_thread: int | None = None
        self._idle: list[sqlite3.Connection] = []
        self._idle_lock = threading.Lock()
        self._closed = False
        self._own = threading.local()  # the connection of a thread that is inside `snapshot`
        self._connection = self._connect()
        try:
            with self._lock, self._translated():
                for pragma in _PRAGMAS:
                    self._connection.execute(f"PRAGMA {pragma}")
            self._migrate(migrations)
        except BaseException:
            self.close()
            raise

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a SELECT."""
        with self._translated(), self._reading() as connection:
            return connection.execute(sql, values).fetchall()

    def query_in(self, sql: str, values: Iterable[Value], before: Sequence[Value] = ()) -> Iterator[Row]:
        """All rows of a SELECT in which `{marks}` stands for a list of values, as many at a time as one takes.

        `before` are the values of the marks that stand before the list.
        """
        waiting = iter(values)
        while part := list(islice(waiting, _MOST_VALUES)):
            yield from self.query(sql.replace("{marks}", ", ".join("?" * len(part))), (*before, *part))

    def query_one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a SELECT, or None."""
        with self._translated(), self._reading() as connection:
            row: Row | None = connection.execute(sql, values).fetchone()
            return row

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; returns how many rows it changed."""
        with self._lock, self._translated():
            changed = self._connection.execute(sql, values).rowcount
            self._changes += changed != 0
            return changed

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of values."""
        with self._lock, self._translated():
            self._connection.executemany(sql, rows)
            self._changes += 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads of this thread inside see the library at one moment, whatever is written meanwhile."""
        if self._writing_thread == threading.get_ident() or getattr(self._own, "connection", None):
            yield
            return
        with self._reading() as connection:
            with self._translated():
                connection.execute("BEGIN")
            self._own.connection = connection
            try:
                yield
            finally:
                self._own.connection = None
                with self._translated():
                    connection.execute("ROLLBACK")

    @property
    def changes(self) -> int:
        """Grows with every write, commit and rollback; equal numbers mean that nothing changed between. Never waits."""
        return self._changes

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; [] where it is whole. Reads all of it."""
        try:
            return [row[0] for row in self.query("PRAGMA quick_check") if row[0] != "ok"]
        except DatabaseError as error:  # so damaged that it cannot even be gone through
            return [str(error)]

    def copy_to(self, path: Path) -> None:
        """Write the library as it is at this moment into a new file, while others read and write."""
        with self._translated():
            source = self._connect()
            try:
                source.execute("VACUUM INTO ?", (str(path),))
            finally:
                source.close()

    def compact(self) -> None:
        """Give back the room of what was deleted, and empty the log beside the file: deleted bytes are gone then."""
        with self._lock, self._translated():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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
            self._writing_thread = threading.get_ident()
            try:
                yield
                with self._translated():
                    self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._writing_thread = None
                self._changes += 1

    def close(self) -> None:
        """Close the file; further use raises DatabaseError."""
        with self._lock:
            with self._idle_lock:
                self._closed = True
                for reader in self._idle:
                    reader.close()
                self._idle.clear()
            self._connection.close()  # the last to close takes the log away

    def _connect(self) -> sqlite3.Connection:
        with self._translated():
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for this thread's reads: the one that writes inside a transaction, else one of the idle."""
        if self._writing_thread == threading.get_ident() or self._closed:
            yield self._connection
            return
        own: sqlite3.Connection | None = getattr(self._own, "connection", None)
        connection = own or self._take_reader()
        try:
            yield connection
        finally:
            if not own:
                self._give_back(connection)

    def _take_reader(self) -> sqlite3.Connection:
        with self._idle_lock:
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        for pragma in (*_PRAGMAS, "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._idle_lock:
            if len(self._idle) < _IDLE_READERS and not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:  # SQLite rolls back by itself after some errors, a full disk among them
            self._connection.execute("ROLLBACK")

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
    if "disk I/O" in text:
        return f"{path} cannot be read or written ({text}). Check that the disk has room; what was saved is kept."
    if "unable to open" in text or "readonly" in text:
        return f"{path} cannot be opened for writing ({text}). Check the directory and its permissions."
    return f"{path}: {text.rstrip('.')}."
