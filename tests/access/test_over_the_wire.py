"""What only a real connection shows: slow senders, bodies cut off, a full queue, and answers that take their turn."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from assistant.access.gate import Locks
from assistant.access.gradio_doors import plan_of
from assistant.access.limits import Limits
from assistant.access.outgoing import Outgoing
from assistant.access.plans import Plan
from assistant.access.scopes import Scope as Needed
from assistant.server import build_app
from tests.loopback import running

LIMITS = Limits(answers_at_once=1, answers_waiting=1, body_bytes=1000, body_timeout_s=0.5)


def mount_routes(app: FastAPI, assistant: object) -> FastAPI:
    """A route that answers slowly, and one that reads what it is sent."""

    def answer(body: dict[str, str]) -> dict[str, str]:
        time.sleep(0.4)
        return body

    def read(body: dict[str, str]) -> dict[str, str]:
        return body

    app.add_api_route("/v1/ask", answer, methods=["POST"], openapi_extra={"x-scope": "ask"})
    app.add_api_route("/read", read, methods=["POST"], openapi_extra={"x-scope": "ask"})
    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(build_app("", mount_routes, Locks(limits=LIMITS))) as address:
        yield address


def begin(address: str, path: str, *, length: int, sent: bytes = b"") -> socket.socket:
    """A request whose body has only begun."""
    host = urlsplit(address).netloc
    connection = socket.create_connection(("127.0.0.1", int(host.rpartition(":")[2])), timeout=10)
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    connection.sendall(head.encode() + sent)
    return connection


@pytest.mark.parametrize("path", ["/read", "/v1/ask"])
def test_a_body_that_does_not_come_is_given_up(address: str, path: str) -> None:
    begun = time.monotonic()
    with begin(address, path, length=100, sent=b'{"a"') as connection:
        answered = http.client.HTTPResponse(connection)
        answered.begin()
        assert answered.status == 408
        assert json.loads(answered.read())["code"] == "body_too_slow"
        assert answered.getheader("retry-after") == "1"
        assert connection.recv(1) == b""  # and the connection with it
    assert time.monotonic() - begun < 5


def test_a_body_that_comes_a_byte_at_a_time_is_given_up_too(address: str) -> None:
    with begin(address, "/read", length=100) as connection:
        for _ in range(20):
            try:
                connection.sendall(b" ")
            except OSError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("it was read on")


def test_who_sends_slowly_keeps_nobody_from_being_answered(address: str) -> None:
    slow = [begin(address, "/v1/ask", length=100) for _ in range(5)]
    answered = httpx.post(f"{address}/v1/ask", json={"a": "b"}, timeout=10)
    for connection in slow:
        connection.close()
    assert answered.json() == {"a": "b"}


def test_one_is_answered_one_waits_and_the_third_is_told_at_once_to_come_again(address: str) -> None:
    seen: list[tuple[int, float, str | None]] = []

    def ask() -> None:
        begun = time.monotonic()
        answered = httpx.post(f"{address}/v1/ask", json={}, timeout=10)
        seen.append((answered.status_code, time.monotonic() - begun, answered.headers.get("retry-after")))

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(status for status, _, _ in seen) == [200, 200, 429, 429, 429]
    assert {after for status, _, after in seen if status == 429} == {"1"}


def test_a_body_without_a_length_that_grows_too_large_is_cut_off(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    parts = (b"x" * 100 for _ in range(30))
    with suppress(OSError):  # the server may have answered and gone before all is sent
        connection.request(
            "POST", "/read", body=parts, headers={"Content-Type": "application/json"}, encode_chunked=True
        )
    answered = connection.getresponse()
    assert (answered.status, json.loads(answered.read())["code"]) == (413, "body_too_large")
    connection.close()


def test_a_queue_of_the_windows_own_that_is_full_is_told_like_ours() -> None:
    """Gradio says 503, which callers take for a fault."""

    async def full(scope: Scope, receive: Receive, send: Send) -> None:
        outgoing = Outgoing(send, Plan(Needed.ASK, full_is_busy=True))
        if scope["type"] == "http":
            await JSONResponse({"detail": "full"}, 503)(scope, receive, outgoing.send)

    with running(full) as address:
        answered = httpx.post(f"{address}/gradio_api/queue/join", json={})
    assert (answered.status_code, answered.json()["code"]) == (429, "busy")
    assert plan_of("POST", "/gradio_api/queue/join").full_is_busy
