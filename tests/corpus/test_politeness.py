"""Manners: one at a time, with pauses, and patience with hosts that are not well."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from corpus.connecting import Dialling
from corpus.errors import DisallowedError, FetchTimeoutError, TryLaterError, UnreachableError
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from corpus.politeness import Manners, PoliteFetcher, next_try
from corpus.robots import Robots
from tests.web import Internet, Reply, Web, conditional, redirect

NOW = datetime(2024, 11, 22, 9, 30, tzinfo=UTC)
CLOSED = "User-agent: *\nDisallow: /\n"


class Time:
    """A clock that nothing but sleeping moves; what was slept stands in `slept`."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def polite(web: Web, time: Time) -> PoliteFetcher:
    """On an internet where every name leads to the web."""
    fetcher = Fetcher(FetchPolicy(read_s=0.2), dialling=Internet(web).dialling(), now=time)
    return PoliteFetcher(fetcher, Robots(fetcher, clock=time), time, time.sleep)


def minutes(moment: datetime) -> float:
    return (moment - NOW).total_seconds() / 60


@pytest.mark.parametrize(
    ("failures", "least", "most"),
    [(0, 0, 0), (1, 10, 12.5), (2, 20, 25), (3, 40, 50), (8, 1280, 1600), (9, 1440, 1800), (10_000, 1440, 1800)],
)
def test_each_failure_doubles_the_wait_up_to_a_day(failures: int, least: float, most: float) -> None:
    tries = [minutes(next_try(failures, None, NOW, key=str(source))) for source in range(200)]
    assert least <= min(tries) <= max(tries) <= most
    assert failures == 0 or max(tries) - min(tries) > 0.8 * (most - least)


@pytest.mark.parametrize(
    ("failures", "asked_s", "least"),
    [(0, 120, 2), (1, 60, 10), (1, 3600, 60), (3, 7200, 120), (1, 10**9, 7 * 1440), (1, float("inf"), 7 * 1440)],
)
def test_a_site_is_never_asked_before_it_wants_to_be(failures: int, asked_s: float, least: float) -> None:
    assert least <= minutes(next_try(failures, asked_s, NOW)) <= least * 1.25


def test_the_same_failure_gives_the_same_instant_so_that_it_can_be_computed_again() -> None:
    assert next_try(3, 60, NOW, key="feed") == next_try(3, 60, NOW, key="feed")
    assert next_try(3, 60, NOW, key="feed") != next_try(3, 60, NOW, key="other feed")


def test_a_host_is_given_a_second_between_requests(web: Web, polite: PoliteFetcher, time: Time) -> None:
    web.add("/a", "text")
    for _ in range(3):
        polite.fetch("http://news.test/a")
    assert time.slept == [1.0, 1.0, 1.0]
    assert [request.path for request in web.requests] == ["/robots.txt", "/a", "/a", "/a"]


def test_hosts_do_not_wait_for_one_another(web: Web, polite: PoliteFetcher, time: Time) -> None:
    web.add("/a", "text")
    for host in ("one", "two", "three"):
        polite.fetch(f"http://{host}.test/a", by_hand=True)
    assert time.slept == []


def test_time_that_has_passed_anyway_is_not_waited_again(polite: PoliteFetcher, time: Time) -> None:
    polite.fetch("http://news.test/a", by_hand=True)
    time.now += timedelta(seconds=0.75)
    polite.fetch("http://news.test/a", by_hand=True)
    time.now += timedelta(hours=1)
    polite.fetch("http://news.test/a", by_hand=True)
    assert time.slept == [0.25]


def test_a_clock_that_was_set_back_costs_one_pause(polite: PoliteFetcher, time: Time) -> None:
    polite.fetch("http://news.test/a", by_hand=True)
    time.now -= timedelta(days=3)
    polite.fetch("http://news.test/a", by_hand=True)
    assert time.slept == [1.0]


