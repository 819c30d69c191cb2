"""Which requests are of this machine and of our own page."""

import pytest
from starlette.datastructures import Headers

from assistant.access.origin import LOCAL_NAMES, host_name, is_foreign_page, is_known_host, is_loopback, was_forwarded

HOST = "127.0.0.1:7860"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_a_loopback_address_is_reached_from_here_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org", "localhost.evil.example", ""])
def test_other_addresses_are_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "host", [HOST, "127.0.0.1", "localhost:7860", "LOCALHOST", "localhost.", "[::1]", "[::1]:7860"]
)
def test_names_of_this_machine_are_known(host: str) -> None:
    assert is_known_host(Headers({"host": host}), LOCAL_NAMES, None)


@pytest.mark.parametrize(
    "host",
    (
        "evil.example evil.example:7860 127.0.0.1.evil.example localhost.evil.example :7860 0.0.0.0 192.0.2.7 [::1 "
        "127.0.0.1:7860@evil.example evil.example#127.0.0.1 127.0.0.1:x 2130706433"
    ).split(),
)
def test_other_names_are_not(host: str) -> None:
    assert not is_known_host(Headers({"host": host}), LOCAL_NAMES, None)


def test_two_hosts_are_none() -> None:
    twice = Headers(raw=[(b"host", b"localhost"), (b"host", b"evil.example")])
    assert not is_known_host(twice, LOCAL_NAMES, None)
    assert not is_known_host(Headers(raw=[]), LOCAL_NAMES, None)


def test_a_server_for_others_answers_to_the_address_that_the_request_came_in_by_and_to_no_other() -> None:
    assert is_known_host(Headers({"host": "192.0.2.7:7860"}), LOCAL_NAMES, "192.0.2.7")
    assert is_known_host(Headers({"host": "[2001:db8::7]:7860"}), LOCAL_NAMES, "2001:db8::7")
    assert not is_known_host(Headers({"host": "192.0.2.8:7860"}), LOCAL_NAMES, "192.0.2.7")


def test_a_name_is_read_without_its_port() -> None:
    assert [host_name(host) for host in ("A.Example:80", "[::1]:80", "[::1]", "a")] == [
        "a.example",
        "[::1]",
        "[::1]",
        "a",
    ]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "file://",
        "http://127.0.0.1",
        "http://127.0.0.1:7861",
        "http://localhost:7860",
        "http://127.0.0.1:7860.evil.example",
        "http://127.0.0.1:7860@evil.example",
        "chrome-extension://abc",
    ],
)
def test_another_origin_is_a_foreign_page(origin: str) -> None:
    assert is_foreign_page(Headers({"host": HOST, "origin": origin}), may_be_opened_from_elsewhere=True)


def test_our_own_origin_is_none_also_behind_a_proxy_that_speaks_https() -> None:
    for origin in (f"http://{HOST}", f"https://{HOST}"):
        assert not is_foreign_page(Headers({"host": HOST, "origin": origin}), may_be_opened_from_elsewhere=False)


def test_one_foreign_origin_among_several_is_enough() -> None:
    raw = [(b"host", HOST.encode()), (b"origin", f"http://{HOST}".encode()), (b"origin", b"https://evil.example")]
    assert is_foreign_page(Headers(raw=raw), may_be_opened_from_elsewhere=True)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
def test_what_another_site_loads_or_calls_is_foreign(site: str) -> None:
    for mode, dest in (("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "script")):
        headers = {"host": HOST, "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert is_foreign_page(Headers(headers), may_be_opened_from_elsewhere=True)


def test_a_link_from_elsewhere_opens_a_page_and_nothing_else() -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    headers = Headers({"host": HOST, **link})
    assert not is_foreign_page(headers, may_be_opened_from_elsewhere=True)
    assert is_foreign_page(headers, may_be_opened_from_elsewhere=False)


def test_programs_that_are_no_browser_are_let_through() -> None:
    assert not is_foreign_page(Headers({"host": HOST}), may_be_opened_from_elsewhere=False)


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Forwarded-Host"])
def test_a_proxy_is_noticed(name: str) -> None:
    assert was_forwarded(Headers({name: "192.0.2.7"}))
    assert not was_forwarded(Headers({"host": HOST}))
