"""Entries that stand for pages: each is fetched, read and named, or tried again later.

Knows nothing of where the entries were found.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from corpus.gathering.identity import Identity, text_hash
from corpus.gathering.pages import Page, Same, Trouble, take
from corpus.gathering.visit import Tools, Visit, try_again
from corpus.source import Entry, EntryState, Gathered


def look(entry: Entry, identity: Identity, tools: Tools) -> Gathered:
    """An entry with the article of its page; `entry` has the address, stamp and facts as its source has them now."""
    page = take(entry.url or "", entry.told, tools, entry.validators)
    return found(entry, page, identity, tools)


def found(entry: Entry, page: Page | Same | Trouble, identity: Identity, tools: Tools) -> Gathered:
    """An entry with what came of asking for its page."""
    match page:
        case Trouble():
            return failed(entry, page, tools)
        case Same():
            return confirmed(entry, page)
        case Page():
            return kept(entry, page, identity)


def confirmed(entry: Entry, page: Same) -> Gathered:
    """An entry whose page is what it was: it keeps its article as it is, whatever was wrong in between."""
    recorded = replace(entry, state=EntryState.KEPT, reason=None, failures=0, next_at=None)
    return Gathered(recorded, addresses=page.addresses if entry.article_ids else (), is_confirmed=True)


def kept(
    entry: Entry, page: Page, identity: Identity, *, from_feed: bool = False, trouble: str | None = None
) -> Gathered:
    """An entry with its article, under the id that it has or gets; `trouble` is why it is no better one."""
    article = identity.name(entry.key, page.article, page.addresses)
    is_unwanted = article.id in entry.unwanted_ids
    recorded = replace(
        entry,
        state=EntryState.KEPT,
        reason=trouble,
        article_ids=() if is_unwanted else (article.id,),
        from_feed=from_feed,
        text_hash=text_hash(article),
        characters=len(article.text),
        validators=page.validators,
        failures=entry.failures + 1 if trouble else 0,
        next_at=None,
    )
    return Gathered(recorded) if is_unwanted else Gathered(recorded, (article,), addresses=page.addresses)


def failed(entry: Entry, trouble: Trouble, tools: Tools) -> Gathered:
    """An entry whose page gave nothing; it keeps what it had, and is tried again unless that is no use."""
    if trouble.was_asked:
        next_at = None if trouble.lasting else trouble.until or try_again(entry, None, tools.now())
        return Gathered(entry.failed(trouble.reason, next_at=next_at))
    state = EntryState.KEPT if entry.article_ids else EntryState.FAILED
    return Gathered(replace(entry, state=state, reason=trouble.reason, next_at=trouble.until))


def due_again(visit: Visit, looked_at: Collection[str], tools: Tools) -> Iterator[Entry]:
    """Entries that failed, were not looked at in this round, and may be tried again."""
    for key, entry in visit.entries.items():
        if visit.stopped():
            return
        if key not in looked_at and entry.url and entry.is_due(tools.now()) and not entry.is_unwanted:
            yield entry
