"""Hostile and broken servers: what they send is stopped in time, and said."""

import gzip
import itertools
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import pytest

from corpus.connecting import Allowance, Dialling
from corpus.errors import BrokenResponseError, FetchError, FetchTimeoutError, TooLargeError, UnreachableError
from corpus.fetch_policy import FetchPolicy
from corpus.fetched import Answer
from corpus.fetching import Ask, Fetcher
from corpus.web_targets import Target
from tests.web import Reply, Web, redirect

MB = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def fetcher(web: Web, *, total_s: float = 20.0, read_s: float = 20.0, wire_bytes: int = 50 * MB) -> Fetcher:
    """One with a limit of 1 MB for bodies."""
    policy = FetchPolicy(
        private_hosts=web.opened(), total_s=total_s, read_s=read_s, wire_bytes=wire_bytes, decoded_bytes=MB
    )
    return Fetcher(policy)


def dripping(data: bytes, every_s: float) -> Callable[[], Iterator[bytes]]:
    """One byte at a time, each in time by itself."""

    def drip() -> Iterator[bytes]:
        for byte in data:
            time.sleep(every_s)
            yield bytes([byte])

    return drip


def raw(*pieces: bytes) -> Reply:
    return Reply(body=lambda: iter(pieces), raw=True)


BOMBS = {
    "gzip": gzip.compress(bytes(60 * MB)),
    "deflate": zlib.compress(bytes(60 * MB)),
    "br": brotli.compress(bytes(60 * MB)),
    "gzip, gzip": gzip.compress(gzip.compress(bytes(60 * MB))),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_stopped_at_the_limit(web: Web, coding: str) -> None:
    bomb = BOMBS[coding]
    url = web.add("/", Reply(200, {"Content-Encoding": coding, "Transfer-Encoding": "chunked"}, lambda: iter([bomb])))
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError, match="larger than 1 MB"):
            fetcher(web).fetch(url)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1.1 * MB + 0.4 * MB  # the latter for the connection's buffers at both its ends


def test_a_body_of_exactly_the_limit_is_kept(web: Web) -> None:
    assert len(fetcher(web).fetch(web.add("/", bytes(MB))).body) == MB
    with pytest.raises(TooLargeError):
        fetcher(web).fetch(web.add("/more", bytes(MB + 1)))


def test_a_caller_may_want_less_but_never_more(web: Web) -> None:
    url = web.add("/", bytes(2 * MB))
    with pytest.raises(TooLargeError, match=r"0\.00977 MB"):
        fetcher(web).fetch(url, max_bytes=10_240)
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        fetcher(web).fetch(url, max_bytes=5 * MB)


def test_a_body_may_be_cut_instead(web: Web) -> None:
    fetched = fetcher(web).fetch(web.add("/", b"x" * 2 * MB), max_bytes=1000, cut=True)
    assert (fetched.body, fetched.cut) == (b"x" * 1000, True)


def test_a_length_beyond_the_limit_is_believed_before_anything_is_read(web: Web) -> None:
    url = web.add("/", Reply(200, {"Content-Length": "5000000000"}, dripping(bytes(1000), 0.05)))
    with pytest.raises(TooLargeError):
        fetcher(web, total_s=1).fetch(url)


def test_an_endless_body_is_stopped(web: Web) -> None:
    url = web.add("/", Reply(body=lambda: itertools.repeat(b"x" * 10_000)))
    with pytest.raises(TooLargeError):
        fetcher(web).fetch(url)
    assert web.body_bytes < 20 * MB  # the limit, and what the system's buffers take


def test_an_endless_body_that_unpacks_to_nothing_is_stopped_by_what_came_over_the_wire(web: Web) -> None:
    empty = gzip.compress(b"") * 500
    url = web.add("/", Reply(200, {"Content-Encoding": "gzip"}, lambda: itertools.repeat(empty)))
    with pytest.raises(TooLargeError, match=r"sent more than 2 MB"):
        fetcher(web, wire_bytes=2 * MB).fetch(url)


def test_what_came_over_the_wire_is_counted_to_the_byte() -> None:
    allowance = Allowance("http://a.test/", total_s=1, wire_bytes=100)
    assert allowance.bytes_to_read(64) == 64
    allowance.take(64)
    assert allowance.bytes_to_read(64) == 37
    allowance.take(36)
    with pytest.raises(TooLargeError):
        allowance.take(allowance.bytes_to_read(64))


SLOW = {
    "body": Reply(body=dripping(b"x" * 1000, 0.02)),
    "body of a known length": Reply(200, {"Content-Length": "1000"}, dripping(b"x" * 1000, 0.02)),
    "compressed body": Reply(200, {"Content-Encoding": "gzip"}, dripping(gzip.compress(bytes(range(256)) * 9), 0.02)),
    "status line": Reply(body=dripping(b"HTTP/1.1 200 OK" + b" " * 1000, 0.02), raw=True),
    "headers": Reply(body=dripping(HEAD + b"X: " + b"y" * 1000, 0.02), raw=True),
    "nothing at all": Reply(body="late", delay_s=2),
    "body of an error": Reply(500, body=dripping(b"x" * 1000, 0.02)),
}


