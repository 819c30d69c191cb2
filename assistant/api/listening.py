"""Answers that are waited for whole: each step taken in a thread, and given up as soon as whoever asked has gone.

Knows nothing of what is asked.
"""

import asyncio
from collections.abc import Callable, Generator
from threading import Event as Flag
from typing import TypeVar

import anyio
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from assistant.events import Event, Working

_LOOKED_EVERY_S = 0.25
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


async def while_listened(work: Callable[[Callable[[], bool]], T], request: Request) -> T | None:
    """What `work` gives, which runs in a thread and is told whether to stop; None where the client went away before.

    Raises what it raises.
    """
    gone, done = Flag(), anyio.Event()

    async def watch() -> None:
        while not done.is_set():
            if await request.is_disconnected():
                gone.set()
                return
            with anyio.move_on_after(_LOOKED_EVERY_S):
                await done.wait()

    watching = asyncio.create_task(watch())
    try:
        result = await run_in_threadpool(work, gone.is_set)
    finally:
        done.set()
        await watching
    return None if gone.is_set() else result
