"""A request's body on its way in: counted and timed before anybody reads it.

Knows nothing of what is in it, beyond where one part of a form ends and the next begins.
"""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from assistant.access.denial import SLOW_BODY, Denial, too_large, too_many_files, wrong_content
from assistant.access.limits import Limits
from assistant.access.plans import MULTIPART, Plan

LEAST_BYTES_A_SECOND = 50_000
"""A body may take this long beside the seconds that each has: slower than any line that articles are sent over."""


def refused_unread(headers: Headers, plan: Plan, limits: Limits) -> Denial | None:
    """What can be said of a body by its headers alone: its kind, and the size that it claims."""
    length, kind = headers.get("content-length"), media_type(headers)
    has_body = "transfer-encoding" in headers or (length is not None and length != "0")
    if (kind or has_body) and kind not in plan.accepts:
        return wrong_content(list(plan.accepts))
    most = most_bytes(plan, limits)
    return too_large(most) if length is not None and length.isdigit() and int(length) > most else None


def media_type(headers: Headers) -> str:
    """What the body is said to be, without parameters; "" where nothing is said, or more than one thing."""
    kinds = headers.getlist("content-type")
    return kinds[0].partition(";")[0].strip().lower() if len(kinds) == 1 else ", ".join(kinds)


def most_bytes(plan: Plan, limits: Limits) -> int:
    """How many bytes a door reads."""
    return limits.upload_bytes if MULTIPART in plan.accepts else limits.body_bytes


class RefusedBodyError(Exception):
    """The body went over a limit while it came. Never leaves this package: the gate makes a refusal of it."""

    def __init__(self, denial: Denial) -> None:
        super().__init__(denial.code)
        self.denial = denial


@dataclass(slots=True)
class Body:
    """A body as it comes in, part by part, or read whole before the application is called."""

    incoming: Receive
    headers: Headers
    plan: Plan
    limits: Limits
    begun_at: float = field(default_factory=time.monotonic)
    received: int = 0
    complete: bool = False
    is_broken_off: bool = False
    _files: "_Files | None" = None
    _read: deque[Message] = field(default_factory=deque)

    async def read(self) -> None:
        """Read all of it now, so that whoever sends slowly keeps nobody waiting. Raises RefusedBodyError."""
        while not self.complete:
            message = await self._next()
            self._read.append(message)
            if message["type"] != "http.request":
                return

    async def receive(self) -> Message:
        """The next part. Raises RefusedBodyError where it goes over a limit, or does not come in time."""
        return self._read.popleft() if self._read else await self._next()

    async def _next(self) -> Message:
        if self.complete:  # what comes now is that the caller left, which has all the time there is
            return await self.incoming()
        left_s = self.begun_at + self.limits.body_timeout_s + self.received / LEAST_BYTES_A_SECOND - time.monotonic()
        try:
            message = await asyncio.wait_for(self.incoming(), max(left_s, 0))
        except TimeoutError:
            raise RefusedBodyError(SLOW_BODY) from None
        if message["type"] == "http.request":
            self._count(message.get("body", b""))
            self.complete = not message.get("more_body", False)
        else:
            self.is_broken_off = True
        return message

    def _count(self, part: bytes) -> None:
        self.received += len(part)
        most = most_bytes(self.plan, self.limits)
        if self.received > most:
            raise RefusedBodyError(too_large(most))
        if MULTIPART in self.plan.accepts:
            self._files = self._files or _Files(self.headers.get("content-type", ""))
            if self._files.count(part) > self.limits.upload_files:
                raise RefusedBodyError(too_many_files(self.limits.upload_files))


class _Files:
    """How many parts a form has brought so far; each begins with the form's boundary, and so does the end."""

    def __init__(self, content_type: str) -> None:
        boundary = content_type.partition("boundary=")[2].partition(";")[0].strip().strip('"')
        self._mark = b"--" + boundary.encode("latin-1") if boundary else b""
        self._seen = 0
        self._rest = b""

    def count(self, part: bytes) -> int:
        """After this much more. A form without a boundary has no parts, and is refused where it is read."""
        if not self._mark:
            return 0
        text = self._rest + part
        self._seen += text.count(self._mark)
        self._rest = text[-(len(self._mark) - 1) :]
        return self._seen - 1