@pytest.mark.parametrize("part", SLOW)
def test_a_slow_server_is_left_when_the_time_is_over(web: Web, part: str) -> None:
    """Each byte comes long before the limit for one read."""
    url = web.add("/", SLOW[part])
    start = time.monotonic()
    with pytest.raises(FetchTimeoutError, match=r"took longer than 0\.6 s"):
        fetcher(web, total_s=0.6).fetch(url)
    assert 0.6 <= time.monotonic() - start < 1.9  # 0.66, and what a busy machine takes; the whole takes 2 or more


def test_the_time_is_one_for_all_redirects(web: Web) -> None:
    for hop in range(4):
        web.add(f"/{hop}", Reply(302, {"Location": f"/{hop + 1}"}, delay_s=0.25))
    with pytest.raises(FetchTimeoutError, match=r"/0 took longer|did not answer in time"):
        fetcher(web, total_s=0.6).fetch(web.url("/0"))
    assert web.asked("/3") == 0


def test_waiting_for_ones_turn_does_not_count(web: Web) -> None:
    web.add("/a", redirect("/b"))
    web.add("/b", "text")

    def slow_gate(target: Target, ask: Ask) -> Answer:
        time.sleep(0.4)
        return ask()

    assert fetcher(web, total_s=0.5).fetch(web.url("/a"), gate=slow_gate).ok


def test_a_silent_server_is_left(web: Web) -> None:
    url = web.add("/", Reply(body="late", delay_s=5))
    with pytest.raises(FetchTimeoutError, match="did not answer in time"):
        fetcher(web, read_s=0.1).fetch(url)


def test_a_handshake_that_nobody_answers_is_left(web: Web) -> None:
    policy = FetchPolicy(private_hosts=web.opened(), connect_s=0.1)
    with pytest.raises(FetchTimeoutError):
        Fetcher(policy).fetch(web.url().replace("http:", "https:"))


def test_a_resolver_that_never_answers_is_left() -> None:
    def stuck(host: str, port: int) -> list[str]:
        time.sleep(3)
        return []

    start = time.monotonic()
    with pytest.raises(FetchTimeoutError, match=r"where news\.test is"):
        Fetcher(FetchPolicy(total_s=0.1), dialling=Dialling(stuck)).fetch("http://news.test/")
    assert time.monotonic() - start < 2


BROKEN: dict[str, tuple[Iterable[bytes], type[FetchError]]] = {
    "one huge header": ([HEAD + b"X: " + b"y" * MB], BrokenResponseError),
    "very many headers": ([HEAD, *[b"X: y\r\n"] * 100_000], BrokenResponseError),
    "a huge status line": ([b"HTTP/1.1 200 " + b"y" * MB], BrokenResponseError),
    "a banner of something else": ([b"SSH-2.0-OpenSSH_9.2\r\n"], BrokenResponseError),
    "HTTP/0.9": ([b"<html>hello</html>"], BrokenResponseError),
    "nothing": ([], BrokenResponseError),
    "half of the headers": ([HEAD], BrokenResponseError),
    "a body cut short": ([HEAD + b"Content-Length: 100\r\n\r\nhalf"], BrokenResponseError),
    "chunks cut short": ([HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"], BrokenResponseError),
    "chunks of no size": ([HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"], BrokenResponseError),
    "two lengths": ([HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"], BrokenResponseError),
    "a length below zero": ([HEAD + b"Content-Length: -5\r\n\r\nhello"], BrokenResponseError),
    "a header with a line break": ([HEAD + b"X: a\rb\0c\r\n\r\nhello"], BrokenResponseError),
    "no gzip": ([HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"], BrokenResponseError),
    "a gzip cut short": ([HEAD + b"Content-Encoding: gzip\r\n\r\n" + BOMBS["gzip"][:500]], BrokenResponseError),
    "packed too often": ([HEAD + b"Content-Encoding: gzip,gzip,gzip,gzip\r\n\r\n"], BrokenResponseError),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_is_an_error_and_never_half_an_article(web: Web, what: str) -> None:
    pieces, error = BROKEN[what]
    url = web.add("/", raw(*pieces))
    with pytest.raises(error, match="http://127") as caught:
        fetcher(web).fetch(url)
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()


def test_a_connection_that_is_reset_is_an_error(web: Web) -> None:
    def reset() -> Iterator[bytes]:
        yield HEAD + b"Content-Length: 100\r\n\r\nhalf"
        raise ConnectionResetError

    with pytest.raises((BrokenResponseError, UnreachableError)):
        fetcher(web).fetch(web.add("/", Reply(body=reset, raw=True)))


def test_answers_without_end_before_the_answer_are_stopped(web: Web) -> None:
    url = web.add("/", Reply(body=lambda: itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500), raw=True))
    with pytest.raises(TooLargeError):
        fetcher(web, wire_bytes=MB).fetch(url)


def test_what_comes_after_the_stated_length_is_not_read(web: Web) -> None:
    url = web.add("/", raw(HEAD + b"Content-Length: 5\r\n\r\nhello, and more"))
    assert fetcher(web).fetch(url).body == b"hello"


def test_a_body_without_a_length_ends_with_the_connection(web: Web) -> None:
    assert fetcher(web).fetch(web.add("/", raw(HEAD + b"\r\nhello"))).body == b"hello"


def test_the_body_of_a_redirect_is_not_read(web: Web) -> None:
    endless = Reply(302, {"Location": "/b", "Content-Encoding": "gzip"}, lambda: itertools.repeat(b"x" * 10_000))
    url = web.add("/a", endless)
    web.add("/b", "text")
    assert fetcher(web).fetch(url).body == b"text"
