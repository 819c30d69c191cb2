"""One export to the reader of its format, told from its content and not from its name; what is none, to the reason.

Knows no format itself. Opens the ZIP files that Pocket sent its lists in, 10,000 entries to a part.
"""

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import replace

from corpus.article import Skipped
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.reading.archive import members
from corpus.reading.finding import FoundFile, in_memory
from corpus.reading.limits import Limits, megabytes, read_at_most
from corpus.reading.sniffing import Kind, sniff
from corpus.reading_lists.bookmarks import bookmarks_kind, read_bookmarks
from corpus.reading_lists.karakeep import read_karakeep
from corpus.reading_lists.opml import read_opml
from corpus.reading_lists.reading_list import MOST_NOTES, ReadingList, gathered
from corpus.reading_lists.tables import read_table

_HEAD_BYTES = 64 * 1024
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, NotImplementedError),
)
"""What zipfile raises for files that are damaged, or packed in ways that it does not know."""


def read_reading_list(data: bytes, limits: Limits = Limits()) -> ReadingList:  # noqa: B008 - frozen
    """The reading list in `data`, whatever its format; of a ZIP file, all the lists in it as one.

    Bad rows become notes with their line, and the rest goes on. Raises UnreadableError, saying what it seems to be, for
    what is no reading list.
    """
    if len(data) > limits.max_file_bytes:
        raise UnreadableError(f"it is larger than {megabytes(limits.max_file_bytes)}")
    if not data.strip():
        raise UnreadableError("it is empty")
    kind = sniff("", data[:_HEAD_BYTES])
    if kind is Kind.ZIP:
        return _from_zip(data, limits)
    if kind in (Kind.PDF, Kind.GZIP):
        raise UnreadableError(f"it is a {'PDF' if kind is Kind.PDF else 'compressed file'}, not a reading list")
    return _by_content(data)


def _by_content(data: bytes) -> ReadingList:
    head = data[:_HEAD_BYTES].decode("utf-8", "replace").lstrip("\ufeff \t\r\n\0")
    if head.startswith(("{", "[")):
        return read_karakeep(decode(data))
    if not head.startswith("<"):
        return read_table(decode(data))
    if "<opml" in head.lower():
        return read_opml(data)
    kind = bookmarks_kind(head)
    if kind is None:
        raise UnreadableError("it is a page or XML of another kind, not a reading list")
    return read_bookmarks(data, kind)


def _from_zip(data: bytes, limits: Limits) -> ReadingList:
    """Members that are no lists become notes; the first list tells the kind."""
    lists: list[tuple[str, ReadingList]] = []
    notes: list[str] = []
    try:
        for member in members(io.BytesIO(data), in_memory("", data), limits):
            name = member.name.removeprefix("!")
            found = member if isinstance(member, Skipped) else _member(name, member, limits)
            if isinstance(found, Skipped):
                notes.append(f"{name}: {found.reason}")
            else:
                lists.append((name, found))
    except _DAMAGED as error:
        raise UnreadableError("it is a damaged ZIP file") from error
    if not lists:
        raise UnreadableError("it is a ZIP file that holds no reading list that is known")
    whole = gathered(lists[0][1].kind, ((name, entry) for name, part in lists for entry in part.entries))
    notes = [*whole.notes, *(f"{name}: {note}" for name, part in lists for note in part.notes), *notes]
    return replace(whole, notes=tuple(notes[:MOST_NOTES]))


def _member(name: str, member: FoundFile, limits: Limits) -> ReadingList | Skipped:
    try:
        with member.open() as stream:
            return _by_content(read_at_most(stream, limits.max_file_bytes))
    except UnreadableError as error:
        return Skipped(name, str(error))
