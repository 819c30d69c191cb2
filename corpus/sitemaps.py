"""Sitemaps: the pages of a site, or further sitemaps, from bytes (https://www.sitemaps.org/protocol.html).

Knows nothing of fetching. Reads the XML of both kinds with Google's news fields
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap), plain lists of addresses, and any
of them compressed with gzip. A sitemap can name any address, so only those of its own site are given on.
"""

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from corpus.addresses import host, web_address
from corpus.article import Publication
from corpus.dates import parse_date
from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.mending import mend_xml
from corpus.normalising import one_line
from corpus.reading.draft import LONGEST_TITLE
from corpus.reading.limits import read_at_most
from corpus.reading.markup import local_name, parse_xml

LARGEST_SITEMAP = 50 * 1024 * 1024
"""Bytes, unpacked; the limit of the protocol."""

MOST_ENTRIES = 50_000
"""The limit of the protocol, for pages and for sitemaps in an index."""

_LONGEST_TEXT = 4096
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page, or in an index a further sitemap.

    `modified_original` is the string as written; it is of the page, which may be newer than its article. `title` and
    `published_original` are told by news sitemaps alone.
    """

    url: str
    modified_original: str | None = None
    title: str | None = None
    published_original: str | None = None

    @property
    def modified(self) -> Publication | None:
        """When the page was last changed, None where that is not said or cannot be read."""
        return parse_date(self.modified_original) if self.modified_original else None

    @property
    def published(self) -> Publication | None:
        """When the article was published, None where that is not said or cannot be read."""
        return parse_date(self.published_original) if self.published_original else None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap as it was at one time, each address once, in its order.

    Where `is_index`, the entries are further sitemaps, of the same origin; the protocol has no index in an index.
    `notes` say, for people, what was left out and why.
    """

    is_index: bool
    entries: tuple[SitemapEntry, ...]
    notes: tuple[str, ...] = ()


def read_sitemap(data: bytes, url: str) -> Sitemap:
    """The sitemap in `data`, which came from `url`.

    Raises UnreadableError, with the reason, for what is none, is damaged or larger than the protocol allows.
    """
    unpacked = _unpacked(data)
    if not unpacked.strip():
        raise UnreadableError("it is empty")
    if unpacked.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = _root(unpacked)
        is_index = local_name(root).lower() == "sitemapindex"
        return _gathered(_elements(root, "sitemap" if is_index else "url"), url, is_index=is_index)
    return _gathered(_lines(unpacked), url, is_index=False)


def same_origin(one: str, other: str) -> bool:
    """Whether two addresses have scheme, host and port in common (RFC 6454); a common beginning is not enough."""
    return _origin(one) == _origin(other) is not None


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return read_at_most(io.BytesIO(data), LARGEST_SITEMAP)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return read_at_most(stream, LARGEST_SITEMAP)  # type: ignore[arg-type] # a stream, but not typed as one
    except (EOFError, zlib.error, OSError) as error:
        raise UnreadableError("its compressed data breaks off or does not add up") from error


def _root(data: bytes) -> etree._Element:
    """The root element; XML that needs mending (bare ampersands) or has a DOCTYPE is mended before."""
    try:
        root = None if b"<!" in data[:_HEAD_BYTES] else parse_xml(data)
    except UnreadableError:
        root = None
    if root is None:
        mended = mend_xml(decode(data, declared=declared_charset(data))).lstrip()
        root = parse_xml(mended.encode("utf-8", "replace"))
    if local_name(root).lower() not in ("urlset", "sitemapindex"):
        raise UnreadableError(f"it is no sitemap: it begins with <{local_name(root)}>")
    return root


def _elements(root: etree._Element, name: str) -> Iterator[SitemapEntry]:
    for element in root:
        if local_name(element).lower() == name:
            told = {local_name(child).lower(): child for child in element}
            news = {local_name(child).lower(): child for child in told["news"]} if "news" in told else {}
            yield SitemapEntry(
                url=_text(told.get("loc")) or "",
                modified_original=_text(told.get("lastmod")),
                title=(_text(news.get("title")) or "")[:LONGEST_TITLE] or None,
                published_original=_text(news.get("publication_date")),
            )


def _lines(data: bytes) -> Iterator[SitemapEntry]:
    """The addresses of a plain list; what does not begin with one is no list."""
    text = decode(data, declared="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or web_address(lines[0][:_LONGEST_TEXT]) is None:
        raise UnreadableError("it is neither XML nor a list of addresses")
    return (SitemapEntry(line[:_LONGEST_TEXT]) for line in lines)


def _text(element: etree._Element | None) -> str | None:
    return one_line("".join(element.itertext()))[:_LONGEST_TEXT] or None if element is not None else None


def _gathered(entries: Iterable[SitemapEntry], url: str, *, is_index: bool) -> Sitemap:
    kept: dict[str, SitemapEntry] = {}
    left_out: Counter[str] = Counter()
    for entry in entries:
        fault = _fault(entry, url, is_index=is_index)
        if fault is None and len(kept) >= MOST_ENTRIES and entry.url not in kept:
            fault = f"beyond the {MOST_ENTRIES} that a sitemap may have"
        if fault:
            left_out[fault] += 1
        else:
            kept.setdefault(entry.url, entry)
    notes = [f"{count} left out: {fault}" for fault, count in left_out.items()]
    if not kept:
        notes.append(
            "the sitemap names no sitemap of its site" if is_index else "the sitemap names no page of its site"
        )
    return Sitemap(is_index, tuple(kept.values()), tuple(notes))


def _fault(entry: SitemapEntry, url: str, *, is_index: bool) -> str | None:
    """Why an entry is left out. Pages may be of the same host with or without www, by http or https."""
    if web_address(entry.url) != entry.url:
        return "not an http or https address"
    if is_index:
        return None if same_origin(entry.url, url) else "sitemaps of another origin"
    return None if host(entry.url) == host(url) else "pages of another site"


def _origin(url: str) -> tuple[str, str, int | None] | None:
    if web_address(url) is None:
        return None
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    return scheme, parts.hostname or "", port or {"http": 80, "https": 443}[scheme]
