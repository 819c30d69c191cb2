"""Servers without end or haste, measured: what is read of them, and for how long, is the limit and a tenth at most."""

import gzip
import itertools
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import brotli
import httpcore
import pytest

from corpus.connecting import Dialling, system_resolver
from corpus.errors import FetchError, FetchTimeoutError, TooLargeError
from corpus.fetch_policy import FetchPolicy
from corpus.fetching import Fetcher
from tests.web import ADDRESS, Reply, Web, Wire

MB = 1024 * 1024
LIMIT = MB // 2
"""For bytes on the wire and for bytes of a body."""

LIMIT_S = 2.0
MARGIN = 1.1
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class Meter(Wire):
    """The real network, which counts what is read."""

    def __init__(self) -> None:
        self.bytes = 0

    def connected(self, host: str, port: int, timeout: float | None = None) -> httpcore.NetworkStream:
        return MeteredStream(httpcore.SyncBackend().connect_tcp(host, port, timeout), self)


class MeteredStream(httpcore.NetworkStream):
    """One connection of a Meter."""

    def __init__(self, stream: httpcore.NetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, timeout)
        self._meter.bytes += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return MeteredStream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def fetcher(opened: frozenset[str], meter: Meter) -> Fetcher:
    policy = FetchPolicy(
        private_hosts=opened, connect_s=30, read_s=30, total_s=LIMIT_S, wire_bytes=LIMIT, decoded_bytes=LIMIT
    )
    return Fetcher(policy, dialling=Dialling(system_resolver, meter))


def forever(piece: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: itertools.repeat(piece)


def packed(coding: str, bomb: bytes) -> Reply:
    return Reply(200, {"Content-Encoding": coding}, lambda: iter([bomb]))


ENDLESS = {
    "a body": Reply(body=forever(b"x" * 10_000)),
    "a body that says it is short": Reply(200, {"Content-Length": "9999999999"}, forever(b"x" * 10_000)),
    "a body packed to nothing": Reply(200, {"Content-Encoding": "gzip"}, forever(gzip.compress(b"") * 500)),
    "answers before the answer": Reply(body=forever(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500), raw=True),
    "headers": Reply(body=forever(b"X: y\r\n" * 500), raw=True),
    "an error": Reply(500, body=forever(b"x" * 10_000)),
    "a gzip bomb": packed("gzip", gzip.compress(bytes(60 * MB))),
    "a deflate bomb": packed("deflate", zlib.compress(bytes(60 * MB))),
    "a brotli bomb": packed("br", brotli.compress(bytes(60 * MB))),
    "a bomb in a bomb": packed("gzip, gzip", gzip.compress(gzip.compress(bytes(60 * MB)))),
    "a bomb in a bomb of another kind": packed("br, gzip", gzip.compress(brotli.compress(bytes(60 * MB)))),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_no_more_is_read_than_the_limit_and_a_tenth(web: Web, what: str) -> None:
    meter = Meter()
    url = web.add("/", ENDLESS[what])
    if what == "an error":
        assert len(fetcher(web.opened(), meter).fetch(url).body) <= LIMIT  # its beginning is kept
    else:
        with pytest.raises(FetchError):
            fetcher(web.opened(), meter).fetch(url)
    assert meter.bytes <= LIMIT * MARGIN


def test_a_body_that_is_packed_well_is_stopped_by_what_it_unpacks_to(web: Web) -> None:
    """A fortieth of the limit comes over the wire."""
    meter = Meter()
    with pytest.raises(TooLargeError, match=r"larger than 0\.5 MB"):
        fetcher(web.opened(), meter).fetch(web.add("/", ENDLESS["a brotli bomb"]))
    assert meter.bytes < LIMIT / 40


def dripping(data: bytes) -> Callable[[], Iterator[bytes]]:
    """Byte for byte, each long before a limit for one read."""

    def drip() -> Iterator[bytes]:
        for byte in data:
            time.sleep(0.05)
            yield bytes([byte])

    return drip


SLOW = {
    "/body": Reply(body=dripping(b"x" * 1000)),
    "/known-length": Reply(200, {"Content-Length": "1000"}, dripping(b"x" * 1000)),
    "/gzip": Reply(200, {"Content-Encoding": "gzip"}, dripping(gzip.compress(bytes(range(256)) * 9))),
    "/status": Reply(body=dripping(b"HTTP/1.1 200 OK" + b" " * 1000), raw=True),
    "/headers": Reply(body=dripping(HEAD + b"X: " + b"y" * 1000), raw=True),
    "/chunks": Reply(body=dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 200), raw=True),
    "/early-hints": Reply(body=dripping(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 40), raw=True),
    "/error": Reply(500, body=dripping(b"x" * 1000)),
    "/redirect": Reply(body=dripping(b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * 1000), raw=True),
    "/nothing": Reply(body="late", delay_s=2 * LIMIT_S),
}


@contextmanager
def slow_handshake() -> Iterator[str]:
    """A server whose TLS handshake comes byte for byte; gives its address."""
    ended = threading.Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            record = b"\x16\x03\x03\x40\x00\x02" + bytes(1000)
            for byte in record:
                if ended.wait(0.05):
                    return
                connection.sendall(bytes([byte]))

    with socket.create_server((ADDRESS, 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        yield f"https://{ADDRESS}:{server.getsockname()[1]}/"
        ended.set()
        thread.join()


def test_none_is_waited_for_longer_than_the_limit_and_a_tenth(web: Web) -> None:
    """All at once: each alone takes its limit."""

    def seconds(url: str) -> float:
        began = time.monotonic()
        with pytest.raises(FetchTimeoutError):
            unhurried.fetch(url)
        return time.monotonic() - began

    with slow_handshake() as handshake, ThreadPoolExecutor(len(SLOW) + 1) as threads:
        opened = web.opened() | {ADDRESS}
        policy = FetchPolicy(private_hosts=opened, connect_s=30, read_s=30, total_s=LIMIT_S)
        unhurried = Fetcher(policy, tls=ssl.create_default_context())
        urls = [*(web.add(path, reply) for path, reply in SLOW.items()), handshake]
        taken = dict(zip(urls, threads.map(seconds, urls), strict=True))

    assert {url: s for url, s in taken.items() if not LIMIT_S <= s <= LIMIT_S * MARGIN} == {}
