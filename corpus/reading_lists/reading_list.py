"""What a reading list is: addresses that someone kept, and a few texts.

Knows nothing of formats.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from corpus.addresses import web_address
from corpus.dates import parse_date
from corpus.normalising import normalise, one_line
from corpus.reading.draft import LONGEST_TITLE

MOST_ENTRIES = 100_000
MOST_NOTES = 100
MOST_TAGS = 50
FIRST_YEAR_OF_THE_WEB = 1991
_LONGEST_TAG = 100
_MICROSECONDS, _MILLISECONDS = 10**14, 10**11
"""Counts of seconds that would be in the year 5138 or later: they count something smaller."""


class ListKind(StrEnum):
    """Where a list was exported, as it is called for people."""

    OPML = "OPML"
    BOOKMARKS = "bookmarks"
    POCKET = "Pocket"
    INSTAPAPER = "Instapaper"
    READWISE = "Readwise Reader"
    KARAKEEP = "Karakeep"
    TABLE = "table of addresses"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One thing that someone kept: an address, or a text without one, and never neither.

    `url` is http or https. `added_at` is when it was kept (aware, UTC), which says nothing about its publication.
    `tags` are its labels and the names of the folders that it lay in. `is_feed` tells a feed from a page. `text` is
    there where the export carries the text itself.
    """

    url: str | None
    title: str | None = None
    added_at: datetime | None = None
    tags: tuple[str, ...] = ()
    is_feed: bool = False
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """An exported list, each address once, in its order; `notes` name each line that gave no entry, and why."""

    kind: ListKind
    entries: tuple[ListEntry, ...]
    notes: tuple[str, ...] = ()


def list_entry(
    url: str | None,
    *,
    title: str | None = None,
    added: str | None = None,
    tags: Iterable[str] = (),
    is_feed: bool = False,
    text: str | None = None,
) -> ListEntry | str:
    """An entry from strings as written, or the reason why they make none."""
    given = one_line(url or "")
    address = web_address(given)
    words = normalise(text) if text and address is None else ""
    if address is None and not words:
        return f"“{given[:80]}” is not a web address" if given else "there is no address"
    named = one_line(title or "")[:LONGEST_TITLE]
    labels = (one_line(tag)[:_LONGEST_TAG] for tag in tags)
    return ListEntry(
        url=address,
        title=named if named != given and named else None,
        added_at=_instant(added),
        tags=tuple(dict.fromkeys(filter(None, labels)))[:MOST_TAGS],
        is_feed=is_feed,
        text=words or None,
    )


def gathered(kind: ListKind, found: Iterable[tuple[str, ListEntry | str]]) -> ReadingList:
    """The list of what was found, in its order: each with the place that it stood in ("line 7"), or the reason.

    An address that comes again adds its tags to the first, and the earlier of the two times counts.
    """
    entries: dict[object, ListEntry] = {}
    notes: list[str] = []
    for place, entry in found:
        if isinstance(entry, str):
            notes.append(f"{place}: {entry}")
            continue
        key = (entry.url, entry.is_feed) if entry.url else object()
        if len(entries) >= MOST_ENTRIES and key not in entries:
            notes.append(f"{place}: beyond the {MOST_ENTRIES} entries that are read of one list")
            break
        entries[key] = _together(entries[key], entry) if key in entries else entry
    if len(notes) > MOST_NOTES:
        notes = [*notes[:MOST_NOTES], f"and {len(notes) - MOST_NOTES} more"]
    if not entries:
        notes.append("the list is empty")
    return ReadingList(kind, tuple(entries.values()), tuple(notes))


def _together(first: ListEntry, again: ListEntry) -> ListEntry:
    times = [time for time in (first.added_at, again.added_at) if time]
    return replace(
        first,
        title=first.title or again.title,
        added_at=min(times, default=None),
        tags=tuple(dict.fromkeys((*first.tags, *again.tags)))[:MOST_TAGS],
    )


def _instant(text: str | None) -> datetime | None:
    """A time as exports write it: seconds since 1970 (or thousandths, millionths), or a date with a time and a zone."""
    plain = (text or "").strip()
    if plain.isascii() and plain.isdecimal() and len(plain) <= 18 and int(plain) > 0:
        return _since_1970(int(plain))
    found = parse_date(plain)
    return found.when.astimezone(UTC) if found and isinstance(found.when, datetime) else None


def _since_1970(count: int) -> datetime | None:
    seconds = count // (10**6 if count >= _MICROSECONDS else 10**3 if count >= _MILLISECONDS else 1)
    try:
        found = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if FIRST_YEAR_OF_THE_WEB <= found.year <= datetime.now(UTC).year + 1 else None
