"""Files that were handed in at a door, kept in folders of the library's own until they were read, and then deleted.

The folder that they are read in stays the same, since an article that brings no id and no URL is known by the place of
its file: the same file handed in again is the same article. Knows nothing of how files reached this machine, nor of
what is in them.
"""

import shutil
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

LONGEST_NAME_BYTES = 200
_COMING = "coming-"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was handed in: where it lies now, and what its reader calls it."""

    path: Path
    name: str


class Inbox:
    """The one folder for what is handed in, used by one at a time.

    Until it was read, each hand-in waits in a folder of its own, also where the program ends meanwhile (`left`).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting = folder.with_name("handed-in")
        self._turn = threading.Lock()
        self._is_leaving = False
        shutil.rmtree(folder, ignore_errors=True)  # it would move the next file of the same name aside
        for broken_off in self._waiting.glob(f"{_COMING}*"):
            shutil.rmtree(broken_off, ignore_errors=True)

    def receive(self, files: Sequence[tuple[str, IO[bytes]]]) -> list[HandedIn]:
        """Keep the files of one hand-in, by name, where nobody else reads. Raises OSError, and then leaves nothing."""
        coming = self._waiting / f"{_COMING}{uuid.uuid4().hex}"
        coming.mkdir(mode=0o700, parents=True)
        try:
            for number, (name, content) in enumerate(files):
                with _numbered(coming, number, name).open("xb") as written:
                    shutil.copyfileobj(content, written)
            return _handed_in(self._complete(coming))
        except OSError:
            shutil.rmtree(coming, ignore_errors=True)
            raise

    def left(self) -> list[list[HandedIn]]:
        """The hand-ins that an earlier stop cut off, the oldest first."""
        return [_handed_in(batch) for batch in sorted(self._waiting.glob("[0-9]*-*"))]

    def leave(self) -> None:
        """The program ends: what is not read to the end stays for the next start."""
        self._is_leaving = True

    def forget(self, files: Sequence[HandedIn]) -> None:
        """Delete them, read or not."""
        for file in files:
            file.path.unlink(missing_ok=True)
        for batch in {file.path.parent for file in files if self._is_ours(file)}:
            with suppress(OSError):  # others are in it still
                batch.rmdir()

    @contextmanager
    def holding(self, files: Sequence[HandedIn]) -> Iterator[list[Path]]:
        """The files under their own names for as long as the block runs; nothing of them is left afterwards."""
        kept = list(files) if all(map(self._is_ours, files)) else self._moved_in(files)
        with self._turn:
            try:
                yield self._take(kept)
            finally:
                shutil.rmtree(self._folder, ignore_errors=True)
                if not self._is_leaving:
                    self.forget(kept)

    def _is_ours(self, file: HandedIn) -> bool:
        return file.path.is_relative_to(self._waiting)

    def _moved_in(self, files: Sequence[HandedIn]) -> list[HandedIn]:
        """Those of a door with a folder of its own, which it clears."""
        coming = self._waiting / f"{_COMING}{uuid.uuid4().hex}"
        coming.mkdir(mode=0o700, parents=True)
        for number, file in enumerate(files):
            shutil.move(file.path, _numbered(coming, number, file.name))
        return _handed_in(self._complete(coming))

    def _complete(self, coming: Path) -> Path:
        return coming.rename(self._waiting / f"{time.time_ns()}-{uuid.uuid4().hex}")

    def _take(self, files: Sequence[HandedIn]) -> list[Path]:
        """The files in the folder; a second one of the same name goes into a folder of its own."""
        taken = []
        for number, file in enumerate(files, 1):
            path = self._folder / plain_name(file.name)
            if path.exists():
                path = self._folder / str(number) / path.name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _link(path, file.path)
            taken.append(path)
        return taken


def _numbered(batch: Path, number: int, name: str) -> Path:
    return batch / f"{number:05}-{plain_name(name)}"


def _handed_in(batch: Path) -> list[HandedIn]:
    return [HandedIn(path, path.name.partition("-")[2]) for path in sorted(batch.iterdir())]


def _link(path: Path, original: Path) -> None:
    """The same file under another name, or a copy where the file system has no links."""
    try:
        path.hardlink_to(original)
    except OSError:
        shutil.copyfile(original, path)


def plain_name(name: str) -> str:
    """The last part of a file name as a browser gives it, made fit for a folder; its ending stays."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".") or "upload"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = cleaned, "", ""
    room = LONGEST_NAME_BYTES - len((dot + ending).encode("utf-8", "replace"))
    return stem.encode("utf-8", "replace")[:room].decode("utf-8", "ignore") + dot + ending
