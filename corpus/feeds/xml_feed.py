"""Feeds in XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF; what feedparser found, made into a draft.

Knows nothing of parsing. feedparser's own dates are not used: it takes years of two digits and impossible days for
dates (https://github.com/kurtmckee/feedparser/issues/33), so the strings go on as they were written.
"""

import re
from collections.abc import Iterator

from corpus.errors import UnreadableError
from corpus.feeds.drafts import EntryDraft, FeedDraft, Words
from corpus.feeds.feed import Enclosure
from corpus.feeds.xml_parsing import DC_DATE, Fields, ParsedFeed, parse_feed

_FORMATS = {
    "rss090": "RSS 0.90",
    "rss091n": "RSS 0.91",
    "rss091u": "RSS 0.91",
    "rss092": "RSS 0.92",
    "rss093": "RSS 0.93",
    "rss094": "RSS 0.94",
    "rss10": "RSS 1.0",
    "rss20": "RSS 2.0",
    "rss": "RSS",
    "atom03": "Atom 0.3",
    "atom10": "Atom 1.0",
}
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
_PERSON_WITH_ADDRESS = re.compile(r"^\s*<?[^\s@<>()]{1,100}@[^\s@<>()]{1,100}>?\s*\(([^()]{1,200})\)\s*$")
_ADDRESS = re.compile(r"\s*[<(][^\s@<>()]{1,100}@[^\s@<>()]{1,100}[>)]\s*$")


def read_xml_feed(text: str) -> FeedDraft:
    """The draft of a feed. Raises UnreadableError where the text is none, or too damaged to be read as one."""
    parsed = parse_feed(text)
    if not parsed.version and not parsed.entries and not parsed.feed:
        raise UnreadableError("it is no feed")
    damaged = ("its XML is damaged; what could be read of it was taken",)
    return FeedDraft(
        format=_format(parsed),
        title=_words(parsed.feed, "title"),
        link=_string(parsed.feed, "link"),
        entries=[_entry(entry, parsed) for entry in parsed.entries],
        language=_string(parsed.feed, "language"),
        notes=() if parsed.is_well_formed else damaged,
    )


def _format(parsed: ParsedFeed) -> str:
    """CDF is the format that has channels and says no version."""
    return _FORMATS.get(parsed.version) or ("Atom" if parsed.version.startswith("atom") else "CDF")


def _entry(entry: Fields, parsed: ParsedFeed) -> EntryDraft:
    is_rss = parsed.version.startswith("rss")
    dated = _string(entry, DC_DATE)  # of the publication in RSS, which has no other in version 1.0
    return EntryDraft(
        guid=_string(entry, "id"),
        link=_link(entry),
        title=_words(entry, "title"),
        texts=tuple(_contents(entry)),
        summary=_summary(entry),
        authors=tuple(_authors(entry, parsed)),
        published=_string(entry, "published") or (dated if is_rss else None),
        updated=_string(entry, "updated") or (None if is_rss else dated),
        language=_language(entry),
        tags=tuple(tag.get("term") or tag.get("label") or "" for tag in _list(entry, "tags")),
        enclosures=tuple(_enclosures(entry)),
    )


def _link(entry: Fields) -> str | None:
    """The address of the article, rather than one that counts clicks; a guid only where it is an address itself."""
    link = _string(entry, "feedburner_origlink") or _string(entry, "link")
    is_guid = link is not None and link == _string(entry, "id")
    return None if is_guid and not re.match(r"https?://", link or "", re.IGNORECASE) else link


def _words(fields: Fields, name: str) -> Words:
    detail = fields.get(f"{name}_detail")
    kind = detail.get("type") if isinstance(detail, dict) else "text/html"
    return Words(_string(fields, name) or "", is_html=kind in _HTML_TYPES)


def _summary(entry: Fields) -> Words:
    """The entry's own; where feedparser gives a copy of the content for one, it names no type."""
    is_copy = "content" in entry and "summary_detail" not in entry
    return Words() if is_copy else _words(entry, "summary")


def _contents(entry: Fields) -> Iterator[Words]:
    for content in _list(entry, "content"):
        kind = str(content.get("type") or "")
        if kind in _HTML_TYPES or kind.startswith("text/"):
            yield Words(str(content.get("value") or ""), is_html=kind in _HTML_TYPES)


def _authors(entry: Fields, parsed: ParsedFeed) -> Iterator[str]:
    """The names of the entry's authors; Atom's feed names those of entries that name none (RFC 4287, 4.2.1)."""
    people = list(_list(entry, "authors"))
    if not any(person.get("name") for person in people) and parsed.version.startswith("atom"):
        source = entry.get("source")
        people = list(_list(source, "authors") if isinstance(source, dict) else ()) or list(
            _list(parsed.feed, "authors")
        )
    for person in people:
        if name := person.get("name"):
            yield _without_address(str(name))


def _without_address(name: str) -> str:
    """RSS wants "jane@example.org (Jane Doe)"; others write "Jane Doe <jane@example.org>"."""
    found = _PERSON_WITH_ADDRESS.match(name[:500])
    return found[1] if found else _ADDRESS.sub("", name)


def _enclosures(entry: Fields) -> Iterator[Enclosure]:
    for link in _list(entry, "links"):
        if link.get("rel") == "enclosure" and link.get("href"):
            size = str(link.get("length") or "")
            yield Enclosure(
                url=str(link["href"]),
                media_type=link.get("type"),
                size_bytes=int(size) if size.isascii() and size.isdecimal() and len(size) < 16 else None,
            )


def _language(entry: Fields) -> str | None:
    """The xml:lang that holds for the text, else for the title; dc:language."""
    details = (*_list(entry, "content"), *(entry.get(f"{n}_detail") for n in ("summary", "title")))
    said = (detail.get("language") for detail in details if isinstance(detail, dict))
    return _string(entry, "language") or next((code for code in said if isinstance(code, str)), None)


def _list(fields: Fields, name: str) -> tuple[Fields, ...]:
    value = fields.get(name)
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _string(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) and value.strip() else None
