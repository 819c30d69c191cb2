"""Pages: one article behind one address, whose changes are new versions.

Knows nothing of how pages are read.
"""

from collections.abc import Iterator
from dataclasses import replace

from corpus.gathering.asking import ask
from corpus.gathering.entries import failed, kept
from corpus.gathering.identity import Identity
from corpus.gathering.pages import Trouble, page_of
from corpus.gathering.visit import Item, Tools, Visit
from corpus.source import Entry, EntryState, Gathered, Round, Told, Unchanged

_KEY = "page"


def gather_page(visit: Visit, tools: Tools) -> Iterator[Item]:
    """The article of a page, where it is new. What a wall or an error gives in its place changes nothing."""
    known = visit.entries.get(_KEY) or Entry(_KEY, EntryState.FAILED, url=visit.source.address)
    if known.is_unwanted:
        yield Round(failure="its article was deleted; `assistant add` brings it back")
        return
    asked = ask(visit.source.address, _anew(visit, known), tools)
    if asked.round.failure is not None:
        yield Gathered(known.failed(asked.round.failure, next_at=None))
        yield asked.round
        return
    if asked.fetched is None:
        yield Unchanged(_KEY)
        yield asked.round
        return
    page = page_of(asked.fetched, Told(), tools)
    if isinstance(page, Trouble):
        yield failed(known, page, tools)
        # Its validators are not kept: the article may come later with the same ones.
        yield Round(failure=page.reason, until=page.until)
        return
    yield kept(known, page, Identity(visit.source.id, visit.entries, tools.known_as))
    yield replace(asked.round, title=page.article.title)


def _anew(visit: Visit, known: Entry) -> Visit:
    """What was not read the last time is asked for whole."""
    return visit if known.state is EntryState.KEPT and known.reason is None else replace(visit, documents={})
