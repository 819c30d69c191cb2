# ruff: noqa: RUF001 - other scripts are the subject here
"""Dates as sources write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Publication
from corpus.dates import parse_date

TODAY = date(2024, 11, 25)


def read(text: str) -> str | None:
    found = parse_date(text, today=TODAY)
    return found.iso if found else None


def instant(text: str) -> str | None:
    found = parse_date(text, today=TODAY)
    return found.when.astimezone(UTC).isoformat() if found and isinstance(found.when, datetime) else None


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-22",
        "2024/11/22",
        "2024.11.22",
        "20241122",
        "November 22, 2024",
        "Nov. 22, 2024",
        "Nov 22nd, 2024",
        "22 Nov 2024",
        "22-Nov-2024",
        "Friday, 22 November 2024",
        "Fri Nov 22 2024",
        "22/11/2024",
        "11/22/2024",
        "22.11.2024",
        "Published: November 22, 2024",
        "Posted on 22 November 2024",
        "22 novembre 2024",
        "22. November 2024",
        "22 de noviembre de 2024",
        "22 ноября 2024",
        "22 ноября 2024 г.",
        "22 listopada 2024",
        "22 Kasım 2024",
        "2024年11月22日",
        "٢٢ نوفمبر ٢٠٢٤",
    ],
)
def test_a_date_alone_is_a_bare_day(text: str) -> None:
    assert read(text) == "2024-11-22"


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-22T09:30:00Z",
        "2024-11-22T09:30Z",
        "20241122T093000Z",
        "2024-11-22 09:30:00 +0000",
        "2024-11-22 09:30:00 +0000 UTC",
        "2024-11-22T09:30:00.123+00:00",
        "2024-11-22T15:00:00+05:30",
        "2024-11-22T04:30:00-05",
        "2024-11-22T04:30:00-0500",
        "2024-11-22T09:30:00Z[UTC]",
        "Fri, 22 Nov 2024 09:30:00 GMT",
        "Fri, 22 Nov 2024 09:30:00 -0000",
        "22 Nov 24 04:30 EST",
        "Fri Nov 22 2024 09:30:00 GMT+0000 (Coordinated Universal Time)",
        "Nov 22, 2024 4:30 AM EST",
        "4:30 a.m. ET, Fri November 22, 2024",
        "November 22, 2024 at 4.30am ET",
        "22 novembre 2024 10:30 CET",
    ],
)
def test_a_time_with_a_zone_is_an_instant(text: str) -> None:
    assert instant(text) == "2024-11-22T09:30:00+00:00"


def test_the_zone_that_the_source_wrote_is_kept_and_the_day_is_its_day() -> None:
    found = parse_date("Fri, 22 Nov 2024 22:30:00 EST", today=TODAY)
    assert found is not None
    assert found.iso == "2024-11-22T22:30:00-05:00"
    assert found.day == date(2024, 11, 22)  # in UTC it is the 23rd
    assert Publication.from_iso(found.iso) == Publication(found.when, found.iso)


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-22T23:59:00",
        "2024-11-22 09:30",
        "Nov. 22, 2024, 9:30 p.m.",
        "Fri Nov 22 09:30:00 2024",
        "22 novembre 2024 à 14h30",
        "22 Nov 2024 09:30 IST",
    ],
)
def test_a_time_whose_zone_is_not_known_keeps_only_the_day(text: str) -> None:
    assert read(text) == "2024-11-22"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "today",
        "now",
        "2 hours ago",
        "in 3 days",
        "Tuesday",
        "2024",
        "November 2024",
        "November 22",
        "03/04/2023",
        "05 Nov 24",
        "2024-02-30",
        "Feb 29 2023",
        "2024-11-22T25:00:00Z",
        "2024-11-22T09:61:00Z",
        "22 Nov 2024 13:30 pm",
        "0000-00-00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59-05:00",
        "1700000000",
        "Updated November 22, 2024",
        "The talks of November 22, 2024 ended without an agreement",
        "x" * 5000,
    ],
)
def test_what_is_ambiguous_relative_incomplete_or_impossible_is_unknown(text: str) -> None:
    assert read(text) is None


def test_day_and_month_are_told_apart_where_only_one_order_is_possible() -> None:
    assert read("31/12/2023") == read("12/31/2023") == "2023-12-31"
    assert read("04/04/2023") == "2023-04-04"
    assert read("03.04.2023") == "2023-04-03"  # dots are day first


def test_hour_24_is_the_next_day_and_second_60_the_next_minute() -> None:
    assert read("2024-11-22T24:00:00Z") == "2024-11-23T00:00:00+00:00"
    assert read("2016-12-31T23:59:60Z") == "2017-01-01T00:00:00+00:00"


def test_noon_and_midnight_on_a_clock_of_twelve_hours() -> None:
    assert read("Nov 22, 2024 12:05 AM GMT") == "2024-11-22T00:05:00+00:00"
    assert read("Nov 22, 2024 12:05 PM GMT") == "2024-11-22T12:05:00+00:00"


def test_american_zones_follow_summer_time() -> None:
    assert instant("9:30 a.m. ET, July 1, 2024") == "2024-07-01T13:30:00+00:00"
    assert instant("9:30 a.m. ET, January 2, 2024") == "2024-01-02T14:30:00+00:00"


def test_the_future_is_unknown_but_tomorrow_is_today_further_east() -> None:
    assert read("2024-11-26") == "2024-11-26"
    assert read("2024-11-27") is None
    assert read("2999-01-01T00:00:00Z") is None


def test_the_original_string_is_kept() -> None:
    found = parse_date("  Fri, 22 Nov 2024\n09:30:00 GMT ", today=TODAY)
    assert found is not None
    assert found.original == "Fri, 22 Nov 2024 09:30:00 GMT"
    assert found.when == datetime(2024, 11, 22, 9, 30, tzinfo=UTC)


def test_without_a_given_day_the_clock_says_what_the_future_is() -> None:
    assert parse_date("2020-01-01") is not None
    assert parse_date("2999-01-01") is None


@settings(deadline=None)  # the first call loads dateparser
@given(st.text(alphabet=st.characters(codec=None), max_size=40) | st.text("0123456789:-/. TZ+apmNov", max_size=40))
def test_no_string_raises(text: str) -> None:
    found = parse_date(text, today=TODAY)
    assert found is None or found.day <= date(2024, 11, 26)
