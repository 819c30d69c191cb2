"""Reading lists: their pages are articles, fetched once each, and their feeds become sources of their own.

A list is a file that somebody exported, or an address where one is kept. Knows nothing of the formats of lists.
"""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.article import Article
from corpus.canonical import url_key
from corpus.errors import UnreadableError
from corpus.fetched import Validators
from corpus.gathering.asking import ask
from corpus.gathering.entries import due_again, kept, look
from corpus.gathering.folder import stamp_of
from corpus.gathering.identity import Identity
from corpus.gathering.pages import Page
from corpus.gathering.visit import Item, Tools, Visit
from corpus.reading.draft import Draft, finish, shortened
from corpus.reading.limits import Limits, read_at_most
from corpus.reading_lists import ReadingList
from corpus.reading_lists.reading_list import ListEntry
from corpus.source import Document, Entry, EntryState, Gathered, Round, Told, Unchanged, digest


def gather_list(visit: Visit, tools: Tools) -> Iterator[Item]:
    """What is new in a list, and what failed and may be tried again. What was taken out of it stays."""
    looked_at: set[str] = set()
    try:
        body, round = _from_file(visit) if _is_path(visit) else _from_web(visit, tools)
        if body is not None:
            reading_list = tools.reader.read_list(body)
            round = replace(
                round,
                title=f"{reading_list.kind} list",
                feeds=tuple(entry.url for entry in reading_list.entries if entry.is_feed and entry.url),
                notes=reading_list.notes,
            )
            looked_at = yield from _through(reading_list, visit, tools)
    except UnreadableError as error:
        yield Round(failure=str(error))
        return
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(visit.entries))
    for entry in due_again(visit, looked_at, tools):
        yield look(entry, identity, tools)
    if not visit.stopped():
        yield round


def _is_path(visit: Visit) -> bool:
    return "://" not in visit.source.address


def _from_file(visit: Visit) -> tuple[bytes | None, Round]:
    """The list as it lies on the disk, None where it was read before; a file that is gone has been taken in."""
    path = Path(visit.source.address)
    try:
        stamp = stamp_of(path)
        known = visit.documents.get(visit.source.address)
        if known and known.digest == stamp:
            return None, Round()
        with path.open("rb") as file:
            body = read_at_most(file, Limits().max_file_bytes)
    except FileNotFoundError:
        return None, Round(notes=("the file is not there any more; what it named is kept",))
    except OSError as error:
        return None, Round(failure=f"it cannot be opened: {error.strerror}")
    return body, Round(documents=(Document(visit.source.address, Validators(""), stamp),))


def _from_web(visit: Visit, tools: Tools) -> tuple[bytes | None, Round]:
    asked = ask(visit.source.address, visit, tools)
    return asked.fetched.body if asked.fetched else None, asked.round


def _through(reading_list: ReadingList, visit: Visit, tools: Tools) -> Generator[Item, None, set[str]]:
    """Look at every page and text of the list; gives their keys."""
    listed = {_key(entry): entry for entry in reading_list.entries if not entry.is_feed}
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(listed))
    for key, entry in listed.items():
        if visit.stopped():
            break
        known = visit.entries.get(key)
        if known and not known.is_due(tools.now()):
            yield Unchanged(key)
        else:
            yield _look(key, entry, known, identity, tools)
    return set(listed)


def _look(key: str, listed: ListEntry, known: Entry | None, identity: Identity, tools: Tools) -> Gathered:
    told = Told(title=listed.title, tags=listed.tags)
    entry = replace(known or Entry(key, EntryState.FAILED), url=listed.url, told=told)
    if listed.text is None:
        return look(entry, identity, tools)
    try:
        return kept(entry, Page(_text_article(listed), ()), identity)
    except UnreadableError as error:
        return Gathered(entry.failed(str(error), next_at=None))


def _text_article(listed: ListEntry) -> Article:
    text = listed.text or ""
    title = listed.title or shortened(text)
    return finish(Draft(text=text, title=title, url=listed.url, tags=listed.tags), name=title, place=_key(listed))


def _key(entry: ListEntry) -> str:
    return f"url {url_key(entry.url)}" if entry.url else f"text {digest(entry.title or '', entry.text or '')}"
