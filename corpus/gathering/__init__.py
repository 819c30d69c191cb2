"""Sources looked at: what is new in a folder, on a page, in a feed, a sitemap or a reading list.

Knows nothing of where articles are kept: what is gathered is handed over, entry by entry, and the round at the end.
"""

from corpus.gathering.dispatch import Gatherers
from corpus.gathering.visit import Visit

__all__ = ["Gatherers", "Visit"]
