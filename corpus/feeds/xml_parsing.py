"""Feeds in XML, parsed by feedparser: well formed or not, and whatever they hold.

The only place that uses feedparser. Its `parse` is passed by: given bytes, it would first take them for the name of a
file to open, and for hostile feeds it takes minutes. Its two parsers are driven here instead, on text that was mended.
"""

import xml.sax
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.util import FeedParserDict

from corpus.errors import UnreadableError
from corpus.mending import cut_long_tags, mend_xml
from corpus.reading.limits import megabytes

LONGEST_FEED = 10_000_000
"""Characters. The longest feeds known, whole archives of podcasts, have a few million; the worst that a hostile one
can do takes 5 s for 1 MB."""

MOST_TAGS = 500_000
"""Opening brackets, each of which may cost 600 bytes. A feed of full articles has one in 40 characters."""

LONGEST_AUTHOR = 4_000
"""Characters; large collaborations of scientists are listed in one string."""

Fields = Mapping[str, Any]
"""What feedparser found, by its names for things (https://feedparser.readthedocs.io, "Reference"). The outer ones are
plain dicts: feedparser's own give the publication for a missing update."""

DC_DATE = "dc_date"
"""The field that holds an entry's dc:date, which feedparser has none for."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """`version` is feedparser's name of the format ("rss20", "atom10"), "" where none is told."""

    version: str
    feed: Fields
    entries: tuple[Fields, ...]
    is_well_formed: bool


class _Ours:
    """What feedparser 6.0.14 does otherwise than is wanted here.

    Two steps take time by the square of what they are given: an author of 100,000 letters took minutes (the search for
    an e-mail address in it), 40,000 categories of one entry more than 20 s (each was compared with all before). And
    dc:date is kept apart, which it mixes with the dates of changes.
    """

    def _sync_author_detail(self, key: str = "author") -> None:
        context: Any = self._get_context()  # type: ignore[attr-defined]
        people, name = dict.get(context, f"{key}s"), dict.get(context, key)
        if people and isinstance(name, str) and not dict.get(people[-1], "name"):
            people[-1]["name"] = name[:LONGEST_AUTHOR]

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        context: Any = self._get_context()  # type: ignore[attr-defined]
        tags = context.setdefault("tags", [])
        if term or scheme or label:
            tags.append(FeedParserDict(term=term, scheme=scheme, label=label))

    def _start_dc_date(self, attributes: Mapping[str, str]) -> None:
        self.push(DC_DATE, 1)  # type: ignore[attr-defined]

    def _end_dc_date(self) -> None:
        self.pop(DC_DATE)  # type: ignore[attr-defined]


class _Strict(_Ours, StrictFeedParser):  # type: ignore[misc] # feedparser ships no types
    """Feeds that are well-formed XML."""


class _Loose(_Ours, LooseFeedParser):  # type: ignore[misc]
    """Feeds that are not."""


def parse_feed(text: str) -> ParsedFeed:
    """What feedparser finds in a feed; a text that is no feed gives a version of "" and, mostly, no entries.

    Nothing is fetched, no file opened, no link resolved. Raises UnreadableError where the text is larger than any feed
    or makes feedparser fail before the first entry (https://github.com/kurtmckee/feedparser/issues/599).
    """
    source = cut_long_tags(mend_xml(text))
    if len(source) > LONGEST_FEED:
        raise UnreadableError(f"it is larger than {megabytes(LONGEST_FEED)}, the limit for a feed")
    if source.count("<") > MOST_TAGS:
        raise UnreadableError(f"it has more than {MOST_TAGS} tags, the limit for a feed")
    return _parsed_strictly(source) or _parsed_loosely(source)


def _parsed_strictly(source: str) -> ParsedFeed | None:
    """None where the feed is not well formed, or what it holds makes feedparser stumble."""
    handler = _set_up(_Strict("", None, "utf-8"))
    reader = xml.sax.make_parser()
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(handler)
    reader.setErrorHandler(handler)
    stream = xml.sax.xmlreader.InputSource()
    stream.setByteStream(BytesIO(source.encode("utf-8", "replace")))
    try:
        reader.parse(stream)
    except (xml.sax.SAXException, LookupError, ValueError, TypeError, AttributeError):
        return None
    return _gathered(handler, is_well_formed=True)


def _parsed_loosely(source: str) -> ParsedFeed:
    handler = _set_up(_Loose("", None, "utf-8", {}))
    try:
        handler.feed(source)
    except Exception as error:  # damaged feeds make feedparser raise nearly anything; what came before that counts
        if not handler.entries:
            raise UnreadableError(f"it is too damaged to be read as a feed ({type(error).__name__})") from error
    return _gathered(handler, is_well_formed=False)


def _set_up(handler: Any) -> Any:
    """Markup stays as it is: it is made plain text later, which needs no safe tags and no absolute links."""
    handler.resolve_relative_uris = False
    handler.sanitize_html = False
    return handler


def _gathered(handler: Any, *, is_well_formed: bool) -> ParsedFeed:
    return ParsedFeed(
        version=handler.version or "",
        feed=dict(handler.feeddata),
        entries=tuple(map(dict, handler.entries)),
        is_well_formed=is_well_formed,
    )
