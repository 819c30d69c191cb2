"""Server-sent events over an iterator, which is closed when the client goes away: the work behind it ends there.

Knows nothing of what the events are about. FastAPI's own event streams belong to routes that always stream; ours answer
with JSON unless events are asked for.
"""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import anyio
from anyio import to_thread
from anyio.streams.memory import MemoryObjectSendStream
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import StreamingResponse

MEDIA_TYPE = "text/event-stream"
PING_S = 10.0
"""After so long without an event a comment is sent, so that nobody between takes the connection for dead."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "One event. `data` is JSON.",
    "required": ["event", "data"],
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
}
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: its name, and what goes with it as JSON."""

    name: str
    data: Any

    def encoded(self) -> bytes:
        """As it stands on the wire."""
        return format_sse_event(event=self.name, data_str=json.dumps(self.data, ensure_ascii=False))


NOTHING = ServerEvent("", None)
"""Stands in a stream where nothing is sent: a moment at which it can be closed."""


def stream_of(events: Iterator[ServerEvent]) -> StreamingResponse:
    """Events of an iterator, each step taken in a thread."""
    return streamed(_stepped(events))


def streamed(events: AsyncIterator[ServerEvent]) -> StreamingResponse:
    """Events as a response."""
    return StreamingResponse(_with_pings(events), media_type=MEDIA_TYPE, headers=_HEADERS)


async def _stepped(events: Iterator[ServerEvent]) -> AsyncIterator[ServerEvent]:
    """The same, closed in a thread when it ends, however it ends."""
    try:
        while (event := await to_thread.run_sync(next, events, None)) is not None:
            yield event
    finally:
        with anyio.CancelScope(shield=True):
            await to_thread.run_sync(getattr(events, "close", _nothing))


async def _with_pings(events: AsyncIterator[ServerEvent]) -> AsyncIterator[bytes]:
    """The events encoded, with a comment wherever they are long in coming."""
    send, receive = anyio.create_memory_object_stream[bytes](1)
    async with anyio.create_task_group() as group, receive:
        group.start_soon(_feed, events, send)
        while True:
            chunk = KEEPALIVE_COMMENT
            with anyio.move_on_after(PING_S):
                try:
                    chunk = await receive.receive()
                except anyio.EndOfStream:
                    return
            yield chunk


async def _feed(events: AsyncIterator[ServerEvent], send: MemoryObjectSendStream[bytes]) -> None:
    async with send, aclosing(events) as taken:  # type: ignore[type-var]
        async for event in taken:
            if event is not NOTHING:
                await send.send(event.encoded())


def _nothing() -> None:
    """For iterators that cannot be closed."""