@pytest.mark.parametrize(("asked", "slept"), [("5", 5.0), ("0.1", 1.0), ("86400", 30.0)])
def test_a_crawl_delay_is_kept_to_within_reason(
    web: Web, polite: PoliteFetcher, time: Time, asked: str, slept: float
) -> None:
    web.add("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n")
    polite.fetch("http://news.test/a")
    assert time.slept == [slept]


@pytest.mark.parametrize(("manners", "slept"), [(Manners(), []), (Manners(own_delay_s=0.5), [0.5, 0.5])])
def test_hosts_of_the_readers_own_need_no_pause_unless_asked(
    web: Web, time: Time, manners: Manners, slept: list[float]
) -> None:
    fetcher = web.fetcher("nas.test")
    polite = PoliteFetcher(fetcher, Robots(fetcher, clock=time), time, time.sleep, manners)
    for path in ("/a", "/b"):
        polite.fetch(web.url(path, "nas.test"))
    assert time.slept == slept


def test_only_what_robots_txt_allows_is_fetched(web: Web, polite: PoliteFetcher) -> None:
    web.add("/robots.txt", CLOSED)
    with pytest.raises(DisallowedError):
        polite.fetch("http://news.test/a")
    assert web.asked("/a") == 0


def test_one_page_by_hand_is_no_crawl(web: Web, polite: PoliteFetcher) -> None:
    web.add("/robots.txt", CLOSED)
    web.add("/a", "text")
    assert polite.fetch("http://news.test/a", by_hand=True).body == b"text"
    assert web.asked("/robots.txt") == 0


def test_a_redirect_asks_the_robots_txt_of_where_it_leads(web: Web, polite: PoliteFetcher) -> None:
    web.add("/a", redirect("http://closed.test/b"), host="open.test")
    web.add("/robots.txt", CLOSED, host="closed.test")
    with pytest.raises(DisallowedError, match=r"closed\.test/b"):
        polite.fetch("http://open.test/a")
    assert (web.asked("/a"), web.asked("/b")) == (1, 0)


def test_a_redirect_within_a_host_waits_as_well(web: Web, polite: PoliteFetcher, time: Time) -> None:
    web.add("/a", redirect("/b"))
    polite.fetch("http://news.test/a", by_hand=True)
    assert time.slept == [1.0]


def test_validators_pass_through(web: Web, polite: PoliteFetcher) -> None:
    web.add("/feed", conditional("news", etag='"1"'))
    first = polite.fetch("http://news.test/feed")
    assert polite.fetch("http://news.test/feed", first.validators).unchanged


@pytest.mark.parametrize("status", [429, 503, 413])
@pytest.mark.parametrize("retry_after", ["3600", "Fri, 22 Nov 2024 10:30:00 GMT"])
def test_a_host_that_asks_for_rest_is_not_asked_for_any_page(
    web: Web, polite: PoliteFetcher, time: Time, status: int, retry_after: str
) -> None:
    web.add("/a", [Reply(status, {"Retry-After": retry_after}), Reply(body="text")])
    assert polite.fetch("http://news.test/a", by_hand=True).status == status
    for path in ("/a", "/b"):
        with pytest.raises(TryLaterError, match=r"left alone until 2024-11-22 1[01]:") as later:
            polite.fetch(f"http://news.test{path}", by_hand=True)
    assert NOW + timedelta(hours=1) <= later.value.until <= NOW + timedelta(hours=1.25)
    assert len(web.requests) == 1
    time.now = later.value.until
    assert polite.fetch("http://news.test/a", by_hand=True).body == b"text"


def test_a_short_rest_is_waited_for(web: Web, polite: PoliteFetcher, time: Time) -> None:
    web.add("/a", [Reply(503, {"Retry-After": "20"}), Reply(body="text")])
    polite.fetch("http://news.test/a", by_hand=True)
    assert polite.fetch("http://news.test/a", by_hand=True).ok
    assert 20 <= sum(time.slept) <= 25


