"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/).

Knows nothing of XML. Fields of a wrong type count as missing: one careless field costs no entry.
"""

from corpus.errors import UnreadableError
from corpus.feeds.drafts import EntryDraft, FeedDraft, Words
from corpus.feeds.feed import Enclosure
from corpus.json_parsing import parse_json

_VERSION = "://jsonfeed.org/version/"
_Json = dict[str, object]


def read_json_feed(text: str) -> FeedDraft:
    """The draft of a JSON Feed. Raises UnreadableError where the text is no JSON, or JSON of another kind."""
    feed = _object(text)
    version = (_string(feed, "version") or "").replace("://www.", "://")
    if _VERSION not in version:
        raise UnreadableError("it is JSON, but no JSON Feed: it names no version of jsonfeed.org")
    listed = _list(feed, "items")
    found = [item for item in listed if isinstance(item, dict)]
    return FeedDraft(
        format=f"JSON Feed {version.partition(_VERSION)[2].strip('/')}",
        title=Words(_string(feed, "title") or ""),
        link=_string(feed, "home_page_url"),
        entries=[_entry(item, feed) for item in found],
        language=_string(feed, "language"),
        notes=("some of its items are no objects and were left out",) if len(found) < len(listed) else (),
    )


def _object(text: str) -> _Json:
    feed = parse_json(text)
    if not isinstance(feed, dict):
        raise UnreadableError("it is JSON, but no JSON Feed")
    return feed


def _entry(item: _Json, feed: _Json) -> EntryDraft:
    texts = (Words(_string(item, "content_html") or "", is_html=True), Words(_string(item, "content_text") or ""))
    return EntryDraft(
        guid=_string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=Words(_string(item, "title") or ""),
        texts=texts,
        summary=Words(_string(item, "summary") or ""),
        authors=_authors(item) or _authors(feed),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        language=_string(item, "language"),
        tags=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        enclosures=tuple(_enclosure(given) for given in _list(item, "attachments") if isinstance(given, dict)),
    )


def _authors(given: _Json) -> tuple[str, ...]:
    """Version 1 had one author, 1.1 has several."""
    people = [*_list(given, "authors"), given.get("author")]
    return tuple(name for person in people if isinstance(person, dict) and (name := _string(person, "name")))


def _enclosure(given: _Json) -> Enclosure:
    size = given.get("size_in_bytes")
    return Enclosure(
        url=_string(given, "url") or "",
        media_type=_string(given, "mime_type"),
        size_bytes=size if isinstance(size, int) and size > 0 else None,
    )


def _list(given: _Json, key: str) -> list[object]:
    value = given.get(key)
    return value if isinstance(value, list) else []


def _string(given: _Json, key: str) -> str | None:
    """A field as a string; ids are numbers in some feeds, and count as what they look like."""
    value = given.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None
