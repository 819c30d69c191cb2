"""What a source is, what was seen in it, and what came of asking it, as values.

Knows nothing of tables, of the network or of how any kind of source is read.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from corpus.article import Article, Skipped
from corpus.fetched import Validators

MOST_TRIES = 5
"""Failures in a row after which an entry is left alone until it changes or somebody asks for another try: a wall that
stood for two days is no accident."""


class SourceKind(StrEnum):
    """Where articles come from."""

    FOLDER = "folder"
    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"


EVERY_S = {
    SourceKind.FOLDER: 1,
    SourceKind.PAGE: 24 * 3600,
    SourceKind.FEED: 30 * 60,
    SourceKind.SITEMAP: 6 * 3600,
    SourceKind.LIST: 3600,
}
"""How often each kind is looked at where nobody says otherwise. A folder costs a glance, a list a look at a file."""


class EntryState(StrEnum):
    """What became of an entry; one that is kept may have a reason too: its last change could not be read."""

    KEPT = "kept"
    FAILED = "failed"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Source:
    """A folder, page, feed, sitemap or reading list. Instants are aware, in UTC.

    `address` is a URL, or the absolute path of a folder or list. `every_s` None: only looked at when asked. `next_at`
    is when it is due; `not_before` what the site asked for, which holds for a request by hand too. `paused` is the
    reason, None while it goes on. `moved_to` was answered with a permanent redirect for `moved_rounds` rounds.
    """

    id: str
    kind: SourceKind
    address: str
    added_at: datetime
    title: str | None = None
    every_s: int | None = None
    next_at: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    paused: str | None = None
    moved_to: str | None = None
    moved_rounds: int = 0
    last_at: datetime | None = None
    last_result: str | None = None

    @property
    def name(self) -> str:
        """What it is called for people."""
        return self.title or self.address


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says about an entry beside its address; it fills what the page itself does not say."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a source: a file, a page, an entry of a feed.

    `key` names it within its source; `stamp` changes with it. `article_ids` are the articles that it gave,
    `unwanted_ids` those of them that somebody deleted. `from_feed`: the article is the feed's own text. `text_hash` is
    of title and text as they were last kept, `characters` how long that text was. An entry with `next_at` is tried
    again then, whatever its state. `validators` are those of its page when its article was kept, so that an unchanged
    page costs no body.
    """

    key: str
    state: EntryState
    stamp: str = ""
    url: str | None = None
    reason: str | None = None
    article_ids: tuple[str, ...] = ()
    unwanted_ids: frozenset[str] = frozenset()
    from_feed: bool = False
    text_hash: str | None = None
    characters: int = 0
    told: Told = Told()
    failures: int = 0
    next_at: datetime | None = None
    validators: Validators | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to try again what failed."""
        return self.next_at is not None and self.next_at <= now

    @property
    def is_unwanted(self) -> bool:
        """Whether somebody deleted all that it gave."""
        return bool(self.unwanted_ids) and not self.article_ids

    def failed(self, reason: str, *, stamp: str | None = None, next_at: datetime | None) -> "Entry":
        """The same after one more failure; what it gave before stays."""
        return replace(
            self,
            state=EntryState.KEPT if self.article_ids else EntryState.FAILED,
            stamp=self.stamp if stamp is None else stamp,
            reason=reason,
            failures=self.failures + 1,
            next_at=next_at if self.failures + 1 < MOST_TRIES else None,
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A fetched file of a source, to tell whether it changed: its validators and the sha256 of its body."""

    address: str
    validators: Validators
    digest: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An entry that was looked at, and about which nothing is new."""

    key: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """An entry about which something is new, as it is to be recorded once its articles are kept.

    `addresses` are the names (`corpus.canonical.url_key`) that its article is known by from now on. `is_confirmed`: its
    page was asked for and is what it was, so that there is no article to keep.
    """

    entry: Entry
    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    addresses: tuple[str, ...] = ()
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """How a source itself answered; the last of what is gathered, left out where the round was stopped.

    `failure` is why it could not be asked or read, None where it could. `until`: not to be asked before. `gone`: it
    says that it is gone for good. `feeds` are addresses of feeds that it lists. `notes` are for people.
    """

    failure: str | None = None
    gone: bool = False
    until: datetime | None = None
    title: str | None = None
    moved_to: str | None = None
    documents: tuple[Document, ...] = ()
    feeds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def source_id(kind: SourceKind, address: str) -> str:
    """The id of a new source: 8 hex digits, the same for the same kind and address."""
    return hashlib.sha256(f"{kind} {address}".encode("utf-8", "surrogatepass")).hexdigest()[:8]


def digest(*texts: str) -> str:
    """A short hash of strings, for stamps."""
    return hashlib.sha256("\x1e".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
