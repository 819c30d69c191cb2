"""Thirty days of polling a scripted server, with restarts, on a clock that is set by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from corpus.reading_apart import ApartReader
from tests.small_world import SmallWorld, item, rss
from tests.web import Reply, Request, Web, conditional, redirect

Answer = Callable[[Request], Reply]
TEXT = "The Quay Bridge in Skellhaven was shut on Friday after Ines Garrowby saw cracks in its pins. " * 3
ENTRY = item(None, guid="1", title="Bridge", text=TEXT)
STEP = timedelta(minutes=5)


class Month:
    """A world in which time passes: it is looked at every five minutes, and every day begins with a restart."""

    def __init__(self, world: SmallWorld) -> None:
        self.world = world
        self.times: defaultdict[str, list[datetime]] = defaultdict(list)

    def add(self, name: str, answer: Reply | Answer) -> str:
        """A feed at a host of its own, whose requests are noted; returns its URL."""
        host = f"{name}.test"

        def noted(request: Request) -> Reply:
            self.times[name].append(self.world.clock())
            return answer(request) if callable(answer) else answer

        self.world.hosts = (*self.world.hosts, host)
        self.world.web.add("/robots.txt", Reply(404), host=host)
        return self.world.web.add(f"/{name}", noted, host=host)

    def pass_days(self, days: int) -> None:
        for _ in range(days):
            with self.world.open() as assistant:
                self._pass_day(assistant)

    def gaps(self, name: str) -> list[timedelta]:
        """Between one request and the next."""
        times = self.times[name]
        return [after - before for before, after in pairwise(times)]

    def _pass_day(self, assistant: Assistant) -> None:
        end = self.world.clock() + timedelta(days=1)
        while self.world.clock() < end:
            assistant.look()
            self.world.clock.forward(seconds=STEP.total_seconds())


@pytest.fixture
def month(tmp_path: Path, lent_reader: ApartReader) -> Iterator[Month]:
    with Web() as web:
        yield Month(SmallWorld(web, tmp_path, lent_reader))


def steady(etag: str = '"a"') -> Answer:
    """A feed that never changes, and says so."""
    return conditional(rss(ENTRY), etag=etag, headers={"Content-Type": "application/rss+xml"})


def test_thirty_days_of_a_feed_that_never_changes_cost_its_body_once(month: Month) -> None:
    feed = month.add("steady", steady())
    with month.world.open() as assistant:
        assistant.add_source(feed)
    after_first = month.world.web.body_bytes

    month.pass_days(30)

    assert month.world.web.body_bytes == after_first
    assert 30 * 47 <= len(month.times["steady"]) <= 30 * 48 + 1
    assert min(month.gaps("steady")) >= timedelta(minutes=30)
    assert len(month.world.embedder.embedded) == 1


def test_a_restart_makes_no_burst(month: Month) -> None:
    feeds = [month.add(f"feed{number}", steady()) for number in range(5)]
    with month.world.open() as assistant:
        for feed in feeds:
            assistant.add_source(feed)
    before = len(month.world.web.requests)

    for _ in range(20):
        with month.world.open() as assistant:
            assistant.look()
            month.world.clock.forward(minutes=1)

    assert len(month.world.web.requests) == before


def test_a_feed_without_validators_is_asked_once_an_hour(month: Month) -> None:
    feed = month.add("plain", Reply(200, {}, rss(ENTRY)))
    with month.world.open() as assistant:
        assistant.add_source(feed)

    month.pass_days(2)

    assert min(month.gaps("plain")) >= timedelta(hours=1)
    assert len(month.times["plain"]) >= 45


def test_a_feed_that_moved_for_good_is_followed_after_three_rounds(month: Month) -> None:
    new = month.add("new", steady())
    answers = {"to": steady()}
    old = month.add("old", lambda request: answers["to"](request))
    with month.world.open() as assistant:
        source = assistant.add_source(old)
    answers["to"] = lambda request: redirect(new, 301)

    month.pass_days(2)

    with month.world.open() as assistant:
        [state] = assistant.sources()
        assert (state.source.id, state.source.address) == (source.id, new)
        assert state.counts.articles == 1
    assert len(month.times["old"]) == 1 + 3


def test_a_redirect_that_is_not_for_good_moves_nothing(month: Month) -> None:
    old = month.add("old", redirect(month.add("new", steady()), 302))
    with month.world.open() as assistant:
        assistant.add_source(old)

    month.pass_days(2)

    with month.world.open() as assistant:
        assert assistant.sources()[0].source.address == old


def test_a_feed_that_moves_to_another_source_stops(month: Month) -> None:
    new = month.add("new", steady())
    moved = {"yet": False}
    old = month.add("old", lambda request: redirect(new, 308) if moved["yet"] else steady()(request))
    with month.world.open() as assistant:
        assistant.add_source(old)
        assistant.add_source(new)
    moved["yet"] = True

    month.pass_days(1)

    with month.world.open() as assistant:
        paused = [state.source.paused for state in assistant.sources()]
        assert paused[0] is not None
        assert "is a source already" in paused[0]
        assert paused[1] is None


def test_a_feed_that_is_gone_for_good_is_asked_no_more_and_its_articles_stay(month: Month) -> None:
    gone = {"yet": False}
    feed = month.add("gone", lambda request: Reply(410) if gone["yet"] else steady()(request))
    with month.world.open() as assistant:
        assistant.add_source(feed)
    gone["yet"] = True

    month.pass_days(5)

    assert len(month.times["gone"]) == 2
    with month.world.open() as assistant:
        [state] = assistant.sources()
        assert "gone for good" in (state.source.paused or "")
        assert state.counts.articles == 1


def test_a_feed_that_is_not_there_is_asked_less_and_less_often_also_over_restarts(month: Month) -> None:
    there = {"yet": True}
    feed = month.add("missing", lambda request: steady()(request) if there["yet"] else Reply(404))
    with month.world.open() as assistant:
        assistant.add_source(feed)
    there["yet"] = False

    month.pass_days(30)

    gaps = month.gaps("missing")
    assert len(gaps) < 45
    assert gaps[-1] >= timedelta(hours=24)
    assert min(gaps) >= timedelta(minutes=30)
    there["yet"] = True
    month.pass_days(2)
    with month.world.open() as assistant:
        assert assistant.sources()[0].source.failures == 0


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [429, 503])
def test_what_a_server_asks_for_is_kept_to_over_restarts_and_by_hand(month: Month, form: str, status: int) -> None:
    wait = timedelta(hours=30)
    busy = {"yet": False}

    def answer(request: Request) -> Reply:
        if not busy["yet"]:
            return steady()(request)
        until = month.world.clock() + wait
        return Reply(status, {"Retry-After": "108000" if form == "seconds" else format_datetime(until, usegmt=True)})

    feed = month.add("busy", answer)
    with month.world.open() as assistant:
        source = assistant.add_source(feed)
    busy["yet"] = True

    month.pass_days(1)
    with month.world.open() as assistant:
        by_hand = assistant.update_source(source.id)
    month.pass_days(2)

    assert "left alone until" in (by_hand.failure or "")
    assert len(month.times["busy"]) == 4  # added, told to wait, after 30 hours, after 60 hours
    assert min(month.gaps("busy")[1:]) >= wait - timedelta(seconds=1)  # HTTP dates have no fractions


def test_a_paused_source_is_not_asked(month: Month) -> None:
    feed = month.add("steady", steady())
    with month.world.open() as assistant:
        source = assistant.add_source(feed)
        assistant.pause_source(source.id)

    month.pass_days(1)
    before = len(month.times["steady"])
    with month.world.open() as assistant:
        assistant.resume_source(source.id)
        assistant.look()

    assert (before, len(month.times["steady"])) == (1, 2)


def test_one_broken_source_does_not_hold_up_the_others(month: Month) -> None:
    broken = {"yet": False}
    feeds = [
        month.add("one", lambda request: Reply(200, {}, "none") if broken["yet"] else steady()(request)),
        month.add("two", steady()),
    ]
    with month.world.open() as assistant:
        for feed in feeds:
            assistant.add_source(feed)
    broken["yet"] = True

    month.pass_days(1)

    assert 5 <= len(month.times["one"]) < 20
    assert len(month.times["two"]) >= 45
