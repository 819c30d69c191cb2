"""Answers that are waited for whole: each step taken in a thread, and given up as soon as whoever asked has gone.

Knows nothing of what is asked.
"""

from collections.abc import Generator

import anyio
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.events import Event, Working

GONE = 499
"""The status of an answer that nobody waited for: the client went away."""


async def all_of(events: Generator[Event, None, None], request: Request) -> list[Event] | None:
    """The events that say something, to the last; None where the client went away before, and then they are closed.

    Raises what they raise.
    """
    found: list[Event] = []
    try:
        while (event := await run_in_threadpool(next, events, None)) is not None:
            if await request.is_disconnected():
                return None
            if not isinstance(event, Working):
                found.append(event)
        return found
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(events.close)
