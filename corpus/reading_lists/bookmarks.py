"""Bookmarks in HTML: the Netscape format that every browser exports, and Pocket's export of before 2024.

Netscape (Microsoft's "Netscape Bookmark File Format", aa753582): <DT><A HREF ADD_DATE> inside nested <DL>, each headed
by an <H3>; Firefox added TAGS and FEEDURL. Pocket's ril_export.html (seen in streetwriters/notesnook-importer#185):
<li><a href time_added tags> in two lists, unread and read. Times are seconds since 1970, tags parted by commas.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from corpus.decoding import declared_charset, decode
from corpus.reading.markup import parse_html
from corpus.reading_lists.reading_list import ListEntry, ListKind, ReadingList, gathered, list_entry

_NETSCAPE = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE)
_POCKET = re.compile(r"<title>\s*Pocket Export\b|<a\b[^<>]{0,4000}\btime_added\s*=", re.IGNORECASE)
_OWN_FOLDERS = ("personal_toolbar_folder", "unfiled_bookmarks_folder")
"""Marks of folders that the browser made: their names say nothing about what lies in them."""


def bookmarks_kind(head: str) -> ListKind | None:
    """Which export the beginning of a page is of, None for any other page."""
    if _NETSCAPE.search(head):
        return ListKind.BOOKMARKS
    return ListKind.POCKET if _POCKET.search(head) else None


def read_bookmarks(data: bytes, kind: ListKind) -> ReadingList:
    """The bookmarks of an export in HTML. Raises UnreadableError where no text can be read from it."""
    return gathered(kind, _links(parse_html(decode(data, declared=declared_charset(data)))))


def _links(root: html.HtmlElement) -> Iterator[tuple[str, ListEntry | str]]:
    """The links in their order, with the folders that are open where they stand."""
    folders: list[str] = []
    heading = ""
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("a", "h3", "dl")):
        if element.tag == "dl":
            if event == "start":
                folders.append(heading)
                heading = ""
            else:
                folders.pop()
        elif event == "end" and element.tag == "h3":
            heading = "" if any(mark in element.attrib for mark in _OWN_FOLDERS) else element.text_content()
        elif event == "end" and (element.get("href") or element.get("feedurl")):
            yield f"line {element.sourceline}", _entry(element, folders)


def _entry(link: html.HtmlElement, folders: list[str]) -> ListEntry | str:
    feed = link.get("feedurl")
    return list_entry(
        feed or link.get("href"),
        title=link.text_content(),
        added=link.get("add_date") or link.get("time_added"),
        tags=(*folders, *(link.get("tags") or "").split(",")),
        is_feed=feed is not None,
    )
