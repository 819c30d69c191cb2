"""One source to the gatherer of its kind. Knows no kind itself."""

from collections.abc import Iterator

from corpus.gathering.feed import gather_feed
from corpus.gathering.folder import gather_folder
from corpus.gathering.page import gather_page
from corpus.gathering.reading_list import gather_list
from corpus.gathering.sitemap import gather_sitemap
from corpus.gathering.visit import Gather, Item, Tools, Visit
from corpus.source import SourceKind

_BY_KIND: dict[SourceKind, Gather] = {
    SourceKind.FOLDER: gather_folder,
    SourceKind.PAGE: gather_page,
    SourceKind.FEED: gather_feed,
    SourceKind.SITEMAP: gather_sitemap,
    SourceKind.LIST: gather_list,
}


class Gatherers:
    """Looks at sources of any kind with the same tools."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    def gather(self, visit: Visit) -> Iterator[Item]:
        """What is new in a source, entry by entry; the last item is the Round, unless the look was stopped.

        Lazy: an entry is looked at when it is asked for. Raises nothing for what a source holds or a network does.
        """
        return _BY_KIND[visit.source.kind](visit, self.tools)
