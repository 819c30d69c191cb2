"""Folders: files that are new, changed, gone or back. A file whose size and time are the same is not opened.

Knows nothing of formats.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.article import Article, Skipped
from corpus.gathering.visit import Item, Tools, Visit
from corpus.reading.finding import FoundFile, find_files
from corpus.source import Entry, EntryState, Gathered, Round, Unchanged


def gather_folder(visit: Visit, tools: Tools) -> Iterator[Item]:
    """What is new in a folder; keys are places, stamps `size:mtime_ns`.

    A file that is gone has vanished. Where the folder is not there, cannot be opened or is empty all at once, nothing
    has: a disk that is not mounted looks like that.
    """
    folder = Path(visit.source.address)
    try:
        found = list(find_files([folder], tools.own)) if folder.is_dir() else []
    except OSError as error:
        yield Round(failure=f"the folder cannot be opened ({error.strerror}); its articles are kept")
        return
    files = {_key(one): one for one in found if isinstance(one, FoundFile)}
    closed = [one for one in found if isinstance(one, Skipped)]
    trouble = _trouble(folder, files, closed, visit)
    if trouble:
        yield Round(failure=trouble)
        return
    for key, file in files.items():
        if visit.stopped():
            return
        yield _look(key, file, visit.entries.get(key), tools)
    yield from _vanished(files, closed, visit.entries.values())
    yield Round(title=folder.name, notes=tuple(f"{one.name}: {one.reason}" for one in closed))


def stamp_of(path: Path) -> str:
    """Changes when a file is written. Raises OSError."""
    seen = path.stat()
    return f"{seen.st_size}:{seen.st_mtime_ns}"


def _trouble(folder: Path, files: dict[str, FoundFile], closed: list[Skipped], visit: Visit) -> str | None:
    if not folder.is_dir():
        return "the folder is not there; its articles are kept"
    if files or not any(entry.state is EntryState.KEPT for entry in visit.entries.values()):
        return None
    reason = next((one.reason for one in closed), "the folder is empty")
    return f"{reason}, and was not before; its articles are kept. Remove what should go: `assistant remove`"


def _look(key: str, file: FoundFile, known: Entry | None, tools: Tools) -> Item:
    path = Path(file.place.removeprefix("file:"))
    try:
        stamp = stamp_of(path)
    except OSError:  # gone since the folder was listed: the next look will tell
        return Unchanged(key)
    if known and known.stamp == stamp and known.state is not EntryState.VANISHED and not known.is_due(tools.now()):
        return Unchanged(key)
    return _read(key, path, stamp, known, tools)


def _read(key: str, path: Path, stamp: str, known: Entry | None, tools: Tools) -> Gathered:
    found = list(tools.reader.read_file(path))
    articles = tuple(item for item in found if isinstance(item, Article))
    skipped = tuple(item for item in found if isinstance(item, Skipped))
    before = known or Entry(key, EntryState.FAILED)
    if not articles:
        reason = skipped[0].reason if skipped else "it holds no article"
        return Gathered(before.failed(reason, stamp=stamp, next_at=None), skipped=skipped)
    entry = replace(
        before,
        state=EntryState.KEPT,
        stamp=stamp,
        reason=f"{len(skipped)} parts could not be read, such as {skipped[0].name}: {skipped[0].reason}"
        if skipped
        else None,
        article_ids=tuple(dict.fromkeys(article.id for article in articles)),
        failures=0,
        next_at=None,
    )
    return Gathered(entry, articles, skipped)


def _vanished(files: dict[str, FoundFile], closed: list[Skipped], known: Iterable[Entry]) -> Iterator[Gathered]:
    """Known files that are no more, but for those below a folder that could not be opened."""
    closed_below = tuple(f"file:{os.path.abspath(one.name)}/" for one in closed)
    for entry in known:
        gone = entry.key not in files and entry.state is not EntryState.VANISHED
        if gone and not entry.key.startswith(closed_below):
            yield Gathered(replace(entry, state=EntryState.VANISHED, reason=None, next_at=None))


def _key(file: FoundFile) -> str:
    """The place of a file, in characters that can be kept: a name need not be valid UTF-8."""
    return os.fsencode(file.place).decode("utf-8", "backslashreplace")
