"""What comes of fetching: answers, redirects, validators, headers, certificates."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from corpus.connecting import Dialling
from corpus.errors import RedirectError, RefusedAddressError, UnreachableError
from corpus.fetch_policy import FetchPolicy
from corpus.fetched import Fetched, Redirect, Validators
from corpus.fetching import Fetcher
from tests.web import ADDRESS, PUBLIC_ADDRESS, Internet, Reply, Web, conditional, redirect

NOW = datetime(2024, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def test_a_page_comes_with_what_its_server_said_of_it(web: Web) -> None:
    headers = {"ETag": 'W/"7"', "Last-Modified": "Fri, 22 Nov 2024 09:30:00 GMT", "Content-Type": "text/plain"}
    url = web.add("/page?a=1", Reply(200, headers, "café"))
    assert web.fetcher().fetch(url) == Fetched(
        url=url,
        redirects=(),
        final_url=url,
        status=200,
        etag='W/"7"',
        last_modified="Fri, 22 Nov 2024 09:30:00 GMT",
        content_type="text/plain",
        retry_after_s=None,
        body="café".encode(),
        cut=False,
    )


def test_what_has_not_changed_costs_no_body(web: Web) -> None:
    url = web.add("/feed", conditional("x" * 5000, etag='"é-1"'))
    first = web.fetcher().fetch(url)
    sent = web.body_bytes
    second = web.fetcher().fetch(url, first.validators)
    assert (second.status, second.unchanged, second.body, second.validators) == (304, True, b"", first.validators)
    assert web.body_bytes == sent


def test_validators_go_to_the_address_that_they_hold_for_and_to_no_other(web: Web) -> None:
    web.add("/old", redirect("/new"))
    web.add("/new", "text")
    held = Validators(web.url("/new"), '"1"', "Fri, 22 Nov 2024 09:30:00 GMT")
    web.fetcher().fetch(web.url("/old"), held)
    old, new = web.requests
    assert "if-none-match" not in old.headers
    assert "if-modified-since" not in old.headers
    assert (new.headers["if-none-match"], new.headers["if-modified-since"]) == (held.etag, held.last_modified)


def test_validators_that_no_header_can_hold_are_not_sent(web: Web) -> None:
    url = web.add("/", "text")
    web.fetcher().fetch(url, Validators(url, 'a\r\nX-Evil: "1"', "\u2028"))
    assert not {"if-none-match", "if-modified-since", "x-evil"} & web.requests[0].headers.keys()


@pytest.mark.parametrize("status", [403, 404, 410, 429, 500, 503])
def test_an_error_is_a_result_with_the_beginning_of_its_page(web: Web, status: int) -> None:
    url = web.add("/", Reply(status, {"Retry-After": "120"}, "sorry " * 100_000))
    fetched = web.fetcher().fetch(url)
    assert (fetched.status, fetched.ok, fetched.retry_after_s, fetched.cut) == (status, False, 120, True)
    assert fetched.body == (b"sorry " * 100_000)[: 64 * 1024]


def test_an_error_whose_page_is_damaged_is_still_that_error(web: Web) -> None:
    url = web.add("/", Reply(429, {"Content-Encoding": "gzip", "Retry-After": "7"}, b"this is no gzip"))
    fetched = web.fetcher().fetch(url)
    assert (fetched.status, fetched.retry_after_s, fetched.body) == (429, 7, b"")


def test_a_date_in_retry_after_counts_from_the_clock_that_was_given(web: Web) -> None:
    url = web.add("/", Reply(503, {"Retry-After": "Fri, 22 Nov 2024 10:30:00 GMT"}))
    policy = FetchPolicy(private_hosts=web.opened())
    assert Fetcher(policy, now=lambda: NOW).fetch(url).retry_after_s == 3600


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(web: Web, code: int) -> None:
    web.add("/a", redirect("../b?x=1#part", code))
    web.add("/b?x=1", "there")
    fetched = web.fetcher().fetch(web.url("/a"))
    assert (fetched.url, fetched.final_url, fetched.body) == (web.url("/a"), web.url("/b?x=1"), b"there")
    assert fetched.redirects == (Redirect(code, web.url("/b?x=1")),)


def test_five_redirects_are_followed_and_a_sixth_is_not(web: Web) -> None:
    for hop in range(6):
        web.add(f"/{hop}", redirect(f"/{hop + 1}"))
    web.add("/6", "the end")
    assert web.fetcher().fetch(web.url("/1")).body == b"the end"
    with pytest.raises(RedirectError, match="more than 5 times"):
        web.fetcher().fetch(web.url("/0"))
    assert len(web.requests) == 6 + 6


def test_a_circle_is_left_at_once(web: Web) -> None:
    web.add("/a", redirect("/b"))
    web.add("/b", redirect("/a"))
    with pytest.raises(RedirectError, match="circle"):
        web.fetcher().fetch(web.url("/a"))
    assert len(web.requests) == 2


def test_a_redirect_without_an_address_is_a_result(web: Web) -> None:
    fetched = web.fetcher().fetch(web.add("/", Reply(302, body="elsewhere")))
    assert (fetched.status, fetched.body) == (302, b"elsewhere")


@pytest.mark.parametrize("location", ["http://[::1", "http://a b/", "mailto:a@b.test", "http://u:p@news.test/"])
def test_a_redirect_to_no_address_of_the_web_is_refused_and_says_from_where(web: Web, location: str) -> None:
    url = web.add("/a", redirect(location))
    with pytest.raises(RefusedAddressError, match="/a redirects to"):
        web.fetcher().fetch(url)


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/straße", "/stra%C3%9Fe"),
        ("/a b", "/a%20b"),
        ("/100%", "/100%"),
        ("?q=\\", "/?q=\\"),
        ("/\\evil.test/", "/%5Cevil.test/"),
    ],
)
def test_an_address_in_a_redirect_is_asked_for_in_ascii(web: Web, location: str, asked: str) -> None:
    url = web.add("/", redirect(location.encode().decode("latin-1")))
    web.fetcher().fetch(url)
    assert web.requests[1].path == asked


def test_bytes_of_a_redirect_that_are_no_utf8_go_out_as_they_came(web: Web) -> None:
    web.fetcher().fetch(web.add("/", redirect("/caf\xe9")))
    assert web.requests[1].path == "/caf%E9"


def test_requests_say_who_asks_and_carry_nothing_else(web: Web) -> None:
    policy = FetchPolicy("assistant/1.0", "mailto:me@example.org", private_hosts=web.opened("news.test"))
    web.add("/", Reply(302, {"Location": "/b", "Set-Cookie": "id=1; Path=/"}))
    web.add("/b", "text")
    Fetcher(policy, dialling=Dialling(web.resolver)).fetch(web.url("/", "news.test"))
    for request in web.requests:
        assert request.headers == {
            "host": f"news.test:{web.port}",
            "user-agent": "assistant/1.0 (+mailto:me@example.org)",
            "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
            "accept-encoding": "gzip, deflate, br",
            "connection": "close",
        }


@pytest.mark.parametrize("contact", ["a\r\nX: y", "naïve@example.org", "\x1b[31m"])
def test_a_contact_that_no_header_can_hold_is_no_policy(contact: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        FetchPolicy(contact=contact)


def test_the_host_header_leaves_out_the_port_of_the_scheme(web: Web) -> None:
    Fetcher(FetchPolicy(), dialling=Internet(web).dialling()).fetch("http://Bücher.test.:80/")
    assert web.requests[0].headers["host"] == "xn--bcher-kva.test"


def test_proxies_of_the_environment_are_not_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    url = web.add("/", "direct", host="news.test")
    with Web() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.url())
        assert web.fetcher("news.test").fetch(url).body == b"direct"
        assert proxy.connections == 0


def test_the_next_address_of_a_host_is_tried_where_one_does_not_answer(web: Web) -> None:
    url = web.add("/", "second try", host="news.test")
    dialling = Dialling(lambda host, port: ["127.0.0.2", ADDRESS])
    policy = FetchPolicy(private_hosts=web.opened("news.test"), connect_s=1)
    assert Fetcher(policy, dialling=dialling).fetch(url).body == b"second try"


@pytest.mark.parametrize("prefix", ["::ffff:", "64:ff9b::"])
def test_addresses_that_stand_for_public_ones_are_connected_to(web: Web, prefix: str) -> None:
    internet = Internet(web, {"news.test": [f"{prefix}{PUBLIC_ADDRESS}"]})
    web.add("/", "text")
    assert Fetcher(FetchPolicy(), dialling=internet.dialling()).fetch("http://news.test/").ok


def test_an_unknown_host_is_unreachable() -> None:
    def no_such_host(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(UnreachableError, match=r"no host gone\.test is known"):
        Fetcher(FetchPolicy(), dialling=Dialling(no_such_host)).fetch("http://gone.test/")
    with pytest.raises(UnreachableError, match="no address"):
        Fetcher(FetchPolicy(), dialling=Dialling(lambda host, port: [])).fetch("http://gone.test/")


def test_a_closed_port_is_unreachable(web: Web) -> None:
    with Web() as gone:
        url = gone.url()
    policy = FetchPolicy(private_hosts=frozenset({ADDRESS}))
    with pytest.raises(UnreachableError, match="Connection refused"):
        Fetcher(policy).fetch(url)


def test_threads_may_share_a_fetcher(web: Web) -> None:
    bodies: dict[int, bytes] = {}
    fetcher = web.fetcher()
    urls = [web.add(f"/{n}", Reply(body=f"page {n}", delay_s=0.05)) for n in range(20)]

    def fetch(n: int) -> None:
        bodies[n] = fetcher.fetch(urls[n]).body

    threads = [threading.Thread(target=fetch, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == {n: f"page {n}".encode() for n in range(20)}
