"""The one directory that holds a library, and the lock that lets one process at a time have it.

Knows nothing of what is kept inside.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import HeldError, UsageError

_ELSEWHERE = "Name another with --data."


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
        self._holder.write_text(json.dumps(_myself()), encoding="utf-8")

    @property
    def library_file(self) -> Path:
        """Where the SQLite library is."""
        return self.path / "library.sqlite3"

    @property
    def vectors(self) -> Path:
        """Where the generations of vectors are; made when it is not there."""
        directory = self.path / "vectors"
        directory.mkdir(exist_ok=True)
        return directory

    def release(self) -> None:
        """Give the directory to the next process."""
        self._holder.unlink(missing_ok=True)
        self._lock.release()

    @property
    def _holder(self) -> Path:
        return self.path / "holder.json"


def _make(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The data directory {path} cannot be made: {error.strerror}. {_ELSEWHERE}") from error


def _myself() -> dict[str, object]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]), "since": now}


def _who_holds(path: Path) -> str:
    try:
        holder = json.loads((path / "holder.json").read_text(encoding="utf-8"))
        who = f"process {holder['pid']} ({holder['command']}, since {holder['since']})"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"The library in {path} is held by {who}. Stop it first, or name another data directory with --data."
