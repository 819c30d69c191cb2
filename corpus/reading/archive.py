"""ZIP archives: which package one is, its members as files, and a guard against what unpacks to too much.

Knows nothing of what the members hold. Nothing is ever written to disk, so a member's path can do no harm.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import IO, TYPE_CHECKING, BinaryIO

from corpus.article import Skipped
from corpus.errors import UnreadableError
from corpus.reading.finding import FoundFile, buffered
from corpus.reading.limits import Limits, megabytes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READ_BYTES = 64 * 1024
_ENCRYPTED = 0x1
"""The bit of a member's flags that says that it needs a password (APPNOTE 4.4.4)."""


class Package(Enum):
    """What a ZIP file is."""

    ARCHIVE = auto()
    DOCX = auto()
    EPUB = auto()


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked. Changes as they are: it is shared by the members of one archive."""

    left: int
    total: int

    def spend(self, size: int) -> None:
        """Take `size` bytes. Raises UnreadableError where they are more than what is left."""
        self.left -= size
        if self.left < 0:
            raise UnreadableError(f"its archive unpacks to more than {megabytes(self.total)}")


class CountedStream(io.RawIOBase):
    """A stream that takes what is read through it from a budget, while it is read; without a budget, it only adapts."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, budget: Budget | None = None) -> None:
        """Read from `inner` on account of `budget`; closing closes `inner`."""
        self._inner, self._budget = inner, budget

    def readable(self) -> bool:
        """Always; it cannot seek."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill as much of `buffer` as there is data for."""
        target = memoryview(buffer).cast("B")
        data = self._inner.read(len(target))
        if self._budget is not None:
            self._budget.spend(len(data))
        target[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the inner stream too."""
        self._inner.close()
        super().close()


def package_of(stream: BinaryIO) -> Package:
    """What the ZIP file in `stream` is, by its members.

    Raises UnreadableError for packages that hold no article (spreadsheets, slides, programs) and for damaged ones.
    """
    with open_zip(stream) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return Package.DOCX
    if "META-INF/container.xml" in names:
        return Package.EPUB
    for member, what in (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a presentation")):
        if member in names:
            raise UnreadableError(f"it is {what}")
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableError("it is an OpenDocument file: save it as DOCX")
    return Package.ARCHIVE


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """The ZIP file in `stream`. Raises UnreadableError where its directory is damaged."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("it is a damaged ZIP file") from error


def members(stream: BinaryIO, file: FoundFile, limits: Limits) -> Iterator[FoundFile | Skipped]:
    """The files of an archive, sorted by name, each to be read before the next is asked for; hidden ones are left out.

    Ends early, with Skipped in the archive's name, at the limits for members and for unpacked bytes.
    """
    budget = Budget(limits.max_decoded_bytes, limits.max_decoded_bytes)
    with open_zip(stream) as archive:
        infos = sorted(
            (i for i in archive.infolist() if not i.is_dir() and not _is_hidden(i)), key=lambda i: i.filename
        )
        if not infos:
            yield Skipped(file.name, "the archive is empty")
        for info in infos[: limits.max_members]:
            if budget.left <= 0:
                yield Skipped(file.name, f"it unpacks to more than {megabytes(budget.total)}; the rest was not read")
                return
            yield _member(archive, info, file, budget)
    if len(infos) > limits.max_members:
        reason = f"it holds {len(infos)} files; only the first {limits.max_members} were read"
        yield Skipped(file.name, reason)


def check_unpacked_size(data: bytes, limits: Limits) -> None:
    """Unpack every member once, keeping nothing, before a library unpacks them into memory.

    Raises UnreadableError where they are more, or larger together, than `limits` allow, or need a password.
    """
    budget = Budget(limits.max_decoded_bytes, limits.max_decoded_bytes)
    with open_zip(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > limits.max_members:
            raise UnreadableError(f"it consists of more than {limits.max_members} parts")
        for info in archive.infolist():
            if info.flag_bits & _ENCRYPTED:
                raise UnreadableError("it is protected by a password")
            _spend(archive.open(info), budget)


def _spend(part: IO[bytes], budget: Budget) -> None:
    with part:
        while read := part.read(_READ_BYTES):
            budget.spend(len(read))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: FoundFile, budget: Budget) -> FoundFile | Skipped:
    inner = info.filename.encode("utf-8", "replace").decode()
    name = f"{file.name}!{inner}"
    if info.flag_bits & _ENCRYPTED:
        return Skipped(name, "it is protected by a password")
    place = f"zip:{file.place.removeprefix('file:')}!{inner}"
    return FoundFile(name, place, lambda: buffered(CountedStream(archive.open(info), budget)))


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)
