"""Sitemaps: the newest pages of a site, through nested sitemaps of the same origin.

Knows nothing of the formats of sitemaps.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.canonical import url_key
from corpus.errors import UnreadableError
from corpus.fetched import Fetched, Validators
from corpus.gathering.asking import ask
from corpus.gathering.entries import due_again, look
from corpus.gathering.identity import Identity
from corpus.gathering.visit import Item, Tools, Visit
from corpus.sitemaps import Sitemap, SitemapEntry
from corpus.source import Document, Entry, EntryState, Gathered, Round, Told, Unchanged

MOST_PAGES = 1_000
"""Pages of one sitemap that are kept as articles, the newest first; at a second each, that is a quarter of an hour."""

MOST_SITEMAPS = 50
"""Nested sitemaps that are read, the newest first."""


@dataclass(slots=True)
class _Reading:
    """What is found while the sitemaps of a source are read. Changes as they are."""

    pages: list[SitemapEntry] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def gather_sitemap(visit: Visit, tools: Tools) -> Iterator[Item]:
    """What is new among the newest pages of a site. A page that is no longer listed stays what it was."""
    asked = ask(visit.source.address, visit, tools)
    if asked.round.failure is not None:
        yield asked.round
        return
    reading = _Reading(documents=list(asked.round.documents))
    try:
        for address in _nested(asked.fetched, visit, tools, reading):
            if visit.stopped():
                return
            _read_nested(address, visit, tools, reading)
    except UnreadableError as error:
        yield Round(failure=str(error), until=asked.round.until)
        return
    looked_at: set[str] = set()
    for item in _through(visit, tools, reading):
        looked_at.add(item.key if isinstance(item, Unchanged) else item.entry.key)
        yield item
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(visit.entries))
    for entry in due_again(visit, looked_at, tools):
        yield look(entry, identity, tools)
    if not visit.stopped():
        yield replace(asked.round, documents=tuple(reading.documents), notes=tuple(reading.notes))


def _nested(fetched: Fetched | None, visit: Visit, tools: Tools, reading: _Reading) -> list[str]:
    """The addresses of nested sitemaps, as the index has them; as it had them, where it is unchanged."""
    if fetched is None:
        return [address for address in visit.documents if address != visit.source.address]
    sitemap = tools.reader.read_sitemap(fetched.body, fetched.final_url)
    reading.notes += sitemap.notes
    if not sitemap.is_index:
        reading.pages += sitemap.entries
        return []
    if len(sitemap.entries) > MOST_SITEMAPS:
        reading.notes.append(f"it names {len(sitemap.entries)} sitemaps; the newest {MOST_SITEMAPS} are read")
    return [entry.url for entry in _newest_first(sitemap.entries)[:MOST_SITEMAPS]]


def _read_nested(address: str, visit: Visit, tools: Tools, reading: _Reading) -> None:
    """One sitemap of an index; what is wrong with it becomes a note, and the others go on."""
    asked = ask(address, replace(visit, given=None), tools)
    if asked.round.failure is not None:
        reading.notes.append(f"{address}: {asked.round.failure}")
        # Remembered without validators, so that it is asked for again also while the index stays the same.
        reading.documents.append(Document(address, Validators(address), ""))
    elif asked.fetched is not None:
        sitemap = _read(asked.fetched, tools, reading)
        if sitemap and not sitemap.is_index:
            reading.pages += sitemap.entries
            reading.documents += asked.round.documents


def _read(fetched: Fetched, tools: Tools, reading: _Reading) -> Sitemap | None:
    try:
        sitemap = tools.reader.read_sitemap(fetched.body, fetched.final_url)
    except UnreadableError as error:
        reading.notes.append(f"{fetched.url}: {error}")
        return None
    reading.notes += (f"{fetched.url}: {note}" for note in sitemap.notes)
    return sitemap


def _through(visit: Visit, tools: Tools, reading: _Reading) -> Iterator[Unchanged | Gathered]:
    pages = {_key(page.url): page for page in _newest_first(tuple(reading.pages))[:MOST_PAGES]}
    if len(reading.pages) > MOST_PAGES:
        reading.notes.append(f"it names {len(reading.pages)} pages; the newest {MOST_PAGES} are kept")
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(pages))
    for key, page in pages.items():
        if visit.stopped():
            return
        known = visit.entries.get(key)
        stamp = page.modified_original or page.published_original or ""
        if known and (known.is_unwanted or (known.stamp == stamp and not known.is_due(tools.now()))):
            yield Unchanged(key)
            continue
        told = Told(title=page.title, published=page.published_original)
        entry = replace(known or Entry(key, EntryState.FAILED), url=page.url, stamp=stamp, told=told)
        yield look(entry, identity, tools)


def _newest_first(entries: tuple[SitemapEntry, ...]) -> list[SitemapEntry]:
    """By the string as written, which sorts as W3C's dates do; those without one come last, in their order."""
    return sorted(entries, key=lambda e: e.modified_original or e.published_original or "", reverse=True)


def _key(url: str) -> str:
    return f"url {url_key(url)}"
