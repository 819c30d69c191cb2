"""When a source is asked next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from corpus.fetched import Validators
from corpus.scheduling import after_round
from corpus.source import EVERY_S, Document, Round, Source, SourceKind

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
VALIDATED = Document("http://a.test/feed", Validators("http://a.test/feed", '"a"'), "x")
PLAIN = Document("http://a.test/feed", Validators("http://a.test/feed"), "x")


def source(kind: SourceKind = SourceKind.FEED) -> Source:
    return Source("1", kind, "http://a.test/feed", NOW, every_s=EVERY_S[kind], next_at=NOW)


def wait(before: Source, round: Round) -> timedelta | None:
    after = after_round(before, round, "", NOW)
    return after.next_at - NOW if after.next_at else None


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [(SourceKind.FEED, 30), (SourceKind.PAGE, 24 * 60), (SourceKind.SITEMAP, 6 * 60), (SourceKind.FOLDER, 1 / 60)],
)
def test_each_kind_has_its_schedule(kind: SourceKind, minutes: float) -> None:
    assert wait(source(kind), Round(documents=(VALIDATED,))) == timedelta(minutes=minutes)


def test_a_feed_without_validators_waits_an_hour() -> None:
    assert wait(source(), Round(documents=(PLAIN,))) == timedelta(hours=1)


def test_a_source_without_a_schedule_is_never_due() -> None:
    once = replace(source(SourceKind.PAGE), every_s=None)

    assert wait(once, Round()) is None
    assert wait(once, Round(failure="it broke")) is None


def test_failures_in_a_row_wait_longer_each_time_up_to_a_day_and_a_quarter() -> None:
    waits, failing = [], source()
    for _ in range(12):
        failing = after_round(failing, Round(failure="it broke"), "", NOW)
        assert failing.next_at is not None
        waits.append(failing.next_at - NOW)

    assert waits[0] == timedelta(minutes=30)
    assert waits == sorted(waits) or waits[-1] >= timedelta(hours=24)
    assert timedelta(hours=24) <= waits[-1] <= timedelta(hours=30)
    assert after_round(failing, Round(), "", NOW).failures == 0


def test_a_folder_that_is_not_there_is_looked_for_all_the_time() -> None:
    failing = replace(source(SourceKind.FOLDER), failures=50)

    assert wait(failing, Round(failure="it is not there")) == timedelta(seconds=1)


def test_what_the_server_asks_for_holds_for_everybody() -> None:
    until = NOW + timedelta(days=2)
    after = after_round(source(), Round(failure="slow down", until=until), "", NOW)

    assert (after.not_before, after.next_at) == (until, until)


def test_a_move_counts_only_in_a_row_and_to_one_place() -> None:
    moved = source()
    for to in ("http://b.test/", "http://b.test/", "http://c.test/", None, "http://b.test/", "http://b.test/"):
        moved = after_round(moved, Round(moved_to=to), "", NOW)
    assert moved.address == "http://a.test/feed"

    assert after_round(moved, Round(moved_to="http://b.test/"), "", NOW).address == "http://b.test/"


def test_one_that_is_gone_is_paused_with_the_reason() -> None:
    after = after_round(source(), Round(failure="status 410", gone=True), "", NOW)

    assert (after.next_at, after.paused) == (None, "It is gone for good, its server says: status 410")
