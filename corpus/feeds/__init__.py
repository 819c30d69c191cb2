"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom, CDF and JSON Feed, from bytes to entries; and the feeds that a page names.

Knows nothing of fetching or of where articles are kept.
"""

from corpus.feeds.discovery import NamedFeed, discover_feeds
from corpus.feeds.dispatch import read_feed
from corpus.feeds.feed import Enclosure, Feed, FeedEntry

__all__ = ["Enclosure", "Feed", "FeedEntry", "NamedFeed", "discover_feeds", "read_feed"]
