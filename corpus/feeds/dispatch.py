"""One feed to the reader of its format; what is none, to the reason.

Knows no format itself.
"""

import codecs
import re

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.feeds.discovery import discover_feeds
from corpus.feeds.drafts import finish_feed
from corpus.feeds.feed import Feed
from corpus.feeds.json_feed import read_json_feed
from corpus.feeds.xml_feed import read_xml_feed
from corpus.reading.sniffing import Kind, sniff

_HEAD_CHARS = 64 * 1024
_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_FEED_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE)
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_OTHER_XML = {
    "opml": "it is an OPML list, not a feed: import it as a reading list",
    "urlset": "it is a sitemap, not a feed",
    "sitemapindex": "it is an index of sitemaps, not a feed",
    "svg": "it is a picture",
}
_OTHER_KINDS = {Kind.PDF: "a PDF", Kind.ZIP: "a ZIP file", Kind.GZIP: "a compressed file"}


def read_feed(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """The feed in `data`, whatever its format; `url` is where it came from, `content_type` what its server called it.

    The format is told from the content; of `content_type` only the charset is believed, and only where the content is
    no UTF-8. Opens no connection and no file. Raises UnreadableError, saying what it seems to be, for what is no feed.
    """
    if not data.strip():
        raise UnreadableError("it is empty")
    _refuse_known(data)
    text = _text(data, content_type)
    if text.startswith(("{", "[")):
        return finish_feed(read_json_feed(text), url)
    return finish_feed(read_xml_feed(_from_root(text, data, url)), url)


def _refuse_known(data: bytes) -> None:
    kind = sniff("", data[:_HEAD_CHARS])
    if kind in _OTHER_KINDS:
        raise UnreadableError(f"it is {_OTHER_KINDS[kind]}, not a feed")


def _text(data: bytes, content_type: str | None) -> str:
    """UTF-8 wherever it is valid: servers declare ISO-8859-1 over files of any charset."""
    if data.startswith((b"<\0?\0", b"<\0r\0", b"<\0f\0")):
        data = codecs.BOM_UTF16_LE + data
    elif data.startswith((b"\0<\0?", b"\0<\0r", b"\0<\0f")):
        data = codecs.BOM_UTF16_BE + data
    named = _CHARSET.search(content_type or "")
    declared = named[1] if named else declared_charset(data)
    return decode(data, declared=None if _is_utf8(data) else declared).lstrip("\ufeff \t\r\n")


def _is_utf8(data: bytes) -> bool:
    """Whether data with other than ASCII in it is valid UTF-8, which no text in another charset is by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_root(text: str, data: bytes, url: str | None) -> str:
    """The text from its declaration, or from the feed's root where something else stands before it.

    Raises UnreadableError where there is no root of a feed.
    """
    head = _ASIDE.sub("", text[:_HEAD_CHARS])
    found = _ROOT.search(head)
    if found is None:
        raise UnreadableError("it is text, not a feed")
    root = found[1].lower()
    if root in _ROOTS:
        return text
    if root in _OTHER_XML:
        raise UnreadableError(_OTHER_XML[root])
    if root == "html":
        raise UnreadableError(_about_page(data, url))
    inner = _FEED_ROOT.search(text, 0, _HEAD_CHARS)
    if inner is None:
        raise UnreadableError(f"it is no feed: it begins with <{found[1]}>")
    return text[inner.start() :]


def _about_page(data: bytes, url: str | None) -> str:
    named = discover_feeds(data, url)
    return "it is a web page, not a feed" + (f"; the page names the feed {named[0].url}" if named else "")
