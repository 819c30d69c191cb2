"""The feeds that a web page names in its head (https://www.rssboard.org/rss-autodiscovery).

Knows nothing of fetching: whether there is a feed behind an address is not known here.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.feeds.drafts import absolute
from corpus.normalising import one_line
from corpus.reading.markup import parse_html

MOST_FEEDS = 50
_LONGEST_TITLE = 200

# XML names no kind of feed, and is used for other things too; JSON Feed 1 was announced as plain JSON.
_TYPES = (
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/xml",
)
_ASIDE = ("comment", "kommentar", "commentaire")


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed as a page names it; `media_type` is in lower case, `title` None where the page gives none."""

    url: str
    title: str | None
    media_type: str


def discover_feeds(data: bytes, url: str | None) -> tuple[NamedFeed, ...]:
    """The feeds that the page in `data`, which came from `url`, names; best first, each once, none where it names none.

    Better are feeds of articles than those of comments, then the types that only feeds have, then the order of the
    page, whose first is its main one. Raises nothing:
    what is no page names no feed.
    """
    try:
        root = parse_html(decode(data, declared=declared_charset(data)))
    except UnreadableError:
        return ()
    base = _base(root, url)
    found: dict[str, NamedFeed] = {}
    for link in root.iter("link"):
        feed = _named(link, base)
        if feed is not None:
            found.setdefault(feed.url, feed)
    return tuple(sorted(list(found.values())[:MOST_FEEDS], key=_rank))


def _base(root: html.HtmlElement, url: str | None) -> str | None:
    href = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    try:
        return urljoin(url or "", href.strip()) if href else url
    except ValueError:
        return url


def _named(link: html.HtmlElement, base: str | None) -> NamedFeed | None:
    relations = (link.get("rel") or "").lower().split()
    media_type = (link.get("type") or "").split(";")[0].strip().lower()
    if "stylesheet" in relations or not {"alternate", "feed"}.intersection(relations) or media_type not in _TYPES:
        return None
    address = absolute(link.get("href"), base)
    if address is None or _is_interface(address, media_type):
        return None
    return NamedFeed(address, one_line(link.get("title") or "")[:_LONGEST_TITLE] or None, media_type)


def _is_interface(address: str, media_type: str) -> bool:
    """WordPress names its API and its oEmbed as alternates of each page; neither is a feed."""
    return media_type in ("application/json", "text/xml") and ("/wp-json/" in address or "oembed" in address)


def _rank(feed: NamedFeed) -> tuple[bool, bool]:
    """The order of the page decides among equals: sorting is stable."""
    about = f"{feed.title or ''} {feed.url}".lower()
    return any(word in about for word in _ASIDE), _TYPES.index(feed.media_type) > _TYPES.index("application/rdf+xml")
