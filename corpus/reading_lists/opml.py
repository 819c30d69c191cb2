"""OPML: lists of feeds, as every feed reader exports them (http://opml.org/spec2.opml).

A feed is an <outline> with an xmlUrl, at any depth; outlines around it are folders. An outline of the type "link" with
a url is a page. `created` and `category` are optional attributes of the specification.
"""

from collections.abc import Iterator

from lxml import etree

from corpus.decoding import declared_charset, decode
from corpus.errors import UnreadableError
from corpus.mending import mend_xml
from corpus.reading.markup import local_name, parse_xml
from corpus.reading_lists.reading_list import ListEntry, ListKind, ReadingList, gathered, list_entry

_HEAD_BYTES = 4096


def read_opml(data: bytes) -> ReadingList:
    """The feeds and pages of an OPML file. Raises UnreadableError where its XML is damaged beyond mending."""
    return gathered(ListKind.OPML, _outlines(_root(data)))


def _root(data: bytes) -> etree._Element:
    """Bare ampersands in addresses are the rule in OPML of older readers: what is damaged is mended and read again."""
    try:
        if b"<!" not in data[:_HEAD_BYTES]:
            return parse_xml(data)
    except UnreadableError:
        pass
    text = mend_xml(decode(data, declared=declared_charset(data)))
    return parse_xml(text.encode("utf-8", "replace"))


def _outlines(root: etree._Element) -> Iterator[tuple[str, ListEntry | str]]:
    for outline in root.iter():
        if local_name(outline).lower() == "outline":
            found = _entry(outline)
            if found is not None:
                yield f"line {outline.sourceline}", found


def _entry(outline: etree._Element) -> ListEntry | str | None:
    """None for a folder, and for a line of text that is neither feed nor page."""
    told = _attributes(outline)
    feed, kind = told.get("xmlurl"), told.get("type", "").lower()
    page = told.get("url") or told.get("htmlurl")
    if kind == "include":
        return "it points to another list, which is not followed"
    if feed is None and (page is None or len(outline) > 0):
        return None
    return list_entry(
        _as_web(feed) if feed is not None else page,
        title=told.get("title") or told.get("text"),
        added=told.get("created"),
        tags=(*_folders(outline), *(name.strip("/ ") for name in told.get("category", "").split(","))),
        is_feed=feed is not None,
    )


def _attributes(element: etree._Element) -> dict[str, str]:
    """By lower-case name: readers disagree about xmlUrl, xmlURL and xmlurl."""
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}


def _folders(outline: etree._Element) -> list[str]:
    """The names of the outlines around one, outermost first."""
    around = (_attributes(each) for each in outline.iterancestors() if local_name(each).lower() == "outline")
    return [told.get("title") or told.get("text") or "" for told in around][::-1]


def _as_web(address: str) -> str:
    """`feed:` stands before or in place of http in lists made on Apple's systems."""
    plain = address.strip()
    if plain[:7].lower() == "feed://":
        return f"http://{plain[7:]}"
    return plain[5:] if plain[:5].lower() == "feed:" else plain
