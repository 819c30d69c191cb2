"""Feeds: the article behind each entry, or the feed's own text where the page gives less.

A feed shows the newest entries only: one that is no longer in it is not gone, and nothing is deleted. Knows nothing of
formats of feeds.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.addresses import host, names_a_page
from corpus.article import Article
from corpus.canonical import url_key
from corpus.errors import UnreadableError
from corpus.feeds import Feed, FeedEntry
from corpus.fetched import Validators
from corpus.gathering.asking import ask
from corpus.gathering.entries import confirmed, due_again, failed, found, kept, look
from corpus.gathering.identity import Identity
from corpus.gathering.pages import Page, Same, Trouble, filled, take
from corpus.gathering.visit import Item, Tools, Visit
from corpus.health import judge
from corpus.reading.draft import Draft, finish, shortened
from corpus.source import Entry, EntryState, Gathered, Round, Told, Unchanged, digest

SHORTEST_OWN_TEXT = 200
"""Characters from which a feed's own text stands for an article that has a page; what is shorter is a teaser."""

CLEARLY_MORE = 1.25
"""How much longer than the page's the feed's text must be to be taken: feeds add a line or two of their own."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry as it stands in the feed now, under the key by which it is known or will be.

    `has_page`: its address is that of a page of its own.
    """

    key: str
    told: FeedEntry
    has_page: bool

    @property
    def stamp(self) -> str:
        """Changes with what the feed says of the entry."""
        told = self.told
        return digest(told.title or "", told.text, told.summary, told.url or "", told.updated_original or "")


def gather_feed(visit: Visit, tools: Tools) -> Iterator[Item]:
    """What is new or changed in a feed, and what failed and may be tried again."""
    asked = ask(visit.source.address, visit, tools)
    round = asked.round
    if round.failure is not None:
        yield round
        return
    looked_at: set[str] = set()
    if asked.fetched is not None:
        try:
            feed = tools.reader.read_feed(asked.fetched.body, asked.fetched.final_url, asked.fetched.content_type)
        except UnreadableError as error:
            yield Round(failure=str(error), until=round.until)
            return
        looked_at = yield from _through(feed, visit, tools)
        round = replace(round, title=feed.title, notes=feed.notes)
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(visit.entries))
    for entry in due_again(visit, looked_at, tools):
        yield _once_more(entry, identity, tools)
    if not visit.stopped():
        yield round


def _through(feed: Feed, visit: Visit, tools: Tools) -> Generator[Item, None, set[str]]:
    """Look at every entry of the feed; gives their keys."""
    listed = _listed(feed, visit.entries)
    identity = Identity(visit.source.id, visit.entries, tools.known_as, frozenset(listed))
    for key, one in listed.items():
        if visit.stopped():
            break
        known = visit.entries.get(key)
        if known and (known.is_unwanted or (known.stamp == one.stamp and not known.is_due(tools.now()))):
            yield Unchanged(key)
        else:
            yield _look(one, known, feed, identity, tools)
    return set(listed)


def _listed(feed: Feed, known: Mapping[str, Entry]) -> dict[str, _Listed]:
    """The entries of a feed by key, the first of those that share one.

    Feeds whose guids are new each time are common: an entry whose guid is not known is the one that had its address.
    """
    shared = Counter(url_key(entry.url) for entry in feed.entries if entry.url)
    named = {_own_key(entry) for entry in feed.entries}
    by_address = {url_key(entry.url): key for key, entry in known.items() if entry.url and key not in named}
    listed: dict[str, _Listed] = {}
    for entry in feed.entries:
        key, address = _own_key(entry), url_key(entry.url) if entry.url else None
        has_page = entry.url is not None and names_a_page(entry.url) and shared[address or ""] == 1
        if key not in known and has_page:
            key = by_address.get(address or "", key)
        listed.setdefault(key, _Listed(key, entry, has_page))
    return listed


def _own_key(entry: FeedEntry) -> str:
    """Guid, then address, then content."""
    if entry.guid:
        return f"guid {entry.guid}"
    return f"url {url_key(entry.url)}" if entry.url else f"text {digest(entry.title or '', entry.text)}"


