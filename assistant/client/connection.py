"""One connection to a server: requests out, server-sent events in, errors as the exceptions that they were.

The only file that uses an HTTP client of its own; it speaks to the one server that it was given. Knows nothing of what
is called. Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from assistant.errors import (
    AccessDeniedError,
    AssistantError,
    BusyError,
    ServerUnreachableError,
    UsageError,
)

MEDIA_TYPE = "text/event-stream"
_CONNECT_S = 5.0
_SILENCE_S = 60.0
"""The server sends something every ten seconds, whatever it does."""

_BETWEEN_TRIES_S = 0.1
_BUSY = ("busy", "too_many_requests")


@dataclass(frozen=True, slots=True)
class Received:
    """One event: its name, and its data, which is JSON."""

    name: str
    data: str


class Connection:
    """A server at `address`, spoken to with `token` where it needs one. Safe to use from many threads."""

    def __init__(self, address: str, token: str | None = None) -> None:
        self.address = address.rstrip("/")
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        timeout = httpx2.Timeout(_SILENCE_S, connect=_CONNECT_S)
        # No proxy of the environment: the token goes to the server that was named and to nobody else.
        self._client = httpx2.Client(base_url=self.address, headers=headers, timeout=timeout, trust_env=False)

    def events(self, path: str, body: str, headers: dict[str, str]) -> Iterator[Received]:
        """The events of one request. Raises AssistantError in one of its kinds where there are none."""
        sent = {"Content-Type": "application/json", **headers}
        with self._explained(), self._client.stream("POST", path, content=body, headers=sent) as response:
            if response.status_code != 200 or not response.headers["content-type"].startswith(MEDIA_TYPE):
                response.read()
                raise refused(response.status_code, response.content)
            yield from _parsed(response.iter_lines())

    def post(self, path: str) -> None:
        """A request without a body and without an answer that matters."""
        with self._explained():
            self._client.post(path, content="{}", headers={"Content-Type": "application/json"})

    def answers(self, *, within_s: float) -> bool:
        """Whether a server is there, or comes within this time."""
        deadline = time.monotonic() + within_s
        while True:
            try:
                return self._client.get("/healthz").status_code == 200
            except httpx2.HTTPError:
                if time.monotonic() > deadline:
                    return False
                time.sleep(_BETWEEN_TRIES_S)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            message = f"The server at {self.address} does not answer: {reason}. Start it with: assistant serve"
            raise ServerUnreachableError(message) from error


def refused(status: int, body: bytes) -> AssistantError:
    """The exception for a reply that is no success, by the stable code of its problem details (RFC 9457)."""
    try:
        problem: dict[str, Any] = json.loads(body)
        code, detail = str(problem["code"]), str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return ServerUnreachableError(f"What answers there (with status {status}) is no assistant. Check the address.")
    if status in (401, 403):
        return AccessDeniedError(detail)
    if code in _BUSY:
        return BusyError(detail)
    if status < 500:
        wrong = "; ".join(f"{one.get('at')}: {one.get('message')}" for one in problem.get("errors", ()))
        return UsageError(f"{detail} {wrong}".strip())
    return AssistantError(detail)


def _parsed(lines: Iterable[str]) -> Iterator[Received]:
    """The events among the lines; comments keep the connection alive and say nothing."""
    name, data = "", ""
    for line in lines:
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            data += line.removeprefix("data:").strip()
        elif not line and name:
            yield Received(name, data)
            name, data = "", ""
