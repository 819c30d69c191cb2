"""Reading lists as people export them: OPML, browser bookmarks, Pocket, Instapaper, Readwise Reader, Karakeep.

Knows nothing of fetching what they list, or of where articles are kept.
"""

from corpus.reading_lists.dispatch import read_reading_list
from corpus.reading_lists.reading_list import ListEntry, ListKind, ReadingList

__all__ = ["ListEntry", "ListKind", "ReadingList", "read_reading_list"]
