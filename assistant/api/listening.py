"""Answers that are waited for whole: each step taken in a thread, and given up as soon as whoever asked has gone.

Knows nothing of what is asked.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

import anyio
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.events import Event, Working
from assistant.listening import while_wanted
from assistant.stopping import Stopped

T = TypeVar("T")

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


async def while_listened(work: Callable[[Stopped], T], request: Request) -> T | None:
    """What `work` gives, which runs in a thread and is told whether to stop; None where the client went away before.

    Raises what it raises.
    """
    return await while_wanted(work, request.is_disconnected)
