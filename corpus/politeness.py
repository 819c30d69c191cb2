"""How sites are asked: one request at a time to a host, with a pause, and not at all while it wants to be left alone.

Knows nothing of sources. What it remembers of hosts is gone with the process; when a source is asked next outlives
that, since `next_try` is a function and its result is for the source's keeper to store.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from corpus.errors import FetchTimeoutError, TryLaterError, UnreachableError
from corpus.fetched import Answer, Fetched, Validators, retry_after_s
from corpus.fetching import Ask, Fetcher
from corpus.robots import Robots
from corpus.web_targets import Target, shown

FIRST_BACKOFF = timedelta(minutes=10)
LONGEST_BACKOFF = timedelta(hours=24)
LONGEST_RETRY_AFTER = timedelta(days=7)
"""What a site asks for beyond this is taken for a mistake: a source that nobody pauses is looked at once a week."""

SPREAD = 0.25
"""Share of a back-off that is added by chance, so that sources which failed together do not come back together."""

FAILURES_OF_A_HOST = 3
"""Failures to connect in a row after which a host rests: with fewer, one slow page would hold up its whole site."""

_SLOW_DOWN = (429, 503)
_FIRST_ERROR = 400


def next_try(failures: int, retry_after_s: float | None, now: datetime, *, key: str = "") -> datetime:
    """When to try again after `failures` in a row; `now`, where there were none and the site asked for nothing.

    The wait is ten minutes after one failure, doubled with each one more up to a day; never less than what Retry-After
    asked for, up to a week; and up to a quarter of that more by chance. The chance is drawn from the arguments, `key`
    being the name of the source or host: the same arguments give the same instant.
    """
    doubled = FIRST_BACKOFF * 2 ** min(failures - 1, 16) if failures > 0 else timedelta(0)
    asked = timedelta(seconds=min(max(retry_after_s or 0.0, 0.0), LONGEST_RETRY_AFTER.total_seconds()))
    chance = random.Random(f"{key} {failures} {now.isoformat()}").random()
    return now + max(min(doubled, LONGEST_BACKOFF), asked) * (1 + SPREAD * chance)


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated; all in seconds.

    `delay_s` lies between the end of one request and the start of the next, more where the robots.txt of the site asks
    for more, up to `longest_crawl_delay_s`. Hosts that the reader opened as their own have `own_delay_s` instead. Who
    would have to wait longer than `longest_wait_s` is told to come back instead.
    """

    delay_s: float = 1.0
    own_delay_s: float = 0.0
    longest_crawl_delay_s: float = 30.0
    longest_wait_s: float = 60.0


@dataclass(slots=True)
class _Host:
    """What is remembered of one host. `turn` is held by whoever is asking it."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    asked_at: datetime | None = None
    rests_until: datetime | None = None
    failures: int = 0


class PoliteFetcher:
    """Fetches as `Fetcher` does, in turn, and only what robots.txt allows. Threads may share it.

    Hosts are told apart by name, whatever the port: it is one machine that would have to bear it. `clock` gives the
    time in UTC; `sleep` waits for so many seconds.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        robots: Robots,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        manners: Manners | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._clock = clock
        self._sleep = sleep
        self._manners = manners or Manners()
        self._hosts: dict[str, _Host] = {}

    def fetch(
        self, url: str, validators: Validators | None = None, max_bytes: int | None = None, *, by_hand: bool = False
    ) -> Fetched:
        """What `url` gives, as `Fetcher.fetch` has it; every redirect waits its turn and is checked as well.

        `by_hand` is for one page that somebody asks for by its address: robots.txt speaks to programs that go from page
        to page (RFC 9309 section 1), so it is not asked then. Feeds, their entries and everything on a schedule are not
        by hand.

        Raises what `Fetcher.fetch` does, and DisallowedError, RobotsUnreadableError and TryLaterError.
        """
        return self._fetcher.fetch(url, validators, max_bytes, gate=self._in_turn if by_hand else self._if_allowed)

    def _if_allowed(self, target: Target, ask: Ask) -> Answer:
        rules = self._robots.rules(target, self._in_turn)
        rules.check(target)
        return self._in_turn(target, ask, rules.crawl_delay_s)

    def _in_turn(self, target: Target, ask: Ask, crawl_delay_s: float | None = None) -> Answer:
        host = self._hosts.setdefault(target.host, _Host())
        with host.turn:
            self._wait(host, target, self._delay(target, crawl_delay_s))
            try:
                answer = ask()
            except (UnreachableError, FetchTimeoutError):
                self._note_failure(host, target)
                raise
            finally:
                host.asked_at = self._clock()
            self._note_answer(host, target, answer)
            return answer

    def _delay(self, target: Target, crawl_delay_s: float | None) -> timedelta:
        manners = self._manners
        least = manners.own_delay_s if self._fetcher.policy.opens(target) else manners.delay_s
        return timedelta(seconds=max(least, min(crawl_delay_s or 0.0, manners.longest_crawl_delay_s)))

    def _wait(self, host: _Host, target: Target, delay: timedelta) -> None:
        now = self._clock()
        # No longer than the delay: the clock may have been set back since.
        pause = min(delay, host.asked_at + delay - now) if host.asked_at else timedelta(0)
        until = max(now + pause, host.rests_until or now)
        if until - now > timedelta(seconds=self._manners.longest_wait_s):
            when = f"{until:%Y-%m-%d %H:%M %Z}"
            raise TryLaterError(f"{shown(target.url)} was not fetched: its host is left alone until {when}.", until)
        if until > now:
            self._sleep((until - now).total_seconds())

    def _note_answer(self, host: _Host, target: Target, answer: Answer) -> None:
        """A host that answers is well; what it asks for in an error holds for all of its pages."""
        now = self._clock()
        asked = retry_after_s(answer.headers.get("retry-after"), now) if answer.status >= _FIRST_ERROR else None
        host.failures = host.failures + 1 if answer.status in _SLOW_DOWN else 0
        if asked is not None or host.failures:
            host.rests_until = next_try(0 if asked else host.failures, asked, now, key=target.host)

    def _note_failure(self, host: _Host, target: Target) -> None:
        host.failures += 1
        beyond = host.failures - FAILURES_OF_A_HOST + 1
        host.rests_until = next_try(beyond, None, self._clock(), key=target.host)
