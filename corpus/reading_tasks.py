"""What can be asked of a reading process: each task by name, what it reads, and what comes back.

Pure reading: knows nothing of processes, and fetches nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from corpus.article import Article, Skipped
from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.feeds import Feed, NamedFeed, discover_feeds, read_feed
from corpus.health import Health, judge
from corpus.normalising import one_line
from corpus.reading import read_bytes, read_paths
from corpus.reading.sniffing import Kind, extension, sniff
from corpus.reading_lists import ReadingList, read_reading_list
from corpus.sitemaps import Sitemap, read_sitemap

_NAMELESS = "page"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DATA_START = re.compile(
    rb"\s*(?:[\[{]|<\?xml(?!.{0,600}<html)|<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b)", re.S
)
_SEVERAL = (Kind.JSONL, Kind.GZIP)
_UNTITLED = "Untitled"


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page as it came: where from, and what its server said about it."""

    url: str
    status: int
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a page gave: an article, or the trouble with it, worded for people.

    `has_title`: the article's title is the page's own, and no stand-in. The article's id means nothing yet.
    """

    article: Article | None
    trouble: str | None = None
    has_title: bool = True


Item = Article | Skipped | PageRead | Feed | Sitemap | ReadingList | NamedFeed


def read_page(asked: PageAsked, body: bytes) -> PageRead:
    """The one article of a page; also of a PDF, a text or a document behind an address.

    What holds several articles is refused: each could claim to be an article of somebody else.
    """
    if not 200 <= asked.status < 300:
        return PageRead(None, _said(judge(asked.status, None, "", None)))
    kind = _kind(asked, body)
    if isinstance(kind, str):
        return PageRead(None, kind)
    suffix = ".md" if kind is Kind.MARKDOWN else ""
    if kind is Kind.HTML:
        body = _in_utf8(body, asked.content_type)
    found = list(read_bytes(_NAMELESS + suffix, body))
    articles = [item for item in found if isinstance(item, Article)]
    if len(found) > 1:
        return PageRead(None, "It holds several articles: download it and add the file.")
    article = articles[0] if articles else None
    if article is not None or kind is Kind.HTML:
        html = body if kind is Kind.HTML else None
        health = judge(asked.status, html, article.text if article else "", article.title if article else None)
        if not health.is_good:
            return PageRead(None, _said(health))
    if article is None:
        [skipped] = (item for item in found if isinstance(item, Skipped))
        return PageRead(None, f"No article: {skipped.reason}.")
    if article.title != _NAMELESS:
        return PageRead(article)
    return PageRead(replace(article, title=_named_by(asked.url)), has_title=False)


def _said(health: Health) -> str:
    return health.sentence + (f" It says: “{health.evidence}”" if health.evidence else "")


def _kind(asked: PageAsked, body: bytes) -> Kind | str:
    """What came, told by its content, or why it is no page."""
    if not body.strip():
        return "It is empty."
    ending = extension(asked.url)
    name = f"page{ending}" if ending in (".md", ".markdown") else "page"
    try:
        kind = sniff(name, body[: 64 * 1024])
    except UnreadableError as error:
        return f"No article: {error}."
    if kind in _SEVERAL:
        return "It is a collection or compressed: download it and add the file."
    if kind is Kind.TEXT and _DATA_START.match(body[:2000]):
        return "It is data for programs, not an article."
    return kind


def _in_utf8(body: bytes, content_type: str | None) -> bytes:
    """The page with the charset of its HTTP header (which comes before the page's own word, after a byte order mark).

    https://html.spec.whatwg.org/#determining-the-character-encoding. UTF-8 stays as it is, whatever is said about it.
    """
    named = _CHARSET.search(content_type or "")
    if named is None or body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = decode(body, declared=named[1] or declared_charset(body))
        return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
    return body


def _named_by(url: str) -> str:
    """The last part of an address, as words."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or ""
    return one_line(re.sub(r"[-_+]+", " ", last.rpartition(".")[0] or last)) or _UNTITLED


def _check_health(page: bytes, article: Article) -> None:
    """A page that somebody saved may be a wall as well. Raises UnreadableError."""
    health = judge(None, page, article.text, article.title)
    if not health.is_good:
        raise UnreadableError(f"{_said(health)} Save the whole article and add it again")


def _page(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield read_page(PageAsked(request["url"], request["status"], request["content_type"]), body)


def _file(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield from read_paths([Path(request["path"])], check=_check_health)


def _feed(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield read_feed(body, url=request["url"], content_type=request["content_type"])


def _sitemap(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield read_sitemap(body, request["url"])


def _list(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield read_reading_list(body)


def _named_feeds(request: Mapping[str, Any], body: bytes) -> Iterator[Item]:
    yield from discover_feeds(body, request["url"])


Task = Callable[[Mapping[str, Any], bytes], Iterator[Item]]
TASKS: dict[str, Task] = {
    "page": _page,
    "file": _file,
    "feed": _feed,
    "sitemap": _sitemap,
    "list": _list,
    "named feeds": _named_feeds,
}
"""By name: from a request and the bytes to read, to the items; each may raise UnreadableError with the reason."""
