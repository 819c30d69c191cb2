"""What an address or a file is that somebody adds: told from its content.

Knows nothing of what is a source already.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.fetched import Fetched
from corpus.reading.archive import open_zip
from corpus.reading.limits import Limits, read_at_most
from corpus.reading_apart import ApartReader
from corpus.reading_lists.bookmarks import bookmarks_kind
from corpus.source import SourceKind

_HEAD_BYTES = 64 * 1024
_LISTS = (".opml", ".csv", ".json")
_LIST_HEADS = (b"<opml", b"netscape-bookmark")
_SITEMAP_HEADS = (b"<urlset", b"<sitemapindex", b"\x1f\x8b")


def kind_of(fetched: Fetched, reader: ApartReader) -> SourceKind:
    """Whether what was fetched is a feed, a sitemap, a reading list or a page."""
    head = fetched.body[:_HEAD_BYTES].lower()
    if _is_read(lambda: reader.read_feed(fetched.body, fetched.final_url, fetched.content_type)):
        return SourceKind.FEED
    if any(mark in head for mark in _SITEMAP_HEADS) and _is_read(
        lambda: reader.read_sitemap(fetched.body, fetched.final_url)
    ):
        return SourceKind.SITEMAP
    if any(mark in head for mark in _LIST_HEADS) and _is_read(lambda: reader.read_list(fetched.body)):
        return SourceKind.LIST
    return SourceKind.PAGE


def is_list(path: Path, reader: ApartReader) -> bool:
    """Whether a file is a reading list that somebody exported, and no article or archive of articles."""
    if not path.is_file() or not _may_be_list(path):
        return False
    try:
        with path.open("rb") as file:
            body = read_at_most(file, Limits().max_file_bytes)
    except (OSError, UnreadableError):
        return False
    return _is_read(lambda: reader.read_list(body))


def _may_be_list(path: Path) -> bool:
    """Told from name and beginning; a ZIP file is one where all in it may be lists."""
    suffix = path.suffix.lower()
    if suffix in _LISTS:
        return True
    if suffix not in (".html", ".htm", ".xml", ".zip"):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if suffix == ".zip":
                file.seek(0)
                with open_zip(file) as archive:
                    names = [name for name in archive.namelist() if not name.endswith("/")]
                return bool(names) and all(name.lower().endswith(_LISTS) for name in names)
    except (OSError, UnreadableError, zipfile.BadZipFile):
        return False
    return _LIST_HEADS[0] in head.lower() or bookmarks_kind(head.decode("utf-8", "replace").lstrip()) is not None


def _is_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except UnreadableError:
        return False
    return True
