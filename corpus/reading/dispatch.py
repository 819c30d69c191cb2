"""One file to the reader of its kind, and every failure to a reason.

Knows no format itself; opens packages and compressed files, and hands each document on.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.article import Article, Skipped
from corpus.decoding import decode
from corpus.errors import UnreadableError
from corpus.reading.archive import CountedStream, Package, members, package_of
from corpus.reading.docx import read_docx
from corpus.reading.draft import Draft, finish
from corpus.reading.epub import read_epub
from corpus.reading.finding import BUFFER_BYTES, FoundFile, buffered
from corpus.reading.html import read_html
from corpus.reading.jsonl import read_jsonl
from corpus.reading.limits import Limits, read_at_most
from corpus.reading.markdown import read_markdown
from corpus.reading.pdf import read_pdf
from corpus.reading.plain import read_plain
from corpus.reading.sniffing import Kind, sniff

_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, ValueError)  # zipfile: "negative seek value"


Check = Callable[[bytes, Article], None]
"""Looks at a web page and the article that was read from it; raises UnreadableError for what is none."""


def unchecked(page: bytes, article: Article) -> None:
    """A `Check` that takes every page for an article."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are read: within which limits, and with which check of web pages."""

    limits: Limits
    check: Check = unchecked


def read_file(file: FoundFile, manner: Manner, *, within: Kind | None = None) -> Iterator[Article | Skipped]:
    """The articles of one file; Skipped, in its place and with the reason, where it holds none.

    `within` is the kind of package that the file was found in, None for a file by itself. Never raises for what the
    file holds.
    """
    try:
        with file.open() as stream:
            yield from _read_stream(stream, file, manner, within)
    except UnreadableError as error:
        yield Skipped(file.name, str(error))
    except _DAMAGED:
        yield Skipped(file.name, "it is damaged: its compressed data breaks off or does not add up")
    except (OSError, NotImplementedError) as error:
        yield Skipped(file.name, f"it cannot be opened: {getattr(error, 'strerror', None) or error}")


def _read_stream(
    stream: io.BufferedReader, file: FoundFile, manner: Manner, within: Kind | None
) -> Iterator[Article | Skipped]:
    head = stream.peek(BUFFER_BYTES)
    if not head.strip():
        raise UnreadableError("it is empty")
    kind = sniff(_inner_name(file.name) if within is Kind.GZIP else file.name, head)
    if kind is within and kind is Kind.GZIP:
        raise UnreadableError("it is an archive inside an archive: unpack it first")
    if kind is Kind.GZIP:
        yield from _read_gzip(stream, file, manner)
    elif kind is Kind.JSONL:
        yield from read_jsonl(stream, name=file.name, place=file.place, limits=manner.limits)
    elif kind is Kind.ZIP:
        yield from _read_package(stream, file, manner, within)
    else:
        data = read_at_most(stream, manner.limits.max_file_bytes)
        article = finish(_draft(kind, data), name=file.name, place=file.place)
        if kind is Kind.HTML:
            manner.check(data, article)
        yield article


def _read_gzip(stream: io.BufferedReader, file: FoundFile, manner: Manner) -> Iterator[Article | Skipped]:
    """What is compressed in a stream; `FoundFile.open` gives it once, as `read_file` asks."""
    unpacked = buffered(CountedStream(gzip.GzipFile(fileobj=stream)))
    yield from read_file(FoundFile(file.name, file.place, lambda: unpacked), manner, within=Kind.GZIP)


def _read_package(
    stream: io.BufferedReader, file: FoundFile, manner: Manner, within: Kind | None
) -> Iterator[Article | Skipped]:
    """An archive on disk is read where it lies; one that cannot be sought in is first read into memory."""
    limits = manner.limits
    source = stream if stream.seekable() else io.BytesIO(read_at_most(stream, limits.max_file_bytes))
    package = package_of(source)
    source.seek(0)
    if package is Package.ARCHIVE:
        if within is not None:
            raise UnreadableError("it is an archive inside an archive: unpack it first")
        for member in members(source, file, limits):
            yield from [member] if isinstance(member, Skipped) else read_file(member, manner, within=Kind.ZIP)
        return
    read = read_docx if package is Package.DOCX else read_epub
    yield finish(read(read_at_most(source, limits.max_file_bytes), limits), name=file.name, place=file.place)


def _draft(kind: Kind, data: bytes) -> Draft:
    if kind is Kind.HTML:
        return read_html(data)
    if kind is Kind.PDF:
        return read_pdf(data)
    text = decode(data)
    return read_markdown(text) if kind is Kind.MARKDOWN else read_plain(text)


def _inner_name(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name