def test_a_host_that_is_overloaded_and_does_not_say_for_how_long_rests_longer_each_time(
    web: Web, polite: PoliteFetcher, time: Time
) -> None:
    web.add("/a", Reply(503))
    rests = []
    for _ in range(3):
        polite.fetch("http://news.test/a", by_hand=True)
        with pytest.raises(TryLaterError) as later:
            polite.fetch("http://news.test/a", by_hand=True)
        rests.append((later.value.until - time.now).total_seconds() / 60)
        time.now = later.value.until
    assert [10 <= rests[0] <= 12.5, 20 <= rests[1] <= 25, 40 <= rests[2] <= 50] == [True] * 3


@pytest.mark.parametrize("status", [403, 404, 410, 500])
def test_an_error_of_one_page_holds_up_no_other(web: Web, polite: PoliteFetcher, status: int) -> None:
    web.add("/a", Reply(status))
    web.add("/b", "text")
    for _ in range(5):
        polite.fetch("http://news.test/a", by_hand=True)
    assert polite.fetch("http://news.test/b", by_hand=True).ok


def test_a_host_that_cannot_be_reached_three_times_is_not_tried_for_every_page(time: Time) -> None:
    calls: list[str] = []

    def no_such_host(host: str, port: int) -> list[str]:
        calls.append(host)
        raise OSError(-2, "Name or service not known")

    fetcher = Fetcher(FetchPolicy(), dialling=Dialling(no_such_host))
    polite = PoliteFetcher(fetcher, Robots(fetcher, clock=time), time, time.sleep)
    for page in range(3):
        with pytest.raises(UnreachableError):
            polite.fetch(f"http://gone.test/{page}", by_hand=True)
    with pytest.raises(TryLaterError) as later:
        polite.fetch("http://gone.test/4", by_hand=True)
    assert len(calls) == 3
    time.now = later.value.until
    with pytest.raises(UnreachableError):
        polite.fetch("http://gone.test/5", by_hand=True)


def test_an_answer_makes_good_what_failed_before(web: Web, polite: PoliteFetcher) -> None:
    web.add("/slow", Reply(delay_s=0.5))
    web.add("/a", "text")
    for _ in range(3):
        for _ in range(2):
            with pytest.raises(FetchTimeoutError):
                polite.fetch("http://news.test/slow", by_hand=True)
        assert polite.fetch("http://news.test/a", by_hand=True).ok


def test_threads_ask_one_host_one_at_a_time_and_several_hosts_at_once(web: Web) -> None:
    hosts = ["one.test", "two.test", "three.test"]
    web.add("/a", Reply(body="text", delay_s=0.03))
    fetcher = web.fetcher(*hosts)
    polite = PoliteFetcher(fetcher, Robots(fetcher))
    threads = [threading.Thread(target=polite.fetch, args=(web.url("/a", host),)) for host in hosts for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(web.most_at_once) == dict.fromkeys(hosts, 1)
    assert {host: web.asked("/a", host) for host in hosts} == dict.fromkeys(hosts, 6)
    assert web.asked("/robots.txt") == 3


def test_sites_whose_robots_txt_lead_to_each_other_do_not_lock_up(web: Web) -> None:
    hosts = ["one.test", "two.test"]
    web.add("/robots.txt", Reply(302, {"Location": web.url("/r", "two.test")}, delay_s=0.05), host="one.test")
    web.add("/robots.txt", Reply(302, {"Location": web.url("/r", "one.test")}, delay_s=0.05), host="two.test")
    web.add("/r", Reply(body="", delay_s=0.05))
    fetcher = web.fetcher(*hosts)
    polite = PoliteFetcher(fetcher, Robots(fetcher))
    threads = [
        threading.Thread(target=polite.fetch, args=(web.url("/a", host),), daemon=True)
        for host in hosts
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert not any(thread.is_alive() for thread in threads)
    assert web.asked("/a") == 6
