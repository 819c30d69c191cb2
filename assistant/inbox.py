"""Files that were handed in at a door, kept in a folder of the library's own while they are read, and then deleted.

The folder stays the same, since an article that brings no id and no URL is known by the place of its file: the same
file handed in again is the same article. Knows nothing of how files reached this machine, nor of what is in them.
"""

import shutil
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

LONGEST_NAME_BYTES = 200


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was handed in: where it lies now, and what its reader calls it."""

    path: Path
    name: str


class Inbox:
    """The one folder for what is handed in, used by one at a time. What a crash left in it is cleared at the start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder.with_name("handed-in")
        self._turn = threading.Lock()
        shutil.rmtree(folder, ignore_errors=True)  # it would move the next file of the same name aside
        shutil.rmtree(self._incoming, ignore_errors=True)

    def receive(self, name: str, content: IO[bytes]) -> HandedIn:
        """Keep a file until it is held, in a folder that nobody else reads. Raises OSError, and then leaves nothing."""
        self._incoming.mkdir(mode=0o700, exist_ok=True)
        path = self._incoming / uuid.uuid4().hex
        try:
            with path.open("xb") as written:
                shutil.copyfileobj(content, written)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return HandedIn(path, name)

    @contextmanager
    def holding(self, files: Sequence[HandedIn]) -> Iterator[list[Path]]:
        """The files under their own names for as long as the block runs; nothing of them is left afterwards."""
        with self._turn:
            try:
                yield self._take(files)
            finally:
                shutil.rmtree(self._folder, ignore_errors=True)
                for file in files:
                    file.path.unlink(missing_ok=True)

    def _take(self, files: Sequence[HandedIn]) -> list[Path]:
        """Move the files into the folder; a second one of the same name goes into a folder of its own."""
        taken = []
        for number, file in enumerate(files, 1):
            path = self._folder / plain_name(file.name)
            if path.exists():
                path = self._folder / str(number) / path.name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            taken.append(Path(shutil.move(file.path, path)))
        return taken


def plain_name(name: str) -> str:
    """The last part of a file name as a browser gives it, made fit for a folder; its ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".") or "upload"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = cleaned, "", ""
    room = LONGEST_NAME_BYTES - len((dot + ending).encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") + dot + ending
