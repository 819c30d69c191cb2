"""Clients that open connections and take their time keep nobody else waiting."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant.connections import Connection
from tests.loopback import running

HEAD = b"GET / HTTP/1.1\r\nhost: test\r\n"
ANSWERED_IN_S = 0.5
HEAD_S = 1.0
SLOW_S = 2.0


class Hurried(Connection):
    """In which a test need not wait long."""

    head_s = HEAD_S
    most_open = 100


class Crowded(Hurried):
    """Which ends a connection because there are too many, not because it waits."""

    head_s = 60.0


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """How long the body is; at `/slow`, after a while."""
    if scope["type"] != "http":
        return
    request = Request(scope, receive)
    body = await request.body()
    if scope["path"] == "/slow":
        await asyncio.sleep(SLOW_S)
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def base() -> Iterator[str]:
    with running(app, Hurried) as base:
        yield base


def opened(base: str) -> socket.socket:
    parts = urlsplit(base)
    return socket.create_connection((str(parts.hostname), parts.port or 0), timeout=10)


def closed_after(connection: socket.socket) -> float:
    """Seconds until the server ends the connection, saying nothing."""
    began = time.monotonic()
    with suppress(ConnectionResetError):
        assert connection.recv(1000) == b""
    return time.monotonic() - began


class Trickling:
    """Heads that come a byte at a time over many connections, each replaced as soon as it is closed."""

    def __init__(self, base: str, connections: int) -> None:
        self._base, self._wanted = base, connections
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.begun = 0

    def __enter__(self) -> "Trickling":
        self._thread.start()
        while self.begun < self._wanted:
            time.sleep(0.01)
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._thread.join(20)

    def _run(self) -> None:
        sockets: dict[socket.socket, int] = {}
        while not self._over.wait(0.05):
            while len(sockets) < self._wanted:
                sockets[opened(self._base)] = 0
                self.begun += 1
            for connection, sent in list(sockets.items()):
                try:
                    connection.sendall(HEAD[sent % len(HEAD) : sent % len(HEAD) + 1])
                    sockets[connection] += 1
                except OSError:
                    connection.close()
                    del sockets[connection]
        for connection in sockets:
            connection.close()


def test_others_are_answered_while_two_hundred_connections_trickle(base: str) -> None:
    with Trickling(base, 200) as trickling:
        slowest = 0.0
        until = time.monotonic() + 4
        while time.monotonic() < until:
            began = time.monotonic()
            assert httpx.get(base, timeout=5).status_code == 200
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.05)
    assert trickling.begun > 400  # they were closed, and came back
    assert slowest < ANSWERED_IN_S


def test_a_head_that_does_not_come_in_time_ends_its_connection(base: str) -> None:
    with opened(base) as silent, opened(base) as halfway:
        halfway.sendall(HEAD)
        assert 0.8 < closed_after(silent) < 3
        assert closed_after(halfway) < 3


def test_bytes_that_trickle_in_do_not_begin_the_time_anew(base: str) -> None:
    with opened(base) as connection:
        began = time.monotonic()
        with suppress(OSError):
            for byte in HEAD:
                connection.sendall(bytes([byte]))
                time.sleep(0.2)
        assert time.monotonic() - began < 3


def test_a_second_head_has_to_come_in_time_too(base: str) -> None:
    with opened(base) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert b"200 OK" in connection.recv(1000)
        connection.sendall(HEAD)
        assert 0.8 < closed_after(connection) < 3


def test_a_slow_answer_and_a_slow_body_take_the_time_that_they_take(base: str) -> None:
    assert httpx.get(f"{base}/slow", timeout=10).text == "0"
    with opened(base) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nhost: test\r\ncontent-length: 3\r\n\r\n")
        for byte in b"abc":
            time.sleep(SLOW_S / 3)
            connection.sendall(bytes([byte]))
        assert connection.recv(1000).endswith(b"\r\n\r\n3")


def test_of_too_many_connections_those_go_that_waited_longest_and_never_one_that_is_answered() -> None:
    with ExitStack() as leaving:
        base = leaving.enter_context(running(app, Crowded))
        asked, first = leaving.enter_context(opened(base)), leaving.enter_context(opened(base))
        asked.sendall(HEAD.replace(b"/ ", b"/slow ") + b"\r\n")
        time.sleep(0.2)
        *_, newcomer = [leaving.enter_context(opened(base)) for _ in range(Hurried.most_open - 1)]
        assert closed_after(first) < 5
        newcomer.sendall(HEAD + b"\r\n")
        assert b"200 OK" in newcomer.recv(1000)
        assert b"200 OK" in asked.recv(1000)
