"""An address that somebody adds made into a source: found out what it is, and whether it is one already.

Knows nothing of how sources are updated.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsageError
from corpus.addresses import is_address, names_a_page
from corpus.errors import FetchError, UnreadableError
from corpus.fetched import Fetched
from corpus.gathering.asking import status_said
from corpus.gathering.recognising import is_list, kind_of
from corpus.gathering.visit import Tools
from corpus.source import Source, SourceKind
from corpus.sources import Sources
from corpus.web_targets import shown

_FEED_SCHEMES = ("feed://", "feed:")


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was added, or was there already; `given` is its document where it was fetched to find out.

    `note` says, for people, what was made of the address.
    """

    source: Source
    is_new: bool
    given: Fetched | None = None
    note: str | None = None


class Adding:
    """Finds out what addresses are."""

    def __init__(self, sources: Sources, tools: Tools) -> None:
        self._sources = sources
        self._fetcher = tools.fetcher
        self._reader = tools.reader
        self._now = tools.now
        self._own = tools.own

    def is_list(self, path: Path) -> bool:
        """Whether a file is a reading list."""
        return is_list(path, self._reader)

    def add(self, address: str, *, followed: bool) -> Added:
        """The source of an address: a folder, a reading list, or whatever stands at a URL.

        A page is looked at again on a schedule where it is `followed`; else it is read once, and again by hand. A page
        that is followed and names a feed, and the front page of a site that does, stand for that feed. Raises
        UsageError for what is no source, and FetchError where nothing can be had.
        """
        if not address.strip():  # a path that is empty would be the folder one is in
            raise UsageError("An empty address names nothing. Web addresses begin with https://")
        if is_address(address):
            return self._from_web(_as_web(address), followed)
        path = Path(os.path.abspath(Path(address).expanduser()))
        if path.is_dir():
            return self._folder(path)
        if self.is_list(path):
            return self._kept(SourceKind.LIST, str(path))
        if path.exists():
            raise UsageError(
                f"{address} is neither a folder nor a reading list. Take it in with: assistant add {address}"
            )
        raise UsageError(f"There is no {address} here. Web addresses begin with https://")

    def _folder(self, path: Path) -> Added:
        """Watching the library's own files would make every update the cause of another."""
        if self._own and _overlap(path.resolve(), self._own.resolve()):
            raise UsageError(
                f"{path} cannot be watched: this library's own files are kept in {self._own}. "
                "Keep the articles in a folder beside it, or move the library with --data."
            )
        return self._kept(SourceKind.FOLDER, str(path))

    def _kept(self, kind: SourceKind, address: str, *, scheduled: bool = True, given: Fetched | None = None) -> Added:
        source, is_new = self._sources.add(kind, address, scheduled=scheduled, now=self._now())
        return Added(source, is_new, given if is_new else None)

    def _from_web(self, address: str, followed: bool) -> Added:
        known = self._sources.by_address(address)
        if known:
            return Added(self._followed(known, followed), is_new=False)
        fetched = self._fetched(address)
        kind = kind_of(fetched, self._reader)
        if kind is not SourceKind.PAGE:
            return self._kept(kind, address, given=fetched)
        if followed or not names_a_page(fetched.final_url):
            named = self._named_feed(fetched)
            if named:
                return named
        return self._kept(kind, address, scheduled=followed, given=fetched)

    def _followed(self, source: Source, followed: bool) -> Source:
        """A page that was read once before is looked at again from now on."""
        if followed and source.every_s is None:
            return self._sources.follow(source.id, self._now())
        return source

    def _named_feed(self, page: Fetched) -> Added | None:
        """The first feed that a page names and that is one."""
        try:
            named = self._reader.named_feeds(page.body, page.final_url)
        except UnreadableError:
            return None
        for feed in named[:1]:
            try:
                fetched = self._fetched(feed.url)
            except FetchError:
                continue
            if kind_of(fetched, self._reader) is SourceKind.FEED:
                added = self._kept(SourceKind.FEED, feed.url, given=fetched)
                return Added(added.source, added.is_new, added.given, f"{shown(page.url)} names the feed {feed.url}")
        return None

    def _fetched(self, address: str) -> Fetched:
        """Somebody asked for this address: robots.txt speaks to programs that find addresses themselves."""
        fetched = self._fetcher.fetch(address, by_hand=True)
        if not fetched.ok:
            said = status_said(fetched.status)
            raise FetchError(f"{shown(address)} was not added: {said} (status {fetched.status}).")
        return fetched


def _overlap(one: Path, other: Path) -> bool:
    """Whether one of two resolved paths is the other, or lies in it."""
    return one.is_relative_to(other) or other.is_relative_to(one)


def _as_web(address: str) -> str:
    """`feed:` stands before or in place of http in links made for feed readers."""
    for scheme in _FEED_SCHEMES:
        if address.lower().startswith(scheme):
            rest = address[len(scheme) :]
            return rest if rest.lower().startswith(("http://", "https://")) else f"https://{rest}"
    return address.strip()