def _look(one: _Listed, known: Entry | None, feed: Feed, identity: Identity, tools: Tools) -> Gathered:
    told = _told(one.told)
    entry = replace(known or Entry(one.key, EntryState.FAILED), stamp=one.stamp, url=one.told.url, told=told)
    own = _own_article(one, feed)
    page = take(one.told.url, told, tools, _validators(known, own)) if one.has_page and one.told.url else None
    if isinstance(page, Same):
        return _beside_the_same_page(page, entry, own, identity)
    if isinstance(page, Page) and (own is None or len(own.text) < CLEARLY_MORE * len(page.article.text)):
        return kept(entry, page, identity)
    if own is None:
        return failed(entry, page if isinstance(page, Trouble) else _without_text(one), tools)
    if isinstance(page, Trouble):
        return _despite(page, entry, own, identity, tools)
    addresses, validators = (page.addresses, page.validators) if page else ((), None)
    return kept(entry, Page(own, addresses, validators), identity, from_feed=True)


def _validators(known: Entry | None, own: Article | None) -> Validators | None:
    """What to ask for the page with; it is asked for whole where the feed's text was kept, and is shorter now."""
    if known is None or (known.from_feed and (own is None or len(own.text) < known.characters)):
        return None
    return known.validators


def _beside_the_same_page(page: Same, entry: Entry, own: Article | None, identity: Identity) -> Gathered:
    """The page gave less than the feed before, and does still; or it gave the article, and gives it still.

    The feed's text takes the place of a page's article only where it is clearly more.
    """
    if own is None or not (entry.from_feed or len(own.text) >= CLEARLY_MORE * entry.characters):
        return confirmed(entry, page)
    return kept(entry, Page(own, page.addresses, entry.validators), identity, from_feed=True)


def _despite(trouble: Trouble, entry: Entry, own: Article, identity: Identity, tools: Tools) -> Gathered:
    """The feed's text until the page can be read; it never takes the place of what was read from the page."""
    if entry.article_ids and not entry.from_feed:
        return failed(entry, trouble, tools)
    reason = f"{trouble.reason} The feed's own text was kept."
    addresses = (url_key(own.url),) if own.url else ()
    gathered = kept(entry, Page(own, addresses), identity, from_feed=True, trouble=reason)
    again = failed(entry, trouble, tools).entry.next_at
    return replace(gathered, entry=replace(gathered.entry, next_at=again))


def _once_more(entry: Entry, identity: Identity, tools: Tools) -> Gathered:
    """Try the page of an entry again whose feed says nothing new."""
    if not entry.from_feed:
        return look(entry, identity, tools)
    page = take(entry.url or "", entry.told, tools)
    if not isinstance(page, Page):
        return found(entry, page, identity, tools)
    if entry.characters >= CLEARLY_MORE * len(page.article.text):
        return Gathered(replace(entry, reason=None, failures=0, next_at=None))
    return kept(entry, page, identity)


def _told(entry: FeedEntry) -> Told:
    return Told(
        title=entry.title,
        authors=entry.authors,
        published=entry.published_original,
        modified=entry.updated_original,
        language=entry.language,
        tags=entry.tags,
    )


def _own_article(one: _Listed, feed: Feed) -> Article | None:
    """What the feed itself gives, None where that is a teaser, a wall, or nothing that can be read."""
    entry = one.told
    if one.has_page and len(entry.text) < SHORTEST_OWN_TEXT:
        return None
    title = entry.title or shortened(entry.text)
    try:
        article = finish(
            Draft(text=entry.text, title=title, url=entry.url, outlet=host(entry.url) or feed.title),
            name=title,
            place=one.key,
        )
    except UnreadableError:
        return None
    if not judge(None, None, article.text, article.title).is_good:
        return None
    return filled(replace(article, url=entry.url), _told(entry))


def _without_text(one: _Listed) -> Trouble:
    said = "no page of its own and no text" if one.told.url else "neither an address nor a text"
    return Trouble(f"The feed gives it {said}.", lasting=True)
