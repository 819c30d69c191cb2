"""The files behind paths: a file is itself, a folder is the files in it, at any depth.

Knows nothing of formats; opens no file before it is asked to.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Skipped

BUFFER_BYTES = 64 * 1024
"""How much can be looked at without consuming it: `peek` gives up to this."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, on disk, in an archive or in memory.

    `name` is shown to people; `place` identifies the file between readings; `open` begins at its first byte each time.
    """

    name: str
    place: str
    open: Callable[[], io.BufferedReader]


OWN_FOLDER = "it holds this library itself, whose files are no articles; it is left out"


def find_files(paths: Iterable[Path], own: Path | None = None) -> Iterator[FoundFile | Skipped]:
    """The files behind `paths`, in the order given, those of a folder sorted by name. Hidden ones in folders are left.

    Links to folders are not followed, so a loop of links ends. A path that is not there gives Skipped, and so does the
    folder `own`, in which the library is, and nothing in it is looked at.
    """
    own_place = os.path.realpath(own) if own else None
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, path, own_place)
        elif path.is_file():
            yield on_disk(path)
        else:
            reason = "it is neither a file nor a folder" if path.exists() else "there is no such file or folder"
            yield Skipped(shown(path), reason)


def on_disk(path: Path) -> FoundFile:
    """One file of the file system; its place is its absolute path."""
    place = f"file:{os.path.abspath(path).replace(os.sep, '/')}"
    return FoundFile(shown(path), place, lambda: buffered(open(path, "rb", buffering=0)))


def in_memory(name: str, data: bytes) -> FoundFile:
    """Bytes that came from elsewhere; their place is the name given."""
    return FoundFile(name, name, lambda: buffered(io.BytesIO(data)))


def buffered(stream: io.RawIOBase | io.BytesIO) -> io.BufferedReader:
    """The stream with a `peek` of BUFFER_BYTES."""
    return io.BufferedReader(stream, BUFFER_BYTES)


def shown(path: Path) -> str:
    """The path as it can be shown and stored: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _in_folder(folder: Path, top: Path, own: str | None) -> Iterator[FoundFile | Skipped]:
    if own is not None and os.path.realpath(folder) == own:
        yield Skipped(shown(folder), OWN_FOLDER)
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError as error:
        yield Skipped(shown(folder), f"the folder cannot be opened: {error.strerror}")
        return
    if folder == top and not entries:
        yield Skipped(shown(folder), "the folder is empty")
    for entry in entries:
        if _is_file(entry):
            yield on_disk(Path(entry.path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _in_folder(Path(entry.path), top, own)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False
