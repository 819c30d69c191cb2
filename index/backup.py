"""A library in one file, and back: everything that cannot be made again, vectors included.

The file is a ZIP archive of `manifest.json` and `library.sqlite3`. The directories of vectors are left out: they are
written again from the kept vectors (30,000 passages: 13 s), while words answer. A restore moves what was there aside
and deletes nothing; one that was stopped is finished when the directory is next opened.
"""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from corpus.database import Database
from corpus.errors import DatabaseError
from index.errors import BackupError

LIBRARY = "library.sqlite3"
_MANIFEST = "manifest.json"
_FORMAT = "article-assistant backup"
_NEWEST = 1
_INCOMING = "restoring"
_JOURNAL = "restore.json"
_REPLACED = (LIBRARY, f"{LIBRARY}-wal", f"{LIBRARY}-shm", "vectors")
_BLOCK = 1 << 20
# What `zipfile` raises over files that are none, cut, flipped, locked by a password or packed in an unknown way.
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_MANIFEST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `sha256` and `library_bytes` are of the library file, `made_at` is a UTC ISO instant."""

    format: str
    version: int
    made_at: str
    articles: int
    library_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; `moved_aside` is where the former content is, None where there was none."""

    manifest: Manifest
    moved_aside: Path | None


def back_up(database: Database, file: Path) -> Manifest:
    """Write the library as it is now into `file`, while it is in use; an older file of that name is replaced.

    Raises BackupError where it cannot be written, and then leaves nothing.
    """
    copied, written = file.with_name(f"{file.name}.library.new"), file.with_name(f"{file.name}.new")
    try:
        copied.unlink(missing_ok=True)
        database.copy_to(copied)
        manifest = _describe(database, copied)
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
            archive.write(copied, LIBRARY)
        _sync(written)
        written.replace(file)
        _sync(file.parent)
    except (OSError, DatabaseError) as error:
        raise BackupError(f"The backup {file} cannot be written: {error}. The library is untouched.") from error
    finally:
        copied.unlink(missing_ok=True)
        written.unlink(missing_ok=True)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself. Raises BackupError where it is none, or one of a newer program."""
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_MANIFEST) as stored:
            manifest = Manifest(**json.loads(stored.read(_MANIFEST_BYTES)))
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {file}.") from error
    except (*_UNREADABLE, TypeError) as error:
        raise BackupError(f"{file} is not a backup of this program, or it is damaged: {error}.") from error
    if manifest.format != _FORMAT:
        raise BackupError(f"{file} is not a backup of this program.")
    if manifest.version > _NEWEST:
        raise BackupError(f"{file} was written by a newer version of this program; restore it with that version.")
    return manifest


def restore(file: Path, directory: Path) -> Restored:
    """Put the library of a backup into a data directory that the caller holds and that nothing has open.

    What is there is moved into a folder inside it. Raises BackupError where the file is no whole backup or there is no
    room; the directory is then as it was.
    """
    manifest = read_manifest(file)
    directory.mkdir(parents=True, exist_ok=True)
    incoming = directory / _INCOMING
    shutil.rmtree(incoming, ignore_errors=True)
    try:
        incoming.mkdir()
        _unpack(file, incoming / LIBRARY, manifest)
        aside = _free_name(directory) if any((directory / name).exists() for name in _REPLACED) else None
        _write_journal(directory, aside)
    except _UNREADABLE as error:
        shutil.rmtree(incoming, ignore_errors=True)
        raise BackupError(f"{file} cannot be restored: {error}. Nothing was changed.") from error
    except BackupError:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    finish_restore(directory)
    return Restored(manifest, directory / aside if aside else None)


def finish_restore(directory: Path) -> None:
    """Finish a restore that was stopped, or clear away one that had not begun to change anything."""
    journal, incoming = directory / _JOURNAL, directory / _INCOMING
    if journal.exists():
        aside = json.loads(journal.read_text(encoding="utf-8"))["aside"]
        if (incoming / LIBRARY).exists():
            _swap(directory, incoming / LIBRARY, aside)
        journal.unlink()
    shutil.rmtree(incoming, ignore_errors=True)


def _swap(directory: Path, library: Path, aside: str | None) -> None:
    """Old files aside one by one, then the new one in place: stopped anywhere, it can be done again from the start."""
    for name in _REPLACED if aside else ():
        if (directory / name).exists():
            (directory / str(aside)).mkdir(exist_ok=True)
            (directory / name).rename(directory / str(aside) / name)
    library.replace(directory / LIBRARY)
    _sync(directory)


def _unpack(file: Path, target: Path, manifest: Manifest) -> None:
    """The one file that is wanted, whatever else the archive names; no more bytes than it should have."""
    with zipfile.ZipFile(file) as archive, archive.open(LIBRARY) as packed, target.open("wb") as unpacked:
        digest = _copy(packed, unpacked, manifest.library_bytes)
        unpacked.flush()
        os.fsync(unpacked.fileno())
    if digest != manifest.sha256:
        raise BackupError(f"{file} is damaged: the library in it is not the one that was saved. Nothing was changed.")


def _copy(packed: IO[bytes], unpacked: IO[bytes], most: int) -> str:
    digest, left = hashlib.sha256(), most
    while block := packed.read(min(_BLOCK, left + 1)):
        left -= len(block)
        if left < 0:
            break
        digest.update(block)
        unpacked.write(block)
    return digest.hexdigest()


def _describe(database: Database, copied: Path) -> Manifest:
    row = database.query_one("SELECT count(*) AS articles FROM article")
    with copied.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Manifest(
        format=_FORMAT,
        version=_NEWEST,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=int(row["articles"]) if row else 0,
        library_bytes=copied.stat().st_size,
        sha256=digest,
    )


def _write_journal(directory: Path, aside: str | None) -> None:
    written = directory / f"{_JOURNAL}.new"
    written.write_text(json.dumps({"aside": aside}), encoding="utf-8")
    _sync(written)
    written.replace(directory / _JOURNAL)
    _sync(directory)


def _free_name(directory: Path) -> str:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    names = (f"before-restore-{stamp}{suffix}" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if not (directory / name).exists())


def _sync(path: Path) -> None:
    """Let the disk have it; directories cannot be synced everywhere."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a directory, on Windows
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
