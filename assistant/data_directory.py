"""The one directory that holds a library, and the lock that lets one process at a time have it.

Knows nothing of what is kept inside.
"""

import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import HeldError, UsageError
from index.backup import LIBRARY, finish_restore

_ELSEWHERE = "Name another with --data."
_NOTE = "holder.json"
_SERVER = "server.json"
_LOOKS, _BETWEEN_LOOKS_S = 20, 0.05


class DataDirectory:
    """An opened, locked data directory. The lock goes with the process, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _make(path)
        self._lock = FileLock(path / "assistant.lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise HeldError(_who_holds(path)) from error
        except OSError as error:
            raise UsageError(f"The data directory {path} cannot be locked: {error.strerror}. {_ELSEWHERE}") from error
        written = path / f"{_NOTE}.new"
        written.write_text(json.dumps(_myself()), encoding="utf-8")
        written.replace(path / _NOTE)  # whole at once: the one who is refused reads it at any moment
        (path / _SERVER).unlink(missing_ok=True)  # of a server that was ended by force
        finish_restore(path)

    @property
    def library_file(self) -> Path:
        """Where the SQLite library is."""
        return self.path / LIBRARY

    @property
    def vectors(self) -> Path:
        """Where the generations of vectors are; made when it is not there."""
        directory = self.path / "vectors"
        directory.mkdir(exist_ok=True)
        return directory

    def announce(self, address: str, key: str) -> None:
        """Leave the address and the key of the server that has the library, for this user's programs alone."""
        written = self.path / f"{_SERVER}.new"
        written.unlink(missing_ok=True)
        with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"pid": os.getpid(), "address": address, "key": key}, file)
        written.replace(self.path / _SERVER)

    def release(self) -> None:
        """Give the directory to the next process."""
        (self.path / _SERVER).unlink(missing_ok=True)
        (self.path / _NOTE).unlink(missing_ok=True)
        self._lock.release()


@dataclass(frozen=True, slots=True)
class Announced:
    """Where the server that holds a directory is reached, and the key that it lets this user's programs in with."""

    pid: int
    address: str
    key: str


def announced_in(path: Path) -> Announced | None:
    """The server that holds this directory; None where another process does, or nobody."""
    try:
        announced = Announced(**json.loads((path / _SERVER).read_text(encoding="utf-8")))
        holder = _Note(**json.loads((path / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return announced if announced.pid == holder.pid and _lives(holder.pid) else None


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The data directory {path} cannot be made: {error.strerror}. {_ELSEWHERE}") from error


def _myself() -> dict[str, object]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]), "since": now}


def _who_holds(path: Path) -> str:
    note = _living_note(path)
    who = f"process {note.pid} ({note.command}, since {note.since})" if note else "another process"
    return f"The library in {path} is held by {who}. Stop it first, or name another data directory with --data."


@dataclass(frozen=True, slots=True)
class _Note:
    """Who holds a directory; `since` is a UTC ISO instant."""

    pid: int
    command: str
    since: str


def _living_note(path: Path) -> _Note | None:
    """The note of the process that holds the lock; it comes a moment after the lock, in the place of a dead one's."""
    for _ in range(_LOOKS):
        try:
            note = _Note(**json.loads((path / _NOTE).read_text(encoding="utf-8")))
            if _lives(note.pid):
                return note
        except (OSError, ValueError, TypeError):
            pass
        time.sleep(_BETWEEN_LOOKS_S)
    return None


def _lives(pid: int) -> bool:
    if sys.platform == "win32":  # there a signal of 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, and is somebody else's
        return True
    return True
