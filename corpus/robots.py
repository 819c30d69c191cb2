"""What sites ask of programs: robots.txt by RFC 9309.

Knows nothing of whose turn it is. Protego reads the files and matches the rules; here stands when they are fetched, how
long they hold, and what holds where there is none.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from protego import Protego

from corpus.errors import (
    DisallowedError,
    FetchError,
    RedirectError,
    RefusedAddressError,
    RobotsUnreadableError,
    TryLaterError,
)
from corpus.fetched import Fetched
from corpus.fetching import Fetcher, Gate, straight_through
from corpus.web_targets import Target, shown

PARSED_BYTES = 500 * 1024
"""What RFC 9309 section 2.5 wants to be read at least; the rest is passed over."""

KEPT = timedelta(hours=24)
"""RFC 9309 section 2.4: no longer, unless the file cannot be had."""

UNREADABLE_KEPT = timedelta(minutes=10)
"""How soon it is tried again where it could not be had."""

_AGENT_LINES = ("user-agent", "useragent", "user agent")
_EVERYONE = "*"
_SOMEBODY_ELSE = "somebody-else"
_FIRST_SERVER_ERROR = 500
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks of a product, by the groups of its file that are named for the product or for everyone.

    `unreadable` says why the file could not be had; nothing is allowed then. None where it was read, or is not there.
    """

    product: str
    groups: Protego
    unreadable: str | None = None

    def allow(self, target: Target) -> bool:
        """Whether the site allows this address of its own."""
        return self.unreadable is None and bool(self.groups.can_fetch(target.url, self.product))

    def check(self, target: Target) -> None:
        """Raise RobotsUnreadableError or DisallowedError where the site does not allow the address."""
        url, host = shown(target.url), target.authority
        if self.unreadable is not None:
            closed = f"{url} was not fetched: while the robots.txt of {host} cannot be had, the site counts as closed."
            raise RobotsUnreadableError(f"{closed} {self.unreadable}")
        if not self.allow(target):
            instead = "Save the page with a browser and add the file."
            raise DisallowedError(f"{url} was not fetched: {host} asks programs to leave it alone. {instead}")

    @property
    def crawl_delay_s(self) -> float | None:
        """The seconds between requests that the site asks for; None where it does not."""
        return self.groups.crawl_delay(self.product)


def rules_of(text: str, product: str) -> Rules:
    """What the text of a robots.txt asks of a product, a name without version such as "article-assistant"."""
    return Rules(product, Protego.parse(_groups_apart(text, product.lower())))


@dataclass(frozen=True, slots=True)
class _Kept:
    rules: Rules
    since: datetime
    lasts: timedelta

    def holds(self, now: datetime) -> bool:
        """A clock that was set back makes nothing last longer."""
        return timedelta(0) <= now - self.since < self.lasts


class Robots:
    """The robots.txt of every site that was met, fetched when it is first needed. Threads may share it."""

    def __init__(self, fetcher: Fetcher, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._locks: dict[str, threading.Lock] = {}

    def rules(self, target: Target, gate: Gate = straight_through) -> Rules:
        """The rules of the target's site: scheme, host and port; its file is fetched through `gate`, if it has to be.

        A site that cannot give its file now is judged by the file that it gave before, where there is one. Raises
        RefusedAddressError where the site or a redirect of the file leads to what is not opened, and TryLaterError.
        """
        site = f"{target.scheme}://{target.authority}"
        with self._locks.setdefault(site, threading.Lock()):
            kept = self._kept.get(site)
            if kept and kept.holds(self._clock()):
                return kept.rules
            rules = self._fetched_rules(f"{site}/robots.txt", gate)
            lasts = UNREADABLE_KEPT if rules.unreadable else KEPT
            rules = kept.rules if kept and rules.unreadable else rules
            self._kept[site] = _Kept(rules, self._clock(), lasts)
            return rules

    def _fetched_rules(self, url: str, gate: Gate) -> Rules:
        """RFC 9309 section 2.3.1: what is not there allows everything, what cannot be had allows nothing."""
        try:
            found = self._fetcher.fetch(url, max_bytes=PARSED_BYTES, cut=True, gate=gate)
        except RedirectError:  # section 2.3.1.2: after five redirects it counts as not there
            return rules_of("", self._product)
        except (RefusedAddressError, TryLaterError):
            raise
        except FetchError as error:
            return Rules(self._product, Protego(), str(error))
        # 429 is of the 4xx that section 2.3.1.3 lets pass, but says "slow down", not "there is none".
        if found.status >= _FIRST_SERVER_ERROR or found.status == _TOO_MANY_REQUESTS:
            return Rules(self._product, Protego(), f"{shown(url)} answers with status {found.status}.")
        return rules_of(_text(found) if found.ok else "", self._product)

    @property
    def _product(self) -> str:
        return self._fetcher.policy.product


def _text(found: Fetched) -> str:
    """Whole lines only: half of the last one, "/private" cut to "/", could forbid everything."""
    body = found.body.rpartition(b"\n")[0] if found.cut else found.body
    return body.decode("utf-8-sig", "replace")


def _groups_apart(text: str, product: str) -> str:
    """The same file with all products that are neither ours nor "*" made one.

    RFC 9309 section 2.2.1 wants our name whole, where Protego takes its beginning too. And each rule is kept once for
    each product of its group: 18,000 names before 28,000 rules, 500 KB in all, would be 500 million rules in memory.
    """
    return "\n".join(_agent_line(line, product) for line in text.splitlines())


def _agent_line(line: str, product: str) -> str:
    plain = " ".join(line.partition("#")[0].split()).lower()
    field = next((name for name in _AGENT_LINES if plain.startswith(name)), None)
    if field is None:
        return line
    name = plain.removeprefix(field).strip(" :").partition("/")[0]
    return f"User-agent: {name if name in (_EVERYONE, product) else _SOMEBODY_ELSE}"
