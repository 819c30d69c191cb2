"""robots.txt: what it allows, how long it holds, and what holds where it cannot be had."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import DisallowedError, RefusedAddressError, RobotsUnreadableError
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.robots import PARSED_BYTES, Robots, rules_of
from corpus.web_targets import Target, target_of
from tests.web import Internet, Reply, Script, Web, redirect

US = "article-assistant"
CLOSED = "User-agent: *\nDisallow: /\n"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2024, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def robots(web: Web, clock: Clock) -> Robots:
    return Robots(web.fetcher("news.test", "other.test"), clock=clock)


def allows(text: str, path: str) -> bool:
    return rules_of(text, US).allow(target_of(f"https://news.test{path}"))


def page(web: Web, path: str = "/a", host: str = "news.test") -> Target:
    return target_of(web.url(path, host))


# The examples of RFC 9309 section 5, and what section 2.2 says of groups, matching and encoding.
@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        (CLOSED, "/a", False),
        (CLOSED, "/robots.txt", True),
        ("User-agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n", "/publications/a.gif", True),
        ("User-agent: *\nDisallow: *.gif$\n", "/a.gif", False),
        ("User-agent: *\nDisallow: *.gif$\n", "/a.gif?x", True),
        (f"{CLOSED}\nUser-agent: {US}\nAllow: /\n", "/a", True),
        (f"User-agent: {US}\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a", False),
        ("User-agent: ARTICLE-Assistant\nDisallow: /\n", "/a", False),
        (f"User-agent: {US}/1.0\nDisallow: /\n", "/a", False),
        (f"User-agent: other\nUser-agent: {US}\nDisallow: /\n", "/a", False),
        (f"User-agent: {US}\nDisallow: /b\n\nUser-agent: {US}\nDisallow: /a\n", "/a", False),
        ("User-agent: otherbot\nDisallow: /\n", "/a", True),
        ("User-agent: article\nDisallow: /\n", "/a", True),
        ("User-agent: assistant\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /example/page/\nAllow: /example/page/ok.html\n", "/example/page/ok.html", True),
        ("User-agent: *\nAllow: /p\nDisallow: /p\n", "/page", True),
        ("User-agent: *\nDisallow: /a*z\n", "/abcz", False),
        ("User-agent: *\nDisallow: /A\n", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9\n", "/café", False),
        ("User-agent: *\nDisallow: /café\n", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /a?q=\n", "/a?q=1", False),
        ("User-agent: * # all\r\nDisallow: / # everything\r\n", "/a", False),
        ("user-agent : *\rDISALLOW : /\r", "/a", False),
        ("Disallow: /\n", "/a", True),
        ("<!doctype html><p>Disallow: / User-agent: *</p>", "/a", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(text: str, path: str, allowed: bool) -> None:
    assert allows(text, path) is allowed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 5\n", 5.0),
        (f"User-agent: *\nCrawl-delay: 5\n\nUser-agent: {US}\nCrawl-delay: 0.5\n", 0.5),
        (f"User-agent: *\nCrawl-delay: 5\n\nUser-agent: {US}\nDisallow: /b\n", None),
        ("User-agent: *\nCrawl-delay: -5\nDisallow: /b\n", None),
        ("User-agent: *\nCrawl-delay: inf\n", None),
        ("", None),
    ],
)
def test_a_crawl_delay_is_that_of_our_group(text: str, seconds: float | None) -> None:
    assert rules_of(text, US).crawl_delay_s == seconds


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: bot{n}\n" for n in range(18_000)) + "".join(f"Allow: /{n}\n" for n in range(22_000)),
        "".join(f"user agent bot{n}\nUserAgent: b\n" for n in range(9_000)) + "Allow: /\n" * 20_000,
        "User-agent: *\n" + "".join(f"Disallow: /*{n}*a*b*c*d$\n" for n in range(20_000)),
        "User-agent: *\nDisallow: /" + "*a" * 240_000 + "b\n",
        "User-agent: *\nDisallow: /" + "%" * 500_000,
    ],
    ids=["names times rules", "names spelled oddly", "many wildcards", "one long rule", "percents"],
)
def test_a_hostile_file_costs_no_more_than_its_size(text: str) -> None:
    start = time.monotonic()
    allows(text[:PARSED_BYTES], "/" + "a/b/" * 1500)
    assert time.monotonic() - start < 3


def test_the_file_is_fetched_once_a_day_for_each_site(web: Web, robots: Robots, clock: Clock) -> None:
    web.add("/robots.txt", CLOSED, host="news.test")
    for _ in range(3):
        assert not robots.rules(page(web)).allow(page(web))
    assert robots.rules(page(web, host="other.test")).allow(page(web, host="other.test"))
    clock.now += timedelta(hours=23, minutes=59)
    robots.rules(page(web))
    assert (web.asked("/robots.txt", "news.test"), web.asked("/robots.txt", "other.test")) == (1, 1)
    web.add("/robots.txt", "", host="news.test")
    clock.now += timedelta(minutes=1)
    assert robots.rules(page(web)).allow(page(web))
    assert web.asked("/robots.txt", "news.test") == 2


def test_a_clock_that_was_set_back_does_not_keep_the_file(web: Web, robots: Robots, clock: Clock) -> None:
    robots.rules(page(web))
    clock.now -= timedelta(days=400)
    robots.rules(page(web))
    assert web.asked("/robots.txt") == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_file_that_is_not_there_allows_everything(web: Web, robots: Robots, status: int) -> None:
    web.add("/robots.txt", Reply(status, body=CLOSED))
    robots.rules(page(web)).check(page(web))


@pytest.mark.parametrize(
    "script",
    [
        Reply(500),
        Reply(503, {"Retry-After": "60"}, "User-agent: *\nAllow: /\n"),
        Reply(429),
        Reply(body=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *", raw=True),
        Reply(body=b"no HTTP\r\n\r\n", raw=True),
    ],
    ids=["500", "503", "429", "cut short", "not HTTP"],
)
def test_a_file_that_cannot_be_had_allows_nothing_for_now(
    web: Web, robots: Robots, clock: Clock, script: Script
) -> None:
    web.add("/robots.txt", script)
    for _ in range(2):
        with pytest.raises(RobotsUnreadableError, match=r"news\.test.* counts as closed"):
            robots.rules(page(web)).check(page(web))
    assert web.asked("/robots.txt") == 1
    web.add("/robots.txt", "")
    clock.now += timedelta(minutes=10)
    robots.rules(page(web)).check(page(web))


def test_a_site_that_cannot_be_reached_allows_nothing_for_now(clock: Clock) -> None:
    with Web() as gone:
        target = target_of(gone.url("/a"))
        fetcher = gone.fetcher()
    with pytest.raises(RobotsUnreadableError, match="cannot be reached"):
        Robots(fetcher, clock=clock).rules(target).check(target)


def test_what_was_read_before_holds_while_the_file_cannot_be_had(web: Web, robots: Robots, clock: Clock) -> None:
    web.add("/robots.txt", [Reply(body="User-agent: *\nDisallow: /b\n"), Reply(500)])
    for _ in range(3):
        rules = robots.rules(page(web))
        assert rules.allow(page(web, "/a"))
        assert not rules.allow(page(web, "/b"))
        clock.now += timedelta(days=1)
    assert web.asked("/robots.txt") == 3


def test_redirects_are_followed_up_to_five_also_to_other_hosts(web: Web, robots: Robots) -> None:
    web.add("/robots.txt", redirect("/1"), host="news.test")
    for hop in range(1, 4):
        web.add(f"/{hop}", redirect(f"/{hop + 1}"), host="news.test")
    web.add("/4", redirect(web.url("/5", "other.test")), host="news.test")
    web.add("/5", CLOSED, host="other.test")
    assert not robots.rules(page(web)).allow(page(web))


def test_after_five_redirects_the_file_counts_as_not_there(web: Web, robots: Robots) -> None:
    web.add("/robots.txt", redirect("/0"))
    for hop in range(6):
        web.add(f"/{hop}", redirect(f"/{hop + 1}"))
    web.add("/6", CLOSED)
    assert robots.rules(page(web)).allow(page(web))


def test_a_file_that_leads_inside_is_refused(web: Web) -> None:
    internet = Internet(web)
    web.add("/robots.txt", redirect("http://169.254.169.254/latest/"))
    robots = Robots(Fetcher(FetchPolicy(), dialling=internet.dialling()))
    with pytest.raises(RefusedAddressError):
        robots.rules(target_of("http://news.test/"))
    assert "169.254.169.254" not in internet.dialled


def test_a_byte_order_mark_and_bytes_that_are_no_utf8_hide_no_rule(web: Web, robots: Robots) -> None:
    web.add("/robots.txt", b"\xef\xbb\xbfUser-agent: *\nDisallow: /a # caf\xe9\n")
    assert not robots.rules(page(web)).allow(page(web))


def test_half_a_megabyte_is_read_and_no_half_line(web: Web, robots: Robots) -> None:
    start = "User-agent: *\nDisallow: /a\n"
    filler = "#" * (PARSED_BYTES - len(start) - len("\nDisallow: /")) + "\n"
    web.add("/robots.txt", f"{start}{filler}Disallow: /private\n{filler}")
    rules = robots.rules(page(web))
    assert not rules.allow(page(web, "/a"))
    assert rules.allow(page(web, "/b"))


def test_the_refusal_says_who_does_not_want_it(web: Web, robots: Robots) -> None:
    web.add("/robots.txt", CLOSED)
    with pytest.raises(DisallowedError, match=r"/a was not fetched: news\.test:\d+ asks programs to leave it alone"):
        robots.rules(page(web)).check(page(web))
