"""A library with sources in a small world: a scripted web, a clock that is set by hand, models of words alone."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import World
from corpus.connecting import Dialling
from corpus.library import Version
from corpus.reading_apart import ApartReader
from tests.conftest import SMALL_MODELS
from tests.fakes import WordHashEmbedder
from tests.web import Reply, Script, Web, conditional

SITE = "post.test"
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

SHUT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins."
OPEN = "The Quay Bridge in Skellhaven is open again, and the ferry has made its last crossing."
MILK = "The farms of the Orle valley poured milk away for the whole of October."
WALL = (
    "<html><head><title>Subscribe</title></head><body>"
    "<p>Subscribe to read this article. Already a subscriber? Log in.</p></body></html>"
)


class LentReader(ApartReader):
    """A reader that outlives the libraries it is lent to: starting its child takes a second."""

    def close(self) -> None:
        """Nothing; see `end`."""

    def end(self) -> None:
        """Really close."""
        super().close()


@dataclass(slots=True)
class Clock:
    """A clock that only moves when it is told to, or slept on."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class RunningClock(Clock):
    """The time of this machine; nobody waits."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class SmallWorld:
    """Where a test's library is, what web it sees, and what time it is."""

    web: Web
    directory: Path
    reader: ApartReader
    clock: Clock = field(default_factory=Clock)
    embedder: WordHashEmbedder = field(default_factory=WordHashEmbedder)
    hosts: Sequence[str] = (SITE,)

    def open(self) -> Assistant:
        """Open the library, as after a restart."""
        world = World(
            dialling=lambda: Dialling(Web.resolver),
            now=self.clock,
            sleep=self.clock.sleep,
            reader=lambda: self.reader,
        )
        settings = Settings(data=self.directory / "data", private_hosts=self.web.opened(*self.hosts))
        models = replace(SMALL_MODELS, world=world, embedder=lambda: self.embedder)
        return open_assistant(settings=settings, models=models)

    def page(self, path: str, title: str, words: str, **told: str) -> str:
        """Script the page of an article; returns its URL."""
        return self.web.add(path, page_html(title, words, **told), host=SITE)

    def feed(self, path: str, *items: str, etag: str | None = None, title: str = "Harbour Post") -> str:
        """Script a feed, conditional where it has an ETag; returns its URL."""
        headers = {"Content-Type": "application/rss+xml"}
        body = rss(*items, title=title)
        script: Script = conditional(body, etag=etag, headers=headers) if etag else Reply(200, headers, body)
        return self.web.add(path, script, host=SITE)


def page_html(title: str, words: str, *, head: str = "", canonical: str = "") -> str:
    """A page that is an article: eight paragraphs that each say `words`."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "".join(
        f"<p>{words} This is what paragraph {number} of the report says about it.</p>" for number in range(8)
    )
    about = f"<title>{title}</title>{link}{head}"
    return f"<html><head>{about}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def rss(*items: str, title: str = "Harbour Post") -> str:
    """An RSS feed."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(
    url: str | None,
    *,
    guid: str | None = None,
    title: str = "",
    text: str = "",
    published: datetime | None = None,
    author: str = "",
) -> str:
    """One entry of a feed."""
    told: Mapping[str, str | None] = {
        "link": url,
        "guid": guid,
        "title": title,
        "description": text,
        "author": author,
        "pubDate": format_datetime(published) if published else None,
    }
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in told.items() if value)}</item>"


def titles(assistant: Assistant) -> list[str]:
    """Of the articles that answer, sorted."""
    return sorted(version.article.title for version in assistant.articles())


def only_version(assistant: Assistant) -> Version:
    """Of the one article that answers."""
    [version] = assistant.articles()
    return version


def soon(holds: Callable[[], bool], *, within_s: float = 10.0) -> bool:
    """Whether it holds within so many seconds."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


def as_json(value: object) -> str:
    """For bodies that are JSON."""
    return json.dumps(value)
