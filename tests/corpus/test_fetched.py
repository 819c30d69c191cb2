"""What is made of the headers and redirects of an answer."""

from datetime import UTC, datetime

import pytest

from corpus.fetched import Fetched, Redirect, retry_after_s

NOW = datetime(2024, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Fri, 22 Nov 2024 09:31:30 GMT", 90),
        ("Friday, 22-Nov-24 09:31:30 GMT", 90),
        ("Fri Nov 22 09:31:30 2024", 90),
        ("Fri, 22 Nov 2024 10:31:30 +0100", 90),
        ("Fri, 22 Nov 2024 09:00:00 GMT", 0),
        ("Fri, 22 Nov 9999 09:00:00 GMT", 365 * 24 * 3600),
        ("999999999999", 365 * 24 * 3600),
        ("9" * 5000, None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("Fri, 99 Nov 2024 99:99:99 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after_s(value, NOW) == seconds


def fetched_from(url: str, *hops: tuple[int, str], status: int = 200) -> Fetched:
    redirects = tuple(Redirect(code, to) for code, to in hops)
    return Fetched(url, redirects, redirects[-1].to if hops else url, status, None, None, None, None, b"", False)


@pytest.mark.parametrize(
    ("fetched", "moved_to"),
    [
        (fetched_from("http://a/"), None),
        (fetched_from("http://a/", (301, "http://b/")), "http://b/"),
        (fetched_from("http://a/", (308, "https://a/"), (301, "https://b/")), "https://b/"),
        (fetched_from("http://a/", (301, "http://b/"), (302, "http://c/"), (301, "http://d/")), "http://b/"),
        (fetched_from("http://a/", (302, "http://b/"), (301, "http://c/")), None),
        (fetched_from("http://a/", (307, "http://b/")), None),
        (fetched_from("http://a/", (301, "http://b/"), status=304), "http://b/"),
        (fetched_from("http://a/", (301, "http://b/"), status=404), None),
        (fetched_from("HTTPS://a/", (301, "https://b/"), (301, "http://c/")), "https://b/"),
        (fetched_from("https://a/", (301, "http://a/")), None),
    ],
)
def test_an_address_has_moved_as_far_as_every_hop_was_for_good(fetched: Fetched, moved_to: str | None) -> None:
    assert fetched.moved_to == moved_to
