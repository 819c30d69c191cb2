"""Calls that an agent cancels by a message of its own, as the protocol had it over HTTP before its revision 2026-07-28.

Such a message names a call by a number that the agent chose, and comes by a request of its own. So every agent is given
a random name when it begins (`Mcp-Session-Id`), which it sends along from then on: nobody cancels the calls of others.
Nothing is kept under such a name but the calls that are under way, so it outlives a restart of the server. Later
revisions cancel by hanging up. Knows nothing of what a call does.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME_HEADER = "mcp-session-id"
_BEGINS, _CANCELS = "initialize", "notifications/cancelled"

_Key = tuple[str, str]


class Cancelling:
    """The calls that are under way and whether they were cancelled. Used by the event loop alone."""

    def __init__(self) -> None:
        self._cancelled: dict[_Key, bool] = {}

    @contextmanager
    def under_way(self, agent: str | None, call: int | str | None) -> Iterator[Callable[[], bool]]:
        """Inside, what is yielded tells whether the call was cancelled; one without a name never is."""
        if agent is None:
            yield lambda: False
            return
        key = (agent, str(call))
        self._cancelled[key] = False
        try:
            yield lambda: self._cancelled.get(key, False)
        finally:
            self._cancelled.pop(key, None)

    def cancel(self, agent: str | None, call: object) -> None:
        """One that is over, or never was, is no error."""
        key = (agent or "", str(call))
        if key in self._cancelled:
            self._cancelled[key] = True

    async def handle(self, application: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Have a request answered, after a look at what it says."""
        body = await Request(scope, receive).body()
        said = _said(body)
        if said.get("method") == _CANCELS:
            parameters = said.get("params")
            call = parameters.get("requestId") if isinstance(parameters, dict) else None
            self.cancel(Headers(scope=scope).get(NAME_HEADER), call)
        answer = _naming(send) if said.get("method") == _BEGINS else send
        await application(scope, _again(body, receive), answer)


def _said(body: bytes) -> dict[str, object]:
    """The message, empty for what is none or says nothing to us."""
    if not any(f'"{method}"'.encode() in body for method in (_BEGINS, _CANCELS)):
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, then whatever comes after it."""
    parts: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_part() -> Message:
        return parts.pop() if parts else await receive()

    return next_part


def _naming(send: Send) -> Send:
    """The same, with a new name for the agent in the head of the answer."""

    async def named(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            MutableHeaders(scope=message)[NAME_HEADER] = uuid.uuid4().hex
        await send(message)

    return named
