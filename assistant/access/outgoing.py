"""A response on its way out: every one gets the security headers, and a long one ends when its token is revoked.

Knows nothing of what is in it.
"""

import time
from collections.abc import Callable
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.requests import empty_receive
from starlette.responses import Response
from starlette.types import Message, Send

from assistant.access.denial import BUSY, Denial
from assistant.access.plans import Plan
from assistant.access.security_headers import secure

CHECKED_EVERY_S = 1.0
"""How often a stream looks whether its token was revoked."""


class Outgoing:
    """What one request is answered with. Once it `ended` here, the application's own messages go nowhere."""

    def __init__(self, send: Send, plan: Plan, still_wanted: Callable[[], bool] = lambda: True) -> None:
        self.plan = plan
        self.ended = False
        self.still_wanted = still_wanted
        self._send = send
        self._started = False
        self._streams = False
        self._looked_at = time.monotonic()

    async def send(self, message: Message) -> None:
        """A message of the application. Raises OSError, as for a client that left, once nobody is to read on."""
        if self.ended:
            if message.get("more_body"):
                raise ConnectionResetError
            return
        if message["type"] == "http.response.start":
            if message["status"] == HTTPStatus.SERVICE_UNAVAILABLE and self.plan.full_is_busy:
                await self.refuse(BUSY)
                return
            self._start(message)
        elif self._streams and message.get("more_body") and self._is_revoked():
            await self.finish()
            raise ConnectionResetError
        await self._send(message)

    async def refuse(self, denial: Denial) -> None:
        """Answer with the problem in place of the application, unless it has begun to answer."""
        await self.respond(denial.response())

    async def respond(self, response: Response) -> None:
        """Answer in place of the application, unless it has begun to answer."""
        if not self._started:
            await response({"type": "http"}, empty_receive, self.send)
        self.ended = True

    @property
    def is_stream(self) -> bool:
        """Whether it has begun, and nobody knows where it ends."""
        return self._started and self._streams and not self.ended

    async def finish(self) -> None:
        """End a stream where it is."""
        self.ended = True
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    def _start(self, message: Message) -> None:
        self._started = True
        message.setdefault("headers", [])
        headers = MutableHeaders(scope=message)
        self._streams = "content-length" not in headers
        kept = self.plan.asset and message["status"] < HTTPStatus.BAD_REQUEST
        secure(headers, may_be_kept=kept)

    def _is_revoked(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at < CHECKED_EVERY_S:
            return False
        self._looked_at = now
        return not self.still_wanted()
